"""The debrief and the replay in the app: every section, every key, whose eyes, no words of others."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from detente_client.app.app import DetenteApp
from detente_client.app.debrief.screen import DebriefScreen
from detente_client.app.kit import Choices
from detente_client.app.match.composer import Prefill
from detente_client.app.pages import PAGES
from detente_client.app.replay.screen import ReplayScreen
from detente_client.debrief.report import report
from detente_client.i18n import tr
from detente_client.replay.archivetable import beginnings
from detente_wire.terms import NationId
from tests.client.app.looking import screen_text
from tests.client.debrief.matches import ATTACKS, GBR, HKG, PRC, archive, hostile, made


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path / "home"))
    return tmp_path


@asynccontextmanager
async def _debrief(path: Path, size: tuple[int, int] = (80, 24), **more: Any) -> AsyncIterator[Pilot[int]]:
    app = DetenteApp()
    async with app.run_test(size=size) as pilot:
        await app.push_screen(DebriefScreen(path, more.get("made") or made(), more.get("first", PRC)))
        await pilot.pause()
        yield pilot


@asynccontextmanager
async def _replay(
    nation: NationId | None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[int], ReplayScreen]]:
    app, screen = DetenteApp(), ReplayScreen(archive(), nation)
    async with app.run_test(size=size) as pilot:
        await app.push_screen(screen)
        await pilot.pause()
        await pilot.pause()
        yield pilot, screen


async def _press(pilot: Pilot[int], *keys: str) -> str:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    return screen_text(pilot.app)


# -- the debrief -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_every_section_is_read(tmp_path: Path, size: tuple[int, int]) -> None:
    async with _debrief(tmp_path / "x.detente", size) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, DebriefScreen)
        texts = {}
        for section in screen._document.sections:
            texts[section.id] = screen_text(pilot.app)
            assert section.title in texts[section.id], section.id
            await _press(pilot, "down")
        assert "every issue is closed" in texts["ending"]
        assert "China came to 90 points" in texts["chances"]
        assert "100 is war" in texts["tension"]
        assert any("\u2800" < sign < "\u28ff" for sign in texts["tension"])
        assert "→" in texts["trust"]
        assert "Sovereignty" in texts["offers"]


async def test_reading_on_goes_through_all_and_back(tmp_path: Path) -> None:
    async with _debrief(tmp_path / "x.detente", (140, 120)) as pilot:
        choices = pilot.app.screen.query_one(Choices)
        seen = []
        for _ in range(8):
            seen.append(choices.marked)
            await _press(pilot, "space")
        assert list(dict.fromkeys(seen))[:3] == ["ending", "chances", "tension"]
        before = choices.marked
        for _ in range(4):
            await _press(pilot, "left")
        assert choices.marked != before


async def test_another_nation_comes_first(tmp_path: Path) -> None:
    async with _debrief(tmp_path / "x.detente", (120, 40)) as pilot:
        text = screen_text(pilot.app)
        assert "for China" in text
        assert "China (you)" in text
        text = await _press(pilot, "n")
        assert "Britain (you)" in text
        text = await _press(pilot, "n", "n")
        assert "everybody's" in text
        assert "(you)" not in text


async def test_the_page_is_written_beside_the_archive(tmp_path: Path) -> None:
    async with _debrief(tmp_path / "match.detente") as pilot:
        await _press(pilot, "s")
        assert (tmp_path / "match.html").read_text(encoding="utf-8").startswith("<!doctype html>")
        app = pilot.app
        assert isinstance(app, DetenteApp)
        assert any("match.html" in line for line in app.written)
        (tmp_path / "match.html").unlink()
        (tmp_path / "match.html").mkdir()
        await _press(pilot, "s")
        assert any("cannot be written" in n.message for n in app._notifications)


async def test_the_replay_is_opened_from_it_and_left(tmp_path: Path) -> None:
    async with _debrief(tmp_path / "x.detente") as pilot:
        await _press(pilot, "r")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReplayScreen)
        await _press(pilot, "q")
        assert isinstance(pilot.app.screen, DebriefScreen)
        await _press(pilot, "q")
        assert not isinstance(pilot.app.screen, DebriefScreen)


async def test_hostile_words_stay_words(tmp_path: Path) -> None:
    async with _debrief(tmp_path / "x.detente", (120, 50), made=report(hostile())) as pilot:
        for _ in range(11):
            text = await _press(pilot, "down")
            assert not any(sign in text for sign in "\x1b\x07\u202e\u2066\u200b")
        text = await _press(pilot, "home")
        assert "Debrief" in text
    assert len(ATTACKS) == 25


# -- the replay ------------------------------------------------------------------------------------------------


async def test_turns_and_things_told_are_stepped_through() -> None:
    async with _replay(PRC) as (pilot, screen):
        turns = beginnings(archive())
        assert screen.moment == turns[1]
        assert "as China saw it" in screen_text(pilot.app)
        await _press(pilot, "right", "right")
        assert screen.moment == turns[3]
        await _press(pilot, "left")
        assert screen.moment == turns[2]
        told = len(screen.delegation.transcript.entries)
        await _press(pilot, "down")
        assert len(screen.delegation.transcript.entries) == told + 1
        assert screen.moment > turns[2]
        await _press(pilot, "up")
        assert len(screen.delegation.transcript.entries) == told
        await _press(pilot, "end")
        assert screen.moment == screen.last
        assert screen.delegation.over
        assert "after the end" in await _press(pilot, "down")
        await _press(pilot, "home")
        assert screen.moment == 0
        assert "before the first turn" in screen_text(pilot.app)


async def test_the_same_moment_through_other_eyes() -> None:
    async with _replay(PRC) as (pilot, screen):
        await _press(pilot, "right", "right", "right", "n")
        moment = screen.moment
        assert screen.delegation.table.view.me == GBR
        assert "as Britain saw it" in screen_text(pilot.app)
        await _press(pilot, "n")
        assert screen.delegation.table.view.me == HKG
        await _press(pilot, "0")
        assert screen.delegation.table.view.me is None
        assert screen.delegation.table.view.sheet is None
        assert "what everybody saw" in screen_text(pilot.app)
        assert screen.moment == moment
        await _press(pilot, "n")
        assert screen.delegation.table.view.me == PRC
        assert "Next turn" in screen_text(pilot.app)


async def test_every_page_shows_that_moment() -> None:
    async with _replay(GBR, (100, 30)) as (pilot, screen):
        await _press(pilot, "right", "right")
        for row in PAGES:
            text = await _press(pilot, row.key)
            assert "Turn 3" in text
            await _press(pilot, "escape")
        assert screen.moment == beginnings(archive())[3]
        await _press(pilot, "left")
        assert screen.page is not None
        assert screen.page.id == PAGES[-1].id


async def test_a_turn_is_gone_to_by_its_number() -> None:
    async with _replay(PRC) as (pilot, screen):
        assert "Which turn?" in await _press(pilot, "t")
        await _press(pilot, "5", "enter")
        assert screen.moment == beginnings(archive())[5]
        await _press(pilot, "t", "9", "9", "enter")
        assert screen.moment == beginnings(archive())[5]
        assert any("no turn 99" in n.message for n in pilot.app._notifications)


def _files(folder: Path, pattern: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in folder.rglob(pattern)]


async def test_what_was_told_by_then_is_written(home: Path) -> None:
    async with _replay(PRC) as (pilot, screen):
        await _press(pilot, "right", "x")
        assert any("What was told is in" in n.message for n in pilot.app._notifications)
        [text] = _files(home, f"*-prc-{screen.moment}.md")
        assert "as told to China" in text
        assert "## Turn 2" in text
        assert "## Turn 3" not in text


async def test_words_are_found_in_it() -> None:
    async with _replay(PRC, (100, 30)) as (pilot, screen):
        await _press(pilot, "end", "f2", "ctrl+f")
        assert screen.focused is not None
        text = await _press(pilot, *"garrison", "enter")
        assert "garrison" in text
        assert screen.moment == screen.last


async def test_a_letter_without_a_meaning_does_nothing() -> None:
    """In a match it would go to the line, and here is none."""
    async with _replay(PRC) as (pilot, screen):
        before = screen.moment
        await _press(pilot, "g", "ö", "?")
        assert (screen.moment, pilot.app.is_running) == (before, True)


async def test_it_goes_on_by_itself_and_stands_still() -> None:
    async with _replay(PRC) as (pilot, screen):
        before = screen.moment
        assert "playing" in await _press(pilot, "space")
        await screen._go_on()
        assert screen.moment > before
        assert "playing" not in await _press(pilot, "space")
        assert screen._playing is None


async def test_nothing_can_be_done_in_it() -> None:
    async with _replay(PRC) as (pilot, screen):
        assert screen.page is not None
        screen.page.post_message(Prefill("/ready"))
        await pilot.pause()
        app = pilot.app
        assert isinstance(app, DetenteApp)
        assert any("This match is over" in n.message for n in app._notifications)
        assert not app.screen.query("#line")
        assert tr("replay") in screen_text(app)


async def test_no_key_in_it_acts_and_its_palette_has_what_can_be_looked_at() -> None:
    async with _replay(PRC) as (pilot, screen):
        await _press(pilot, "right", "right")
        for page, acting in (("f4", "m Meet"), ("f5", "s Standstill"), ("f3", "Draft")):
            text = await _press(pilot, page)
            assert acting not in text, page
            await _press(pilot, "escape")
        titles = [entry.title for entry in screen.palette()]
        assert any(title.startswith("Room: ") for title in titles)
        assert not any(title.startswith("/") for title in titles)


async def test_leaving_it_in_the_middle_asks_for_no_seat() -> None:
    async with _replay(PRC) as (pilot, screen):
        assert not screen.delegation.over
        await _press(pilot, "ctrl+q")
        assert screen not in pilot.app.screen_stack


async def test_a_table_without_room_for_columns_is_read_record_by_record(tmp_path: Path) -> None:
    async with _debrief(tmp_path / "match.detente") as pilot:
        text = screen_text(pilot.app)
        assert "China (you)" in text
        assert "Score 73.7   Points 90" in text
        assert ";" not in text
