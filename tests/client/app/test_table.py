"""The page of the table: each view and each action, at the smallest size and a large one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from attrs import frozen
from textual.pilot import Pilot

from detente_client.app.app import DetenteApp
from detente_client.app.kit import Choices, Manuscript, Push, Writing
from detente_client.app.match.screen import MatchScreen
from detente_client.app.pages.table.page import VIEWS, TablePage
from detente_client.app.pages.table.signing import SigningScreen
from detente_server.match import queries
from detente_wire.messages import AnswerBody, Question
from detente_wire.terms import package
from tests.client.app.looking import screen_text, settled
from tests.client.hall import Hall


class AnsweringHall(Hall):
    """A hall that answers questions as a server does."""

    async def ask(self, question: Question) -> AnswerBody:
        return queries.answer(self._view, self.loaded.pack, question)


@frozen
class Looking:
    """A player who looks at the page of the table."""

    pilot: Pilot[int]
    screen: MatchScreen
    hall: Hall

    @property
    def page(self) -> TablePage:
        page = self.screen.page
        assert isinstance(page, TablePage)
        return page

    @property
    def view(self) -> str:
        """The id of the view that is looked at."""
        assert self.page.view is not None
        return str(self.page.view.id).removeprefix("table-")

    @property
    def text(self) -> str:
        return screen_text(self.pilot.app)

    @property
    def line(self) -> str:
        return self.screen.query_one("#line", Writing).text

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def asked(self, awaited: str) -> None:
        """Until the server's answer stands on the screen."""
        for _ in range(40):
            if awaited in self.text:
                return
            await self.pilot.pause(0.05)
        raise AssertionError(f"{awaited!r} does not appear in\n{self.text}")


@asynccontextmanager
async def at_table(
    view: str, turn: int = 1, size: tuple[int, int] = (80, 24), nation: str = "prc"
) -> AsyncIterator[Looking]:
    hall = AnsweringHall("hong-kong-1984", nation)
    if turn > 1:
        hall.lend(until=turn)
    app = DetenteApp()
    async with app.run_test(size=size) as pilot:
        screen = MatchScreen(hall)
        await app.push_screen(screen)
        await screen.show_page("table")
        await settled(pilot, screen)
        looking = Looking(pilot, screen, hall)
        await looking.page.look(view)
        await settled(pilot, screen)
        yield looking


# -- the row of views ----------------------------------------------------------------------------------------------


async def test_keys_and_clicks_and_f3_go_from_view_to_view() -> None:
    async with at_table("issues") as looking:
        for number, row in enumerate(VIEWS, 1):
            if row.id != "draft":
                await looking.press(str(number))
                assert looking.view == row.id
                assert looking.screen.focused is not None
        await looking.press("f3")
        assert looking.view == "issues", "F3 goes on from the last to the first"
        await looking.press("escape", "f3")
        assert looking.view == "issues", "from the line F3 steps into the view"
        assert looking.screen.focused is looking.page.query_one("#positions")
        await looking.pilot.click(list(looking.page.query(".tab"))[3])
        await looking.pilot.pause()
        assert looking.view == "texts"
        assert "There is no text yet." in looking.text


# -- issues and the package ----------------------------------------------------------------------------------------


async def test_a_package_is_put_together_and_reckoned_at_once() -> None:
    async with at_table("issues") as looking:
        assert "Without a deal you have" in looking.text
        await looking.press("down", "enter")
        assert "[x] 1=1  44 All of Hong Kong" in looking.text
        assert "Your package 1=1" in looking.text
        assert "44 of 44 on what it settles" in looking.text
        await looking.asked("The whips count")
        await looking.press("down", "enter")
        assert "Your package 1=2" in looking.text, "one option an issue"
        assert "It crosses your red line: Sovereignty: The title to China" in looking.text
        assert "[x] 1=2  12 The title to China, British administration goes on  red line" in looking.text
        assert "1=2 The title to China, British administration goes on" in looking.text, (
            "below, without its points"
        )
        await looking.press("enter")
        assert "Your package" not in looking.text
        await looking.press("up", "up")
        assert "Enter or a click puts an option" in looking.text


