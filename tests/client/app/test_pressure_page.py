"""The page of pressure: what stands, what could be used, what it would move, and that it goes out only on purpose."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from detente_client.app.app import DetenteApp
from detente_client.app.kit import Choices
from detente_client.app.match.foresight import ForesightScreen
from detente_client.app.match.screen import MatchScreen
from detente_client.app.pages.pressure.page import PressurePage
from detente_client.pressing import means
from detente_wire.acts import Press
from detente_wire.notices import Pressed
from detente_wire.terms import NationId
from tests.client.app.looking import screen_text, settled
from tests.client.hall import Hall

GBR, HKG = NationId("gbr"), NationId("hkg")


@asynccontextmanager
async def at_pressure(
    size: tuple[int, int] = (80, 24), pack: str = "iran-2015", nation: str = "usa"
) -> AsyncIterator[tuple[Pilot[int], PressurePage]]:
    hall = Hall(pack, nation)
    app = DetenteApp()
    async with app.run_test(size=size) as pilot:
        screen = MatchScreen(hall)
        await app.push_screen(screen)
        await settled(pilot, screen)
        await screen.show_page("pressure")
        page = screen.query_one(PressurePage)
        page.query_one(Choices).focus()
        await settled(pilot, screen)
        yield pilot, page


async def chosen(pilot: Pilot[int], page: PressurePage, tool: str) -> None:
    """Mark a tool, and wait for the server's answer."""
    listed = page.query_one(Choices)
    listed.highlighted = listed.get_option_index(f"tool:{tool}")
    for _ in range(20):
        await pilot.pause(0.02)
        if (
            page.proposal is not None
            and means.name_of(page.proposal.press) == tool
            and page.proposal.answer is not None
        ):
            return


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_a_tool_shows_its_price_and_what_it_would_move(size: tuple[int, int]) -> None:
    async with at_pressure(size) as (pilot, page):
        await chosen(pilot, page, "sanctions")
        text = screen_text(pilot.app)
        assert "Sanctions on persons against" in text
        assert "Takes 1 envoy and 1 capital" in text
        assert "At this turn's end" in text
        row = next(line for line in text.split("\n") if "Tension" in line and "→" in line)
        assert "█" in row
        assert "+" in row
        assert "Seal it …" in text


async def test_the_demarche_stands_among_the_tools() -> None:
    async with at_pressure() as (pilot, page):
        await chosen(pilot, page, means.DEMARCHE)
        text = screen_text(pilot.app)
        assert "A collective démarche against" in text
        assert "If all others name it too" in text
        assert "Threaten with it" not in text


async def test_level_and_target_change_by_keys_and_the_outlook_with_them() -> None:
    async with at_pressure() as (pilot, page):
        await chosen(pilot, page, "sanctions")
        before = page.target
        await pilot.press("plus")
        assert page.level == 2
        await pilot.press("plus", "plus")
        assert page.level == 1
        await pilot.press("minus")
        assert page.level == 3
        await pilot.press("right")
        assert page.target != before
        assert page.proposal is not None
        assert means.target_of(page.proposal.press) == page.target
        await pilot.press("left")
        assert page.target == before


async def test_sealing_asks_first_and_shows_who_sees_it() -> None:
    async with at_pressure() as (pilot, page):
        await chosen(pilot, page, "protest")
        target = page.target
        await pilot.press("u")
        await pilot.pause(0.1)
        assert isinstance(pilot.app.screen, ForesightScreen)
        await pilot.pause(0.1)
        assert "everybody sees it" in screen_text(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert not page.delegation.scene.view.sealed
        await pilot.press("u")
        await pilot.pause(0.1)
        await pilot.press("enter")
        await pilot.pause(0.2)
        sealed = [one.act for one in page.delegation.scene.view.sealed.values()]
        assert sealed == [Press("protest", target)]  # type: ignore[arg-type]
        page.renew()
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "Sealed by you this turn" in text
        assert "You have sealed this" in text


async def test_what_stands_is_listed_with_what_can_be_done() -> None:
    async with at_pressure() as (pilot, page):
        page.delegation.scene.view.take(Pressed("sanctions", NationId("irn"), 2, NationId("usa")), 1)
        page.renew()
        listed = page.query_one(Choices)
        listed.highlighted = listed.get_option_index("sanctions:usa:irn")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "You → Iran sanctions 2" in text
        assert " Lift " in text
        assert " Raise" in text


async def test_a_threat_is_put_before_the_player_to_be_completed() -> None:
    async with at_pressure() as (pilot, page):
        await chosen(pilot, page, "sanctions")
        page.use(1)
        await pilot.pause(0.1)
        assert "/threaten" in screen_text(pilot.app)


async def test_who_watches_has_no_tools() -> None:
    async with at_pressure(pack="hong-kong-1984", nation="prc") as (pilot, page):
        page.delegation.scene.view.me = None
        page.renew()
        await pilot.pause()
        assert "Tools against" not in screen_text(pilot.app)


async def test_what_a_tool_lacks_is_named() -> None:
    async with at_pressure(pack="hong-kong-1984", nation="prc") as (pilot, page):
        await chosen(pilot, page, "covert")
        assert "This crisis has no such tool." in screen_text(pilot.app)


async def test_a_wide_page_tells_what_pressure_did_so_far() -> None:
    async with at_pressure((200, 50)) as (pilot, page):
        await chosen(pilot, page, "sanctions")
        assert "Pressure so far: Iran" in screen_text(pilot.app)


async def test_what_stands_between_long_names_is_named_whole_in_a_narrow_list() -> None:
    hall = Hall("july-1914", "ger")
    hall.lend(until=4)
    async with DetenteApp().run_test(size=(80, 24)) as pilot:
        screen = MatchScreen(hall)
        await pilot.app.push_screen(screen)
        await screen.show_page("pressure")
        await settled(pilot, screen)
        rows = [row[:30].strip() for row in screen_text(pilot.app).splitlines()]
        at = rows.index("Austria-Hungary → Serbia")
        assert rows[at + 1] == "sanctions 1"
        assert "Tools against" in rows
        assert "Austria-Hungary" in rows
