"""The life of one notification: from the outbox to somebody's hands, or to nobody's.

Owns: `Delivery` and what an outcome makes of it: the table of states, back-off, when it is given up.
Does not know: clocks, chance (both are handed in), how it is carried, where it is kept.

    state       sent off    delivered   refused, trouble    too old    dropped
    waiting     on-its-way  -           -                   given-up   dropped
    on-its-way  -           delivered   waiting, given-up   -          dropped

Nothing leaves a final state. What a server that is killed had on its way waits again, under the same id.
"""

from __future__ import annotations

from typing import Literal, NewType, assert_never

from attrs import evolve, frozen

from detente_server.host.notifications.occasions import Occasion
from detente_wire.messages import ContactKind

DeliveryId = NewType("DeliveryId", str)
"""The same whenever it is sent again: whoever gets it can tell a repeat by it."""

State = Literal["waiting", "on-its-way", "delivered", "given-up", "dropped"]
FINAL: frozenset[State] = frozenset({"delivered", "given-up", "dropped"})

FIRST_WAIT_MS = 15_000
"""After the first failure."""
LONGEST_WAIT_MS = 3_600_000
GIVEN_UP_MS = 86_400_000
"""What could not be delivered in a day is stale."""


@frozen
class Delivered:
    """Whoever it is for has it."""


@frozen
class Refused:
    """The other side does not want it: the contact itself may be bad."""

    why: str


@frozen
class Trouble:
    """It did not get through this time."""

    why: str
    wait_ms: int = 0
    """The other side asked for so much patience."""


Outcome = Delivered | Refused | Trouble


@frozen
class Delivery:
    """One notification to one contact of one player."""

    id: DeliveryId
    player: str
    contact: str
    """Its number."""
    carrier: ContactKind
    occasion: Occasion
    created_ms: int
    state: State = "waiting"
    due_ms: int = 0
    """When it is tried, or tried again."""
    tries: int = 0
    why: str = ""
    """What went wrong last."""


def sent_off(delivery: Delivery) -> Delivery:
    """It is handed to a carrier."""
    assert delivery.state == "waiting", delivery.state
    return evolve(delivery, state="on-its-way", tries=delivery.tries + 1)


def came_back(delivery: Delivery, outcome: Outcome, now_ms: int, chance: float) -> Delivery:
    """What became of it; `chance` in [0, 1) spreads those that failed together."""
    assert delivery.state == "on-its-way", delivery.state
    match outcome:
        case Delivered():
            return evolve(delivery, state="delivered", why="")
        case Refused(why):
            return _later(delivery, why, now_ms + wait_ms(delivery.tries, chance), now_ms)
        case Trouble(why, asked_ms):
            wait = max(min(asked_ms, LONGEST_WAIT_MS), wait_ms(delivery.tries, chance))
            return _later(delivery, why, now_ms + wait, now_ms)
        case _:
            assert_never(outcome)


def dropped(delivery: Delivery, why: str) -> Delivery:
    """Nobody wants it any more, or there is no room for it."""
    return evolve(delivery, state="dropped", why=why)


def aged(delivery: Delivery, now_ms: int) -> Delivery:
    """Given up if its time is over."""
    if delivery.state == "waiting" and now_ms >= expires_ms(delivery):
        return evolve(delivery, state="given-up", why=delivery.why or "it was never tried in time")
    return delivery


def expires_ms(delivery: Delivery) -> int:
    """When it is given up."""
    return delivery.created_ms + min(GIVEN_UP_MS, delivery.occasion.lasts_ms or GIVEN_UP_MS)


def wait_ms(tries: int, chance: float) -> int:
    """Twice as long after each try, up to an hour; spread over the half below."""
    full = min(LONGEST_WAIT_MS, FIRST_WAIT_MS << min(tries - 1, 20))
    return full // 2 + int(full / 2 * chance)


def _later(delivery: Delivery, why: str, due_ms: int, now_ms: int) -> Delivery:
    """Wait for the next try, or give it up if that would come too late."""
    if due_ms >= expires_ms(delivery):
        return evolve(delivery, state="given-up", why=why)
    return evolve(delivery, state="waiting", due_ms=due_ms, why=why)