async def test_a_package_goes_into_an_offer_a_letter_or_a_draft() -> None:
    async with at_table("issues") as looking:
        await looking.press("o")
        assert looking.line == "", "there is nothing to offer yet"
        await looking.press("down", "enter", "o")
        assert looking.line == "/offer 1=1 : "
        looking.page.query_one("#positions").focus()
        await looking.press("w")
        assert looking.line == "/letter gbr offer 1=1 : "
        looking.page.query_one("#positions").focus()
        await looking.press("d")
        assert looking.view == "draft"
        assert looking.page.query_one("#lines", Manuscript).text == (
            "treaty with gbr, prc\nsovereignty=all-in-1997\n"
        )
        await looking.press("escape", "f3")
        await looking.asked("Nothing is wrong with it.")
        await looking.page.look("issues")
        await looking.press("x")
        assert looking.page.folio.package == ()


async def test_positions_show_who_offers_what_and_a_standing_offer_is_loaded() -> None:
    async with at_table("issues", turn=5) as looking:
        assert "agreed for now" in looking.text
        assert "secret: gbr ✓o7" in looking.text
        await looking.press("l")
        assert looking.text.count("[x]") > 1
        scene = looking.screen.delegation.scene
        [loaded] = [
            offer for offer in looking.hall.view.offers.values() if scene.handles.name(offer.ref) == "o12"
        ]
        assert looking.page.folio.package == loaded.package


# -- offers --------------------------------------------------------------------------------------------------------


async def test_offers_stand_before_those_that_are_past_and_are_answered_by_a_line() -> None:
    async with at_table("offers", turn=5) as looking:
        rows = [row for row in looking.text.split("\n") if " turn " in row and row.startswith(" o")]
        assert "standing" in rows[0]
        assert "replaced" in rows[-1]
        assert "o12: Britain's offer of turn 4, m1, standing." in looking.text
        for key, line in (("a", "/accept o12 : "), ("c", "/counter o12 "), ("r", "/reject o12 ")):
            looking.page.query_one("#offers").focus()
            await looking.press(key)
            assert looking.line == line
        looking.screen.query_one("#line", Writing).put("")
        looking.page.query_one("#offers").focus()
        await looking.press("down", "l")
        assert looking.view == "issues"
        assert "Your package 1=1 2=1 3=2" in looking.text
        await looking.page.look("offers")
        await looking.press("v")
        assert looking.view == "compare"
        assert "o11: 93 of 100 in all" in looking.text


# -- what is known -------------------------------------------------------------------------------------------------


async def test_what_is_known_stands_with_its_source() -> None:
    async with at_table("known", turn=5) as looking:
        assert "Everybody" in looking.text
        await looking.press("down", "down")
        assert "certain   Matters most to Hong Kong" in looking.text
        assert "insight, level 1" in looking.text
        assert "said back by you in m3, turn 4, and confirmed" in looking.text
        await looking.press("a")
        assert looking.line == "/ask hkg "


async def test_a_wide_screen_shows_the_source_beside_it() -> None:
    async with at_table("known", turn=5, size=(200, 50)) as looking:
        rows = [row for row in looking.text.split("\n") if "Matters most to" in row]
        assert rows
        assert all(row.endswith("insight, level 1") for row in rows)


# -- texts and signing ---------------------------------------------------------------------------------------------


