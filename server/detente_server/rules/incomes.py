"""What DAWN brings by itself: income of capital, repair of standing, the pack's drift of BATNA (rules, sections 1, 2).

Owns: these three. Does not know: envoys (`dawn`), injects, what anything is spent on.
"""

from __future__ import annotations

from detente_server.rules.book import Book
from detente_wire.notices import Cause
from detente_wire.terms import NationId


def incomes(book: Book) -> None:
    """From turn 2 on: capital, told to its owner, and one point of standing to whoever is below 50, told to all."""
    if book.turn < 2:
        return
    for name in book.pack.order:
        book.move(name, "capital", capital(book, name), Cause("income"))
        if book.nation(name).standing < book.numbers.standing_repair_below:
            book.move(name, "standing", 1, Cause("repair"))


def capital(book: Book, name: NationId) -> int:
    """Two a turn, one more with support at home, one less without it."""
    home, table = book.nation(name).home, book.numbers
    return table.capital_income + (home >= table.capital_income_home) - (home < table.capital_loss_home)


def drift(book: Book) -> None:
    """The pack's drift: a BATNA moves on its day, told to its owner alone."""
    for row in book.pack.drift:
        if row.turn == book.turn:
            book.move(row.nation, "drift", row.by, Cause("drift"))
