"""Pictures of what is outside a match: home, lobby, settings, debrief and replay, with their windows.

Owns: which screens these are, and how each is come to.
Does not know: what stands on them, how a picture is made (`looking`).
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from textual.pilot import Pilot

from detente_client.app.app import DetenteApp
from detente_client.app.debrief.screen import DebriefScreen
from detente_client.app.home.screen import HomeScreen
from detente_client.app.kit import Choices
from detente_client.app.lobby.screen import LobbyScreen
from detente_client.app.replay.screen import ReplayScreen
from detente_client.app.waiting import WaitingScreen
from detente_client.folders import archive_folder
from detente_client.home.shelf import Offers, Shelf
from detente_client.journeys.addresses import book, visited
from detente_client.journeys.solo import unfinished_folder
from detente_client.journeys.unfinished import Place
from detente_client.publicpack import read_pack
from detente_wire.messages import Digest, MatchId, MatchRow, SeatRow
from detente_wire.terms import NationId
from tests.client.app.looking import picture
from tests.client.app.pictured_match import MATCH_WAYS, Way
from tests.client.debrief.matches import archive, made
from tests.client.hall import loaded
from tests.client.lobbies import FakeSession

ME = NationId("prc")
PACKS = ("hong-kong-1984", "cuba-1962", "berlin-1948", "july-1914", "camp-david-1978")
SECTIONS = ("chances", "tension", "trust", "talks", "offers", "deals", "texts", "word", "sheets", "about")


def _lived_in() -> None:
    """A game was left, a server visited, a match finished."""
    game = unfinished_folder() / "20261120-190500-1f2e"
    game.mkdir(parents=True)
    Place(game).note(MatchId("c" * 32), "Cuba 1962", "United States", 5)
    book().parent.mkdir(parents=True, exist_ok=True)
    visited("example.org:8765", "Ann")
    archive_folder().mkdir(parents=True, exist_ok=True)
    (archive_folder() / f"hong-kong-1984-{'d' * 16}.detente").touch()


async def _waiting(pilot: Pilot[int]) -> None:
    cast(WaitingScreen, pilot.app.screen).say("A server is being started on this machine.")


async def _home(pilot: Pilot[int]) -> None:
    _lived_in()
    packs = tuple(read_pack(loaded(name).public) for name in PACKS)

    async def offered() -> Offers:
        return Offers(packs, ())

    await pilot.app.push_screen(HomeScreen(Shelf(asyncio.create_task(offered()))))
    await pilot.pause(0.2)
    await pilot.press("down", "down")


async def _setup(pilot: Pilot[int]) -> None:
    await _home(pilot)
    await pilot.press("enter")
    await pilot.pause(0.1)


async def _visiting(pilot: Pilot[int]) -> None:
    await _home(pilot)
    await pilot.press("s")
    await pilot.pause(0.1)


def _table(letter: str, pack: str, seats: str, **rest: Any) -> MatchRow:
    rows = tuple(SeatRow(NationId(id), "empty") for id in seats.split())
    usual: dict[str, Any] = {"people": 2, "free": 2, "creator": "Bel"}
    title = loaded(pack).pack.title
    return MatchRow(
        MatchId(letter * 16), pack, Digest(pack), title, "variable", "live", 600, "muster", rows, **{**usual, **rest}
    )  # fmt: skip


async def _lobby(pilot: Pilot[int]) -> None:
    rows = [
        _table("a", "hong-kong-1984", "prc gbr hkg"),
        _table("b", "cuba-1962", "usa sov cub tur", free=1, creator="Carl"),
        _table("c", "july-1914", "aut ser rus ger fra gbr", people=4, free=3, creator="Dora"),
    ]
    await pilot.app.push_screen(LobbyScreen(cast(Any, FakeSession(rows)), None))
    await pilot.pause(0.2)


async def _laying(pilot: Pilot[int]) -> None:
    await _lobby(pilot)
    await pilot.press("n")
    await pilot.pause(0.3)


async def _crises(pilot: Pilot[int]) -> None:
    await _lobby(pilot)
    await pilot.press("p")
    await pilot.pause(0.3)


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


def _section(short: str) -> Way:
    """A section of the debrief."""

    async def way(pilot: Pilot[int]) -> None:
        await _debrief(pilot)
        await pilot.pause(0.1)
        listed = pilot.app.screen.query_one("#sections", Choices)
        listed.highlighted = listed.get_option_index(short)
        await pilot.pause(0.1)

    return way


async def _replayed_table(pilot: Pilot[int]) -> None:
    await _replay(pilot)
    await pilot.press("f3")
    await pilot.pause(0.3)


WAYS: dict[str, Way] = {
    "waiting": _waiting,
    "home": _home,
    "setup": _setup,
    "visiting": _visiting,
    "lobby": _lobby,
    "laying": _laying,
    "crises": _crises,
    "settings": _settings,
    "palette": _palette,
    "debrief": _debrief,
    **{f"debrief-{section}": _section(section) for section in SECTIONS},
    "replay": _replay,
    "replay-table": _replayed_table,
    **MATCH_WAYS,
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