async def test_a_text_is_signed_with_its_exact_words_before_the_player() -> None:
    async with at_table("texts", turn=7) as looking:
        assert "t2 initialled" in looking.text
        assert "v Compare" in looking.text, "every button has room at the smallest size"
        assert "Initialled by Britain and you." in looking.text
        await looking.press("s")
        window = looking.pilot.app.screen
        assert isinstance(window, SigningScreen)
        assert "joint-declaration between gbr, prc" in looking.text
        await looking.asked("The whips count")
        assert window.query_one("#agree", Push).disabled, "the end has not been seen"
        await looking.press("end")
        await looking.pilot.pause(0.4)
        assert not window.query_one("#agree", Push).disabled
        await looking.pilot.click("#agree")
        await settled(looking.pilot, looking.screen)
        assert any(slot.startswith("sign:") for slot in looking.hall.view.sealed)


async def test_a_narrower_window_opens_the_button_at_the_last_line_too() -> None:
    async with at_table("texts", turn=7, size=(110, 24)) as looking:
        await looking.press("s")
        window = looking.pilot.app.screen
        assert isinstance(window, SigningScreen)
        before = window._rows
        await looking.pilot.resize_terminal(50, 24)
        await looking.pilot.pause(0.2)
        assert window._rows > before, "the words are laid out anew"
        assert window.query_one("#exact").size.height == window._rows


async def test_letters_of_the_hash_sign_too_and_escape_does_not() -> None:
    async with at_table("texts", turn=7) as looking:
        await looking.press("s", "escape")
        assert looking.pilot.app.screen is looking.screen
        assert not looking.hall.view.sealed
        await looking.press("s")
        looking.pilot.app.screen.query_one("#letters").focus()
        await looking.press(*"00000000", "enter")
        await settled(looking.pilot, looking.screen)
        assert not any(slot.startswith("sign:") for slot in looking.hall.view.sealed)
        last = looking.screen.delegation.transcript.entries[-1].lines
        assert "begins" in last[0]


async def test_a_text_goes_into_the_editor_and_is_compared() -> None:
    async with at_table("texts", turn=7) as looking:
        await looking.press("v")
        assert "▸t2" in looking.text
        assert "= It is a joint declaration of Britain and you" in looking.text
        await looking.page.look("texts")
        await looking.press("d")
        assert "joint-declaration with gbr, prc" in looking.text
        assert "A new text." in looking.text, "what is initialled cannot be changed"


# -- the editor ----------------------------------------------------------------------------------------------------


async def test_what_is_typed_is_read_at_once_and_the_validator_answers() -> None:
    async with at_table("draft") as looking:
        editor = looking.page.query_one("#lines", Manuscript)
        assert not editor.cursor_blink
        editor.write("treaty\n1=9\n")
        await looking.pilot.pause()
        assert "line 2 There is no option of sovereignty 9." in looking.text
        editor.write("treaty\n1=1\n1=2\n")
        await looking.asked("The validator objects:")
        assert "line 2 clauses 1 and 2 both close sovereignty" in looking.text
        editor.write("treaty\n1=1\n")
        await looking.asked("Nothing is wrong with it.")
        assert "The whips count" in looking.text
        assert looking.screen.delegation.notebook.drafts["draft-editor"] == "treaty\n1=1\n"


async def test_the_lines_are_said_in_plain_words() -> None:
    async with at_table("draft", size=(200, 50)) as looking:
        looking.page.query_one("#lines", Manuscript).write("treaty\n1=1\n")
        await looking.asked("In plain words:")
        assert "1. Sovereignty: All of Hong Kong restored to China" in looking.text


async def test_a_nation_has_its_column_where_there_is_room() -> None:
    async with at_table("issues", turn=5, size=(200, 50)) as looking:
        rows = looking.text.split("\n")
        [heading] = [row for row in rows if row.split()[:3] == ["you", "gbr", "hkg"]]
        [row] = [row for row in rows if " 1=1 " in row]
        assert row[heading.index("you") :].startswith("o11    (✓o7)  ·")


