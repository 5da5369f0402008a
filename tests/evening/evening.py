"""One evening on one server: tables are set, people come, doze, drop and leave, and every match is played to its end.

Owns: `Evening`: who sits where, the server's lives one after the other, what is asked of it afterwards.
Does not know: how people play (`people`), what is judged (`test_evening`).
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from attrs import define, field

from detente_server.host.environment import Environment
from detente_server.host.host import Host
from detente_server.packs.catalog import Catalog
from detente_server.packs.shelves import Shelf, catalog
from detente_server.store import SqliteStore
from detente_wire.messages import MatchId
from tests.evening.people import HABITS, Person
from tests.evening.tap import Tap
from tests.host.house import config

CONTENT = Path(__file__).parents[2] / "content"
PACKS = ("cuba-1962", "berlin-1948", "straits-1915", "cuba-1962")
"""Crises with five seats, one table after the other."""
AT_TABLE = 5
TURN_S = 6
"""How long a turn waits for who does not answer."""
_shelf: list[Catalog] = []


def packs() -> Catalog:
    """The crises of the evening, read once."""
    if not _shelf:
        _shelf.append(catalog([Shelf(CONTENT, ours=True)]))
    return _shelf[0]


@define(eq=False)
class Evening:
    """A server in a folder, and everybody who comes to it."""

    folder: Path
    tap: Tap
    changes: dict[str, Any] = field(factory=dict)
    """Of the configuration."""
    people: list[Person] = field(factory=list)
    matches: dict[MatchId, list[Person]] = field(factory=dict)
    port: int = 0
    host: Host = field(init=False)

    async def open(self) -> None:
        """Start the server; the second time on the same port."""
        settings = config(port=self.port, idle_s=3600, **self.changes)
        self.host = Host(SqliteStore(self.folder), packs(), settings, Environment())
        _, self.port = await self.host.start()

    async def close(self) -> None:
        """Stop the server cleanly."""
        await self.host.stop()

    def cut(self, player: str) -> None:
        """Break a player's line, from the server's side, without a word."""
        visitor = self.host.gateway._by_player.get(player)
        if visitor is not None:
            visitor.connection.transport.abort()

    def person(self) -> Person:
        """One more."""
        n = len(self.people)
        one = Person(n, lambda: self.port, self.cut, HABITS[n % len(HABITS)])
        self.people.append(one)
        return one

    async def table(self, number: int) -> list[asyncio.Task[None]]:
        """Five people set a table and sit down; they play by themselves from then on."""
        five = [self.person() for _ in range(AT_TABLE)]
        await asyncio.gather(*(one.come() for one in five))
        host, *others = five
        table = await host.session.create(
            PACKS[number % len(PACKS)], people=AT_TABLE, turn_s=TURN_S, private=number % 2 == 1
        )
        self.matches[table.match] = five
        tasks = [asyncio.create_task(host.sit(table))]
        return [*tasks, *(asyncio.create_task(one.play(table.match)) for one in others)]

    async def turned(self, turn: int) -> None:
        """Wait until every match has come to this turn, or is over."""
        while not all(self._has_come_to(match, turn) for match in self.matches):  # noqa: ASYNC110  # no bell rings for it
            await asyncio.sleep(0.05)

    def _has_come_to(self, match: MatchId, turn: int) -> bool:
        owner = self.host.services.matches.owners.get(match)
        return owner is not None and (owner.match.over or owner.match.state.turn >= turn)
