"""The app under attack: a program that a test runs in a terminal of its own.

    python -m tests.client.app.attacked FOLDER ATTACK,ATTACK... ...

For each salvo of attacks a match is told whose every notice and pack is full of it; every page is looked at, then the
lobby, the windows and a note in passing. What should stand on the screen is written into FOLDER, and the program waits
until the test has looked at the terminal. ``harmless`` is no attack. ``planted`` shows foreign text as markup, and
writes past the gate, as a bug would.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

from attrs import define, evolve, field
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from detente_client.app.app import DetenteApp
from detente_client.app.asking import AskScreen
from detente_client.app.lobby.screen import LobbyScreen
from detente_client.app.match.composer import Composer
from detente_client.app.match.screen import MatchScreen
from detente_client.app.pages import PAGES
from detente_client.publicpack import PublicPack, read_pack
from detente_client.table import (
    AnnouncedEvent,
    CalledOffEvent,
    ConnectionEvent,
    Event,
    HeardEvent,
    OverEvent,
    RemarkEvent,
)
from detente_wire.messages import Denied, Digest, Heard, MatchId, MatchRow, PackOffered, SeatRow
from detente_wire.view import View
from tests.client.app.looking import screen_text
from tests.client.attacks import poisoned_pack, poisoned_words, salvo
from tests.client.lobbies import FakeSession
from tests.client.plain import story

LOOKS = 500
"""So often, every 20 ms, a screen is shown to the test; then it is gone."""
SEATS = tuple(SeatRow(nation, "player", "Bel") for nation in (story.ADA, story.BEL))
ROW = MatchRow(
    MatchId("a" * 16), "hong-kong-1984", Digest("hong-kong-1984"), "Hong Kong", "variable", "live", 600, "muster",
    SEATS, people=2, free=2, creator="Bel", code="abc",
)  # fmt: skip


class StoryTable:
    """A table at which a story is told."""

    match = MatchId("mmmmmmmmmmmmmmmm")

    def __init__(self, attack: str) -> None:
        public = poisoned_pack(story.TEATIME, attack)
        self.pack: PublicPack = read_pack(public)
        self.view = View.of(story.ADA, public)
        self._attack = attack
        self._events: asyncio.Queue[Event] = asyncio.Queue()
        self._cursor = 0
        self.untold = 0

    def tell(self, told: list[story.Told]) -> None:
        """Let this happen, with the attack in all that is written."""
        for turn, notice, words in told:
            self._cursor += 1
            poisoned = poisoned_words(notice, self._attack)
            self.put(
                HeardEvent(
                    Heard(self.match, self._cursor, turn, 1_999_999_000, poisoned, self._attack + words)
                )
            )

    def put(self, event: Event) -> None:
        self.untold += 1
        self._events.put_nowait(event)

    async def events(self) -> AsyncIterator[Event]:
        while True:
            event = await self._events.get()
            self.untold -= 1
            if isinstance(event, HeardEvent):
                self.view.hear(event.heard)
            yield event
            if isinstance(event, OverEvent):
                return

    async def do(self, act: Any, words: str = "") -> Denied:
        return Denied("rules.once", f"{self._attack} {act}")

    async def ask(self, question: Any) -> Denied:
        return Denied("rules.once", self._attack)

    async def wish(self, wish: Any) -> Denied:
        return Denied("rules.once", self._attack)

    async def direct(self, order: Any, words: str = "") -> Denied:
        return Denied("rules.once", self._attack)

    async def leave(self) -> None:
        pass


class Hostile(FakeSession):
    """A lobby whose every title and name is the attack."""

    def __init__(self, attack: str) -> None:
        row = evolve(
            ROW, title=attack, creator=attack, seats=tuple(evolve(seat, name=attack) for seat in SEATS)
        )
        super().__init__([row])
        self.packs = tuple(PackOffered(one.id, attack, "1.0.0", one.digest) for one in self.packs)


class Planted(ModalScreen[None]):
    """A fault: foreign text that is read as markup."""

    def compose(self) -> ComposeResult:
        """As a widget of Textual's own would."""
        yield Static("[@click=app.quit]Zq7[/]")


