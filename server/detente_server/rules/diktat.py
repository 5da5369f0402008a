"""The diktat: a text that disposes of what belongs to a nation which did not sign it (rules, section 7) [protocol].

Owns: which clauses dispose of whose land or rights, which of them are fragile, and what that costs who signed.
Does not know: how texts come about, or what a fragile clause does to a later crisis (`legacy`).

Whose land or rights a clause disposes of: the `owner` that it names; in a clause of territory, rights or plebiscite
also a nation that is its object or place. The world pays attention when it knows: a secret diktat costs nothing until
it becomes public. A nation that signs gives its own away, and nobody minds.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.rules.book import Book
from detente_server.rules.facts import DocumentChanged
from detente_server.rules.state import Document
from detente_wire.notices import Cause, Imposed
from detente_wire.terms import Clause, ClauseType, Instrument, NationId

DISPOSING: frozenset[ClauseType] = frozenset(
    {"transfer-of-authority", "occupation", "administration", "rights", "plebiscite"}
)
"""Of what these name as object or place, if that is a nation, its land or rights are disposed of."""


def owners(clause: Clause, nations: tuple[NationId, ...]) -> tuple[NationId, ...]:
    """The nations whose land or rights the clause disposes of, in pack order, its actor left out."""
    named = {clause.owner, *((clause.object, clause.place) if clause.type in DISPOSING else ())}
    return tuple(nation for nation in nations if nation in named and nation != clause.actor)


def is_fragile(text: Instrument, clause: Clause, nations: tuple[NationId, ...]) -> bool:
    """Whether somebody's land or rights go without his signature."""
    return any(owner not in text.parties for owner in owners(clause, nations))


def mark(book: Book, document: Document) -> Document:
    """The text at its entry into force with its fragile clauses marked, so that a legacy can read them."""
    if not book.game.has("protocol"):
        return document
    clauses = tuple(
        evolve(keeping, fragile=is_fragile(document.text, clause, book.pack.order))
        for keeping, clause in zip(document.clauses, document.text.clauses)
    )
    return evolve(document, clauses=clauses)


def impose(book: Book, document: Document) -> None:
    """A text in force that everybody knows: its signatories pay for its fragile clauses, once a text."""
    fragile = tuple(number for number, one in enumerate(document.clauses, 1) if one.fragile)
    if document.status != "in-force" or not document.public or document.diktat or not fragile:
        return
    book.enter(DocumentChanged(evolve(document, diktat=True), "imposed"))
    wronged = {
        owner
        for number in fragile
        for owner in owners(document.text.clauses[number - 1], book.pack.order)
        if owner not in document.text.parties
    }
    book.tell("public", Imposed(document.ref, book.in_order(wronged), fragile))
    for signatory in book.in_order(document.text.parties):
        because = Cause("diktat", signatory, document.ref)
        book.move(signatory, "word", -book.numbers.diktat_word, because)
        book.move(signatory, "standing", -book.numbers.diktat_standing, because)
        for other in book.others(signatory):
            if other not in document.text.parties:
                book.touch(other, signatory)
                book.move_pair(other, signatory, "trust", -book.numbers.diktat_trust, because)
