"""The debrief: everything, opened to all after the end (rules, section 12).

Owns: what the archive opens. Does not know: scores and awards, which are told with the end.
"""

from __future__ import annotations

from detente_server.rules import deals as all_deals
from detente_server.rules import lies, score, war
from detente_server.rules.book import Book, batna
from detente_server.rules.deals import Deals
from detente_wire.notices import Deal, Debrief, DebriefSheet, Honoured, LieTold, SheetPoints
from detente_wire.terms import NationId, package


def debrief(book: Book) -> Debrief:
    """Sheets, frontier, Nash deal, historical deal, what was signed, every lie, whom each named in secret."""
    pack, possible = book.pack, score.deals(book)
    historical = all_deals.index_of(pack, pack.historical)
    closed, lost = book.state.crisis.closed, book.state.outcome == "war"
    return Debrief(
        nations=pack.order,
        sheets=tuple(_sheet(book, name) for name in pack.order),
        deals=len(possible.rows),
        feasible=len(possible.feasible),
        frontier=tuple(_deal(book, possible, index) for index in possible.frontier),
        nash=None if possible.nash is None else _deal(book, possible, possible.nash),
        historical=None if historical is None else _deal(book, possible, historical),
        signed=package([(issue, option) for issue, (option, _) in closed.items()]),
        lies=_lies(book),
        tipped=war.tipped(book) if lost else (),
        peace_witnesses=war.peace_witnesses(book) if lost else (),
        honours=_honours(book),
    )


def _deal(book: Book, possible: Deals, index: int) -> Deal:
    return Deal(all_deals.package_at(book.pack, index), possible.points(index))


def _sheet(book: Book, name: NationId) -> DebriefSheet:
    nation, sheet = book.nation(name), book.nation(name).sheet
    points = tuple(SheetPoints(issue, row) for issue, row in sheet.points.items())
    return DebriefSheet(
        name,
        sheet.id,
        points,
        sheet.batna,
        batna(book.state, name),
        sheet.red_lines,
        nation.home,
        nation.capital,
    )


def _lies(book: Book) -> tuple[LieTold, ...]:
    """Every false claim, in the order in which they were told."""
    found = []
    for spoken in book.state.spoken.values():
        claim = lies.claim_of(book.state, spoken)
        if spoken.false and claim is not None:
            found.append(LieTold(spoken.ref, spoken.by, claim, bool(spoken.found)))
    return tuple(found)


def _honours(book: Book) -> tuple[Honoured, ...]:
    """Whom each nation named, of those that named anybody."""
    named = ((name, book.nation(name).honours) for name in book.pack.order)
    return tuple(Honoured(name, *pair) for name, pair in named if pair)
