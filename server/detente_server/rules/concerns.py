"""CONCERNS: in turn 1 each nation says publicly what it cares about (rules, section 4).

Owns: the act, which can be replaced until the turn closes, and the step that names everybody's concerns.
Does not know: sealing beyond its slot (`sealing`), what others make of it.
"""

from __future__ import annotations

from detente_server.rules import claims, sealing
from detente_server.rules.book import Book
from detente_server.rules.facts import ConcernsNamed
from detente_wire.acts import Concerns
from detente_wire.notices import ConcernsNamed as ConcernsNamedNotice
from detente_wire.refusals import Refused
from detente_wire.terms import IssueId, NationId

SLOT = "concerns"


def decide_concerns(book: Book, by: NationId, act: Concerns) -> None:
    """Name three issues (all, if fewer), the true top among them; told to all when turn 1 closes."""
    if book.turn != 1:
        raise Refused("rules.not-now", act="concerns", why="they are named in turn 1")
    for issue in act.issues:
        claims.check_issue(book, issue)
    count = wanted(book)
    if len(act.issues) != count or len(set(act.issues)) != count or not tops(book, by) & set(act.issues):
        raise Refused("rules.concerns", count=count)
    sealing.seal(book, by, SLOT, act)


def wanted(book: Book) -> int:
    """How many issues are named: three, or all if there are fewer."""
    return min(book.numbers.concerns, len(book.pack.issues))


def tops(book: Book, nation: NationId) -> set[IssueId]:
    """The issues that weigh most on the nation's card; several where they tie."""
    sheet = book.nation(nation).sheet
    order = claims.issue_order(book.pack, sheet)
    return {issue for issue in order if claims.weight(sheet, issue) == claims.weight(sheet, order[0])}


def name_all(book: Book) -> None:
    """Step 0 of turn 1: everybody's concerns are told to all, in pack order; the default for who named none."""
    if book.turn != 1:
        return
    for nation in book.pack.order:
        entry = sealing.sealed(book, nation, SLOT)
        named = entry.act.issues if entry and isinstance(entry.act, Concerns) else _default(book, nation)
        sealing.clear(book, nation, SLOT)
        book.enter(ConcernsNamed(nation, named))
        book.tell("public", ConcernsNamedNotice(nation, named))


def _default(book: Book, nation: NationId) -> tuple[IssueId, ...]:
    """The true top (the first in pack order of several) and others by roll, in pack order."""
    order = [issue.id for issue in book.pack.issues]
    top = claims.issue_order(book.pack, book.nation(nation).sheet)[0]
    named, left = [top], [issue for issue in order if issue != top]
    while len(named) < wanted(book):
        named.append(left.pop(book.roll("concerns", nation) * len(left) // 100))
    return tuple(sorted(named, key=order.index))
