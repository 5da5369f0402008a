"""How a crisis opens: the cards of this match, the dials at their start.

Owns: `open_crisis`. Which card each nation holds in `variable` mode is drawn in `draws`.
Does not know: turns (`dawn`), who sits where.
"""

from __future__ import annotations

from detente_server.rules.book import Book
from detente_server.rules.draws import draw_sheets
from detente_server.rules.facts import CrisisBegan, NationStart
from detente_server.rules.pack import Mode, Sheet
from detente_wire.notices import SheetDealt, SheetPoints
from detente_wire.terms import NationId


def open_crisis(book: Book, mode: Mode) -> None:
    """Draw the cards and set every dial; each nation is told its own card."""
    pack = book.pack
    sheets = draw_sheets(book.game, mode)
    starts = tuple(
        NationStart(nation.id, sheets[nation.id], nation.capital, nation.standing, nation.word, nation.home)
        for nation in pack.nations
    )
    trust = tuple(
        (a, b, pack.trust.get((a, b), book.numbers.start_trust)) for a in pack.order for b in book.others(a)
    )
    book.enter(CrisisBegan(mode, pack.ladder.start, starts, trust))
    for start in starts:
        book.tell({start.nation}, dealt(start.nation, start.sheet, start.home, start.capital))


def dealt(nation: NationId, sheet: Sheet, home: int, capital: int) -> SheetDealt:
    """The notice that shows a nation its own card."""
    points = tuple(SheetPoints(issue, row) for issue, row in sheet.points.items())
    return SheetDealt(nation, sheet.id, points, sheet.batna, sheet.red_lines, home, capital)
