"""The figures, their aims, the table and the JSON object.

Owns: what is aimed at (docs/reference/performance.md says why) and how a result is shown.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from attrs import define, field, frozen


@frozen
class Aim:
    """What a figure should be."""

    text: str
    met: Callable[[float], bool]


def at_least(number: float) -> Aim:
    """The more the better."""
    return Aim(f">= {number:g}", lambda value: value >= number)


def at_most(number: float) -> Aim:
    """The less the better."""
    return Aim(f"<= {number:g}", lambda value: value <= number)


@frozen
class Row:
    """One line of the table."""

    key: str
    title: str
    value: float
    aim: Aim | None = None
    details: Mapping[str, float] = field(factory=dict)
    """The numbers that it was made of."""


@define
class Report:
    """All figures of a run."""

    rows: list[Row] = field(factory=list)

    def add(self, key: str, title: str, value: float, aim: Aim | None = None, **details: float) -> None:
        """Add a figure, and say it at once."""
        row = Row(key, title, value, aim, details)
        self.rows.append(row)
        print(_line(row), flush=True)

    def json(self, about: Mapping[str, object]) -> str:
        """One line with everything."""
        figures = {
            row.key: {
                "value": _short(row.value),
                **({"aim": row.aim.text, "met": row.aim.met(row.value)} if row.aim else {}),
                **{name: _short(number) for name, number in row.details.items()},
            }
            for row in self.rows
        }
        return json.dumps({**about, "figures": figures})


HEAD = f"{'figure':<58} {'is':>9} {'aim':>9}     made of"


def _line(row: Row) -> str:
    aim, mark = (row.aim.text, "yes" if row.aim.met(row.value) else "no") if row.aim else ("", "")
    details = ", ".join(f"{name.replace('_', ' ')} {_shown(number)}" for name, number in row.details.items())
    return f"{row.title:<58} {_shown(row.value):>9} {aim:>9} {mark:<3} {details}"


def _shown(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def _short(value: float) -> float:
    return round(value, 4) if abs(value) < 100 else round(value, 1)
