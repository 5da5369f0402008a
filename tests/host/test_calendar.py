"""Deadlines that leave nights and weekends alone: by the clock on the wall, over its changes too."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from detente_server.host.playing.calendar import moved, problem
from detente_wire.messages import Calendar

BERLIN, YORK, KATHMANDU = "Europe/Berlin", "America/New_York", "Asia/Kathmandu"
NIGHT, NOON, ALL_BUT_AN_HOUR = (22 * 60, 8 * 60), (12 * 60, 14 * 60), (9 * 60, 8 * 60)
NONE = (0, 0)

CASES = [
    # zone, quiet hours, weekends off, the deadline there, whereto it moves
    (BERLIN, NIGHT, False, "2026-03-10 21:00", "2026-03-10 21:00"),
    (BERLIN, NIGHT, False, "2026-03-10 22:00", "2026-03-10 22:00"),
    (BERLIN, NIGHT, False, "2026-03-10 22:01", "2026-03-11 08:00"),
    (BERLIN, NIGHT, False, "2026-03-11 03:00", "2026-03-11 08:00"),
    (BERLIN, NIGHT, False, "2026-03-11 08:00", "2026-03-11 08:00"),
    (BERLIN, NOON, False, "2026-03-11 13:00", "2026-03-11 14:00"),
    (BERLIN, NONE, False, "2026-03-11 03:00", "2026-03-11 03:00"),
    # weekends: Friday night is quiet until Monday morning
    (BERLIN, NIGHT, True, "2026-03-13 23:00", "2026-03-16 08:00"),
    (BERLIN, NONE, True, "2026-03-14 00:00", "2026-03-14 00:00"),
    (BERLIN, NONE, True, "2026-03-14 00:01", "2026-03-16 00:00"),
    (BERLIN, NONE, True, "2026-03-15 23:59", "2026-03-16 00:00"),
    (BERLIN, NONE, True, "2026-03-16 00:00", "2026-03-16 00:00"),
    (BERLIN, NIGHT, True, "2026-12-31 23:30", "2027-01-01 08:00"),
    # the night in which an hour is skipped (29 March), and the one that has an hour twice (25 October)
    (BERLIN, NIGHT, False, "2026-03-29 01:30", "2026-03-29 08:00"),
    (BERLIN, (22 * 60, 2 * 60 + 30), False, "2026-03-29 01:30", "2026-03-29 03:30"),
    (BERLIN, NIGHT, False, "2026-10-25 02:30", "2026-10-25 08:00"),
    (YORK, NIGHT, False, "2026-11-01 01:30", "2026-11-01 08:00"),
    (KATHMANDU, NIGHT, False, "2026-03-10 23:15", "2026-03-11 08:00"),
    (KATHMANDU, ALL_BUT_AN_HOUR, True, "2026-03-13 09:30", "2026-03-16 08:00"),
]  # fmt: skip


def calendar(zone: str, quiet: tuple[int, int], weekends: bool) -> Calendar:
    """A calendar with these quiet hours, in minutes after midnight."""
    return Calendar(zone, *quiet, weekends)


def ms(text: str, zone: str, fold: int = 0) -> int:
    """That time on the wall there, as milliseconds UTC."""
    at = datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo(zone), fold=fold)
    return int(at.timestamp()) * 1000


@pytest.mark.parametrize(("zone", "quiet", "weekends", "at", "to"), CASES)
def test_a_deadline_moves_to_the_end_of_quiet_time(
    zone: str, quiet: tuple[int, int], weekends: bool, at: str, to: str
) -> None:
    found = moved(calendar(zone, quiet, weekends), ms(at, zone))
    assert datetime.fromtimestamp(found / 1000, ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M") == to


def test_the_second_of_two_equal_hours_ends_in_its_own_future() -> None:
    """Quiet until half past two, which the clock shows twice; from the second quarter past there is a way on."""
    quiet = calendar(BERLIN, (22 * 60, 2 * 60 + 30), False)
    second = ms("2026-10-25 02:15", BERLIN, fold=1)
    assert moved(quiet, second) == ms("2026-10-25 02:30", BERLIN, fold=1)


@pytest.mark.parametrize("zone", [BERLIN, YORK, KATHMANDU, "Australia/Lord_Howe", ""])
def test_every_quarter_of_an_hour_of_a_year_moves_forward_and_stays_there(zone: str) -> None:
    quiet = calendar(zone, NIGHT, True)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    while at.year == 2026:
        stamp = int(at.timestamp()) * 1000
        found = moved(quiet, stamp)
        assert stamp <= found <= stamp + 4 * 86_400_000
        assert moved(quiet, found) == found
        at += timedelta(minutes=15)


@pytest.mark.parametrize("name", ["Europe/Atlantis", "../etc/passwd", "/etc/passwd", "Europe", "localtime\n"])
def test_a_zone_that_is_none_is_named(name: str) -> None:
    assert name in problem(Calendar(name))
    assert not problem(Calendar(BERLIN))
    assert not problem(Calendar())
