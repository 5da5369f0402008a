"""Where people stumbled at the keys: each stumble once, as it was, and what happens instead."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import pytest
from attrs import evolve
from textual.events import Key, Paste
from textual.pilot import Pilot

from detente_client.app.app import DetenteApp
from detente_client.app.kit import Manuscript, Push
from detente_client.app.match.composer import Composer
from detente_client.app.match.notes import NotesScreen
from detente_client.app.match.screen import MatchScreen
from detente_client.app.pages.table.page import Tab
from detente_client.app.pages.talks.roomlist import unread_signs
from detente_client.commands.catalogue import completions
from detente_client.commands.waiting import waiting
from detente_client.delegation import errands
from detente_client.delegation.clock import TurnClock
from detente_client.delegation.register import Listed, listed
from detente_client.figures import minute
from detente_client.settings import Settings
from detente_client.words.naming import owning
from detente_wire.acts import Act
from detente_wire.messages import Denied, Role
from tests.client.app.looking import screen_text, settled
from tests.client.hall import Hall


@asynccontextmanager
async def sitting(
    *, watching: Role | None = None, keys: dict[str, str] | None = None, settings: Settings | None = None
) -> AsyncIterator[tuple[Pilot[int], MatchScreen]]:
    """China's screen in the first turn, or that of somebody who only looks on."""
    app = DetenteApp(settings)
    async with app.run_test(size=(80, 24)) as pilot:
        app.set_keymap(keys or {})
        hall = Hall("hong-kong-1984", "prc")
        if watching:
            hall.view.me, hall.as_role = None, watching
        screen = MatchScreen(hall)
        await app.push_screen(screen)
        await settled(pilot, screen)
        yield pilot, screen


async def typed(pilot: Pilot[int], screen: MatchScreen, line: str) -> None:
    """Type a line and send it."""
    await pilot.press(*("slash" if sign == "/" else "space" if sign == " " else sign for sign in line))
    await pilot.press("escape", "enter")
    await settled(pilot, screen)


def passing(pilot: Pilot[int]) -> list[str]:
    """What is said in passing."""
    return [note.message for note in pilot.app._notifications]


def rows_of(screen: MatchScreen, name: str) -> list[Listed]:
    """The rows of the list of rooms with this name."""
    delegation = screen.delegation
    return [row for row in listed(delegation.scene, delegation.transcript) if row.title.startswith(name)]


def line(screen: MatchScreen) -> str:
    return screen.query_one(Composer).text


async def test_a_line_that_is_refused_late_is_given_back_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errands, "PATIENCE_S", 0.05)
    async with sitting() as (pilot, screen):
        answer = asyncio.Event()

        async def later(act: Act, words: str = "") -> Denied:
            await answer.wait()
            return Denied("acts.no-envoys", "You have no envoys left.")

        monkeypatch.setattr(screen.delegation.table, "do", later)
        await typed(pilot, screen, "/ready")
        await pilot.pause(0.1)
        assert line(screen) == ""
        assert "has not answered yet" in screen_text(pilot.app)
        answer.set()
        await settled(pilot, screen)
        assert line(screen) == "/ready", "it can be mended and sent again"


