"""The line that is typed: where it goes, what it completes, what is kept of it, and who would see it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from detente_client.app.app import DetenteApp
from detente_client.app.kit import Field, Writing
from detente_client.app.match import composer as composing
from detente_client.app.match.composer import Composer
from detente_client.app.match.screen import MatchScreen
from detente_client.commands.hints import suggestions
from detente_client.delegation.notebook import Shelf, nowhere, shelf_in
from detente_client.delegation.rooms import EVERYTHING
from detente_wire.terms import PUBLIC
from tests.client.app.looking import screen_text, settled
from tests.client.hall import Hall


@asynccontextmanager
async def sitting(
    shelf: Shelf = nowhere, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[int], MatchScreen]]:
    """China's screen in the first turn."""
    app = DetenteApp()
    async with app.run_test(size=size) as pilot:
        screen = MatchScreen(Hall("hong-kong-1984", "prc"), shelf)
        await app.push_screen(screen)
        await settled(pilot, screen)
        yield pilot, screen


async def typed(pilot: Pilot[int], text: str, *keys: str) -> None:
    """Type it, long words as if in one go; then press keys."""
    if len(text) > 2:
        pilot.app.screen.query_one("#line", Writing).insert(text)
        await pilot.pause()
    else:
        await pilot.press(*text)
    await pilot.press(*keys)
    await pilot.pause()


def composer(screen: MatchScreen) -> Composer:
    return screen.query_one(Composer)


async def test_it_says_where_words_go_and_sends_none_that_nobody_would_hear() -> None:
    async with sitting() as (pilot, screen):
        assert "no channel" in screen_text(pilot.app)
        await typed(pilot, "hello", "enter")
        assert "Nobody would hear it" in screen_text(pilot.app)
        assert composer(screen).text == "hello"
        await pilot.press("ctrl+u")
        await typed(pilot, "/meet gbr", "enter")
        await settled(pilot, screen)
        assert "m1 to Britain" in screen_text(pilot.app).split("\n")[-2]
        await typed(pilot, "hello", "enter")
        await settled(pilot, screen)
        assert composer(screen).text == ""
        assert any(
            line.endswith(": hello") for entry in screen.delegation.transcript.entries for line in entry.lines
        )


async def test_where_a_command_goes_stays_in_sight_while_it_is_typed() -> None:
    async with sitting() as (pilot, screen):
        await typed(pilot, "/meet gbr", "enter")
        await settled(pilot, screen)
        await typed(pilot, "/offer 1=1")
        row = next(row for row in screen_text(pilot.app).split("\n") if "/offer CHOICES" in row)
        assert "m1 to Britain" in row
        await pilot.press("ctrl+u")
        await typed(pilot, "/sheet")
        assert "m1 to Britain" not in next(
            row for row in screen_text(pilot.app).split("\n") if row.lstrip().startswith("/sheet  ")
        )


async def test_a_popup_completes_commands_and_their_words() -> None:
    async with sitting() as (pilot, screen):
        await typed(pilot, "/off")
        rows = screen_text(pilot.app)
        assert "/offer " in rows
        assert "Propose a package" in rows
        await pilot.press("tab")
        await typed(pilot, "sov", "tab")
        assert composer(screen).line.text == "/offer sovereignty="
        assert "/offer CHOICES" in screen_text(pilot.app)
        await pilot.press("down", "down", "enter")
        assert composer(screen).line.text.startswith("/offer sovereignty=")
        assert not composer(screen).text.endswith("=")
        await pilot.press("escape")
        assert not composer(screen).completion.is_open


async def test_enter_sends_a_command_as_it_stands_though_a_list_is_open() -> None:
    async with sitting() as (pilot, screen):
        await typed(pilot, "/todo")
        await pilot.press("enter")
        await settled(pilot, screen)
        assert composer(screen).text == ""
        assert screen.delegation.notebook.history["news"] == ["/todo"]


async def test_lines_typed_before_come_back_room_by_room() -> None:
    async with sitting() as (pilot, screen):
        for line in ("/sheet", "/issues", "/todo"):
            await typed(pilot, line, "enter")
        await typed(pilot, "draft")
        await pilot.press("up")
        assert composer(screen).text == "/todo"
        await pilot.press("up", "up", "up")
        assert composer(screen).text == "/sheet"
        await pilot.press("down", "down", "down")
        assert composer(screen).text == "draft"
        await pilot.press("ctrl+u", "ctrl+r")
        await typed(pilot, "s")
        assert composer(screen).text == "/issues"
        await pilot.press("ctrl+r")
        assert composer(screen).text == "/sheet"
        assert "search: s" in screen_text(pilot.app)
        await pilot.press("escape")
        assert composer(screen).text == ""