async def test_a_text_is_written_down_and_tabled_by_one_key() -> None:
    async with at_table("draft") as looking:
        editor = looking.page.query_one("#lines", Manuscript)
        editor.write("treaty\n1=1\n")
        editor.focus()
        await looking.asked("Nothing is wrong with it.")
        await looking.press("ctrl+t")
        await settled(looking.pilot, looking.screen)
        [seen] = looking.hall.view.texts()
        assert seen.status in ("tabled", "initialled")
        assert seen.text.parties == ("gbr", "prc")
        assert looking.view == "texts"
        assert "t1: A treaty of Britain and you" in looking.text
        assert looking.screen.delegation.notebook.drafts["draft-editor-of"] == "t1"
        await looking.press("r")
        assert "treaty between gbr, prc" in looking.text
        assert not looking.pilot.app.screen.query("#agree"), "who only reads puts no name under it"


async def test_a_broken_text_is_not_tabled_and_one_can_begin_anew() -> None:
    async with at_table("draft") as looking:
        editor = looking.page.query_one("#lines", Manuscript)
        editor.write("frobnicate")
        editor.focus()
        await looking.press("ctrl+t", "ctrl+s")
        await settled(looking.pilot, looking.screen)
        assert not looking.hall.view.texts()
        await looking.press("ctrl+n")
        assert editor.text.startswith("treaty\n")
        editor.write("treaty\n1=1\n")
        await looking.asked("Nothing is wrong with it.")
        await looking.press("ctrl+s")
        await settled(looking.pilot, looking.screen)
        assert [seen.status for seen in looking.hall.view.texts()] == ["draft"]


async def test_the_lines_are_held_against_what_they_change() -> None:
    async with at_table("texts", turn=7, size=(120, 40)) as looking:
        await looking.press("d")
        looking.page.query_one("#lines", Manuscript).write("joint-declaration\n1=1\nhotline by prc\n")
        await looking.pilot.pause()
        await looking.press("ctrl+r")
        assert "▸the draft that you write" in looking.text
        looking.page.folio.first = "t1"
        looking.page.renew()
        await looking.pilot.pause()
        assert "+ Hotline by you" in looking.text
        assert "- Defence:" in looking.text


async def test_lines_that_were_kept_come_back() -> None:
    async with at_table("issues") as looking:
        looking.screen.delegation.notebook.draft("draft-editor", "treaty\n2=1\n")
        await looking.page.look("draft")
        await looking.pilot.pause()
        assert looking.page.query_one("#lines", Manuscript).text == "treaty\n2=1\n"


# -- comparing -----------------------------------------------------------------------------------------------------


async def test_two_packages_stand_side_by_side_and_change_places() -> None:
    async with at_table("compare", turn=5) as looking:
        looking.page.folio.package = package({"sovereignty": "all-in-1997"})
        looking.page.renew()
        await looking.pilot.pause()
        assert "Sovereignty: differs" in looking.text
        assert "44  All of Hong Kong restored" in looking.text
        assert "(left open)" in looking.text
        first, second = looking.page.folio.first, looking.page.folio.second
        await looking.press("x")
        await looking.pilot.pause()
        assert (looking.page.folio.first, looking.page.folio.second) == (second, first)
        await looking.press("down")
        assert looking.page.query_one("#first", Choices).marked == looking.page.folio.first


@pytest.mark.parametrize("view", [row.id for row in VIEWS])
@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_who_only_watches_sees_it_too(view: str, size: tuple[int, int]) -> None:
    """Without a seat there are no points, and nothing breaks."""
    async with at_table(view, size=size) as looking:
        looking.hall.view.sheet, looking.hall.view.me = None, None
        looking.hall.view.worth.clear()
        looking.screen.delegation._begin()
        looking.page.renew()
        await looking.pilot.pause()
        assert "1 Issues" in looking.text


async def test_a_wide_table_tells_of_the_marked_option_at_length() -> None:
    async with at_table("issues", turn=5, size=(200, 50)) as looking:
        await looking.press("down", "down")
        for words in (
            "China would own what Britain went on running.",
            "It brings you 12 of 100.",
            "Who stands behind it",
        ):
            assert words in looking.text
        assert "What you know of others here" in looking.text
