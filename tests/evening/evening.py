"""One evening on one server: tables are set, people come, doze, nap, drop and leave, and every match is played out.

Owns: `Evening`: who sits where, the server's lives one after the other, volunteers for seats that were given up.
Does not know: how people play (`people`), what is judged (`test_evening`).
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from attrs import define, field

from detente_server.host.console import registry
from detente_server.host.environment import Environment
from detente_server.host.host import Host
from detente_server.host.notifications.config import Notifications
from detente_server.packs.catalog import Catalog
from detente_server.packs.shelves import Shelf, catalog
from detente_server.store import SqliteStore
from detente_wire.messages import MatchId
from tests.evening.people import HABITS, Person, World
from tests.evening.tap import Tap
from tests.host.house import config
from tests.host.notifications.receiver import Receiver

CONTENT = Path(__file__).parents[2] / "content"
PACKS = ("cuba-1962", "berlin-1948", "straits-1915", "cuba-1962")
"""Crises with five seats, one table after the other."""
AT_TABLE = 5
TURN_S = 8
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
    receiver: Receiver
    """Where webhooks arrive."""
    people: list[Person] = field(factory=list)
    matches: dict[MatchId, list[Person]] = field(factory=dict)
    playing: list[asyncio.Task[None]] = field(factory=list)
    world: World = field(init=False)
    port: int = 0
    host: Host = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.world = World(lambda: self.port, self._cut, self._left, self.receiver.address, self._told)

    # -- the server ------------------------------------------------------------------------------------------------

    async def open(self) -> None:
        """Start the server; the second time on the same port."""
        hooks = Notifications(webhook_hosts=("127.0.0.1",))
        settings = config(port=self.port, idle_s=3600, notifications=hooks)
        self.host = Host(SqliteStore(self.folder), packs(), settings, Environment())
        _, self.port = await self.host.start()

    async def order(self, line: str) -> None:
        """What an operator types."""
        await registry.perform(self.host.services, line, "console")

    async def drain(self) -> None:
        """Let the server count down, and stop."""
        await self.order("drain 2s a new version")
        await self.host.asked.wait()
        await self.host.stop()

    async def close(self) -> None:
        """Everybody goes home, and the server stops."""
        for one in self.people:
            await one.go()
        await self.host.stop()

    async def turned(self, turn: int) -> None:
        """Wait until every match has come to this turn, or is over."""
        while not all(self._has_come_to(match, turn) for match in self.matches):  # noqa: ASYNC110  # no bell rings
            await asyncio.sleep(0.05)

    def _has_come_to(self, match: MatchId, turn: int) -> bool:
        owner = self.host.services.matches.owners.get(match)
        return owner is not None and (owner.match.over or owner.match.state.turn >= turn)

    # -- people ----------------------------------------------------------------------------------------------------

    async def table(self, number: int) -> None:
        """Five people set a table and sit down; they play by themselves from then on."""
        five = [self._person(habit) for habit in HABITS]
        await asyncio.gather(*(one.come() for one in five))
        host, *others = five
        private = number % 2 == 1
        table = await host.session.create(
            PACKS[number % len(PACKS)], people=AT_TABLE, turn_s=TURN_S, private=private
        )
        self.matches[table.match] = five
        self._let(host.sit(table))
        for one in others:
            self._let(one.play(table.match))

    async def played(self) -> None:
        """Wait until all who play have played to the end; volunteers come while we wait."""
        done = 0
        while done < len(self.playing):
            done = len(self.playing)
            await asyncio.gather(*self.playing)

    def _person(self, habit: Any = "steady") -> Person:
        one = Person(len(self.people), self.world, habit)
        self.people.append(one)
        return one

    def _let(self, work: Any) -> None:
        self.playing.append(asyncio.create_task(work))

    # -- what people need of the world -----------------------------------------------------------------------------

    def _cut(self, player: str) -> None:
        visitor = self.host.gateway._by_player.get(player)
        if visitor is not None:
            visitor.connection.transport.abort()

    def _left(self, match: MatchId) -> None:
        """Somebody reads in the lobby that a seat is free, and takes it."""
        self._let(self._volunteer(self._person(), match))

    async def _volunteer(self, one: Person, match: MatchId) -> None:
        await one.come()
        await one.play(match)

    async def _told(self, match: MatchId, turn: int) -> bool:
        while True:
            for note in self.notes():
                if note["match"] == match and (note["kind"] == "ended" or note["turn"] >= turn):
                    return bool(note["kind"] != "ended")
            await asyncio.sleep(0.1)

    def notes(self) -> list[dict[str, Any]]:
        """Every notification that arrived."""
        return [json.loads(posted.body) for posted in self.receiver.got]
