"""What the author of a bot needs, in one place.

Owns: nothing; it gathers the names.

    from detente_client.sdk import HeardEvent, Say, Ready, connect

    async def main() -> None:
        async with connect("localhost:8765", name="Parrot") as session:
            match = await session.join("abcdefghijklmnop")
            async for event in match.events():
                if isinstance(event, HeardEvent) and event.heard.notice.type == ...:
                    await match.do(Ready())
"""

from __future__ import annotations

from detente_client.attended import Match
from detente_client.session import Session, connect
from detente_client.table import AnnouncedEvent, ConnectionEvent, Event, HeardEvent, OverEvent
from detente_client.trouble import Trouble

__all__ = [
    "AnnouncedEvent",
    "ConnectionEvent",
    "Event",
    "HeardEvent",
    "Match",
    "OverEvent",
    "Session",
    "Trouble",
    "connect",
]
