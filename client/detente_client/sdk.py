"""What the author of a bot needs, in one place.

Owns: nothing; it gathers the names.

    import asyncio
    from detente_client.sdk import HeardEvent, acts, connect, notices

    async def play() -> None:
        async with connect("localhost:8765", name="Host") as session:
            table = await session.create("hong-kong-1984")
            async for event in table.events():
                match event:
                    case HeardEvent(heard) if isinstance(heard.notice, notices.Invited):
                        await table.do(acts.Join(heard.notice.channel))
                    case HeardEvent(heard) if isinstance(heard.notice, notices.ChannelOpened):
                        await table.do(acts.Say(heard.notice.channel), "Welcome. What brings you here?")
                if table.idle and table.view.turn and not table.view.ended:
                    await table.do(acts.Ready())  # whoever is spoken to is no longer ready

    asyncio.run(play())
"""

from __future__ import annotations

from detente_client.sessions.attended import Match
from detente_client.sessions.session import Session, connect
from detente_client.sessions.table import (
    AnnouncedEvent,
    CalledOffEvent,
    ConnectionEvent,
    Event,
    HeardEvent,
    OverEvent,
    RemarkEvent,
)
from detente_client.trouble import Trouble
from detente_wire import acts, notices

__all__ = [
    "AnnouncedEvent",
    "CalledOffEvent",
    "ConnectionEvent",
    "Event",
    "HeardEvent",
    "Match",
    "OverEvent",
    "RemarkEvent",
    "Session",
    "Trouble",
    "acts",
    "connect",
    "notices",
]
