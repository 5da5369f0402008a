"""Numbers as blocks: bars, lines of small bars and charts of columns, for any screen that shows characters.

Owns: `bar`, `spark`, `columns`, `numbers`.
Does not know: colours, what the numbers are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_EIGHTHS = " ▁▂▃▄▅▆▇█"


def bar(value: int, most: int, width: int) -> str:
    """A bar of so many characters, filled by eighths: ``bar(50, 100, 4)`` is ``██  ``."""
    eighths = max(0, min(width * 8, round(value * width * 8 / most))) if most else 0
    full, rest = divmod(eighths, 8)
    return ("█" * full + (" ▏▎▍▌▋▊▉"[rest] if rest else "")).ljust(width)


def spark(values: Iterable[int], most: int = 100) -> str:
    """A line of small bars, one a value, none of them empty."""
    return "".join(_EIGHTHS[max(1, min(8, value * 8 // (most + 1) + 1))] for value in values)


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
