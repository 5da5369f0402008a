"""The page of papers: every turn's news, the briefing and the rest, set in type and literal whatever is in them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from detente_client.app.app import DetenteApp
from detente_client.app.kit import Choices
from detente_client.app.match.screen import MatchScreen
from detente_client.app.pages.papers.page import PapersPage
from detente_client.app.pages.rendering import flow, set_in_type
from detente_client.commands.catalogue import understand
from detente_client.commands.deeds import Show
from detente_client.commands.files import read_thing_lines
from detente_client.delegation.papers import cabinet
from detente_client.markdown import blocks
from detente_client.words.handles import Thing
from detente_wire.acts import Ask
from detente_wire.notices import Minutes, Papers
from detente_wire.seen import Item
from detente_wire.terms import ChannelId, IssueId, NationId, Ref
from detente_wire.view import View
from tests.client.app.looking import screen_text, settled
from tests.client.hall import Hall


@asynccontextmanager
async def at_papers(
    size: tuple[int, int] = (80, 24), turn: int = 3
) -> AsyncIterator[tuple[Pilot[int], PapersPage]]:
    hall = Hall("hong-kong-1984", "prc")
    hall.lend(until=turn)
    app = DetenteApp()
    async with app.run_test(size=size) as pilot:
        screen = MatchScreen(hall)
        await app.push_screen(screen)
        await settled(pilot, screen)
        await screen.show_page("papers")
        page = screen.query_one(PapersPage)
        page.query_one(Choices).focus()
        await settled(pilot, screen)
        yield pilot, page


async def read(pilot: Pilot[int], page: PapersPage, key: str) -> str:
    listed = page.query_one(Choices)
    listed.highlighted = listed.get_option_index(key)
    await pilot.pause(0.05)
    return screen_text(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_the_news_of_every_turn_are_there(size: tuple[int, int]) -> None:
    async with at_papers(size) as (pilot, page):
        first = await read(pilot, page, "turn:1")
        assert "What turn 1 brought" in first
        assert "Tension rises" in first or "Tension falls" in first or "Tension stays" in first
        second = await read(pilot, page, "turn:2")
        assert second != first
        kept = page.delegation.here
        assert set(kept.gazettes) == {1, 2}
        shown = understand(kept, "/gazette 1")
        assert isinstance(shown, Show)
        assert shown.lines[1:] == kept.gazettes[1]


async def test_a_briefing_is_set_in_type_and_its_dot_goes_once_it_is_read() -> None:
    async with at_papers() as (pilot, page):
        before = screen_text(pilot.app)
        assert "• Your briefing" in before
        after = await read(pilot, page, "paper:briefing-prc")
        assert "• Your briefing" not in after
        assert "**" not in after
        await pilot.press("enter", "pagedown")
        assert page.query_one("#sheet").has_focus


async def test_what_a_pack_wrote_stays_literal() -> None:
    async with at_papers() as (pilot, page):
        nasty = Papers(
            "briefing-x", "[bold]T[/]", "# [red]H[/]\n\n[@click=app.quit]x[/] \x1b[31mred \u202e **s**"
        )
        page.delegation.scene.view.papers["briefing-x"] = nasty
        page.renew()
        text = await read(pilot, page, "paper:briefing-x")
        assert "[red]H[/]" in text
        assert "[@click=app.quit]x[/]" in text
        assert "\x1b" not in text


async def test_the_key_of_the_page_steps_into_it_and_on() -> None:
    async with at_papers() as (pilot, page):
        await pilot.pause()
        assert page.query_one("#sheet").has_focus
        page.again()
        await pilot.pause()
        assert page.query_one(Choices).has_focus


def test_rows_are_never_wider_than_there_is_room() -> None:
    rows = flow([("one two three", ""), (" ", ""), ("x" * 50, "bold"), (" 大きな 山", "")], 12)
    assert all(sum(len(text) for text, _ in row) <= 12 for row in rows)
    assert "".join(text for row in rows for text, _ in row).replace(" ", "").count("x") == 50


def test_items_hang_under_their_first_line() -> None:
    text = set_in_type("T", blocks("- one two three four five six seven eight"), 22).plain.split("\n")
    assert text[-1].startswith("  ")
    assert text[3].startswith("• ")


async def test_before_the_first_gazette_one_s_own_papers_stand_first() -> None:
    async with at_papers(turn=1) as (_, page):
        assert not page.delegation.here.gazettes
        assert cabinet(page.delegation.here)[0][0] == "For you"


async def test_on_a_wide_screen_lines_reach_as_far_as_the_sheet_from_the_first() -> None:
    app = DetenteApp()
    async with app.run_test(size=(133, 31)) as pilot:
        screen = MatchScreen(Hall("hong-kong-1984", "prc"))
        await app.push_screen(screen)
        await settled(pilot, screen)
        await pilot.press("f8")
        await pilot.pause()  # and no more, for nothing comes that would have it drawn once more
        drawn = screen_text(app)
        await pilot.resize_terminal(130, 31)
        await settled(pilot, screen)
        await pilot.resize_terminal(133, 31)
        await settled(pilot, screen)
        assert screen_text(app) == drawn


async def test_dates_are_short_where_the_list_is_narrow() -> None:
    async with at_papers((80, 24)) as (pilot, _):
        assert "Your adviser, Sep-Oct 1982" in screen_text(pilot.app)
    async with at_papers((200, 50)) as (pilot, _):
        assert "Your adviser, September-October 1982" in screen_text(pilot.app)


def leak(view: View, turn: int, issue: str) -> None:
    """The same talks leak, each time with another question."""
    act = Ask(ChannelId("c" * 16), NationId("prc"), IssueId(issue))
    said = ((NationId("gbr"), act),)
    minutes = Minutes((NationId("gbr"), NationId("hkg")), said, "leaked", "meeting", Ref("c" * 16))
    view.leaks.append(Item(0, turn, 0, minutes, ""))


async def test_talks_that_leak_twice_are_two_records() -> None:
    """They have one name: the list of papers had two rows of one id, and the app closed."""
    async with at_papers() as (pilot, page):
        scene = page.delegation.scene
        leak(scene.view, 1, "defence")
        leak(scene.view, 2, "leases")
        page.renew()
        first, second = await read(pilot, page, "record:0"), await read(pilot, page, "record:1")
        assert "turn 1" in first
        assert "Defence" in first
        assert "turn 2" in second
        assert "Land leases" in second
        name = scene.handles.name(Ref("c" * 16), "minutes")
        both = " ".join(read_thing_lines(scene, Thing(name, "minutes", "c" * 16, None)))
        assert "Defence" in both
        assert "Land leases" in both
