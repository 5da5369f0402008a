"""How numbers, shares, moments and lists are written: every mark between them is from the catalogue.

Owns: lists, decimals, signed amounts, percentages, ranges, days and minutes.
Does not know: what is listed or counted (`naming.count` has the nouns), the dates of a pack, which are its own words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import reduce

from detente_client.i18n import tr


def joined(words: Iterable[str], *, none: str = tr("none")) -> str:
    """``a, b and c``."""
    *first, last = words = list(words) or [none]
    return tr("{first} and {last}", first=listing(first), last=last) if first else words[0]


def either(words: Iterable[str], *, none: str = tr("none")) -> str:
    """``a, b or c``."""
    *first, last = words = list(words) or [none]
    return tr("{first} or {last}", first=listing(first), last=last) if first else words[0]


def listing(words: Iterable[str]) -> str:
    """``a, b, c``; empty for nothing."""
    # Translators: how one thing of a list follows another.
    return _folded(words, lambda before, one: tr("{before}, {next}", before=before, next=one))


def sequence(parts: Iterable[str]) -> str:
    """``a: x, y; b: z``: longer parts, which may have commas of their own; empty for nothing."""
    # Translators: how one part of a list follows another, where the parts have commas of their own.
    return _folded(parts, lambda before, one: tr("{before}; {next}", before=before, next=one))


def _folded(words: Iterable[str], pair: Callable[[str, str], str]) -> str:
    rest = list(words)
    return reduce(pair, rest) if rest else ""


def signed(number: int) -> str:
    """``+3``, ``-2``, ``0``."""
    return f"{number:+d}" if number else "0"


def decimal(tenths: int) -> str:
    """Tenths as a decimal: 543 is 54.3."""
    # Translators: a number with one decimal, e.g. 54.3.
    said = tr("{whole}.{tenth}", whole=abs(tenths) // 10, tenth=abs(tenths) % 10)
    return f"-{said}" if tenths < 0 else said


def percent(number: object) -> str:
    """``40 %``."""
    return tr("{number} %", number=number)


def percents(least: int, most: int) -> str:
    """``10 to 40 %``."""
    return tr("{least} to {most} %", least=least, most=most)


def day(moment: datetime) -> str:
    """``2026-11-24``."""
    parts = {"year": moment.year, "month": f"{moment.month:02}", "day": f"{moment.day:02}"}
    # Translators: a day in figures, e.g. 2026-11-24.
    return tr("{year}-{month}-{day}", **parts)


def day_of(at_s: int) -> str:
    """The day of a moment that a server tells, as Greenwich has it."""
    return day(datetime.fromtimestamp(at_s, UTC))


def minute(moment: datetime, *, halves: bool = False) -> str:
    """``14:05``; `halves`: ``2:05 pm``."""
    if halves:
        hour, said = (moment.hour + 11) % 12 + 1, f"{moment.minute:02}"
        if moment.hour < 12:
            # Translators: a time before noon; the hour is of 1 to 12.
            return tr("{hour}:{minute} am", hour=hour, minute=said)
        # Translators: a time from noon on; the hour is of 1 to 12.
        return tr("{hour}:{minute} pm", hour=hour, minute=said)
    # Translators: a time of day, e.g. 14:05; the hour is of 0 to 23.
    return tr("{hour}:{minute}", hour=f"{moment.hour:02}", minute=f"{moment.minute:02}")


def moment(when: datetime) -> str:
    """``2026-11-24 14:05``."""
    return tr("{day} {time}", day=day(when), time=minute(when))
