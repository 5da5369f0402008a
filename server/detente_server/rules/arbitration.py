"""Arbitration: a clause before the court that its parties agreed on (rules, section 8) [module remedies].

Owns: ARBITRATE, which court there is, the ruling by record or by a named roll, the award.
Does not know: what a breach costs (`breach`), the legal offensive that asks nobody's leave (`legal`).

A found breach is on record: the ruling is certain. Else it is rolled for: 50 percent, 10 for a level of law more (or
less) than the other's, 20 more for a clause that is late for all to see. Where the rules are silent: against a clause
that looks kept the court finds a cheat if there is one, and dismisses the case if there is none, whatever the roll.
Of a text that is not public the court sits in secret: nobody's standing moves, and nobody stands condemned.
"""

from __future__ import annotations

from detente_server.rules import bodies, breach, obligations, remedies
from detente_server.rules.book import Book
from detente_server.rules.obligations import Obligation
from detente_server.rules.state import Remedy
from detente_wire.acts import Arbitrate
from detente_wire.notices import Cause
from detente_wire.refusals import Refused
from detente_wire.terms import NationId

DISPUTED = frozenset({"performed", "delayed", "breached"})
"""How a clause stands that can be brought before a court."""


def decide_arbitrate(book: Book, by: NationId, act: Arbitrate) -> None:
    """Bring another party's clause before the court: 1 envoy and 1 capital, spent; one case a clause and breach."""
    one = obligations.find(book, by, act.ref, act.clause)
    earlier = book.state.remedies.get(("arbitration", one.ref, one.number, by))
    if earlier is not None and (not earlier.how or earlier.turn >= one.keeping.found):
        raise Refused("rules.once", limit="one case a clause and breach")
    if by not in one.others:
        raise Refused("rules.not-a-party")
    if one.keeping.status not in DISPUTED:
        raise Refused("rules.status", status=one.keeping.status)
    if not has_court(book, by, one):
        raise Refused("rules.no-court")
    table = book.numbers
    book.pay(by, table.arbitration_envoys, table.arbitration_capital, why="arbitration")
    book.touch(by, one.actor)
    remedies.ask(book, "arbitration", one, by, table.arbitration_turns)


def has_court(book: Book, by: NationId, one: Obligation) -> bool:
    """Whether the text, an arbitration clause that binds the two, or a body of both gives this clause a court.

    A body judges by public texts: it sits before all.
    """
    document = book.state.documents.get(one.ref)
    if document is None:
        return False
    if document.text.disputes == "arbitration":
        return True
    if one.known and bodies.court(book, frozenset({by, one.actor})) is not None:
        return True
    return any(
        other.written
        and other.clause.type == "arbitration"
        and {by, one.actor} <= {other.actor, *other.others}
        for other in obligations.binding(book)
    )


def resolve(book: Book) -> None:
    """Step 5: cases that are due."""
    for case in remedies.standing(book, "arbitration"):
        one = remedies.binding(book, case)
        if one is None or one.keeping.mended:
            remedies.close(book, case, "released")
        elif book.turn >= case.by_turn:
            _rule(book, case, one)


def odds(book: Book, case: Remedy, one: Obligation) -> int:
    """Percent to win a case that is not on record."""
    table, pack = book.numbers, book.pack
    law = pack.nation(case.by).capacity.law - pack.nation(case.nation).capacity.law
    late = table.arbitration_late if one.keeping.status == "delayed" else 0
    return table.arbitration_base + table.arbitration_law * law + late


def _rule(book: Book, case: Remedy, one: Obligation) -> None:
    if one.keeping.status == "breached":
        _award(book, case, one)
        return
    won = book.roll("arbitration", case.by, case.nation) < odds(book, case, one)
    cheats = one.keeping.cheated
    if won and one.keeping.status == "delayed":
        _award(book, case, one)
    elif won and cheats:
        breach.found(book, one)
        _award(book, case, one)
    else:
        _dismiss(book, case, one)


def _award(book: Book, case: Remedy, one: Obligation) -> None:
    """The loser pays up to 3 capital; the winner has his right, and his people see it."""
    table, because = book.numbers, Cause("award", case.nation, case.ref)
    paid = -book.move(case.nation, "capital", -table.award_capital, because)
    book.move(case.by, "capital", paid, because)
    book.move(case.by, "home", table.award_home, because)
    book.move_pair(case.by, case.nation, "grievance", -table.award_grievance, because)
    if one.known:
        book.move(case.nation, "strain", table.award_strain, because)
        book.move(case.nation, "standing", -table.award_standing, because)
        book.count(f"condemned:{case.nation}", ever=True)
    remedies.close(book, case, "awarded", paid)


def _dismiss(book: Book, case: Remedy, one: Obligation) -> None:
    if one.known:
        book.move(
            case.by, "standing", -book.numbers.legal_lost_standing, Cause("dismissed", case.by, case.ref)
        )
    remedies.close(book, case, "dismissed")
