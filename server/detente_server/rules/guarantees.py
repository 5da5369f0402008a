"""Guarantees: who answers for a text when one of its clauses is found broken (rules, section 8) [module remedies].

Owns: who guarantees a clause, the call upon him, what counts as an answer, what silence costs.
Does not know: how the breach was found (`breach`), what pressing costs (`pressure`).

Guarantors are the actors of a text's *guarantee* clauses that bind (for whom they name, or for all), and the
guarantor written into the text once it has endorsed it. Where the rules are silent: any use of a tool against the
breacher is an answer, but an inducement and a hidden hand; so are sanctions or force that stand already, and a
démarche. The call gives a guarantor who is no party the grievance that licenses him. It ends with the breach.
"""

from __future__ import annotations

from detente_server.rules import documents, obligations, remedies
from detente_server.rules.book import Book
from detente_server.rules.obligations import Obligation
from detente_wire.notices import Cause
from detente_wire.terms import NationId, Tool

SILENT: frozenset[Tool] = frozenset({"inducement", "covert"})
"""Tools that are no answer to a breach: a gift, and an unknown hand."""


def guarantors(book: Book, one: Obligation) -> tuple[NationId, ...]:
    """Who answers for the clause, in pack order; nobody for an unwritten undertaking."""
    document = book.state.documents.get(one.ref)
    if document is None:
        return ()
    found = {
        other.actor
        for other in obligations.of_document(document)
        if other.clause.type == "guarantee"
        and other.keeping.status not in obligations.OVER
        and other.clause.beneficiary in (None, *one.others)
        and (other.number != one.number)
    }
    if document.text.guarantor in document.endorsed:
        found.add(document.text.guarantor)
    return book.in_order(found - {one.actor})


def call(book: Book, one: Obligation) -> None:
    """A breach is found: its guarantors have two turns to act."""
    if not book.game.has("remedies"):
        return
    called = {
        remedy.by for remedy in remedies.over_clause(book, "guarantee", one.ref, one.number) if not remedy.how
    }
    for name in guarantors(book, one):
        if name in called:
            continue
        remedies.ask(book, "guarantee", one, name, book.numbers.guarantee_turns)
        if name not in one.others:
            because = Cause("guarantee", one.actor, one.ref)
            book.move_pair(name, one.actor, "grievance", book.numbers.breach_grievance, because)


def on_pressed(book: Book, by: NationId, target: NationId, tool: Tool) -> None:
    """A nation uses a tool openly: if it guarantees something that the target broke, that is its answer."""
    if tool in SILENT:
        return
    for remedy in remedies.standing(book, "guarantee"):
        if (remedy.by, remedy.nation) == (by, target):
            remedies.close(book, remedy, "honoured")


def on_named(book: Book, by: NationId, nation: NationId) -> None:
    """A nation joined a démarche that was held."""
    on_pressed(book, by, nation, "protest")


def resolve(book: Book) -> None:
    """Step 5: guarantees that are honoured by what stands, released with the breach, or failed."""
    for remedy in remedies.standing(book, "guarantee"):
        one = remedies.binding(book, remedy)
        if one is None or one.keeping.status != "breached":
            remedies.close(book, remedy, "released")
        elif _presses(book, remedy.by, remedy.nation):
            remedies.close(book, remedy, "honoured")
        elif book.turn >= remedy.by_turn:
            remedies.close(book, remedy, "failed")
            _fail(book, one, remedy.by)


def _presses(book: Book, by: NationId, nation: NationId) -> bool:
    """Whether it sanctions the breacher, or shows it force, already."""
    show = book.state.shows.get(by)
    return (by, nation) in book.state.sanctions or (show is not None and show.target == nation)


def _fail(book: Book, one: Obligation, guarantor: NationId) -> None:
    """Word -10 of a text that everybody knows; else the injured alone trust it less."""
    because = Cause("guarantee-failed", guarantor, one.ref)
    if documents.audience(book.state.documents[one.ref]) == "public":
        book.move(guarantor, "word", -book.numbers.guarantee_word, because)
        return
    for other in one.others:
        if other != guarantor:
            book.move_pair(other, guarantor, "trust", -book.numbers.guarantee_trust, because)
