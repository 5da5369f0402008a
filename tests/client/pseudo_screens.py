"""Every screen and window of the app in the strange language, wide and narrow, and every key and row of the palette.

Owns: which screens there are (all that the code has), and how each is come to.
Does not know: what may stand on them (`pseudo`).
"""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, cast

from attrs import define, evolve, field
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

import detente_client.app as rooms
from detente_client import i18n
from detente_client.app import keymap
from detente_client.app.app import DetenteApp
from detente_client.app.asking import AskScreen
from detente_client.app.debrief.screen import DebriefScreen
from detente_client.app.home.screen import HomeScreen
from detente_client.app.home.setup import SetupScreen
from detente_client.app.home.visiting import VisitScreen
from detente_client.app.lobby.laying import LayingScreen
from detente_client.app.lobby.picking import Pick, PickScreen
from detente_client.app.lobby.screen import LobbyScreen
from detente_client.app.match.leaving import LeaveScreen
from detente_client.app.match.notes import NotesScreen
from detente_client.app.match.screen import MatchScreen
from detente_client.app.pages.table.page import TablePage
from detente_client.app.palette import Palette
from detente_client.app.preferences import SettingsScreen
from detente_client.app.replay.screen import ReplayScreen
from detente_client.app.rowform import RowScreen
from detente_client.commands import deeds
from detente_client.delegation.notebook import Notebook
from detente_client.home.menu import Setup
from detente_client.home.shelf import Offers, Shelf
from detente_client.lobby.laying import Layer
from detente_client.publicpack import read_pack
from detente_wire.messages import CampaignOffered, Digest, Done, MatchId, MatchRow, SeatRow
from detente_wire.terms import NationId
from tests.client.app.looking import screen_text, settled
from tests.client.debrief.matches import archive
from tests.client.hall import loaded
from tests.client.lobbies import FakeSession
from tests.client.pseudo import data

PACKS = ("hong-kong-1984", "cuba-1962")
ME = NationId("prc")
SIZES = ((200, 50), (80, 24))
Look = Callable[[], None]
Way = Callable[[Pilot[int], Look], Awaitable[None]]
Tables = Callable[[], Any]


class GreekSession(FakeSession):
    """A lobby whose crises, tables and people are written in Greek."""

    def __init__(self) -> None:
        seats = (
            SeatRow(ME, "empty"), SeatRow(NationId("gbr"), "player", data("Bel"), 80, 12),
            SeatRow(NationId("hkg"), "charge"),
        )  # fmt: skip
        row = MatchRow(
            MatchId("a" * 16), PACKS[0], Digest(PACKS[0]), data("Hong Kong"), "variable", "live", 600,
            "muster", seats, people=2, free=1, creator=data("Bel"), code="00112233",
        )  # fmt: skip
        rows = [row, evolve(row, match=MatchId("b" * 16), phase="playing", turn=3, turn_s=0, private=True)]
        super().__init__(rows)
        self.name = data("Ann Bel")
        self.packs = tuple(data(one) for one in self.packs)
        self.hello.campaigns = tuple(data(one) for one in self.hello.campaigns)

    async def wish(self, wish: Any) -> Done:
        return Done(data("Done."))

    async def public(self, digest: Any) -> Any:
        return data(loaded(str(digest)).public)


def session() -> Any:
    """The lobby's session."""
    return GreekSession()


def all_screens() -> set[type[Screen[Any]]]:
    """Every screen and window that the app's code has."""
    for module in pkgutil.walk_packages(rooms.__path__, "detente_client.app."):
        importlib.import_module(module.name)
    found, left = set[type[Screen[Any]]](), list[type[Any]](Screen.__subclasses__())
    while left:
        one = left.pop()
        left += one.__subclasses__()
        if one.__module__.startswith("detente_client.app.") and one is not RowScreen:
            found.add(one)
    return found


# -- how each is come to ------------------------------------------------------------------------------------------


async def _waiting(pilot: Pilot[int], look: Look) -> None:
    look()


async def _home(pilot: Pilot[int], look: Look) -> None:
    packs = tuple(read_pack(data(loaded(name).public)) for name in PACKS)

    async def offered() -> Offers:
        return Offers(packs, (CampaignOffered("road", data("The Road"), data("Two crises."), PACKS),))

    await pilot.app.push_screen(HomeScreen(Shelf(asyncio.create_task(offered()))))
    await pilot.pause(0.1)
    for _ in range(12):
        await pilot.press("down")
        look()
    await pilot.app.push_screen(SetupScreen(Setup(packs[0])))
    for key in ("c", "b", "b", "down"):
        await pilot.press(key)
        look()
    await pilot.app.push_screen(VisitScreen(data("Ann")))
    await pilot.pause()
    look()
    await pilot.press("enter")
    await pilot.pause(0.1)
    look()


async def _lobby(pilot: Pilot[int], look: Look) -> None:
    front = session()
    await pilot.app.push_screen(LobbyScreen(front, None))
    await pilot.pause(0.1)
    for _ in front.rows:
        look()
        await pilot.press("down")
    laying = LayingScreen(Layer(front, cast(Any, None)), None)
    await pilot.app.push_screen(laying)
    for _ in range(len(laying.entries())):
        await pilot.press("down")
        look()
    await pilot.app.push_screen(PickScreen(i18n.tr("For whom do you speak?"), [Pick("prc", data("China"))]))
    await pilot.pause()
    look()


