"""Orders about one match at play: its clock, its seats, its end.

Owns: `extend`, `pause`, `go-on`, `replace`, `news`, `end`.
Does not know: what an order does to a match (`match.orders`), how a line came here.

Each is in the match's own log too, and everybody at the table is told what was done, though not by whom.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from detente_server.host.console.orders import Arguments, BadOrder, Handler, Order, Told, duration_s
from detente_server.host.playing.owner import Owner
from detente_wire.gate import gate
from detente_wire.messages import MatchId
from detente_wire.orders import FORTNIGHT_S, End, Extend, GoOn, News, Pause, Replace
from detente_wire.orders import Order as MatchOrder
from detente_wire.refusals import Refusal
from detente_wire.terms import NationId

if TYPE_CHECKING:
    from detente_server.host.services import Services


async def owner_of(services: Services, match: str) -> Owner:
    """Who speaks for the match, loaded if it must be; `BadOrder` if nobody can."""
    reached: asyncio.Future[Owner | Refusal] = asyncio.get_running_loop().create_future()
    services.matches.reach(MatchId(match), reached.set_result, reached.set_result)
    found = await reached
    if isinstance(found, Refusal):
        unknown = found.code == "match.unknown"
        raise BadOrder(f"There is no match {match!r}; 'matches' lists them." if unknown else found.message())
    return found


async def ordered(services: Services, arguments: Arguments, order: MatchOrder, words: str = "") -> Told:
    """Have the match obey, and wait until that is stored."""
    owner = await owner_of(services, arguments["MATCH"])
    refusal = owner.order("operator", arguments.by, order, words)
    if refusal is not None:
        raise BadOrder(refusal.message())
    await owner.settled()
    return Told((f"Done; the table of {owner.id} is told.",), {"match": owner.id})


def _seconds(text: str) -> int:
    seconds = duration_s(text)
    if seconds > FORTNIGHT_S:
        raise BadOrder("A fortnight (14d) is the longest.")
    return seconds


async def extend(services: Services, arguments: Arguments) -> Told:
    """Give the talks of this turn more time."""
    return await ordered(services, arguments, Extend(_seconds(arguments["DURATION"])))


async def pause(services: Services, arguments: Arguments) -> Told:
    """Stop the clock."""
    seconds = _seconds(arguments["DURATION"]) if arguments["DURATION"] else 0
    return await ordered(services, arguments, Pause(seconds))


async def replace(services: Services, arguments: Arguments) -> Told:
    """Free a seat."""
    return await ordered(services, arguments, Replace(NationId(arguments["NATION"])))


async def news(services: Services, arguments: Arguments) -> Told:
    """Tell a table what happened in the world."""
    words = gate(arguments["TEXT"], services.config.limits)
    if isinstance(words, Refusal):
        raise BadOrder(words.message())
    return await ordered(services, arguments, News(), words)


def _plain(order: MatchOrder) -> Handler:
    """An order that takes no more words."""

    async def handle(services: Services, arguments: Arguments) -> Told:
        return await ordered(services, arguments, order)

    return handle


ORDERS = (
    Order("extend", "MATCH DURATION [WHY...]", "Gives the talks of this turn more time.", extend, about="MATCH"),
    Order("pause", "MATCH [DURATION] [WHY...]", "Stops a match's clock, for so long or a fortnight at most.", pause,
          about="MATCH"),
    Order("go-on", "MATCH [WHY...]", "Ends a match's pause.", _plain(GoOn()), about="MATCH"),
    Order("replace", "MATCH NATION [WHY...]",
          "Frees a seat: a minister speaks for it until somebody takes it.", replace, about="MATCH"),
    Order("news", "MATCH TEXT...", "Tells a table what happened in the world.", news, about="MATCH", why="TEXT"),
    Order("end", "MATCH [WHY...]", "Ends a match as it stands.", _plain(End()), about="MATCH"),
)  # fmt: skip
