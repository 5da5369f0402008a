"""Performing: what a clause that falls due does in the world (rules, section 8).

Owns: which clauses the engine performs by itself, and which a nation cannot perform now.
Does not know: whether the nation wants to (`keeping`).

Relief lifts the actor's sanctions on the beneficiary; a withdrawal or demilitarisation stands its force down. While a
show of force against the beneficiary goes on, its author can keep no ceasefire, limit or non-aggression with it, nor
open a way that it blockades. Everything else is performed by being complied with.
"""

from __future__ import annotations

from detente_server.rules import force, sanctions
from detente_server.rules.book import Book
from detente_server.rules.obligations import Obligation
from detente_wire.notices import Cause
from detente_wire.terms import Clause, ClauseType

STANDS_DOWN: frozenset[ClauseType] = frozenset({"withdraw", "demilitarise"})
NO_FORCE: frozenset[ClauseType] = frozenset({"ceasefire", "limit", "non-aggression"})
BLOCKADE = 3
"""The level of force that closes a way."""


def possible(book: Book, clause: Clause) -> bool:
    """Whether the actor can perform the clause now; what it cannot becomes a delay."""
    show = book.state.shows.get(clause.actor)
    if show is None or show.target != clause.beneficiary:
        return True
    if clause.type == "transit":
        return show.level < BLOCKADE
    return clause.type not in NO_FORCE


def perform(book: Book, one: Obligation) -> int:
    """Do what the clause says; gives the level of the sanctions that it lifted."""
    clause, because = one.clause, Cause("clause", one.actor)
    if clause.type in STANDS_DOWN:
        show = book.state.shows.get(clause.actor)
        if show is not None and clause.beneficiary in (None, show.target):
            force.stand_down(book, clause.actor, because, voluntary=False)
    if clause.type == "sanctions-relief" and clause.beneficiary is not None:
        level = sanctions.level_of(book.state, clause.actor, clause.beneficiary)
        sanctions.lift(book, clause.actor, clause.beneficiary, because)
        return level
    return 0
