"""The ways to what is seen outside a match: home, the lobby, settings, the debrief, a replay.

Owns: a function for each place, which leaves the screen as it is to be looked at.
Does not know: which fields stand there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, cast

from attrs import evolve

from detente_client.app.debrief.screen import DebriefScreen
from detente_client.app.home.screen import HomeScreen
from detente_client.app.kit import Choices, Field
from detente_client.app.lobby.laying import LayingScreen
from detente_client.app.lobby.picking import PickScreen
from detente_client.app.lobby.screen import LobbyScreen
from detente_client.app.preferences import SettingsScreen
from detente_client.app.replay.screen import ReplayScreen
from detente_client.app.waiting import WaitingScreen
from detente_client.debrief.report import Report, report
from detente_client.home.shelf import Offers, Shelf
from detente_client.settings import Settings
from tests.client.app.siege.stage import Stage
from tests.client.attacks import Poison
from tests.client.hostile import Hostile, archived_at, furnish, hostile_archive, offers
from tests.client.plain import story

Way = Callable[[Stage], Coroutine[Any, Any, None]]


async def waiting(stage: Stage) -> None:
    """While a server is come to."""
    screen = WaitingScreen()
    await stage.app.push_screen(screen)
    await stage.still()
    screen.say(stage.poison("announcement", "The server stops."))


# -- home ---------------------------------------------------------------------------------------------------


async def home(stage: Stage) -> None:
    """What there is to choose from."""
    furnish(stage.poison)

    async def offered() -> Offers:
        return offers(stage.poison)

    shelf = Shelf(asyncio.create_task(offered()))
    shelf.said = (stage.poison("trouble", "It could not be reached."),)
    await stage.app.push_screen(HomeScreen(shelf))


def _mark(screen: Any, kind: str) -> None:
    """Mark the first row of a kind."""
    choices = screen.query_one(Choices)
    ids = [choices.get_option_at_index(n).id or "" for n in range(choices.option_count)]
    choices.highlighted = next(n for n, id in enumerate(ids) if id.startswith(kind))


def at_home(kind: str) -> Way:
    """Home, with a row of this kind marked."""

    async def way(stage: Stage) -> None:
        _mark(stage.screen, kind)

    return way


async def setup(stage: Stage) -> None:
    """Before a game against bots."""
    _mark(stage.screen, "pack-")
    await stage.still()
    await stage.press("enter")


async def visiting(stage: Stage) -> None:
    """A server to go to, and what was wrong with its address."""
    stage.app.settings = hostile_settings(stage.poison)
    cast(HomeScreen, stage.screen).visit()
    await stage.still()
    stage.screen.query_one("#address", Field).value = stage.poison("server-visited", "example.org")
    stage.screen.query_one("#address").focus()
    await stage.press("enter")


# -- the lobby ----------------------------------------------------------------------------------------------


async def lobby(stage: Stage) -> None:
    """Tables, and what there is to say of one."""
    await stage.app.push_screen(LobbyScreen(cast(Any, Hostile(stage.poison)), None))


async def as_it_is(stage: Stage) -> None:
    """Where one is already."""


async def lobby_answers(stage: Stage) -> None:
    """What the server said to what was typed."""
    screen = cast(LobbyScreen, stage.screen)
    screen.do("/tables")
    await stage.still()
    screen.say(stage.poison("answer", "Done."), stage.poison("trouble", "Not now."))


async def laying(stage: Stage) -> None:
    """A table that is set."""
    screen = cast(LobbyScreen, stage.screen)
    screen.lay()
    await stage.until(lambda: isinstance(stage.screen, LayingScreen))


async def crises(stage: Stage) -> None:
    """What can be played there."""
    screen = cast(LobbyScreen, stage.screen)
    screen.show_crises()
    await stage.until(lambda: isinstance(stage.screen, PickScreen))


async def picking(stage: Stage) -> None:
    """For whom to speak."""
    screen = cast(LobbyScreen, stage.screen)
    row = evolve(screen._desk.rows[0], seats=())
    screen.run_worker(screen._pick_seat(row, [story.ADA, story.BEL]))
    await stage.until(lambda: isinstance(stage.screen, PickScreen))


# -- settings -----------------------------------------------------------------------------------------------


def hostile_settings(poison: Poison) -> Settings:
    """As a file that somebody else wrote may have them."""
    return Settings(name=poison("own-name", "Ann"), highlight=(poison("watched-word", "toll"),), mouse=False)


async def settings(stage: Stage) -> None:
    """Settings of a hostile file."""
    stage.app.settings = hostile_settings(stage.poison)
    await stage.app.push_screen(SettingsScreen())


# -- afterwards ---------------------------------------------------------------------------------------------

_MADE: dict[Poison, Report] = {}


def made(poison: Poison) -> Report:
    """The report of a hostile archive, made once."""
    if poison not in _MADE:
        _MADE[poison] = report(hostile_archive(poison))
    return _MADE[poison]


async def debrief(stage: Stage) -> None:
    """What became of the match."""
    path = archived_at(stage.folder, stage.poison)
    await stage.app.push_screen(DebriefScreen(path, made(stage.poison), story.ADA))


def at_section(section: str) -> Way:
    """One section of it."""

    async def way(stage: Stage) -> None:
        _mark(stage.screen, section)

    return way


async def saved(stage: Stage) -> None:
    """Where the debrief was written as a page."""
    _mark(stage.screen, "ending")
    cast(DebriefScreen, stage.screen).save()


async def replay(stage: Stage) -> None:
    """A moment of a match that is over."""
    await stage.app.push_screen(ReplayScreen(made(stage.poison).archive, story.ADA))
    await stage.still()
    await cast(ReplayScreen, stage.screen).turn(2)


async def replay_end(stage: Stage) -> None:
    """Its last moment."""
    await stage.app.push_screen(ReplayScreen(made(stage.poison).archive, story.ADA))
    await stage.still()
    screen = cast(ReplayScreen, stage.screen)
    await screen.go_to(screen.last)
