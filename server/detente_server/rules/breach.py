"""Breach: what being found out costs, and the answers of the injured (rules, section 8).

Owns: the consequences of a found cheat, SUSPEND and TERMINATE, snapback.
Does not know: how a cheat is found (`keeping`), what opening an issue again does (`closing`).

Where the rules are silent: only the breached clause can be suspended, and only by another party. Sanctions that a
clause had lifted from the breacher come back when the clause, or the text, is ended for that breach.
"""

from __future__ import annotations

from detente_server.rules import closing, documents, guarantees, obligations, remedies, sanctions
from detente_server.rules.book import Book
from detente_server.rules.obligations import Obligation
from detente_server.rules.state import Document
from detente_wire.acts import Suspend, Terminate
from detente_wire.notices import Cause, Pressed
from detente_wire.refusals import Refused
from detente_wire.terms import NationId, Ref

BREACHED = frozenset({"breached", "suspended"})

# -- found ------------------------------------------------------------------------------------------------------


def found(book: Book, one: Obligation, *, last: bool = False) -> None:
    """A cheat is found: the text's option is restored, and it is a material breach.

    An unwritten undertaking costs trust and grievance only, unless its record was published. `last`: found after the
    end, when no guarantor can act any more.
    """
    one = obligations.change(
        book,
        one,
        "breached",
        status="breached",
        manner="comply",
        cheated=False,
        mended=False,
        found=book.turn,
    )
    because = Cause("breach", one.actor, one.ref)
    if one.written or one.known:
        book.tell("public", obligations.reported(one, "breached"))
        make_known(book, one.actor, one.others, one.ref)
    else:
        obligations.report(book, one, "breached")
    for other in one.others:
        book.touch(other, one.actor)
        book.move_pair(other, one.actor, "trust", -book.numbers.breach_trust, because)
        book.move_pair(other, one.actor, "grievance", book.numbers.breach_grievance, because)
    if not last:
        guarantees.call(book, one)


def make_known(book: Book, actor: NationId, others: tuple[NationId, ...], ref: Ref) -> None:
    """Everybody knows of a breach: word -20, standing -8, and -5 trust of all beside the parties."""
    table, because = book.numbers, Cause("breach", actor, ref)
    book.move(actor, "breaches", 1, because)
    book.move(actor, "word", -table.breach_word, because)
    book.move(actor, "standing", -table.breach_standing, because)
    for third in book.others(actor):
        if third not in others:
            book.move_pair(third, actor, "trust", -table.breach_trust_all, because)


# -- answered ---------------------------------------------------------------------------------------------------


def decide_suspend(book: Book, by: NationId, act: Suspend) -> None:
    """The injured lets a breached clause bind no more; the issue that it closed is open again."""
    one = obligations.find(book, by, act.ref, act.clause)
    remedies.hold_up(book, one.ref, one.number, "suspend")
    if by not in one.others:
        raise Refused("rules.not-a-party")
    if one.keeping.status != "breached":
        raise Refused("rules.status", status=one.keeping.status)
    one = obligations.change(book, one, "suspended", status="suspended", manner="comply", cheated=False)
    obligations.report(book, one, "suspended")
    closing.reopen(book, one)
    _snap_back(book, [one], one.actor)


def decide_terminate(book: Book, by: NationId, act: Terminate) -> None:
    """End a text that another party breached, or one that is signed and not yet in force."""
    document = documents.find(book, by, act.ref)
    documents.must_be_party(document, by)
    if document.status == "signed":
        closing.end(book, document, "terminated", by)
        return
    broken = [
        one for one in obligations.of_document(document) if one.keeping.status in BREACHED and one.actor != by
    ]
    for one in broken:
        remedies.hold_up(book, one.ref, one.number, "terminate")
    if not broken:
        raise Refused("rules.status", status=document.status)
    _terminate(book, by, document, {one.actor for one in broken})


def _terminate(book: Book, by: NationId, document: Document, breachers: set[NationId]) -> None:
    clauses = obligations.of_document(document)
    closing.end(book, document, "terminated", by, "breached")
    for one in clauses:
        closing.reopen(book, one)
    for name in book.in_order(breachers):
        _snap_back(book, clauses, name)


def _snap_back(book: Book, clauses: list[Obligation], breacher: NationId) -> None:
    """Relief that the breacher had from these clauses is over: the sanctions are back, at their level."""
    for one in clauses:
        if one.keeping.lifted and one.clause.beneficiary == breacher:
            if sanctions.level_of(book.state, one.actor, breacher):
                continue
            sanctions.impose(book, one.actor, breacher, one.keeping.lifted, Cause("snapback", one.actor))
            book.tell("public", Pressed("sanctions", breacher, one.keeping.lifted, one.actor))
