"""The pages of nations, ladder and timeline: what stands on them, and every key."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from detente_client.app.app import DetenteApp
from detente_client.app.match.composer import Composer
from detente_client.app.match.screen import MatchScreen
from detente_client.app.pages.ladder import actions as ladder
from detente_client.app.pages.nations import actions as nations
from detente_client.app.pages.nations.page import NationsPage
from detente_client.app.pages.talks.page import TalksPage
from detente_client.app.pages.timeline import actions as timeline
from detente_client.app.pages.timeline.page import TimelinePage
from detente_wire.acts import Ready
from detente_wire.terms import NationId
from tests.client.app.looking import screen_text, settled
from tests.client.hall import Hall

SMALL, LARGE = (80, 24), (200, 50)


@asynccontextmanager
async def looking_at(
    page: str, size: tuple[int, int] = SMALL, until: int = 4
) -> AsyncIterator[tuple[Pilot[int], MatchScreen]]:
    """The page, in July 1914 as Russia; stepped into, so that it has the keys."""
    hall = Hall("july-1914", "rus")
    hall.lend(until=until)
    app = DetenteApp()
    async with app.run_test(size=size) as pilot:
        screen = MatchScreen(hall)
        await app.push_screen(screen)
        await settled(pilot, screen)
        await screen.show_page(page)
        await settled(pilot, screen)
        yield pilot, screen


def line_of(screen: MatchScreen) -> str:
    """What stands in the line that is typed."""
    return str(getattr(screen.query_one("#line"), "text", ""))


async def struck(pilot: Pilot[int], screen: MatchScreen, key: str) -> str:
    """What stands in the line when a key of the page was struck; then the page has the keys again."""
    await pilot.press(key)
    await pilot.pause()
    assert screen.focused is screen.query_one("#line")
    found = line_of(screen)
    screen.query_one(Composer).prefill("")
    assert screen.page is not None
    screen.page.again()
    await pilot.pause()
    return found


# -- nations ----------------------------------------------------------------------------------------------------


async def test_a_nation_stands_beside_the_list_with_trust_both_ways() -> None:
    async with looking_at("nations") as (pilot, screen):
        shown = screen_text(pilot.app)
        assert "Austria-Hungary (aut)" in shown
        assert "It trusts you" in shown
        assert "You trust it" in shown
        await pilot.press("down")
        await pilot.pause()
        assert "Serbia (ser)" in screen_text(pilot.app)
        page = screen.query_one(NationsPage)
        assert page.nation == "ser"


async def test_all_columns_stand_side_by_side_where_there_is_room() -> None:
    async with looking_at("nations", LARGE) as (pilot, _):
        shown = screen_text(pilot.app)
        for part in ("What you know of it", "Why it moved, event by event", "Who trusts whom", "~6 msa"):
            assert part in shown


async def test_ones_own_card_shows_what_only_oneself_knows() -> None:
    async with looking_at("nations", LARGE) as (pilot, screen):
        await pilot.press("down", "down")
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert "Your sheet" in shown
        assert "Your red lines" in shown
        await pilot.press("m")
        await pilot.pause()
        assert line_of(screen) == "", "one does not meet oneself"


LINES = {
    "m": "/meet aut",
    "l": "/letter aut about ",
    "a": "/ask aut ",
    "d": "/dine aut ",
    "t": "/tour aut",
    "g": "/gesture aut",
    "b": "/backchannel aut",
    "p": "/pledge no-tool sanctions aut until ",
    "x": "/press protest aut",
    "h": "/threaten aut ",
    "slash": "/",
}


async def test_a_key_puts_a_line_about_the_nation_before_the_player() -> None:
    async with looking_at("nations", until=1) as (pilot, screen):
        for key, line in LINES.items():
            assert await struck(pilot, screen, key) == line
    assert {*LINES, "r"} == {row.keys for row in nations.TABLE}


async def test_relations_are_a_table_of_all_by_all() -> None:
    async with looking_at("nations") as (pilot, _):
        await pilot.press("r")
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert "Who trusts whom" in shown
        assert "gbr" in shown
        await pilot.press("r")
        await pilot.pause()
        assert "It trusts you" in screen_text(pilot.app)


async def test_a_click_on_a_name_and_on_a_key_does_the_same() -> None:
    async with looking_at("nations") as (pilot, screen):
        await pilot.click("#who", offset=(4, 6))
        await pilot.pause()
        assert screen.query_one(NationsPage).nation == "ger"
        await pilot.click("#nation-meet")
        await pilot.pause()
        assert line_of(screen) == "/meet ger"


# -- the ladder -------------------------------------------------------------------------------------------------


async def test_the_ladder_shows_where_the_crisis_stands_and_what_moved_it() -> None:
    async with looking_at("ladder") as (pilot, screen):
        shown = screen_text(pilot.app)
        view = screen.delegation.scene.view
        assert f"Tension {view.tension} of 100" in shown
        assert "▶ 4" in shown
        assert "What moved it, event by event" in shown
        await pilot.press("end")
        await pilot.pause()
        assert "An accident" in screen_text(pilot.app)


async def test_a_wide_ladder_says_what_each_rung_brings_and_what_cools() -> None:
    async with looking_at("ladder", LARGE) as (pilot, _):
        shown = screen_text(pilot.app)
        for part in (
            "War: everybody scores 0.",
            "What would cool it",
            "What heats it",
            "Accidents",
            "By turn 4",
        ):
            assert part in shown


async def test_a_key_of_the_ladder_puts_a_line_before_the_player() -> None:
    async with looking_at("ladder", until=1) as (pilot, screen):
        for row in ladder.TABLE:
            assert (await struck(pilot, screen, row.keys)).startswith("/")


# -- the timeline -----------------------------------------------------------------------------------------------


async def test_the_timeline_tells_turn_by_turn_and_follows_what_is_new() -> None:
    async with looking_at("timeline") as (pilot, screen):
        shown = screen_text(pilot.app)
        assert "Turn 4, Sunday 26 July 1914" in shown
        assert "at its end" in shown
        page = screen.query_one(TimelinePage)
        before = page.marked
        await screen.delegation.table.do(Ready())
        await settled(pilot, screen)
        assert page.marked is not None
        assert before is not None
        assert page.marked.number > before.number, "who looks at the end follows it"
        assert "Turn 5" in screen_text(pilot.app)


async def test_kind_and_nation_are_chosen_by_keys() -> None:
    async with looking_at("timeline") as (pilot, screen):
        page = screen.query_one(TimelinePage)
        await pilot.press(*["k"] * 7)
        await pilot.pause()
        assert page.kind == "pressure"
        shown = screen_text(pilot.app)
        assert "sanctions on persons against Serbia" in shown
        assert "± dials" not in shown
        await pilot.press("n")
        assert page.nation == NationId("aut")
        await pilot.press("x")
        await pilot.pause()
        assert "Every kind, all nations" in screen_text(pilot.app)


async def test_left_and_right_go_from_turn_to_turn() -> None:
    async with looking_at("timeline") as (pilot, screen):
        page = screen.query_one(TimelinePage)
        await pilot.press("left")
        await pilot.press("left")
        assert page.marked is not None
        assert page.marked.turn == 2
        await pilot.press("right")
        assert page.marked.turn == 3


async def test_enter_goes_to_where_it_was_told() -> None:
    async with looking_at("timeline") as (pilot, screen):
        page = screen.query_one(TimelinePage)
        await pilot.press("left")
        marked = page.marked
        assert marked is not None
        await pilot.press("enter")
        await settled(pilot, screen)
        assert isinstance(screen.page, TalksPage)
        assert marked.entry is not None
        assert screen.page.room == screen.delegation.transcript.entries[marked.entry].room


async def test_a_command_begins_by_its_stroke() -> None:
    async with looking_at("timeline", until=1) as (pilot, screen):
        await pilot.press("slash")
        await pilot.pause()
        assert line_of(screen) == "/"


def test_no_key_of_a_page_means_two_things() -> None:
    for table in (nations.TABLE, ladder.TABLE, timeline.TABLE):
        keys = [key for row in table for key in row.keys.split(",")]
        assert len(keys) == len(set(keys))


async def test_a_wide_timeline_tells_what_belongs_to_the_marked_line() -> None:
    async with looking_at("timeline", LARGE) as (pilot, screen):
        page = screen.query_one(TimelinePage)
        talk = next(
            one for one in page.delegation.chronicle.happenings if one.kind == "talks" and one.turn == 2
        )
        page.happenings.highlighted = page.happenings.get_option_index(str(talk.number))
        await pilot.pause()
        assert "Who was in it" in screen_text(pilot.app)