async def _settings(pilot: Pilot[int], look: Look) -> None:
    screen = SettingsScreen()
    await pilot.app.push_screen(screen)
    for _ in range(len(screen.entries())):
        look()
        await pilot.press("down")
    await pilot.app.push_screen(AskScreen(i18n.tr("Which?"), hidden=True))
    await pilot.pause()
    look()


def _match(hall: Tables, turn: int = 7) -> Way:
    async def way(pilot: Pilot[int], look: Look) -> None:
        table = hall()
        table.lend(until=turn)
        screen = MatchScreen(table)
        await pilot.app.push_screen(screen)
        await settled(pilot, screen)
        screen.delegation.desk.do(deeds.Jot(data("For later.")))
        await _windows(pilot, look, screen)
        await _signing(pilot, look, screen)

    return way


async def _windows(pilot: Pilot[int], look: Look, screen: MatchScreen) -> None:
    app = cast(DetenteApp, pilot.app)
    for window in (NotesScreen(screen.delegation), LeaveScreen(""), LeaveScreen(data("detente"))):
        await app.push_screen(window)
        await pilot.pause()
        look()
        await app.pop_screen()
    screen.focus_line()
    await pilot.press(*"/press protest gbr", "f9")
    await pilot.pause(0.4)
    look()
    await app.pop_screen()
    app.action_command_palette()
    await pilot.pause(0.3)
    look()
    await app.pop_screen()


async def _signing(pilot: Pilot[int], look: Look, screen: MatchScreen) -> None:
    await screen.show_page("table")
    page = cast(TablePage, screen.page)
    for view in ("issues", "offers", "known", "texts", "draft", "compare"):
        await page.look(cast(Any, view))
        await settled(pilot, screen)
        look()
    await page.look("texts")
    await settled(pilot, screen)
    await pilot.press("s")
    await pilot.pause(0.3)
    look()


def _taught(hall: Tables) -> Way:
    """The tutorial, with its hints."""

    async def way(pilot: Pilot[int], look: Look) -> None:
        screen = MatchScreen(hall(), lambda match, nation: Notebook(tutor=0))
        await pilot.app.push_screen(screen)
        await settled(pilot, screen)
        for _ in range(40):
            if screen.delegation.tutor.step is None:
                break
            look()
            await pilot.press("ctrl+t", "enter")
            await settled(pilot, screen)
        look()

    return way


async def _debrief(pilot: Pilot[int], look: Look) -> None:
    from detente_client.debrief.report import report

    match = data(archive())
    await pilot.app.push_screen(DebriefScreen(Path("match.detente"), report(match), ME))
    for _ in range(60):
        await pilot.press("pagedown")
        look()
    screen = ReplayScreen(match, ME)
    await pilot.app.push_screen(screen)
    await pilot.pause(0.1)
    for turn in (1, 1, 1):
        await screen.turn(turn)
        await pilot.pause(0.1)
        look()


# -- all of it ----------------------------------------------------------------------------------------------------


@define
class Looker:
    """Looks at screens, and keeps what stood there."""

    rows: dict[str, str] = field(factory=dict)
    """Each row, and the screen that it stood on."""
    seen: set[type[Any]] = field(factory=set)

    def look(self, app: App[Any]) -> None:
        """Keep what stands on the screen now."""
        self.seen.update(type(one) for one in app.screen_stack)
        for row in screen_text(app).split("\n"):
            self.rows.setdefault(row, type(app.screen).__name__)


async def looked(hall: Tables) -> tuple[dict[str, str], list[str]]:
    """Each row that stood on a screen, and on which; the screens that nobody came to."""
    looker = Looker(dict.fromkeys(_keys(), "keys"))
    ways = (_waiting, _home, _lobby, _settings, _match(hall), _debrief)
    all_ways = [*((size, way) for size in SIZES for way in ways), (SIZES[-1], _taught(hall))]
    await asyncio.gather(*(_gone(looker, size, way) for size, way in all_ways))
    return looker.rows, sorted(one.__name__ for one in all_screens() - looker.seen)


async def _gone(looker: Looker, size: tuple[int, int], way: Way) -> None:
    """One way, in an app of its own."""
    app = DetenteApp()
    async with app.run_test(size=size) as pilot:
        await way(pilot, partial(looker.look, app))
        looker.rows |= dict.fromkeys(_palette(app), "the palette")
        app.toast(i18n.tr("Nothing is unread."))
        await pilot.pause()
        looker.look(app)


def _palette(app: DetenteApp) -> Iterator[str]:
    """Every row that the palette would have here, also those that do not fit on the screen."""
    for row in Palette(app.screen)._rows():
        yield row.title
        yield row.help


def _keys() -> Iterator[str]:
    """The title and the sentence of every key."""
    for title, table in keymap.tables().items():
        yield title
        for action in table:
            yield action.title
            yield action.help