async def test_many_rows_are_typed_and_sent_as_one() -> None:
    async with sitting() as (pilot, screen):
        await typed(pilot, "/meet gbr", "enter")
        await settled(pilot, screen)
        await typed(pilot, "one", "alt+enter")
        await typed(pilot, "two", "ctrl+j")
        assert composer(screen).text == "one\ntwo"
        await typed(pilot, "three")
        assert composer(screen).line.size.height == 3
        await typed(pilot, "", "ctrl+j", "a", "ctrl+j", "b", "ctrl+j", "c")
        assert composer(screen).line.size.height == 4
        await pilot.press("enter")
        await settled(pilot, screen)
        assert composer(screen).line.size.height == 1
        said = [entry.lines for entry in screen.delegation.transcript.of(screen.delegation.room.key)]
        assert any(len(lines) >= 6 for lines in said)


async def test_a_draft_is_kept_while_the_keys_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composing, "PAUSE_S", 0.01)
    shelf = shelf_in(tmp_path)
    async with sitting(shelf) as (pilot, screen):
        await typed(pilot, "My government regrets")
        await pilot.pause(0.05)
        match = screen.delegation.table.match
        assert shelf(match, "prc").drafts == {"news": "My government regrets"}
    async with sitting(shelf) as (pilot, screen):
        assert composer(screen).text == "My government regrets"


async def test_each_room_has_its_draft() -> None:
    async with sitting() as (pilot, screen):
        await typed(pilot, "/meet gbr", "enter")
        await settled(pilot, screen)
        await typed(pilot, "half a sentence")
        letters = next(room for room in screen.delegation.transcript.rooms() if room.kind == "letters")
        composer(screen).renew(letters)
        assert composer(screen).text == ""
        await typed(pilot, "Excellency")
        composer(screen).renew(screen.delegation.room)
        assert composer(screen).text == "half a sentence"
        composer(screen).renew(letters)
        assert composer(screen).text == "Excellency"


async def test_words_in_a_correspondence_become_a_letter_that_is_sent_by_a_second_enter() -> None:
    async with sitting() as (pilot, screen):
        letters = next(room for room in screen.delegation.transcript.rooms() if room.kind == "letters")
        screen.delegation.whereabouts.look(letters)
        screen.renew()
        await pilot.pause()
        assert "letter to Britain, answers l1" in screen_text(pilot.app)
        await typed(pilot, "Thank you", "enter")
        assert composer(screen).text == "/letter gbr re l1 : Thank you"
        await pilot.press("enter")
        await settled(pilot, screen)
        assert len(screen.delegation.transcript.of(letters.key)) >= 2


async def test_words_whose_channel_closed_meanwhile_do_not_go_elsewhere_unseen() -> None:
    async with sitting() as (pilot, screen):
        await typed(pilot, "/meet gbr", "enter")
        await settled(pilot, screen)
        screen.delegation.whereabouts.look(EVERYTHING)
        screen.renew()
        await typed(pilot, "a secret")
        screen.delegation.whereabouts.channel = PUBLIC
        screen.renew()
        await pilot.press("enter")
        await pilot.pause()
        assert "This goes elsewhere now: to everybody" in screen_text(pilot.app)
        assert composer(screen).text == "a secret"


async def test_what_was_refused_stands_there_again() -> None:
    async with sitting() as (pilot, screen):
        await typed(pilot, "/ofer sovereignty", "enter")
        await settled(pilot, screen)
        assert composer(screen).text == "/ofer sovereignty"
        assert screen.delegation.notebook.under_way == []


async def test_one_key_tells_who_would_see_it_and_enter_sends_it() -> None:
    async with sitting() as (pilot, screen):
        await typed(pilot, "/meet gbr")
        await pilot.press("f9")
        await settled(pilot, screen)
        rows = screen_text(pilot.app)
        assert "Who would see this?" in rows
        assert "It costs 1 envoy." in rows
        await pilot.press("escape")
        await settled(pilot, screen)
        assert not screen.delegation.table.view.open_channels()
        assert composer(screen).text == "/meet gbr"
        await pilot.press("f9")
        await settled(pilot, screen)
        await pilot.press("enter")
        await settled(pilot, screen)
        assert screen.delegation.table.view.open_channels()


