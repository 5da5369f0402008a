"""The legal offensive: court, complaint, resolution (rules, section 6) [module legal].

Owns: filing, judgment, who stands condemned.
Does not know: what follows for sanctions on the condemned (`sanctions` asks).
"""

from __future__ import annotations

from detente_server.rules.book import Book
from detente_server.rules.facts import SuitChanged
from detente_server.rules.impact import scaled
from detente_server.rules.licence import tier
from detente_server.rules.state import State, Suit
from detente_wire.notices import Cause, Judged
from detente_wire.refusals import Refused
from detente_wire.terms import NationId


def condemned(state: State, nation: NationId) -> bool:
    """Whether the nation lost a case: sanctions on it count as institutional for the rest of the match."""
    return bool(state.ever.get(f"condemned:{nation}"))


def check(book: Book, by: NationId, target: NationId, level: int) -> None:
    """One case a pair at a time."""
    if any((suit.by, suit.target) == (by, target) for suit in book.state.suits.values()):
        raise Refused("rules.not-now", act="press", why="your case against it is before the court")


def file(book: Book, by: NationId, target: NationId, level: int, because: Cause) -> None:
    """File a case; it is judged after two turns."""
    ref = because.ref or book.fresh()
    book.enter(SuitChanged(ref, Suit(ref, by, target, book.turn + book.numbers.legal_turns), "filed"))


def judge(book: Book, before: State) -> None:
    """Step 4: cases that are due, in pack order of their authors, on the state before the step."""
    order = book.pack.order
    due = [suit for suit in book.state.suits.values() if suit.due <= book.turn]
    for suit in sorted(due, key=lambda suit: (order.index(suit.by), order.index(suit.target))):
        book.enter(SuitChanged(suit.ref, None, "judged"))
        _close(book, suit, book.roll("judgment", suit.by, suit.target) < odds(book, before, suit))


def odds(book: Book, state: State, suit: Suit) -> int:
    """Percent: 40 + standing difference div 2 + 20 if a breach is on record + 10 x law difference."""
    table, own, other = book.numbers, state.nations[suit.by], state.nations[suit.target]
    law = book.pack.nation(suit.by).capacity.law - book.pack.nation(suit.target).capacity.law
    record = table.legal_breach if other.breaches else 0
    return table.legal_base + (own.standing - other.standing) // 2 + record + table.legal_law * law


def _close(book: Book, suit: Suit, won: bool) -> None:
    table, because = book.numbers, Cause("judgment", suit.by, suit.ref)
    book.tell("public", Judged(suit.by, suit.target, won))
    book.touch(suit.by, suit.target)
    if not won:
        book.move(suit.by, "standing", -table.legal_lost_standing, because)
        return
    by_tier = tier(book.pack, suit.by, suit.target)
    book.move(suit.target, "standing", -scaled(table.legal_lost_standing_target, by_tier), because)
    book.count(f"condemned:{suit.target}", ever=True)
    if book.count(f"suit-won:{suit.by}") == 1:
        book.move(suit.by, "standing", table.legal_won_standing, because)
