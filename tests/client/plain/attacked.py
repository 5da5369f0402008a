"""The line mode under attack: a program that a test runs in a terminal of its own.

    python -m tests.client.plain.attacked SALVO

A whole match is told whose every notice and pack is full of the attacks; looked-up pages follow, and lines that cannot
be understood, a note, and the debrief of an archive. ``harmless`` is no attack.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any, cast

from detente_client.debrief.lines import lines
from detente_client.debrief.report import report
from detente_client.debrief.sections import document
from detente_client.plain.play import Session
from detente_client.plain.screen import open_screen
from detente_client.sessions.table import AnnouncedEvent, CalledOffEvent, ConnectionEvent, RemarkEvent
from tests.client.attacks import Poison
from tests.client.hostile import StoryTable, hostile_archive
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


async def main(poison: Poison) -> None:
    """Tell everything, then look everything up."""
    table = StoryTable(poison)
    table.tell([*story.MUSTER, *story.TALKS, *story.RESOLVE, *story.END])
    table.put(AnnouncedEvent(poison("announcement", "The server stops.")))
    table.put(ConnectionEvent(False, poison("connection")))
    table.put(RemarkEvent(1, poison("remark-name", "Cat"), poison("remark", "Well played.")))
    table.put(CalledOffEvent(poison("called-off")))
    with open_screen() as screen:
        session = Session(cast(Any, table), screen)
        await session.delegation.start()
        events = table.events()
        while table.untold:
            session.hear(await anext(events))
        typed = poison("line", most=60)
        for line in (
            *LOOKED,
            f"/say {poison('line')}",
            f"/{typed}",
            f"/ask {typed}",
            f"/note {typed}",
            "/notes",
        ):
            await session.take(line)
        session.delegation.stop()
        screen.show(lines(document(report(hostile_archive(poison)))))


if __name__ == "__main__":
    asyncio.run(main(Poison(() if sys.argv[1] == "harmless" else tuple(sys.argv[1].split(",")))))
