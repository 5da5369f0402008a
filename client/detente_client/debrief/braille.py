"""The drawings of a document as rows of characters, for a terminal.

Owns: a canvas of braille dots, the rows of every drawing.
Does not know: colours, widgets. What a sign means is said below each drawing.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest

from attrs import define, field

from detente_client.charts import spark
from detente_client.debrief.document import Bids, Cloud, Clouds, Contacts, Course, Drawing, Graphs
from detente_client.figures import listing
from detente_client.i18n import tr

_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""Bits of a braille cell by column and row of its dots."""


@define
class Canvas:
    """Cells of two by four dots, with letters over them."""

    width: int
    height: int
    _bits: dict[tuple[int, int], int] = field(factory=dict)
    _over: dict[tuple[int, int], str] = field(factory=dict)

    def dot(self, x: float, y: float) -> None:
        """A dot; x and y are 0 to 1, y from below."""
        column = min(self.width * 2 - 1, max(0, int(x * (self.width * 2 - 1) + 0.5)))
        row = min(self.height * 4 - 1, max(0, int((1 - y) * (self.height * 4 - 1) + 0.5)))
        cell = column // 2, row // 4
        self._bits[cell] = self._bits.get(cell, 0) | _DOTS[column % 2][row % 4]

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Dots from one place to another."""
        steps = max(2, int(max(abs(x2 - x1) * self.width * 2, abs(y2 - y1) * self.height * 4)) + 1)
        for n in range(steps + 1):
            self.dot(x1 + (x2 - x1) * n / steps, y1 + (y2 - y1) * n / steps)

    def sign(self, x: float, y: float, sign: str) -> None:
        """A sign over the dots."""
        self._over[self._at(x, y)] = sign

    def name(self, x: float, y: float, letter: str) -> None:
        """A letter over dots and signs; two in one place are a ``*``."""
        before = self._over.get(self._at(x, y), "")
        self._over[self._at(x, y)] = "*" if before.isalpha() or before == "*" else letter

    def _at(self, x: float, y: float) -> tuple[int, int]:
        column, row = int(x * (self.width - 1) + 0.5), int((1 - y) * (self.height - 1) + 0.5)
        return min(self.width - 1, max(0, column)), min(self.height - 1, max(0, row))

    def rows(self) -> list[str]:
        """From above."""
        return ["".join(self._cell(x, y) for x in range(self.width)) for y in range(self.height)]

    def _cell(self, x: int, y: int) -> str:
        bits = self._bits.get((x, y), 0)
        return self._over.get((x, y)) or (chr(0x2800 + bits) if bits else " ")


def drawn(drawing: Drawing, width: int) -> list[str]:
    """The drawing in rows of at most so many characters."""
    match drawing:
        case Course():
            return list(_course(drawing, width))
        case Graphs():
            return list(_graphs(drawing, width))
        case Contacts():
            return list(_contacts(drawing, width))
        case Bids():
            return list(_bids(drawing, width))
        case Clouds():
            return list(_beside([list(_cloud(one, width)) for one in drawing.clouds], width))


def _titles(titles: Sequence[str], most: int) -> list[str]:
    """Titles of one width."""
    width = min(most, max((len(title) for title in titles), default=0))
    return [(t if len(t) <= width else t[: width - 1] + "…").ljust(width) for t in titles]


# -- tension ---------------------------------------------------------------------------------------------------

COURSE_ROWS = 11


def _course(drawing: Course, width: int) -> Iterator[str]:
    names = dict(drawing.bands)
    labels = [f"{100 - 10 * n:>3} " for n in range(COURSE_ROWS)]
    room = 44 if width >= 130 else 24 if width >= 76 else 0
    turns = len(drawing.values) - 1
    canvas = Canvas(max(10, min(width - 5 - room, 6 * max(1, turns) + 1)), COURSE_ROWS)
    points = [(n / max(1, turns), value / 100) for n, value in enumerate(drawing.values)]
    for (x1, y1), (x2, y2) in pairwise(points):
        canvas.line(x1, y1, x2, y2)
    for n, row in enumerate(canvas.rows()):
        rung = tr("war") if n == 0 else names.get(100 - 10 * n, "")
        shown = rung if len(rung) < room else rung[: room - 2] + "…"
        yield f"{labels[n]}{row} {shown if room else ''}".rstrip()
    yield from _under(drawing, canvas.width, turns)


def _under(drawing: Course, width: int, turns: int) -> Iterator[str]:
    """The turns, and the signs of what happened in each, one below the other."""
    most = 4
    rows = [[" "] * width for _ in range(most + 1)]
    for turn in range(1, turns + 1):
        at = min(width - 2, int((turn - 0.5) / max(1, turns) * width))
        for n, digit in enumerate(str(turn)):
            rows[0][min(width - 1, at + n)] = digit
        signs = [mark.sign for mark in drawing.marks if mark.turn == turn]
        for n, sign in enumerate(signs[:most]):
            rows[n + 1][at] = sign
    yield from ("    " + "".join(row).rstrip() for row in rows if "".join(row).strip())
    yield tr(
        "● event, ⚡ accident, ▲ pressure, ▽ pressure ended, ◆ a body or all others, ! came out, ✓ agreed, ✕ undone"
    )


# -- trust -----------------------------------------------------------------------------------------------------


def _graphs(drawing: Graphs, width: int) -> Iterator[str]:
    """A row a direction: how it went over the turns, first and last."""
    pairs = [(edge.a, edge.b) for edge in drawing.frames[0][1]]
    rows = []
    for n, (a, b) in enumerate(pairs):
        edges = [frame[n] for _, frame in drawing.frames]
        rows.append((drawing.nodes[a], drawing.nodes[b], [edge.there for edge in edges]))
        rows.append((drawing.nodes[b], drawing.nodes[a], [edge.back for edge in edges]))
    names = _titles(
        [tr("{of} in {toward}", of=of, toward=toward) for of, toward, _ in rows], max(20, width - 34)
    )
    for name, (_, _, values) in zip(names, rows):
        yield f"{name}  {spark(values)}  {values[0]:>3} → {values[-1]:>3}"


# -- contacts and offers ---------------------------------------------------------------------------------------

_SIGNS = {"meeting": "●", "back-channel": "◆", "letter": "▹"}


MOST_SIGNS = 3
"""Of one pair in one turn; of more the last stands for the others."""
_MORE = "+"


def _lanes(rows: Sequence[tuple[str, Sequence[str]]], width: int) -> Iterator[str]:
    """Rows under the numbers of the turns, each column as wide as it must be.

    Where a title has no room beside its row, all stand above theirs, whole.
    """
    turns = range(len(rows[0][1])) if rows else range(0)
    wide = [1 + max(len(str(turn + 1)), *(len(cells[turn]) for _, cells in rows)) for turn in turns]
    longest = max((len(title) for title, _ in rows), default=0)
    beside = longest + 2 + sum(wide) - 1 <= width
    left = longest + 2 if beside else 2

    def row(title: str, cells: Iterable[str]) -> str:
        return (title.ljust(left) + "".join(cell.ljust(w) for cell, w in zip(cells, wide))).rstrip()

    if rows:
        yield row("", (str(turn + 1) for turn in turns))
    for title, cells in rows:
        if not beside:
            yield from textwrap.wrap(title, width)
        yield row(title if beside else "", (cell or "·" for cell in cells))


def _contacts(drawing: Contacts, width: int) -> Iterator[str]:
    """A row a pair that ever talked, a column a turn."""
    cells: dict[tuple[int, int], dict[int, str]] = {}
    for contact in drawing.contacts:
        members = sorted(contact.members)
        for n, a in enumerate(members):
            for b in members[n + 1 :]:
                if contact.sort != "letter" or contact.members[0] in (a, b):
                    turns = cells.setdefault((a, b), {})
                    sign = "!" if contact.came_out else _SIGNS.get(contact.sort, "●")
                    turns[contact.turn] = turns.get(contact.turn, "") + sign
    rows = [
        (
            f"{drawing.rows[a]} – {drawing.rows[b]}",
            [_few(cells[a, b].get(turn, "")) for turn in range(1, drawing.turns + 1)],
        )
        for a, b in sorted(cells)
    ]
    yield from _lanes(rows, width)
    more = any(_MORE in cell for _, row in rows for cell in row)
    yield tr("● met, ◆ back-channel, ▹ letter, ! it came to others") + (f", {tr('+ more')}" if more else "")


def _few(signs: str) -> str:
    """Not more than there is room for, what came to others before the rest."""
    first = "".join(sorted(signs, key=lambda sign: sign != "!"))
    return signs if len(signs) <= MOST_SIGNS else first[: MOST_SIGNS - 1] + _MORE


def _bids(drawing: Bids, width: int) -> Iterator[str]:
    """A row an option, a column a turn; letters are nations, large where somebody took it up."""
    letters = "abcdefghijklmnop"
    cells: dict[tuple[int, int], str] = {}
    for bid in drawing.bids:
        letter = letters[bid.who % len(letters)]
        key = bid.option, bid.turn
        cells[key] = cells.get(key, "") + (letter.upper() if bid.accepted else letter)
    for turn, option in drawing.settled:
        cells[option, turn] = cells.get((option, turn), "") + "✓"
    turns = range(1, drawing.turns + 1)
    rows = [(title, [cells.get((n, turn), "") for turn in turns]) for n, title in enumerate(drawing.options)]
    yield from _lanes(rows, width)
    used = sorted({bid.who for bid in drawing.bids})
    who = listing(f"{letters[n % len(letters)]} {drawing.who[n]}" for n in used)
    yield (
        tr("{who}; a capital: somebody took it up; ✓ settled", who=who)
        if who
        else tr("Nobody proposed anything.")
    )


# -- deals -----------------------------------------------------------------------------------------------------

CLOUD_ROWS = 14
CLOUD_WIDTH = 56
BESIDE = 4
"""Spaces between two clouds that stand side by side."""


def _beside(clouds: Sequence[list[str]], width: int) -> Iterator[str]:
    """Two in a row where there is room for both."""
    half = (width - BESIDE) // 2
    for first, second in zip_longest(clouds[::2], clouds[1::2]):
        widest = max(map(len, [*first, *(second or [])]))
        if second is None or widest > half:
            yield from [*first, *(second or [])]
        else:
            yield from (f"{a.ljust(half + BESIDE)}{b}".rstrip() for a, b in zip(first, second))


def _cloud(drawing: Cloud, width: int) -> Iterator[str]:
    most = max([10, *(max(x, y) for x, y, _ in drawing.dots), *(max(s.x, s.y) for s in drawing.spots)])
    canvas = Canvas(max(20, min(width - 6, CLOUD_WIDTH)), CLOUD_ROWS)
    for x, y, _ in drawing.dots:
        canvas.dot(x / most, y / most)
    letters = {"historical": "H", "nash": "N", "agreed": "Y"}
    for spot in drawing.spots:
        if spot.sort == "frontier":
            canvas.sign(spot.x / most, spot.y / most, "◇")
    named = [spot for spot in drawing.spots if spot.sort in letters]
    for spot in named:
        canvas.name(spot.x / most, spot.y / most, letters[spot.sort])
    yield tr("{y} (upwards) and {x} (to the right)", x=drawing.x_title, y=drawing.y_title)
    for n, row in enumerate(canvas.rows()):
        label = str(most) if n == 0 else "0" if n == CLOUD_ROWS - 1 else ""
        yield f"{label:>3} {row}".rstrip()
    yield f"    0{str(most).rjust(canvas.width - 1)}"
    spots = listing(f"{letters[s.sort]} {s.title} {s.x}/{s.y}" for s in named)
    yield tr(
        "{spots}; * two of them; ◇ frontier; no deal {x}/{y}",
        spots=spots,
        x=drawing.x_least,
        y=drawing.y_least,
    )
    yield ""
