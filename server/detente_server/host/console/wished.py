"""Orders that come over the wire, from players who are operators.

Owns: the one handler.
Does not know: who is an operator (`rights`), what an order does. Orders that reach files, or show what people wrote,
are not for the wire: the registry refuses them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente_server.host.console import registry
from detente_server.host.console.orders import BadOrder
from detente_server.match.match import denied
from detente_wire.gate import one_line
from detente_wire.messages import Denied, Operate, Operated
from detente_wire.refusals import Refusal

if TYPE_CHECKING:
    from detente_server.host.people.players import Player
    from detente_server.host.services import Services

LINES = 400
"""Of an answer; what is longer is better read at the console."""


async def operate(services: Services, player: Player, wish: Operate) -> Operated | Denied:
    """Carry out an order as this player's."""
    try:
        told = await registry.perform(services, one_line(wish.line), player.id)
    except BadOrder as problem:
        return denied(Refusal("host.bad-order", (("problem", str(problem).rstrip(".")),)))
    lines = told.lines[:LINES]
    more = (
        (f"... and {len(told.lines) - LINES} lines more: detente-server admin",)
        if len(told.lines) > LINES
        else ()
    )
    return Operated((*lines, *more))
