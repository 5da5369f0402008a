"""The lobby in lines: read one, have it done, until a match is joined.

Owns: the order in which lines are read.
Does not know: what a line means (the desk), sockets.
"""

from __future__ import annotations

from detente_client.i18n import tr
from detente_client.journeys.sitting import Sitting
from detente_client.lobby.desk import Desk, leaves
from detente_client.plain.screen import Screen
from detente_client.sessions.attended import Match
from detente_client.sessions.session import Session


async def visit(session: Session, sitting: Sitting, screen: Screen, nation: str | None) -> Match | None:
    """Read commands until a match is joined; None: the player left. `nation`: asked for on the command line."""
    desk = Desk(session, sitting, nation)
    desk.greet()
    await desk.take("/matches")
    sitting.say(tr("/help explains the lobby."))
    while (line := await screen.read(f"{tr('lobby')}> ")) is not None and not leaves(line):
        match = await desk.take(line)
        if match is not None:
            return match
    return None