@define
class Walk:
    """From one attack to the next."""

    app: DetenteApp
    folder: Path
    shown: int = field(default=0, init=False)

    async def through(self, names: list[str]) -> int:
        """All of it; the exit code that only this way leads to."""
        for name in names:
            attack = "" if name in ("harmless", "planted") else salvo(name.split(","))
            await self._match(name, attack)
            await self._windows(name, attack)
            if name == "planted":
                await self.app.push_screen(Planted())
                os.write(1, b"\x1b]52;c;WnE3\x07\x1b]0;owned\x07")
                await self._look(name, "planted")
        return 42

    async def _match(self, name: str, attack: str) -> None:
        table = StoryTable(attack)
        screen = MatchScreen(cast(Any, table))
        await self.app.push_screen(screen)
        table.tell([*story.MUSTER, *story.TALKS])
        table.put(AnnouncedEvent(attack + "The server stops."))
        table.put(ConnectionEvent(False, attack))
        table.put(ConnectionEvent(True, ""))
        await self._settle(table)
        await self._look(name, "told")
        for line in (f"/say {attack}", "/offer 1=1", "/who offer 1=1", "/todo", "/help", f"/{attack[:60]}"):
            await self._type(screen, line)
        await self._over(name, screen)
        table.tell([*story.RESOLVE, *story.END])
        table.put(RemarkEvent(1, attack + "Cat", attack + "Well played."))
        table.put(CalledOffEvent(attack))
        await self._settle(table)
        await self._pages(name, screen)
        screen.delegation.stop()
        await self.app.pop_screen()

    async def _over(self, name: str, screen: MatchScreen) -> None:
        """The windows that open above a match: the palette, and what an act would come to."""
        self.app.action_command_palette()
        await asyncio.sleep(0.2)
        await self._look(name, "palette")
        self.app.screen.dismiss()
        screen.query_one(Composer).prefill("/offer 1=1")
        await screen.action_do("line.foresee")
        await asyncio.sleep(0.1)
        await self._look(name, "foresight")
        if self.app.screen is not screen:
            self.app.screen.dismiss()
        await asyncio.sleep(0.05)

    async def _type(self, screen: MatchScreen, line: str) -> None:
        deed = screen.delegation.understand(line)
        if deed is not None:
            await screen.delegation.do(deed)

    async def _settle(self, table: StoryTable) -> None:
        for _ in range(LOOKS):
            await asyncio.sleep(0.02)
            if not table.untold:
                return

    async def _pages(self, name: str, screen: MatchScreen) -> None:
        for row in PAGES:
            await screen.show_page(row.id)
            await self._look(name, row.id)

    async def _windows(self, name: str, attack: str) -> None:
        await self.app.push_screen(AskScreen(attack + "What is your name?"))
        await self._look(name, "ask")
        await self.app.pop_screen()
        await self.app.push_screen(LobbyScreen(cast(Any, Hostile(attack)), None))
        await asyncio.sleep(0.05)
        await self._look(name, "lobby")
        self.app.toast(attack + "In passing.", urgent=True)
        await asyncio.sleep(0.05)
        await self._look(name, "toast")
        await self.app.pop_screen()

    async def _look(self, name: str, place: str) -> None:
        """Say what should stand on the screen, and go on saying it until the test has seen it there."""
        self.shown += 1
        stop, before = self.folder / f"{self.shown}.json", ""
        for _ in range(LOOKS):
            said = json.dumps({"attack": name, "place": place, "rows": self._rows(), "links": self._links()})
            if said != before:
                part = stop.with_suffix(".part")
                part.write_text(said, encoding="utf-8")
                part.rename(stop)
            before = said
            await asyncio.sleep(0.02)
            if stop.with_suffix(".seen").exists():
                return
        raise TimeoutError(f"nobody looked at {place}")

    def _rows(self) -> list[str]:
        return screen_text(self.app).split("\n")

    def _links(self) -> list[str]:
        """What could be clicked on the screen by something that was written."""
        strips = self.app.screen._compositor.render_strips()
        styles = [segment.style for strip in strips for segment in strip if segment.style is not None]
        return [str(style.meta or style.link) for style in styles if style.link or "@click" in style.meta]


async def main(folder: Path, names: list[str]) -> int:
    """Run the app; its exit code."""
    app = DetenteApp()
    app.goes(Walk(app, folder).through(names))
    code = await app.run_async(mouse=False)
    await app.ended()
    app.raise_trouble()
    return code or 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(Path(sys.argv[1]), sys.argv[2:])))
