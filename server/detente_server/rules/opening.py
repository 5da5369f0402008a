"""How a crisis opens: the cards of this match, the dials at their start.

Owns: `open_crisis`. Which card each nation holds in `variable` mode is drawn in `draws`.
Does not know: turns (`dawn`), who sits where.
"""

from __future__ import annotations

from detente_server.rules import inheriting
from detente_server.rules.book import Book
from detente_server.rules.draws import draw_sheets
from detente_server.rules.facts import CrisisBegan, NationStart
from detente_server.rules.pack import Mode, Nation
from detente_wire.notices import SheetDealt, SheetPoints


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
        book.tell({start.nation}, dealt(pack.nation(start.nation), start))
    inheriting.take(book)


def dealt(nation: Nation, start: NationStart) -> SheetDealt:
    """The notice that shows a nation its own card, and what else of itself it alone knows."""
    sheet, able = start.sheet, nation.capacity
    points = tuple(SheetPoints(issue, row) for issue, row in sheet.points.items())
    return SheetDealt(
        nation.id, sheet.id, points, sheet.batna, sheet.red_lines, start.home, start.capital, nation.ratifier,
        able.intel, able.cyber, able.force, able.trade, able.law,
        nation.contacts, nation.trade_partners, nation.status_quo,
    )  # fmt: skip
