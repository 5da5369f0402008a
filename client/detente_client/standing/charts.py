"""Numbers as rows of blocks: a chart of columns for any screen that shows characters.

Owns: `columns`.
Does not know: colours, what the numbers are.
"""

from __future__ import annotations

from collections.abc import Sequence

_EIGHTHS = " ▁▂▃▄▅▆▇█"


def columns(values: Sequence[int], most: int, height: int, width: int = 2) -> list[str]:
    """Rows from the top down, a column a value, each so many characters wide with a space behind."""
    rows = []
    for row in range(height - 1, -1, -1):
        cells = [_cell(value * height * 8 // most - row * 8) for value in values] if most else []
        rows.append(" ".join(cell * max(1, width - 1) for cell in cells))
    return rows


def numbers(values: Sequence[int], width: int = 2) -> str:
    """The row below: each number under its column; one that is too wide is cut to its end."""
    return "".join(f"{str(value)[-(width - 1) :]:<{width}}" for value in values).rstrip()


def _cell(eighths: int) -> str:
    return _EIGHTHS[max(0, min(8, eighths))]
