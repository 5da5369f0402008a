"""Insight: what understanding another nation shows, truthfully (rules, section 4, Insight).

Owns: marks and the levels they add up to, and what each level shows of a card.
Does not know: how marks are earned (`listening`, `engagements`), what a truth does to an old lie (`lies`).
"""

from __future__ import annotations

from detente_server.rules import claims
from detente_server.rules.book import Book, batna
from detente_wire.notices import Cause, InsightGained, IssuePreference
from detente_wire.terms import NationId


def level(book: Book, owner: NationId, of: NationId) -> int:
    """How well `owner` understands `of`, 0..5."""
    return min(book.pair(owner, of).marks // book.numbers.insight_marks, book.numbers.insight_max)


def add_marks(book: Book, owner: NationId, of: NationId, by: int, because: Cause) -> None:
    """Move marks now; when the level rises, the owner is shown what it shows."""
    before = level(book, owner, of)
    book.move_pair(owner, of, "marks", by, because)
    now = level(book, owner, of)
    if now > before:
        book.tell({owner}, shown(book, of, now))


def shown(book: Book, of: NationId, at: int) -> InsightGained:
    """What the level shows of the nation: everything that the levels below it show, and more.

    1 the top issue; 2 the order of issues; 3 the order of options on the top two; 4 red lines and all orders of
    options; 5 BATNA as it now is, to the nearest 5.
    """
    pack, sheet = book.pack, book.nation(of).sheet
    issues = claims.issue_order(pack, sheet)
    ordered = issues if at >= 4 else issues[:2] if at == 3 else ()
    preferences = tuple(IssuePreference(issue, claims.option_order(pack, sheet, issue)) for issue in ordered)
    return InsightGained(
        of,
        at,
        issues if at >= 2 else issues[:1],
        preferences,
        sheet.red_lines if at >= 4 else None,
        nearest_five(batna(book.state, of)) if at >= 5 else None,
    )


def nearest_five(points: int) -> int:
    """12 is 10, 13 is 15."""
    return (points + 2) // 5 * 5
