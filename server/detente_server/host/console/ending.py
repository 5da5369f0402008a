"""Orders about the server's end.

Owns: `drain`.
Does not know: how the server stops.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente_server.host.console.orders import Arguments, BadOrder, Order, Told, counted, duration_s, spelled
from detente_wire.gate import one_line

if TYPE_CHECKING:
    from detente_server.host.services import Services

WHY_CHARACTERS = 200


async def drain(services: Services, arguments: Arguments) -> Told:
    """Stop after a while, or go on after all."""
    if arguments["DURATION"] == "cancel":
        if not services.drain.cancel():
            raise BadOrder("The server does not drain: there is nothing to cancel.")
        return Told(("The server goes on.",), {"left_s": None})
    seconds = duration_s(arguments["DURATION"])
    services.drain.begin(seconds, one_line(arguments["WHY"])[:WHY_CHARACTERS])
    return Told(
        (
            f"The server stops in {spelled(seconds)}; told to {counted(services.gateway.players, 'player')}.",
            "No new match begins. 'drain cancel' calls it off.",
        ),
        {"left_s": seconds},
    )


ORDERS = (
    Order("drain", "DURATION [WHY...]",
          "Stops the server after a while (10m, 90s) with a countdown for everybody; 'drain cancel' calls it off.",
          drain),
)  # fmt: skip
