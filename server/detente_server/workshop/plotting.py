"""A tally drawn in the terminal: outcomes as bars, tension as a curve.

Owns: the drawing. Does not know: what is drawn, beyond numbers from 0 to 100.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

BAR = 50
"""Columns that stand for 100."""
ROWS = 10
"""Rows of the curve: one a rung of tension."""
_EIGHTHS = " ▁▂▃▄▅▆▇█"


def bars(percent: Mapping[str, float]) -> Iterator[str]:
    """A bar a name."""
    width = max(map(len, percent))
    for name, value in percent.items():
        yield f"{name:<{width}} {'█' * round(value * BAR / 100):<{BAR}} {value:5.1f} %"


def curve(values: Sequence[float], step: int = 3) -> Iterator[str]:
    """Values from 0 to 100 as columns `step` wide, with a scale."""
    for row in reversed(range(ROWS)):
        cells = "".join(_cell(value, row).ljust(step, " ") for value in values)
        yield f"{(row + 1) * 100 // ROWS:>4} │{cells.rstrip()}"
    yield "   0 └" + "─" * (step * len(values))
    yield "      " + "".join(f"{n:<{step}}" for n in range(1, len(values) + 1)).rstrip() + " turn"


def _cell(value: float, row: int) -> str:
    """The part of a column that stands in this row."""
    filled = value * ROWS / 100 - row
    eighths = max(0, min(8, round(filled * 8)))
    return _EIGHTHS[eighths] * 2
