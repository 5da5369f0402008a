"""Score: what each nation made of what was possible, how good the deal was for all, how calm the world is (section 12).

Owns: `I`, `C`, `P`, share, `N` and the score in tenths.
Does not know: what is possible (`deals`), when a match ends (`ending`), awards.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

from attrs import evolve

from detente_server.rules import closing
from detente_server.rules.book import Book, batna
from detente_server.rules.deals import Deals, deals_of
from detente_wire.terms import NationId, Ref
from detente_wire.values import frozen


@frozen
class Result:
    """What a match came to; everything by nation but `nash`."""

    points: Mapping[NationId, int]
    """`I`."""
    batna: Mapping[NationId, int]
    """At the end."""
    share: Mapping[NationId, int]
    """Per mille."""
    nash: int
    """`N`, 0..100."""
    tenths: Mapping[NationId, int]
    """The scores."""


def deals(book: Book) -> Deals:
    """All deals of this match's cards."""
    return deals_of(book.pack, {name: book.nation(name).sheet for name in book.pack.order})


def result(book: Book) -> Result:
    """The whole result, of the state as it is."""
    order, possible, last = book.pack.order, deals(book), at_end(book)
    points = {name: closing.points_in_force(last, name) for name in order}
    share = {name: share_of(book, name, points[name], possible.ideal[name]) for name in order}
    nash = nash_of(book, points, possible)
    tenths = {name: tenths_of(book, share[name], nash) for name in order}
    return Result(points, {name: batna(last.state, name) for name in order}, share, nash, tenths)


def at_end(book: Book) -> Book:
    """A book in which only those shows of force stand that came to their level two turns before (section 2)."""
    late = book.turn - book.numbers.force_counts_turns
    shows = {by: show for by, show in book.state.shows.items() if show.since <= late}
    return Book(book.game, evolve(book.state, shows=shows), no_reference)


def no_reference(n: int) -> Ref:
    """A book that only reads makes no references."""
    raise AssertionError("reading makes nothing that needs a name")


def costs(book: Book, name: NationId) -> int:
    """`C`: strain, turns at force 3, broken pledges, breaches found, and tension over what is left open."""
    table, nation, issues = book.numbers, book.nation(name), len(book.pack.issues)
    left = issues - len(book.state.crisis.closed)
    return (
        nation.strain // 10
        + table.force3_cost * nation.force3_turns
        + table.pledge_broken_cost * nation.broken_pledges
        + table.breach_cost * nation.breaches
        + book.state.crisis.tension * left // (10 * issues)
    )


def prestige(book: Book, name: NationId) -> int:
    """`P`: standing and word against 50, a tenth each."""
    nation = book.nation(name)
    return (nation.standing - 50) // 10 + (nation.word - 50) // 10


def share_of(book: Book, name: NationId, points: int, ideal: int) -> int:
    """Per mille of what was possible above this match's BATNA at start."""
    table, start = book.numbers, book.nation(name).sheet.batna
    gained = points - costs(book, name) + prestige(book, name) - start
    return min(max(1000 * gained // max(table.ideal_floor, ideal - start), table.share_floor), 1000)


def nash_of(book: Book, points: Mapping[NationId, int], possible: Deals) -> int:
    """`N`: the largest k with k^n x max <= 100^n x prod; 0 if nothing is closed or a principal is below BATNA."""
    principals = book.pack.must_sign
    start = {name: book.nation(name).sheet.batna for name in principals}
    if not book.state.crisis.closed or any(points[name] < start[name] for name in principals):
        return 0
    made, n = prod(max(1, points[name] - start[name]) for name in principals), len(principals)
    return max(k for k in range(101) if k**n * possible.largest <= 100**n * made)


def tenths_of(book: Book, share: int, nash: int) -> int:
    """``200 + 45 share div 100 + 5 N div 2 + 100 - tension``; war 0."""
    tension = book.state.crisis.tension
    return 0 if tension >= 100 else 200 + 45 * share // 100 + 5 * nash // 2 + 100 - tension
