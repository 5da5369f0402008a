"""Leaving a match in the app: the seat is asked about; errors end in sentences."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from detente_client.app.app import DetenteApp
from detente_client.app.match.composer import Composer
from detente_client.app.match.leaving import LeaveScreen
from detente_client.app.match.screen import MatchScreen
from detente_client.app.mishap import mishap, mishap_file
from detente_client.delegation.errands import SLOW_S
from detente_client.sessions.table import Event
from detente_client.trouble import Trouble
from detente_wire.acts import Act
from detente_wire.messages import Committed, Denied
from tests.client.app.looking import screen_text, settled
from tests.client.hall import Hall


async def _asked(pilot: Any, given: list[Any]) -> Hall:
    hall = Hall("hong-kong-1984", "prc")
    screen = MatchScreen(hall, again="detente solo --continue")
    await pilot.app.push_screen(screen, given.append)
    await settled(pilot, screen)
    await pilot.press("ctrl+q")
    await pilot.pause()
    return hall


async def test_the_seat_is_kept_and_the_way_back_told() -> None:
    app, given = DetenteApp(), list[Any]()
    async with app.run_test(size=(80, 24)) as pilot:
        hall = await _asked(pilot, given)
        assert isinstance(app.screen, LeaveScreen)
        text = screen_text(app)
        assert "Keep my seat" in text
        assert "Come back with: detente solo --continue" in text
        await pilot.press("enter")
        await pilot.pause()
        assert not hall.left
    assert given == [0]


async def test_a_typed_quit_asks_too_but_for_who_says_how() -> None:
    app, given = DetenteApp(), list[Any]()
    async with app.run_test(size=(80, 24)) as pilot:
        hall = await _asked(pilot, given)
        await pilot.press("escape", *"/quit", "space", "enter")
        await pilot.pause(0.2)
        assert isinstance(app.screen, LeaveScreen)
        await pilot.press("escape", *"/quit", "space", *"keep", "enter")
        await pilot.pause(0.3)
        assert (hall.left, given) == (False, [0])


async def test_whoever_stays_stays() -> None:
    app, given = DetenteApp(), list[Any]()
    async with app.run_test(size=(80, 24)) as pilot:
        hall = await _asked(pilot, given)
        await pilot.press("ctrl+q", "escape")
        await pilot.pause()
        assert isinstance(app.screen, MatchScreen)
        assert (hall.left, given) == (False, [])


async def test_a_bot_takes_the_seat_and_one_leaves_without_being_asked_again() -> None:
    app, given = DetenteApp(), list[Any]()
    async with app.run_test(size=(80, 24)) as pilot:
        hall = await _asked(pilot, given)
        await pilot.press("down", "enter")
        await pilot.pause(0.3)
        assert hall.left
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert given == [0]


class ClosingHall(Hall):
    """Its session ends as soon as the screen is left, as a journey ends it."""

    def close(self) -> None:
        """End it."""
        end: Any = Trouble("The session is over.")
        self._events.put_nowait(end)

    async def events(self) -> AsyncIterator[Event]:
        async for event in super().events():
            if isinstance(event, Trouble):
                raise event
            yield event


async def test_the_end_of_the_session_after_leaving_is_no_trouble() -> None:
    app = DetenteApp()
    async with app.run_test(size=(80, 24)) as pilot:
        hall = ClosingHall("hong-kong-1984", "prc")
        screen = MatchScreen(hall)
        await app.push_screen(screen, lambda code: hall.close())
        await settled(pilot, screen)
        await pilot.press("ctrl+q")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert app.trouble is None


def test_an_error_of_the_apps_own_is_a_sentence_and_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path))
    told = mishap(RuntimeError("[bold]broken"))
    assert "RuntimeError" in told.problem
    assert str(mishap_file()) in told.step
    assert "[bold]broken" in mishap_file().read_text(encoding="utf-8")
    known = Trouble("The server is gone.")
    assert mishap(known) is known


async def test_what_ends_the_session_closes_the_match_and_its_windows_and_is_told_to_whoever_asked() -> None:
    app, given = DetenteApp(), list[Any]()
    async with app.run_test(size=(80, 24)) as pilot:
        hall = ClosingHall("hong-kong-1984", "prc")
        screen = MatchScreen(hall)
        await app.push_screen(screen, given.append)
        await settled(pilot, screen)
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert app.screen is not screen
        hall.close()
        await pilot.pause(0.2)
        assert app.screen is app.screen_stack[0]
        assert app.trouble is None
    assert [str(one) for one in given] == ["The session is over."]


class DeafHall(Hall):
    """Nothing is answered."""

    async def do(self, act: Act, words: str = "") -> Committed | Denied:
        await asyncio.Event().wait()
        raise AssertionError

    async def leave(self) -> None:
        await asyncio.Event().wait()


async def test_a_server_that_does_not_answer_holds_nobody() -> None:
    app, given = DetenteApp(), list[Any]()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = MatchScreen(DeafHall("hong-kong-1984", "prc"))
        await app.push_screen(screen, given.append)
        await settled(pilot, screen)
        screen.query_one(Composer).send("/ready")
        await pilot.pause(0.2)
        assert "sending…" not in screen_text(app), "not before it takes longer than usual"
        await pilot.pause(SLOW_S)
        assert "sending…" in screen_text(app)
        await pilot.press("ctrl+q", "down", "enter")
        await pilot.pause(0.1)
        await pilot.press(*"typing on")
        assert screen.typed == "typing on"
        await pilot.press("ctrl+q")
        await pilot.pause(0.1)
    assert given == [0]
