"""A page's key leads into the page; a slash, or Escape, back to the line that is typed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.events import Key
from textual.pilot import Pilot

from detente_client.app.app import DetenteApp
from detente_client.app.match.composer import Composer
from detente_client.app.match.screen import MatchScreen
from detente_client.app.pages import PAGES
from tests.client.app.looking import settled
from tests.client.hall import Hall


@asynccontextmanager
async def sitting() -> AsyncIterator[tuple[Pilot[int], MatchScreen]]:
    app = DetenteApp()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = MatchScreen(Hall("hong-kong-1984", "prc"))
        await app.push_screen(screen)
        await settled(pilot, screen)
        yield pilot, screen


def within(screen: MatchScreen) -> bool:
    """Whether the cursor is in the page that is looked at."""
    return (
        screen.focused is not None
        and screen.page is not None
        and screen.page in screen.focused.ancestors_with_self
    )


async def test_with_nothing_typed_a_page_is_stepped_into_and_a_slash_types_on() -> None:
    async with sitting() as (pilot, screen):
        for row in PAGES[1:]:
            await pilot.press(row.key)
            await settled(pilot, screen)
            assert within(screen), row.id
            await pilot.press("escape")
            assert screen.focused is screen.query_one("#line"), row.id
        await pilot.press("f4")
        await settled(pilot, screen)
        await pilot.press("slash", "w", "h", "o")
        assert screen.focused is screen.query_one("#line")
        assert screen.query_one(Composer).text == "/who"


async def test_with_something_typed_a_page_is_looked_at_and_the_player_types_on() -> None:
    async with sitting() as (pilot, screen):
        await pilot.press(*"hello", "f3", "x")
        await settled(pilot, screen)
        assert screen.query_one(Composer).text == "hellox"
        await pilot.press("f3")
        await settled(pilot, screen)
        assert within(screen)
        await pilot.press("f2")
        assert screen.focused is screen.query_one("#line")


async def test_what_is_typed_behind_a_slash_in_one_go_does_not_reach_the_page() -> None:
    async with sitting() as (pilot, screen):
        await pilot.press("f3")
        await settled(pilot, screen)
        for character in "/ready":
            key = Key("slash" if character == "/" else character, character)
            key.set_sender(pilot.app)
            pilot.app.post_message(key)
        await pilot.pause()
        await settled(pilot, screen)
        assert screen.query_one(Composer).text == "/ready"
