"""Pictures of what is no page of a match: home, lobby, settings, windows, debrief and replay.

Owns: which screens these are, and how each is come to.
Does not know: what stands on them, how a picture is made (`looking`).
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from textual.pilot import Pilot

from detente_client.app.app import DetenteApp
from detente_client.app.debrief.screen import DebriefScreen
from detente_client.app.home.screen import HomeScreen
from detente_client.app.lobby.screen import LobbyScreen
from detente_client.app.match.notes import NotesScreen
from detente_client.app.match.screen import MatchScreen
from detente_client.app.pages.table.page import TablePage
from detente_client.app.pages.talks.page import TalksPage
from detente_client.app.replay.screen import ReplayScreen
from detente_client.commands import deeds
from detente_client.home.shelf import Offers, Shelf
from detente_client.publicpack import read_pack
from detente_wire.messages import Digest, MatchId, MatchRow, SeatRow
from detente_wire.terms import NationId
from tests.client.app.looking import picture, settled
from tests.client.debrief.matches import archive, made
from tests.client.hall import Hall, loaded
from tests.client.lobbies import FakeSession

ME = NationId("prc")
Way = Callable[[Pilot[int]], Awaitable[None]]


async def _home(pilot: Pilot[int]) -> None:
    packs = tuple(read_pack(loaded(name).public) for name in ("hong-kong-1984", "cuba-1962"))

    async def offered() -> Offers:
        return Offers(packs, ())

    await pilot.app.push_screen(HomeScreen(Shelf(asyncio.create_task(offered()))))
    await pilot.pause(0.1)
    await pilot.press("down")


async def _lobby(pilot: Pilot[int]) -> None:
    seats = tuple(SeatRow(NationId(id), "empty") for id in ("prc", "gbr", "hkg"))
    row = MatchRow(
        MatchId("a" * 16), "hong-kong-1984", Digest("hong-kong-1984"), "Hong Kong 1982-84", "variable", "live", 600,
        "muster", seats, people=2, free=2, creator="Bel",
    )  # fmt: skip
    await pilot.app.push_screen(LobbyScreen(cast(Any, FakeSession([row])), None))
    await pilot.pause(0.1)


async def _settings(pilot: Pilot[int]) -> None:
    await pilot.press("ctrl+s")


async def _palette(pilot: Pilot[int]) -> None:
    await pilot.press("ctrl+p")
    await pilot.pause(0.2)
    await pilot.press(*"colours")
    await pilot.pause(0.3)


async def _debrief(pilot: Pilot[int]) -> None:
    await pilot.app.push_screen(DebriefScreen(Path("match.detente"), made(), ME))


async def _replay(pilot: Pilot[int]) -> None:
    screen = ReplayScreen(archive(), ME)
    await pilot.app.push_screen(screen)
    await pilot.pause(0.1)
    await screen.turn(1)


async def _match(pilot: Pilot[int], turn: int = 7) -> MatchScreen:
    hall = Hall("hong-kong-1984", ME)
    hall.lend(until=turn)
    screen = MatchScreen(hall)
    await pilot.app.push_screen(screen)
    await settled(pilot, screen)
    return screen


async def _notes(pilot: Pilot[int]) -> None:
    screen = await _match(pilot)
    screen.delegation.desk.do(deeds.Jot("Britain wants the title more than the rule: ask for the rule."))
    await pilot.app.push_screen(NotesScreen(screen.delegation))


async def _signing(pilot: Pilot[int]) -> None:
    screen = await _match(pilot)
    await screen.show_page("table")
    page = cast(TablePage, screen.page)
    await page.look("texts")
    await settled(pilot, screen)
    await pilot.press("s")
    await pilot.pause(0.3)


async def _foresight(pilot: Pilot[int]) -> None:
    screen = await _match(pilot)
    screen.focus_line()
    await pilot.press(*"/press protest gbr", "f9")
    await pilot.pause(0.4)


async def _secret(pilot: Pilot[int]) -> None:
    """A back-channel, and the line that goes there."""
    screen = await _match(pilot, turn=5)
    told = screen.delegation.transcript.entries
    room = next(entry.room for entry in told if entry.room.kind == "back-channel")
    cast(TalksPage, screen.page).go(room)
    await settled(pilot, screen)


WAYS: dict[str, Way] = {
    "home": _home,
    "lobby": _lobby,
    "settings": _settings,
    "palette": _palette,
    "debrief": _debrief,
    "replay": _replay,
    "notes": _notes,
    "signing": _signing,
    "foresight": _foresight,
    "secret": _secret,
}


async def take(name: str, size: tuple[int, int], themes: list[str], folder: Path) -> None:
    """Pictures of one screen, in these themes, with a home of its own."""
    with TemporaryDirectory() as home:
        os.environ["DETENTE_HOME"] = home
        app = DetenteApp()
        async with app.run_test(size=size) as pilot:
            await WAYS[name](pilot)
            for theme in themes:
                app.theme = theme
                await pilot.pause(0.1)
                picture(app, folder / f"{name}-{size[0]}x{size[1]}-{theme}.png")
