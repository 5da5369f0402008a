"""Remedies: the demand that a breach be made good, and how it ends (rules, section 8) [module remedies].

Owns: CURE, making good, what it costs to let the demand pass, and what an open demand holds up.
Does not know: how a breach is found and answered (`breach`), courts (`arbitration`), guarantors (`guarantees`).

Where the rules are silent: to make good takes an act of the breacher, KEEP comply with an envoy, since what he did by
himself nobody would notice. While a demand is open the clause is neither suspended nor is the text terminated for it,
and where the text provides for consultation only an unanswered demand opens those ways. One demand a breach, whoever
of the injured makes it. A clause that was made good is looked at as by an inspector from then on.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.rules import documents, obligations
from detente_server.rules.book import Book
from detente_server.rules.facts import RemedyChanged
from detente_server.rules.obligations import Obligation
from detente_server.rules.state import Remedy
from detente_wire.acts import Cure
from detente_wire.notices import Cause, RemedyEnded, RemedyKind, RemedyOpened, RemedyResult
from detente_wire.refusals import Refused
from detente_wire.terms import NationId, Ref

# -- any remedy -------------------------------------------------------------------------------------------------


def ask(book: Book, kind: RemedyKind, one: Obligation, by: NationId, turns: int) -> None:
    """Open a remedy over the clause, for so many turns; told to those who may know of the text."""
    remedy = Remedy(kind, one.ref, one.number, by, one.actor, book.turn, book.turn + turns)
    book.enter(RemedyChanged(remedy, "asked"))
    book.tell(one.audience, RemedyOpened(kind, one.ref, one.number, by, one.actor, remedy.by_turn))


def close(book: Book, remedy: Remedy, how: RemedyResult, award: int = 0) -> None:
    """End it; told to those who may know of the text."""
    book.enter(RemedyChanged(evolve(remedy, how=how), how))
    ended = RemedyEnded(remedy.kind, remedy.ref, remedy.clause, remedy.by, remedy.nation, how, award)
    book.tell(obligations.audience_of(book, remedy.ref), ended)


def standing(book: Book, kind: RemedyKind) -> list[Remedy]:
    """Open remedies of a kind: by who asks in pack order, then by clause; never in the order of entry."""
    place = {nation: n for n, nation in enumerate(book.pack.order)}
    found = [remedy for remedy in book.state.remedies.values() if remedy.kind == kind and not remedy.how]
    texts = {ref: n for n, ref in enumerate((*_written(book), *book.state.assurances))}
    return sorted(found, key=lambda remedy: (place[remedy.by], texts[remedy.ref], remedy.clause))


def _written(book: Book) -> list[Ref]:
    return [document.ref for document in documents.in_order(book)]


def over_clause(book: Book, kind: RemedyKind, ref: Ref, clause: int) -> list[Remedy]:
    """Remedies of a kind over a clause, open or over."""
    return [
        one for one in book.state.remedies.values() if (one.kind, one.ref, one.clause) == (kind, ref, clause)
    ]


def binding(book: Book, remedy: Remedy) -> Obligation | None:
    """The clause that the remedy is about, as it stands; None if it binds no more."""
    found = (one for one in obligations.binding(book) if (one.ref, one.number) == (remedy.ref, remedy.clause))
    return next(found, None)


# -- cure -------------------------------------------------------------------------------------------------------


def decide_cure(book: Book, by: NationId, act: Cure) -> None:
    """Demand that a breached clause be made good within two turns; free."""
    one = obligations.find(book, by, act.ref, act.clause)
    earlier = over_clause(book, "cure", one.ref, one.number)
    if any(not cure.how or cure.turn >= one.keeping.found for cure in earlier):
        raise Refused("rules.once", limit="one demand a breach")
    if by not in one.others:
        raise Refused("rules.not-a-party")
    if one.keeping.status != "breached":
        raise Refused("rules.status", status=one.keeping.status)
    book.touch(by, one.actor)
    ask(book, "cure", one, by, book.numbers.cure_turns)


def demanded(book: Book, ref: Ref, clause: int) -> Remedy | None:
    """The open demand over the clause, if there is one."""
    return next((cure for cure in over_clause(book, "cure", ref, clause) if not cure.how), None)


def hold_up(book: Book, ref: Ref, clause: int, act: str) -> None:
    """Refuse to suspend or terminate for this clause while its cure may yet come, or must be asked for first."""
    cure = demanded(book, ref, clause)
    if cure is not None:
        raise Refused("rules.not-now", act=act, why=f"its cure was demanded, until turn {cure.by_turn}")
    document = book.state.documents.get(ref)
    if document is None or document.text.disputes != "consultation" or not book.game.has("remedies"):
        return
    keeping = document.clauses[clause - 1]
    asked = over_clause(book, "cure", ref, clause)
    if keeping.status == "breached" and not any(cure.turn >= keeping.found for cure in asked):
        raise Refused("rules.not-now", act=act, why="the text provides for consultation: demand a cure first")


def mend(book: Book, one: Obligation, cure: Remedy) -> None:
    """The breacher makes good what he broke: part of what it cost comes back, and he is watched."""
    table, because = book.numbers, Cause("cured", one.actor, one.ref)
    obligations.change(book, one, "cured", status="performed", manner="comply", cheated=False, mended=True)
    close(book, cure, "cured")
    for other in one.others:
        book.touch(other, one.actor)
        book.move_pair(other, one.actor, "trust", table.cure_trust, because)
        book.move_pair(other, one.actor, "grievance", -table.cure_grievance, because)
    if one.known:
        book.move(one.actor, "word", table.cure_word, because)


def resolve(book: Book) -> None:
    """Step 5: demands whose time is over; those of clauses that bind no more are released."""
    for cure in standing(book, "cure"):
        one = binding(book, cure)
        if one is None:
            close(book, cure, "released")
        elif book.turn >= cure.by_turn:
            close(book, cure, "uncured")
            _let_pass(book, one)


def _let_pass(book: Book, one: Obligation) -> None:
    """It stays a material breach, and costs half of it again."""
    table, because = book.numbers, Cause("uncured", one.actor, one.ref)
    for other in one.others:
        book.touch(other, one.actor)
        book.move_pair(other, one.actor, "trust", -table.uncured_trust, because)
        book.move_pair(other, one.actor, "grievance", table.uncured_grievance, because)
    if one.known:
        book.move(one.actor, "word", -table.uncured_word, because)
        book.move(one.actor, "standing", -table.uncured_standing, because)
