"""Deadlines that leave nights and weekends alone.

Owns: `moved`, which takes a deadline out of quiet time; `problem`, what is wrong with a calendar.
Does not know: matches. A match is told the outcome and stores it: time zones change, and an audit decides by what was.

A deadline at the very beginning or end of a quiet time stays: nobody need be there within it.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from detente_wire.messages import Calendar

SATURDAY = 5
MOST_MOVES = 8
"""A weekend ends in a night, a night in a weekend; more than a few moves are not needed."""


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def problem(calendar: Calendar) -> str:
    """What is wrong with it, as the middle of a sentence; empty: nothing."""
    zone = calendar.time_zone
    return f"there is no time zone {zone}" if zone and zone not in _zones() else ""


def moved(calendar: Calendar, at_ms: int) -> int:
    """The deadline, at the end of the quiet time that it would fall into; milliseconds UTC."""
    zone = ZoneInfo(calendar.time_zone or "UTC")
    for _ in range(MOST_MOVES):
        local = datetime.fromtimestamp(at_ms // 1000, zone)
        end = _quiet_until(calendar, local)
        if end is None:
            return at_ms
        at_ms = _after(end, at_ms)
    return at_ms


def _after(end: datetime, at_ms: int) -> int:
    """That wall time as milliseconds UTC: of the two that a clock put back shows, the first that is later."""
    for fold in (0, 1):
        found = int(end.replace(fold=fold).timestamp()) * 1000
        if found > at_ms:
            return found
    return at_ms + 1000


def _quiet_until(calendar: Calendar, local: datetime) -> datetime | None:
    """When the quiet time ends in which this is; None: it is in none."""
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    if calendar.weekends_off and local.weekday() >= SATURDAY:
        monday = midnight + timedelta(days=7 - local.weekday())
        begun = local.weekday() > SATURDAY or local.time() > time(0)
        if begun:
            return monday
    return _night_until(calendar, local, midnight)


def _night_until(calendar: Calendar, local: datetime, midnight: datetime) -> datetime | None:
    begins, ends = calendar.quiet_from_min, calendar.quiet_to_min
    now_s = local.hour * 3600 + local.minute * 60 + local.second
    after_begin, before_end = now_s > begins * 60, now_s < ends * 60
    if begins == ends:
        return None
    if begins < ends:
        return _at(midnight, ends) if after_begin and before_end else None
    if before_end:
        return _at(midnight, ends)
    return _at(midnight + timedelta(days=1), ends) if after_begin else None


def _at(midnight: datetime, minute: int) -> datetime:
    """That minute of the day by the clock on the wall."""
    return midnight.replace(hour=minute // 60, minute=minute % 60)
