"""Accidents: what nobody ordered, at the top of the ladder (rules, section 9).

Owns: the odds and the roll. Does not know: the rest of step 7 (`escalation`).
"""

from __future__ import annotations

from detente_server.rules import bodies, obligations
from detente_server.rules.adversaries import adversaries
from detente_server.rules.book import Book
from detente_wire.notices import Accident, Cause


def accident(book: Book) -> tuple[tuple[int, Cause], ...]:
    """Roll for the turn's accident: told to all, and the tension that it brings."""
    chance = odds(book)
    if not chance or book.roll("accident") >= chance:
        return ()
    book.tell("public", Accident(book.pack.ladder.accident))
    return ((book.numbers.accident_tension, Cause("accident")),)


def odds(book: Book) -> int:
    """Percent: ``w x (6 + sum of force levels) x (100 - lowest trust among adversaries) div 300``.

    w is 1, 3, 6 at rung 7, 8, 9; a hotline or consultation clause in force halves it, and so does a body's
    hotline between adversaries. Nobody at odds: none.
    """
    table, state = book.numbers, book.state
    above = state.rung - table.accident_rung
    pairs = adversaries(book.pack, table, state)
    if above < 0 or not pairs:
        return 0
    weight = table.accident_weights[min(above, len(table.accident_weights) - 1)]
    levels = sum(show.level for show in state.shows.values())
    trust = min(min(state.pairs[a, b].trust, state.pairs[b, a].trust) for a, b in pairs)
    half = 2 if _wire(book) or bodies.wired(book, pairs) else 1
    return weight * (table.accident_base + levels) * (100 - trust) // (table.accident_div * half)


def _wire(book: Book) -> bool:
    """Whether a hotline or consultation clause is in force."""
    return any(one.clause.type in ("hotline", "consultation") for one in obligations.binding(book))
