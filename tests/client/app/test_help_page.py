"""Help opens where it is asked for, is searched as one types, puts commands before the player; the palette likewise."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from attrs import evolve
from textual.command import CommandPalette
from textual.pilot import Pilot

from detente_client.app.app import DetenteApp
from detente_client.app.keynames import written
from detente_client.app.kit import Choices
from detente_client.app.match.composer import Composer
from detente_client.app.match.screen import MatchScreen
from detente_client.app.pages.help import keys
from detente_client.app.pages.help.page import ABOUT, HelpPage
from detente_client.delegation.rooms import Room
from tests.client.app.looking import screen_text, settled
from tests.client.hall import Hall


@asynccontextmanager
async def sitting(size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[Pilot[int], MatchScreen]]:
    app = DetenteApp()
    async with app.run_test(size=size) as pilot:
        screen = MatchScreen(Hall("hong-kong-1984", "prc"))
        await app.push_screen(screen)
        await settled(pilot, screen)
        yield pilot, screen


@pytest.mark.parametrize(("page", "title"), [("pressure", "Pressure"), ("table", "Texts and signatures")])
async def test_help_opens_at_what_is_looked_at(page: str, title: str) -> None:
    async with sitting() as (pilot, screen):
        await screen.show_page(page)
        await pilot.press("f1")
        await settled(pilot, screen)
        text = screen_text(pilot.app)
        assert screen.query_one(HelpPage)._topics[ABOUT[page]].title == title
        assert f"{title}\n" in text.replace("  ", "\n") or title in text


@pytest.mark.parametrize("browser", [True, False])
async def test_in_a_browser_it_says_which_keys_the_browser_takes(
    browser: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "in_browser", lambda: browser)
    async with sitting() as (pilot, screen):
        await screen.show_page("help")
        await settled(pilot, screen)
        page = screen.query_one(HelpPage)
        assert ("keys:browser" in page._topics) is browser
        if browser:
            page.open("keys:browser")
            await pilot.pause()
            assert "F11  The whole screen." in screen_text(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_it_is_searched_as_one_types_and_a_command_is_put_before_the_player(
    size: tuple[int, int],
) -> None:
    async with sitting(size) as (pilot, screen):
        await screen.show_page("help")
        await settled(pilot, screen)
        page = screen.query_one(HelpPage)
        page.query_one("#sought").focus()
        await pilot.press(*"sanctions")
        await pilot.pause()
        listed = page.query_one("#topics", Choices)
        found = [listed.get_option_at_index(n).id for n in range(listed.option_count)]
        assert "command:lift" in found
        assert "command:meet" not in found
        await pilot.press("enter")
        listed.highlighted = listed.get_option_index("command:press")
        await pilot.pause()
        assert "/press sanctions 2 gbr" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert screen.query_one(Composer).line.text == "/press "


async def test_keys_stand_as_the_player_has_them() -> None:
    async with sitting() as (pilot, screen):
        pilot.app.set_keymap({"page.table": "ctrl+b"})
        await screen.show_page("help")
        await settled(pilot, screen)
        page = screen.query_one(HelpPage)
        topic = next(topic for topic in page._topics.values() if topic.title == "In a match")
        page.open(topic.key)
        await pilot.pause()
        assert "Ctrl+B" in screen_text(pilot.app)


@pytest.mark.parametrize(
    ("keys", "told"),
    [("f3", "F3"), ("ctrl+p", "Ctrl+P"), ("f9,alt+w", "F9 or Alt+W"), ("plus", "+"), ("u", "u")],
)
def test_keys_are_written_as_people_write_them(keys: str, told: str) -> None:
    assert written(keys) == told


# -- the palette ------------------------------------------------------------------------------------------------


async def sought(pilot: Pilot[int], letters: str) -> str:
    await pilot.press("ctrl+p")
    await pilot.pause(0.1)
    await pilot.press(*letters)
    await pilot.pause(0.4)
    assert isinstance(pilot.app.screen, CommandPalette)
    return screen_text(pilot.app)


async def test_the_palette_finds_commands_and_puts_them_before_the_player() -> None:
    async with sitting() as (pilot, screen):
        text = await sought(pilot, "/demarche")
        assert "Join a collective démarche" in text
        await pilot.press("down", "enter")
        await pilot.pause(0.2)
        assert screen.query_one(Composer).line.text == "/demarche "


async def test_the_palette_finds_by_what_is_explained() -> None:
    async with sitting() as (pilot, _):
        assert "/lift" in await sought(pilot, "end your sanctions")


async def test_the_palette_shows_what_others_wrote_as_it_stands() -> None:
    async with sitting() as (pilot, screen):
        pack = screen.delegation.scene.pack
        nasty = tuple(
            evolve(nation, title="[red]Bri[/] [@click=app.quit]tain[/]") if nation.id == "gbr" else nation
            for nation in pack.nations
        )
        object.__setattr__(pack, "nations", nasty)
        room = Room("m9", "meeting", None, (nasty[0].id, nasty[1].id))
        screen.delegation.transcript.add(room, ("x",), "noise")
        text = await sought(pilot, "room:")
        assert "[@click=app.quit]tain[/]" in text


async def test_what_is_called_as_it_was_sought_is_read_first() -> None:
    async with sitting() as (pilot, screen):
        await screen.show_page("help")
        await settled(pilot, screen)
        await pilot.press(*"threaten")
        await pilot.pause(0.05)
        assert "Do this by then, or I use that tool." in screen_text(pilot.app)
