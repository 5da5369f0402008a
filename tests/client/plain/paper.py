"""What the line mode says before and after a match, on paper: `python -m tests.client.plain.paper` writes it anew.

Owns: `PAPERS`: home, a lobby, the tutorial, a replay, each as a transcript with what was typed.
Does not know: matches that are played on (`game`).
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import tempfile
from collections.abc import Awaitable, Callable
from typing import Any, cast

from attrs import define, field

from detente_client.delegation.notebook import Notebook
from detente_client.home.shelf import Offers, Shelf
from detente_client.lobby.desk import Desk, leaves
from detente_client.plain import play as playing
from detente_client.plain.home import Menu
from detente_client.plain.play import Session
from detente_client.plain.replay import Show, show, title_line
from detente_client.plain.screen import PipeScreen
from detente_client.printer import Printer
from detente_client.publicpack import read_pack
from detente_client.replay.retelling import as_seen_by
from detente_wire.messages import CampaignOffered, Digest, MatchId, MatchRow, SeatRow
from detente_wire.terms import NationId
from tests.client.debrief.matches import archive
from tests.client.hall import Hall, loaded
from tests.client.lobbies import FakeSession
from tests.client.plain.game import GOLDENS

AHEAD = "Tutor: try "
ROW = MatchRow(
    MatchId("a" * 16), "hong-kong-1984", Digest("hong-kong-1984"), "Hong Kong 1982-84", "variable", "live", 600,
    "muster",
    (
        SeatRow(NationId("prc"), "player", "Ann", 95, 40),
        SeatRow(NationId("gbr"), "empty"),
        SeatRow(NationId("hkg"), "bot"),
    ),
    people=2, free=1, creator="Ann",
)  # fmt: skip


@define
class Paper:
    """A sitting that types from a list; what is typed and told stands on it, as wide as a screen."""

    lines: list[str] = field(factory=list)
    rows: list[str] = field(factory=list)

    def say(self, *lines: str) -> None:
        self.rows += Printer().rows(lines, keep=False)

    async def ask(self, prompt: str) -> str | None:
        typed = self.lines.pop(0) if self.lines else None
        self.say(prompt)
        self.rows.append(f"> {typed or ''}".rstrip())
        return typed

    async def read_secret(self, prompt: str) -> str | None:
        return await self.ask(prompt)

    def text(self) -> str:
        return "\n".join(self.rows) + "\n"


async def home() -> str:
    """The menu, what is told of a crisis, a server that is none, and a game that is set up."""
    packs = tuple(read_pack(loaded(name).public) for name in ("hong-kong-1984", "cuba-1962"))
    road = CampaignOffered("road", "The Road", "Two crises in a row.", ("hong-kong-1984", "cuba-1962"))

    async def offered() -> Offers:
        return Offers(packs, (road,))

    paper = Paper(["99", "about 3", "5", "no address", "2", "gbr", "2", "1"])
    with _no_home():
        await Menu(cast(Any, paper), Shelf(asyncio.create_task(offered()))).choose()
    return paper.text()


async def lobby() -> str:
    """The list of tables, what the lobby can do, a crisis at length, a table that is set row by row."""
    paper = Paper(
        ["/matches", "/help", "/packs", "/packs 1", "/nosuch", "/code 1", "/create", *[""] * 20, "/quit"]
    )
    desk = Desk(cast(Any, FakeSession([ROW])), paper)
    desk.greet()
    while (line := await paper.ask("lobby>")) is not None and not leaves(line):
        if await desk.take(line) is not None:
            break
    return paper.text()


async def tutorial() -> str:
    """Two turns, by a pupil who types what the tutor proposes."""
    paper = io.StringIO()
    screen = _Pupil(io.StringIO(), paper)
    book = Notebook(tutor=0)
    settled, playing.SETTLED_S = playing.SETTLED_S, 0.03
    try:
        await Session(Hall("hong-kong-1984", "prc", "1"), screen, shelf=lambda match, nation: book).run()
    finally:
        playing.SETTLED_S = settled
    return paper.getvalue()


class _Pupil(PipeScreen):
    """Types the line that was proposed last, and keeps its seat when all is taught."""

    async def read(self, prompt: str) -> str | None:
        paper = cast(io.StringIO, self._sink)
        before = len(paper.getvalue())
        while True:
            new = paper.getvalue()[before:]
            if "That was a whole round" in new:
                return self._type("/quit keep")
            if AHEAD in new:
                await asyncio.sleep(0)
                line = " ".join(new.rpartition(AHEAD)[2].split())
                return self._type(line)
            await asyncio.sleep(0.01)

    def _type(self, line: str) -> str:
        self.show([f"> {line}"])
        return line


async def replay() -> str:
    """The first three turns of a finished match as Britain saw them."""
    match, rows = await asyncio.to_thread(archive), list[str]()
    how = Show(lambda lines: Printer().rows(lines, keep=False), rows.append)
    rows += how.rows([title_line(read_pack(match.header.public), NationId("gbr"))])
    show(as_seen_by(match, NationId("gbr"))[:3], None, how)
    return "\n".join(rows) + "\n"


@contextlib.contextmanager
def _no_home() -> Any:
    """Nothing is kept from before."""
    before = os.environ.get("DETENTE_HOME")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DETENTE_HOME"] = folder
        try:
            yield
        finally:
            os.environ.pop("DETENTE_HOME") if before is None else os.environ.update(DETENTE_HOME=before)


PAPERS: dict[str, Callable[[], Awaitable[str]]] = {
    "home": home, "lobby": lobby, "tutorial": tutorial, "replay": replay,
}  # fmt: skip

if __name__ == "__main__":
    for name, written in PAPERS.items():
        (GOLDENS / f"{name}.txt").write_text(asyncio.run(cast(Any, written())), encoding="utf-8")
