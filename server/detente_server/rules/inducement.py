"""Inducements: loan, trade, rank (rules, section 6).

Owns: giving, and that each pair gives once in four turns.
Does not know: how contact trust is capped (`contact`).
"""

from __future__ import annotations

from detente_server.rules import contact, impact
from detente_server.rules.book import Book
from detente_server.rules.licence import tier
from detente_wire.notices import Cause
from detente_wire.refusals import Refused
from detente_wire.terms import NationId


def check(book: Book, by: NationId, target: NationId, level: int) -> None:
    """Once in four turns to the same nation."""
    turns = book.numbers.inducement_turns
    for turn in range(book.turn - turns + 1, book.turn + 1):
        if book.counted(_key(by, target, turn), ever=True):
            raise Refused("rules.bound", until=turn + turns, why=f"one inducement in {turns} turns")


def give(book: Book, by: NationId, target: NationId, level: int, because: Cause) -> None:
    """Strain -3 and contact trust +3 a size, home +1 on the target; strain +1 on the giver."""
    book.count(_key(by, target, book.turn), ever=True)
    table, by_tier = book.numbers, tier(book.pack, by, target)
    book.move(target, "strain", -impact.relief(table, level, by_tier), because)
    contact.book_contact(book, target, by, impact.favour(table, level, by_tier), because)
    book.move(target, "home", impact.scaled(table.inducement_home, by_tier), because)
    book.move(by, "strain", table.inducement_self_strain, because)


def _key(by: NationId, target: NationId, turn: int) -> str:
    return f"inducement:{by}:{target}:{turn}"