async def test_what_is_said_in_passing_hides_neither_the_line_nor_where_it_goes() -> None:
    app, screen = DetenteApp(), MatchScreen(Hall("hong-kong-1984", "prc"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await app.push_screen(screen)
        await settled(pilot, screen)
        for text in ("", "one\ntwo\nthree"):
            screen.query_one(Composer).line.put(text)
            await pilot.pause()
            app.toast("Something in passing, of some length, so that it reaches far.")
            await pilot.pause()
            lowest = max(toast.region.bottom for toast in screen.query("Toast"))
            assert lowest <= screen.query_one(Composer).region.y


# -- a line that was refused ----------------------------------------------------------------------------------------


async def test_what_is_typed_stands_in_place_of_a_line_that_was_refused() -> None:
    async with sitting() as (pilot, screen):
        await typed(pilot, screen, "/accept")
        assert line(screen) == "/accept"
        await pilot.press("slash", "r", "e")
        assert line(screen) == "/re"
        await pilot.press("ctrl+u", "up")
        assert line(screen) == "/accept", "it can be brought back"


async def test_a_line_that_was_refused_can_be_mended_and_sent_again() -> None:
    async with sitting() as (pilot, screen):
        await typed(pilot, screen, "/accept")
        await pilot.press("end", "space", "o")
        assert line(screen) == "/accept o"


async def test_a_refused_line_is_replaced_from_a_page_too() -> None:
    async with sitting() as (pilot, screen):
        await typed(pilot, screen, "/accept")
        await pilot.press("f5", "f5")
        await settled(pilot, screen)
        await pilot.press("z")
        assert line(screen) == "z"


# -- typing over a page ---------------------------------------------------------------------------------------------


async def test_letters_that_follow_closely_on_a_page_come_to_the_line_in_order() -> None:
    """None of them is taken for a key of the page once the first has gone to the line."""
    async with sitting() as (pilot, screen):
        await pilot.press("f3", "4")
        await settled(pilot, screen)
        for letter in "hello":  # without a pause between, as a paste or a slow link brings them
            pilot.app.post_message(Key(letter, letter))
        await pilot.pause()
        assert line(screen) == "hello"


async def test_what_is_pasted_over_a_page_comes_to_the_line() -> None:
    async with sitting() as (pilot, screen):
        await pilot.press("f4")
        await settled(pilot, screen)
        pilot.app.post_message(Paste("as we said"))
        await pilot.pause()
        assert line(screen) == "as we said"
        assert screen.focused is screen.query_one("#line")


# -- the draft's editor ---------------------------------------------------------------------------------------------


async def test_who_leafs_past_the_draft_types_nothing_there() -> None:
    async with sitting() as (pilot, screen):
        for _ in range(5):
            await pilot.press("f3")
            await settled(pilot, screen)
        before = screen.query_one("#lines", Manuscript).text
        assert "Enter or a click writes here, F3 goes on to the next view" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert "You write the draft." in screen_text(pilot.app)
        await pilot.press("z")
        assert screen.query_one("#lines", Manuscript).text == before + "z", "behind what stands there"
        await pilot.press("escape")
        await pilot.pause()
        assert "You write the draft." not in screen_text(pilot.app)
        for key in ("f3", "f3", "f3", "f3", "f3", "f3", "f3"):
            await pilot.press(key)
            await settled(pilot, screen)
        await pilot.press("z")
        assert screen.query_one("#lines", Manuscript).text == before + "z"
        assert line(screen) == "z"


async def test_what_came_of_a_line_is_seen_where_one_looks() -> None:
    """A text is drafted from a meeting: how to go on is told among the news, and shown over the meeting."""
    async with sitting() as (pilot, screen):
        await typed(pilot, screen, "/join m1")
        await typed(pilot, screen, "/draft treaty 1=2")
        assert screen.room.key != "news"
        assert any("lay it before its parties" in said for said in passing(pilot)), passing(pilot)


async def test_own_words_are_not_told_to_oneself_again() -> None:
    async with sitting() as (pilot, screen):
        await typed(pilot, screen, "/join m1")
        await pilot.press("f4", "escape", *"hello", "enter")
        await settled(pilot, screen)
        assert not any("hello" in said for said in passing(pilot))


async def test_keys_that_find_nothing_to_do_with_the_package_say_what_would() -> None:
    """The cursor begins on an issue, which cannot be put in; and an empty package cannot go anywhere."""
    async with sitting() as (pilot, screen):
        await pilot.press("f3", "enter")
        await settled(pilot, screen)
        assert any("Go down to one of its options" in said for said in passing(pilot)), passing(pilot)
        for key in "owd":
            pilot.app.clear_notifications()
            await pilot.press(key)
            await settled(pilot, screen)
            assert any("Your package is empty" in said for said in passing(pilot)), key
        await pilot.press("down", "enter")
        await settled(pilot, screen)
        assert "Your package 1=1" in screen_text(pilot.app)


async def test_what_waits_for_an_answer_is_counted_above_the_line() -> None:
    """It lapses when the turn closes, and a room that was read shows no sign of it any more."""
    async with sitting() as (pilot, screen):
        assert "no channel  1 waits: /todo  Nobody would hear it" in screen_text(pilot.app)
        await typed(pilot, screen, "/join m1")
        count = waiting(screen.delegation.scene)
        assert count > 1
        assert f"{count} wait: /todo" in screen_text(pilot.app)
        await pilot.press("h")
        assert "/todo" in screen_text(pilot.app).splitlines()[-2], "words leave it there"


async def test_a_room_that_closed_over_a_question_does_not_call_any_more() -> None:
    """After the turn nothing can be answered there: it counts what was said, and others come before it."""
    async with sitting() as (pilot, screen):
        assert any(
            "!" in "".join(text for text, _ in unread_signs(row.unread)) for row in rows_of(screen, "m1")
        )
        await typed(pilot, screen, "/decline m1")
        [row] = rows_of(screen, "m1")
        assert row.state == "closed"
        assert row.unread.named == 0


async def test_control_u_empties_a_line_that_is_wrapped() -> None:
    async with sitting() as (pilot, screen):
        long = "long " * 40
        screen.query_one(Composer).prefill(long + "end")
        await pilot.press("ctrl+u")
        assert line(screen) == ""
        screen.query_one(Composer).prefill(long)
        await pilot.press("ctrl+home", "home", "up", "up", "up", "up")
        await pilot.press("ctrl+k")
        assert len(line(screen)) < len(long) / 2


async def test_who_looks_on_has_nothing_to_answer() -> None:
    async with sitting(watching="observer") as (pilot, screen):
        assert waiting(screen.delegation.scene) == 0
        assert "wait" not in screen_text(pilot.app).splitlines()[-2]


# -- keys of one's own ----------------------------------------------------------------------------------------------

OWN = {
    "page.table": "ctrl+b",
    "table.draft": "7",
    "nation.meet": "ctrl+e",
    "app.quit": "f10",
    "notes": "f11",
    "draft.table": "alt+t",
    "tutor.line": "alt+x",
}


async def test_every_row_of_keys_shows_the_keys_in_force() -> None:
    async with sitting(keys=OWN) as (pilot, screen):
        assert "Ctrl+B Table" in screen_text(pilot.app)
        await pilot.press("ctrl+b", "7")
        await settled(pilot, screen)
        text = screen_text(pilot.app)
        assert " 7 Draft " in text
        assert "Alt+T Table it" in text
        await pilot.press("escape", "ctrl+b", "1")
        await settled(pilot, screen)
        await pilot.press("f4")
        await settled(pilot, screen)
        assert "^E Meet" in screen_text(pilot.app)
        pilot.app.action_help_quit()
        await pilot.pause()
        assert any("F10 leaves." in said for said in passing(pilot))


async def test_a_window_closes_by_the_key_that_opens_it() -> None:
    async with sitting(keys=OWN) as (pilot, screen):
        await pilot.press("f11")
        await pilot.pause()
        shown = [type(one) for one in pilot.app.screen_stack]
        await pilot.press("f11")
        await pilot.pause()
        assert shown[-1] is NotesScreen
        assert pilot.app.screen_stack[-1] is screen


async def test_the_tutor_names_the_keys_in_force() -> None:
    async with sitting(keys=OWN) as (pilot, screen):
        screen.delegation.tutor.start()
        screen.renew()
        await pilot.pause()
        assert "Alt+X writes it for you" in screen_text(pilot.app)


# -- who only looks on ----------------------------------------------------------------------------------------------


async def test_who_looks_on_sees_only_keys_that_he_can_use() -> None:
    async with sitting(watching="observer") as (pilot, screen):
        await pilot.press("f4")
        await settled(pilot, screen)
        text = screen_text(pilot.app)
        assert "r Relations" in text
        assert not any(word in text for word in ("m Meet", "x Press", "a Ask"))
        await pilot.press("m")
        assert line(screen) == "m", "the letter is no key here, so it is typed"
        await pilot.press("ctrl+u", "f3", "f3")
        await settled(pilot, screen)
        assert "Draft" not in [tab.row.title for tab in screen.query(Tab)]
        buttons = [button.id for button in screen.query(Push) if button.display]
        assert "package-offer" not in buttons
        assert "package-clear" in buttons
        await pilot.press("escape", "ctrl+u", "slash")
        await pilot.pause()
        assert "/meet" not in screen_text(pilot.app)


async def test_who_watches_and_who_is_umpire_are_told_apart() -> None:
    async with sitting(watching="observer") as (pilot, screen):
        assert "you watch" in screen_text(pilot.app).split("\n")[0]
        assert "/umpire" not in [entry.title for entry in screen.palette()]
        assert completions(screen.delegation.here, "/um") == []
    async with sitting(watching="umpire") as (pilot, screen):
        text = screen_text(pilot.app)
        assert "umpire" in text.split("\n")[0]
        assert "/umpire gives orders" in text
        assert "You are the umpire of this table" in screen.delegation.transcript.entries[0].lines[0]
        titles = [entry.title for entry in screen.palette()]
        assert {"/umpire", "/each"} <= set(titles)
        assert "/meet" not in titles
        assert completions(screen.delegation.here, "/um") == ["/umpire "]
        await typed(pilot, screen, "/help umpire")
        assert "whisper" in screen_text(pilot.app)


async def test_who_gave_his_seat_away_has_no_keys_that_act_any_more() -> None:
    async with sitting() as (pilot, screen):
        await pilot.press("f5")
        await settled(pilot, screen)
        assert "s Standstill" in screen_text(pilot.app)
        await pilot.press("ctrl+q", "down", "enter")
        await settled(pilot, screen)
        assert "s Standstill" not in screen_text(pilot.app)


# -- the mouse ------------------------------------------------------------------------------------------------------


async def test_a_click_on_its_name_looks_at_a_page() -> None:
    async with sitting() as (pilot, screen):
        row = screen_text(pilot.app).split("\n")[1]
        await pilot.click("#pages", offset=(row.index("Ladder"), 0))
        await settled(pilot, screen)
        assert screen.page is not None
        assert screen.page.id == "ladder"
        await pilot.click("#pages", offset=(row.index("F1"), 0))
        await settled(pilot, screen)
        assert screen.page.id == "help"


async def test_what_is_marked_by_dragging_is_copied_while_the_cursor_is_in_the_line() -> None:
    async with sitting() as (pilot, screen):
        await pilot.mouse_down("#transcript", offset=(2, 3))
        await pilot.hover("#transcript", offset=(20, 3))
        await pilot.mouse_up("#transcript", offset=(20, 3))
        await pilot.pause()
        marked = screen.get_selected_text()
        assert marked
        screen.focus_line()
        await pilot.pause()
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert pilot.app.clipboard == marked
        assert "Copied." in passing(pilot)


# -- what is set acts at once ---------------------------------------------------------------------------------------


async def test_the_clock_of_the_turn_is_drawn_in_seconds_where_it_is_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with sitting(settings=Settings()) as (pilot, screen):
        monkeypatch.setattr(TurnClock, "left_s", lambda self: 754)
        screen.renew()
        await pilot.pause()
        assert " 12:30" in screen_text(pilot.app).split("\n")[0]
        assert isinstance(pilot.app, DetenteApp)
        await pilot.press("ctrl+s")
        await pilot.pause()
        pilot.app.wear(evolve(pilot.app.settings, clock_seconds=True))
        await pilot.press("escape")
        await pilot.pause(0.2)
        assert " 12:34" in screen_text(pilot.app).split("\n")[0], "as soon as one is back"


@pytest.mark.parametrize(
    ("hour", "halves", "said"),
    [(14, False, "14:05"), (14, True, "2:05 pm"), (0, True, "12:05 am"), (12, True, "12:05 pm")],
)
def test_a_time_of_day_is_said_as_it_is_set(hour: int, halves: bool, said: str) -> None:
    assert minute(datetime(1984, 9, 26, hour, 5), halves=halves) == said


@pytest.mark.parametrize(
    ("name", "whose"),
    [("China", "China's"), ("the United States", "the United States'"), ("Hong Kong", "Hong Kong's")],
)
def test_a_name_that_ends_in_s_takes_no_other(name: str, whose: str) -> None:
    assert owning(name) == whose
