"""One owner with its match, a store in a test's hand, and an audience that writes everything down."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import attrs

from detente_server.host.environment import Environment
from detente_server.host.library import Library
from detente_server.host.playing import places
from detente_server.host.playing.deputies import Bot
from detente_server.host.playing.loading import Loaded, game_of, load
from detente_server.host.playing.owner import Owner
from detente_server.match.match import Match
from detente_server.store import AsyncStore
from detente_wire.acts import Act
from detente_wire.messages import Command, Heard, MatchId, Receipt
from detente_wire.refusals import Refusal
from detente_wire.terms import NationId
from tests.host.speaking import new_id
from tests.host.stores import HeldStore
from tests.match.table import loaded, settings_for

ID = MatchId("matchmatchmatch2")


class FakeBot:
    """Says what it was told to say, then nothing."""

    def __init__(self, acts: list[Act] | None = None) -> None:
        self.acts = list(acts or [])
        self.heard: list[Heard] = []

    def hear(self, heard: Heard) -> None:
        """Write it down."""
        self.heard.append(heard)

    def next(self) -> Command | None:
        """The next act of the list."""
        return Command(new_id(), ID, self.acts.pop(0)) if self.acts else None

    def ready(self) -> Command:
        """That it is ready."""
        from detente_wire.acts import Ready

        return Command(new_id(), ID, Ready())


class Table:
    """An owner and what it told."""

    def __init__(self, store: HeldStore, owner_type: type[Owner] = Owner, **settings: Any) -> None:
        self.raw = store
        self.store = AsyncStore(store)
        pack = loaded("teatime")
        self.settings = attrs.evolve(settings_for(pack, **settings), match=ID)
        self.library = Library({"teatime": pack}, store)
        self.clock_ms = 1_000_000
        self.environment = Environment(clock_ms=lambda: self.clock_ms)
        self.answers: list[tuple[str, Receipt]] = []
        self.landmarks = 0
        self.crashes = 0
        self.reloads = 0
        self.is_over = False
        self.due: list[tuple[NationId, ...]] = []
        self.attendance: list[tuple[int, dict[str, str]]] = []
        self.bots: dict[NationId, FakeBot] = {}
        self.spoil: Callable[[Match], None] = lambda match: None
        """Called with the match whenever it is read again."""
        game, texts = game_of(self.settings, self.library)
        match, effects = Match.create(game, self.settings, texts, self.clock_ms)
        self.owner = owner_type(
            match,
            0,
            0,
            store=self.store,
            environment=self.environment,
            audience=self,
            make_bot=self.make_bot,
            public=pack.public,
        )
        self.owner.begin(effects)

    def make_bot(self, owner: Owner, nation: NationId, mode: str) -> Bot:
        """The bot of a seat, as the test laid it there."""
        return self.bots.setdefault(nation, FakeBot())

    # -- the audience

    def answer(self, player: str, receipt: Receipt) -> None:
        """Write it down."""
        self.answers.append((player, receipt))

    def seated(self, owner: Owner) -> None:
        """Not counted."""

    def landmark(self, owner: Owner) -> None:
        """Count it."""
        self.landmarks += 1

    def crashed(self, owner: Owner) -> None:
        """Count it."""
        self.crashes += 1

    def due_soon(self, owner: Owner, seats: Sequence[NationId]) -> None:
        """Write it down."""
        self.due.append(tuple(seats))

    def attended(self, owner: Owner, turn: int, marks: Sequence[tuple[str, str]]) -> None:
        """Write it down."""
        self.attendance.append((turn, dict(marks)))

    def over(self, owner: Owner) -> None:
        """Note it."""
        self.is_over = True

    def reload(self, owner: Owner) -> None:
        """Read the match from its log."""
        self.reloads += 1
        again = load(self.raw, self.library, ID)
        if again is None:
            owner.give_up(Refusal("host.read-only"))
            return
        self.spoil(again.match)
        asyncio.get_running_loop().call_soon(self._loaded, again)

    def _loaded(self, again: Loaded) -> None:
        self.owner.loaded(again.match, again.version, again.released)

    # -- what a test does

    def send(self, nation: str, act: Act, words: str = "") -> Command:
        """A player commands."""
        command = Command(new_id(), ID, act, words)
        self.owner.command(f"player-{nation}", command)
        return command

    def of(self, command: Command) -> list[Receipt]:
        """The receipts of a command so far."""
        return [receipt for _, receipt in self.answers if receipt.id == command.id]

    def told(self, viewer: str) -> list[str]:
        """The kinds of the notices that the viewer may be told now."""
        return [type(heard.notice).__name__ for _, heard in self.owner.told(viewer, 0)]

    async def settle(self) -> None:
        """Let the loop run until nothing more happens."""
        for _ in range(30):
            await asyncio.sleep(0)

    async def begun(self) -> Table:
        """Both seats are taken and the first turn has dawned."""
        for nation in ("ada", "bel"):
            places.sit(self.owner, f"player-{nation}", f"Player {nation}", NationId(nation))
        await asyncio.sleep(0.01)
        await self.settle()
        assert self.owner.match.begun
        return self
