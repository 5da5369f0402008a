"""What the author of a bot needs, in one place.

Owns: nothing; it gathers the names.

    import asyncio
    from detente_client.sdk import HeardEvent, acts, connect, notices

    async def play() -> None:
        async with connect("localhost:8765", name="Parrot") as session:
            match = await session.create("hong-kong-1984")
            async for event in match.events():
                if not isinstance(event, HeardEvent):
                    continue
                match event.heard.notice:
                    case notices.Invited(channel=channel, members=members) if match.nation in members:
                        await match.do(acts.Join(channel))
                    case notices.TurnBegan():
                        await match.do(acts.Ready())

    asyncio.run(play())
"""

from __future__ import annotations

from detente_client.attended import Match
from detente_client.session import Session, connect
from detente_client.table import AnnouncedEvent, ConnectionEvent, Event, HeardEvent, OverEvent
from detente_client.trouble import Trouble
from detente_wire import acts, notices

__all__ = [
    "AnnouncedEvent",
    "ConnectionEvent",
    "Event",
    "HeardEvent",
    "Match",
    "OverEvent",
    "Session",
    "Trouble",
    "acts",
    "connect",
    "notices",
]
