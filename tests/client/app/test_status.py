"""The bar at the top: what it says, what fits, and that it is drawn only when it says something else."""

from __future__ import annotations

import pytest

from detente_client.app.app import DetenteApp
from detente_client.app.match.screen import MatchScreen
from detente_client.app.match.status import StatusBar
from detente_client.delegation.bearings import clock_text, short_date
from detente_client.sessions.table import ConnectionEvent
from detente_wire.notices import Ended
from tests.client.app.looking import screen_text, settled
from tests.client.hall import Hall


@pytest.mark.parametrize(
    ("left_s", "said"),
    [
        (0, "0:00"), (7, "0:07"), (60, "1:00"), (61, "1:00"), (79, "1:10"), (299, "4:50"), (3600, "1 h 00"),
        (7525, "2 h 05"), (273_600, "3 d 4 h"),
    ],
)  # fmt: skip
def test_the_clock_is_said_in_steps(left_s: int, said: str) -> None:
    assert clock_text(left_s) == said


@pytest.mark.parametrize("width", [60, 80, 120, 200])
async def test_the_bar_says_how_the_match_stands_at_every_width(width: int) -> None:
    hall, app = Hall("hong-kong-1984", "prc"), DetenteApp()
    async with app.run_test(size=(width, 24)) as pilot:
        screen = MatchScreen(hall)
        await app.push_screen(screen)
        await settled(pilot, screen)
        row = screen_text(app).split("\n")[0]
        assert f"Turn 1/{hall.pack.deadline}" in row
        assert f"Tension {hall.view.tension}" in row
        assert "4 envoys" in row
        assert "capital" in row
        assert (short_date(hall.view.date) in row or hall.view.date in row) == (width >= 80)
        assert (hall.pack.title in row) == (width >= 120)
        screen.delegation.hear(ConnectionEvent(False))
        await settled(pilot, screen)
        assert "reconnecting…" in screen_text(app).split("\n")[0]


def test_months_are_cut_short_and_nothing_else() -> None:
    assert short_date("September-October 1982") == "Sep-Oct 1982"
    assert short_date("the week of 3 May, Maytime") == "the week of 3 May, Maytime"


async def test_nothing_is_drawn_while_nothing_changes() -> None:
    hall = Hall("hong-kong-1984", "prc")
    screen, app = MatchScreen(hall), DetenteApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen)
        await settled(pilot, screen)
        bar = screen.query_one(StatusBar)
        writes, timer = bar.writes, bar._timer
        assert timer is None, "without a deadline nothing ticks"
        for _ in range(5):
            screen.renew()
        await pilot.pause()
        assert bar.writes == writes


async def test_a_clock_is_drawn_when_its_text_changes_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    hall, now = Hall("hong-kong-1984", "prc"), [1000.0]
    screen, app = MatchScreen(hall), DetenteApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen)
        await settled(pilot, screen)
        bar, clock = screen.query_one(StatusBar), screen.delegation.clock
        monkeypatch.setattr(clock, "left_s", lambda: round(1300 - now[0]))
        bar.renew()
        before = bar.writes
        for second in range(1000, 1300):
            now[0] = float(second)
            bar.renew()
        assert bar.writes - before == 24 + 60, "every ten seconds, in the last minute every one"


async def test_the_bar_says_how_long_the_talks_may_last_and_when_they_are_over() -> None:
    hall = Hall("hong-kong-1984", "prc")
    screen, app = MatchScreen(hall), DetenteApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen)
        await settled(pilot, screen)
        for turn in (1, 12, 14):
            hall.view.turn = turn
            screen.renew()
            await pilot.pause()
            assert f"Turn {turn}/12–14 " in screen_text(app).split("\n")[0]
        hall.view.ended = Ended("frozen", 14, 30, (), 60, "")
        screen.renew()
        await pilot.pause()
        assert "Over after turn 14 " in screen_text(app).split("\n")[0]
