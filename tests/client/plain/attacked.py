"""The line mode under attack: a program that a test runs in a terminal of its own.

    python -m tests.client.plain.attacked SALVO

A whole match is told whose every notice and pack is full of the attacks; looked-up pages follow, and lines that cannot
be understood. ``harmless`` is no attack.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any, cast

from detente_client.plain.play import Session
from detente_client.plain.screen import open_screen
from detente_client.table import AnnouncedEvent, CalledOffEvent, ConnectionEvent, RemarkEvent
from tests.client.app.attacked import StoryTable
from tests.client.attacks import salvo
from tests.client.plain import story

LOOKED = (
    *(
        "/todo",
        "/sheet",
        "/issues",
        "/nations",
        "/ladder",
        "/channels",
        "/offers",
        "/letters",
        "/texts",
        "/pressure",
    ),
    *(
        "/pledges",
        "/gazette",
        "/bulletin",
        "/papers",
        "/rules media",
        "/bodies",
        "/who",
        "/positions",
        "/help ask",
    ),
    *("/offer 1=1", "/who offer 1=1", "/read l1", "/read t1", "/last 50"),
)


async def main(attack: str) -> None:
    """Tell everything, then look everything up."""
    table = StoryTable(attack)
    table.tell([*story.MUSTER, *story.TALKS, *story.RESOLVE, *story.END])
    table.put(AnnouncedEvent(attack + "The server stops."))
    table.put(ConnectionEvent(False, attack))
    table.put(RemarkEvent(1, attack + "Cat", attack + "Well played."))
    table.put(CalledOffEvent(attack))
    with open_screen() as screen:
        session = Session(cast(Any, table), screen)
        await session.delegation.start()
        events = table.events()
        while table.untold:
            session.hear(await anext(events))
        for line in (*LOOKED, f"/say {attack}", f"/{attack[:60]}", f"/ask {attack[:60]}"):
            await session.take(line)
        session.delegation.stop()


if __name__ == "__main__":
    said = "" if sys.argv[1] == "harmless" else salvo(sys.argv[1].split(","))
    asyncio.run(main(said))
