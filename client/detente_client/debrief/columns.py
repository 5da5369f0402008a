"""A table in columns, where the width allows it.

Owns: how wide each column is, cells of several rows.
Does not know: where it stands. The line mode says a table row by row instead (`lines`).
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from detente_client.debrief.document import Table

GAP = 2
"""Spaces between columns."""
LEAST = 12
"""A column that is wrapped is not made narrower."""
TALLEST = 4
"""A cell of more rows is a paragraph: it reads better by itself, as wide as there is room."""


def columns(table: Table, width: int) -> list[str] | None:
    """The table's rows under its head; none if it does not fit, or only in tall thin cells."""
    if not table.rows:
        return []
    every = [table.head, *table.rows]
    wanted = [max(map(len, column)) for column in zip(*every)]
    widths = _fitting(wanted, width - GAP * (len(wanted) - 1))
    if widths is None or any(
        len(textwrap.wrap(cell, width)) > TALLEST for row in table.rows for cell, width in zip(row, widths)
    ):
        return None
    figures = table.figures
    rows = _rows(table.head, widths, figures)
    rows.append("  ".join("─" * w for w in widths))
    for row in table.rows:
        rows += _rows(row, widths, figures)
    return rows


def _fitting(wanted: Sequence[int], room: int) -> list[int] | None:
    """Widths within the room: the widest columns give way first, down to what can still be read."""
    widths = list(wanted)
    while sum(widths) > room:
        widest = max(range(len(widths)), key=lambda n: widths[n])
        if widths[widest] <= LEAST:
            return None
        widths[widest] -= 1
    return widths


def _rows(cells: Sequence[str], widths: Sequence[int], figures: Sequence[bool]) -> list[str]:
    """Figures end below one another, words begin so."""
    wrapped = [textwrap.wrap(cell, width) or [""] for cell, width in zip(cells, widths)]
    height = max(map(len, wrapped))
    return [
        "  ".join(
            _set(part[n] if n < len(part) else "", width, figure)
            for part, width, figure in zip(wrapped, widths, figures)
        ).rstrip()
        for n in range(height)
    ]


def _set(text: str, width: int, figure: bool) -> str:
    return text.rjust(width) if figure else text.ljust(width)