async def test_what_cannot_be_seen_by_anybody_is_said() -> None:
    async with sitting() as (pilot, screen):
        await typed(pilot, "/sheet")
        await pilot.press("f9")
        await settled(pilot, screen)
        assert "Nobody would see that" in screen_text(pilot.app)


async def test_what_is_pasted_passes_the_gate() -> None:
    async with sitting() as (pilot, screen):
        pilot.app.post_message(Paste("a\x1b[31mb\u202ec\td[red]"))
        await pilot.pause()
        assert composer(screen).text == "a[31mbc d[red]"
        assert "a[31mbc d[red]" in screen_text(pilot.app)


async def test_a_page_puts_a_line_before_the_player() -> None:
    async with sitting() as (pilot, screen):
        composer(screen).prefill("/offer ")
        await pilot.pause()
        assert composer(screen).line.text == "/offer "
        assert composer(screen).completion.is_open


async def test_notes_are_read_written_and_struck_out_in_a_window() -> None:
    async with sitting() as (pilot, screen):
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert "There are none yet" in screen_text(pilot.app)
        for text in ("They did not deny [it]", "Ask about leases"):
            pilot.app.screen.query_one("#note", Field).value = text
            await pilot.press("enter")
        await pilot.pause()
        rows = screen_text(pilot.app)
        assert "1, turn 1  They did not deny [it]" in rows
        assert "Noted as number 2" in rows
        await pilot.press("shift+tab", "delete")
        await pilot.pause()
        assert [note.text for note in screen.delegation.notebook.notes] == ["Ask about leases"]
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is screen


async def test_a_line_that_is_put_there_does_not_cost_what_was_typed() -> None:
    async with sitting() as (pilot, screen):
        await typed(pilot, "half a sentence")
        composer(screen).prefill("/todo")
        await pilot.pause()
        assert composer(screen).text == "/todo"
        await pilot.press("up")
        assert composer(screen).text == "half a sentence"


async def test_a_line_without_a_receipt_is_named_and_stands_there_again(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    async with sitting(shelf) as (_, screen):
        match = screen.delegation.table.match
    shelf(match, "prc").send("news", "/press sanctions gbr")
    async with sitting(shelf) as (pilot, screen):
        assert composer(screen).text == "/press sanctions gbr"
        await settled(pilot, screen)
        said = [line for entry in screen.delegation.transcript.entries for line in entry.lines]
        assert any("Look whether it was done: /press sanctions gbr" in line for line in said)


async def test_a_letter_typed_elsewhere_goes_to_the_line_and_f9_says_why_it_does_nothing() -> None:
    async with sitting() as (pilot, screen):
        await pilot.press("f9")
        await pilot.pause()
        assert "Nothing stands in the line" in screen_text(pilot.app)
        await typed(pilot, "We ", "tab")
        assert not composer(screen).line.has_focus
        await pilot.press("c", "o", "m", "e")
        assert composer(screen).text == "We come"
        assert composer(screen).line.has_focus


async def test_the_row_of_pages_fits_at_every_width() -> None:
    async with sitting() as (pilot, _):
        for width in (80, 120, 80):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            assert "F1 Help" in screen_text(pilot.app).split("\n")[1]


async def test_only_what_waits_is_proposed_for_an_answer_first_that_of_the_room() -> None:
    hall = Hall("hong-kong-1984", "prc")
    app = DetenteApp()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = MatchScreen(hall)
        await app.push_screen(screen)
        await settled(pilot, screen)
        await typed(pilot, "/meet gbr", "enter")
        await settled(pilot, screen)
        here = screen.delegation.here
        waiting = {here.scene.handles.name(seen.id) for seen in here.scene.view.invitations()}
        proposed = {one.word.strip() for one in suggestions(here, "/join ")} - {"disputing"}
        assert proposed == waiting
        assert "m1" not in {one.word.strip() for one in suggestions(here, "/accept ")} - waiting


async def test_an_answer_that_lies_over_a_page_does_not_cover_the_talks() -> None:
    async with sitting() as (pilot, screen):
        await screen.show_page("table")
        screen.delegation.say("So it stands.")
        await pilot.pause()
        assert "So it stands." in [note.message for note in pilot.app._notifications]
        await screen.show_page("talks")
        assert not [note.message for note in pilot.app._notifications]
