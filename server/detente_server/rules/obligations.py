"""Obligations: the clauses that bind somebody now, whether written in a text or given as an assurance.

Owns: one shape for both (`Obligation`), finding one, changing how it is kept, and who is told of that.
Does not know: what keeping or breaking one does (`keeping`, `breach`).
"""

from __future__ import annotations

from typing import Any, Literal

from attrs import evolve

from detente_server.rules import documents
from detente_server.rules.book import Audience, Book
from detente_server.rules.facts import AssuranceChanged, DocumentChanged
from detente_server.rules.state import AssuranceState, ClauseState, Document
from detente_wire.notices import AssuranceEnded, ClauseReported
from detente_wire.refusals import Refused
from detente_wire.terms import Clause, NationId, Ref
from detente_wire.values import frozen

Report = Literal["performed", "delayed", "compliant", "suspicious", "breached", "suspended", "void"]

OVER = frozenset({"suspended", "void", "expired"})
"""Clauses that bind no more."""


@frozen
class Obligation:
    """One clause in force."""

    ref: Ref
    """Of the document or assurance."""
    number: int
    """Of the clause, from 1."""
    clause: Clause
    keeping: ClauseState
    others: tuple[NationId, ...]
    """Its parties beside the one that performs it, in the order of the text."""
    audience: Audience
    """Who may know of the text (an assurance: the two)."""
    written: bool

    @property
    def actor(self) -> NationId:
        """Who performs it."""
        return self.clause.actor

    @property
    def known(self) -> bool:
        """Whether everybody may know that it exists."""
        return self.audience == "public"


def binding(book: Book) -> list[Obligation]:
    """Every clause that binds now: texts, then assurances, in an order that hangs on nobody's secret acts."""
    found = [one for document in documents.in_order(book) for one in of_document(document)]
    place = {nation: n for n, nation in enumerate(book.pack.order)}
    given = sorted(book.state.assurances.values(), key=lambda assurance: place[assurance.giver])
    found += [of_assurance(assurance) for assurance in given if assurance.in_force]
    return [one for one in found if one.keeping.status not in OVER]


def of_document(document: Document) -> list[Obligation]:
    """The clauses of a text in force, those that bind no more included.

    A standstill has none: it is kept by not pressing, which no date and no inspector tells (`standstills`).
    """
    if document.status != "in-force" or document.text.kind == "standstill":
        return []
    who = documents.audience(document)
    return [
        Obligation(document.ref, number, clause, keeping, _others(document.text.parties, clause), who, True)
        for number, (clause, keeping) in enumerate(zip(document.text.clauses, document.clauses), 1)
    ]


def of_assurance(assurance: AssuranceState) -> Obligation:
    """The one clause of an assurance."""
    pair = (assurance.giver, assurance.receiver)
    who: Audience = "public" if assurance.published else frozenset(pair)
    return Obligation(
        assurance.ref, 1, assurance.clause, assurance.keeping, _others(pair, assurance.clause), who, False
    )


def _others(parties: tuple[NationId, ...], clause: Clause) -> tuple[NationId, ...]:
    return tuple(name for name in parties if name != clause.actor)


def find(book: Book, by: NationId, ref: Ref, number: int) -> Obligation:
    """The clause of a text or assurance in force that the nation sees, or the refusal."""
    assurance = book.state.assurances.get(ref)
    if assurance is not None and by in (assurance.giver, assurance.receiver):
        if not assurance.in_force:
            raise Refused("rules.status", status="not yet in force")
        found = [of_assurance(assurance)]
    else:
        document = documents.find(book, by, ref)
        found = of_document(document)
        if not found:
            raise Refused("rules.status", status=document.status)
    if number > len(found):
        raise Refused("rules.unknown-clause", clause=number)
    return found[number - 1]


def change(book: Book, one: Obligation, because: str, **changes: Any) -> Obligation:
    """Enter how the clause is kept now; gives it as it is then."""
    keeping = evolve(one.keeping, **changes)
    if not one.written:
        assurance = book.state.assurances[one.ref]
        book.enter(AssuranceChanged(evolve(assurance, keeping=keeping), because))
        return evolve(one, keeping=keeping)
    document = book.state.documents[one.ref]
    clauses = tuple(keeping if n == one.number else old for n, old in enumerate(document.clauses, 1))
    book.enter(DocumentChanged(evolve(document, clauses=clauses), because))
    return evolve(one, keeping=keeping)


def audience_of(book: Book, ref: Ref) -> Audience:
    """Who may know of the text or assurance."""
    assurance = book.state.assurances.get(ref)
    return of_assurance(assurance).audience if assurance else documents.audience(book.state.documents[ref])


def report(book: Book, one: Obligation, how: Report) -> None:
    """Tell everybody who may know of the clause how it was kept."""
    if not one.written and how in ("performed", "delayed", "breached"):
        book.tell(one.audience, AssuranceEnded(one.ref, how))
    else:
        book.tell(one.audience, reported(one, how))


def reported(one: Obligation, how: Report) -> ClauseReported:
    """The report on the clause, for the caller's own audience."""
    return ClauseReported(one.ref, one.number, one.actor, how)
