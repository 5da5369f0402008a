"""Facts of the match itself, beside those of the rules: seats, clock, musters, votes, orders.

Owns: their shapes.
Does not know: what they come to (`match.seats` applies them), how they are stored (`payloads`).
"""

from __future__ import annotations

from typing import Any, Literal

from detente_server.match.inputs import InCharge, MatchOrder
from detente_server.match.settings import Settings
from detente_wire.acts import PollQuestion
from detente_wire.terms import NationId
from detente_wire.values import frozen


@frozen
class MatchCreated:
    """The first fact of every log."""

    settings: Settings


@frozen
class SeatChanged:
    """Who speaks for a nation from now on. Names are a table of seats, not a part of the game."""

    nation: NationId
    holder: str
    player: str
    name: str
    given_up: bool = False
    """The player left it: somebody else may take it."""


@frozen
class TalksOpened:
    """When the talks of this turn close, milliseconds UTC; 0: when all are ready."""

    deadline_ms: int


@frozen
class ReadinessChanged:
    """A seat is ready, or no longer."""

    nation: NationId
    ready: bool


@frozen
class Instructed:
    """Standing instructions for the chargé d'affaires."""

    nation: NationId
    stance: str
    avoid: tuple[NationId, ...]


@frozen
class Missed:
    """The player of a seat sent nothing in so many turns in a row; 0: he is back."""

    nation: NationId
    turns: int


@frozen
class DeadlineMoved:
    """The talks of this turn close at another time, milliseconds UTC."""

    deadline_ms: int


@frozen
class ClockStopped:
    """Neither deadline nor readiness closes the talks until it goes on."""

    since_ms: int
    until_ms: int
    """When it goes on by itself."""
    budgeted: bool
    """Whether it takes from what the table may pause."""


@frozen
class ClockWentOn:
    """The pause is over; the deadline has moved by its length."""

    deadline_ms: int
    spent_ms: int
    """Of the table's budget."""


@frozen
class DeadlineWarned:
    """Seats that had sent nothing were told that the deadline is near."""

    seats: tuple[NationId, ...]


@frozen
class PresenceChanged:
    """The player of a seat has not been seen for long, or is back."""

    nation: NationId
    away: bool


@frozen
class Excused:
    """A seat's player is excused up to this turn."""

    nation: NationId
    player: str
    until_turn: int
    turns: int
    """How many of his excused turns that takes."""


Attendance = Literal["present", "excused", "missed"]


@frozen
class SeatAttended:
    """How a player attended a turn."""

    nation: NationId
    player: str
    how: Attendance


@frozen
class TurnAttended:
    """Which players sent something in the turn that closed."""

    turn: int
    seats: tuple[SeatAttended, ...]


@frozen
class MusterCalled:
    """All who are seated must confirm by then; 0: the muster is off."""

    until_ms: int


@frozen
class UmpireChanged:
    """Who reads everything, from now on or no longer."""

    player: str
    name: str
    present: bool


@frozen
class VoteCast:
    """A seat voted on how the table goes on."""

    nation: NationId
    question: PollQuestion
    about: NationId | None
    yes: bool


@frozen
class PollDecided:
    """A vote of the table is decided; what it carries is done with the next tick."""

    question: PollQuestion
    about: NationId | None
    order: MatchOrder | None
    """None: it failed."""


@frozen
class OrderObeyed:
    """Somebody in charge ordered this. Its effects are facts of their own."""

    role: InCharge
    by: str
    order: MatchOrder


MatchFact = (
    MatchCreated | SeatChanged | TalksOpened | ReadinessChanged | Instructed | Missed
    | DeadlineMoved | ClockStopped | ClockWentOn | DeadlineWarned | PresenceChanged | Excused | TurnAttended
    | MusterCalled | UmpireChanged | VoteCast | PollDecided | OrderObeyed
)  # fmt: skip
MATCH_FACTS: dict[str, type[Any]] = {
    "match-created": MatchCreated,
    "seat-changed": SeatChanged,
    "talks-opened": TalksOpened,
    "readiness-changed": ReadinessChanged,
    "instructed": Instructed,
    "missed": Missed,
    "deadline-moved": DeadlineMoved,
    "clock-stopped": ClockStopped,
    "clock-went-on": ClockWentOn,
    "deadline-warned": DeadlineWarned,
    "presence-changed": PresenceChanged,
    "excused": Excused,
    "turn-attended": TurnAttended,
    "muster-called": MusterCalled,
    "umpire-changed": UmpireChanged,
    "vote-cast": VoteCast,
    "poll-decided": PollDecided,
    "order-obeyed": OrderObeyed,
}
