"""Appeals: a favour asked in the name of what is between two nations, once a pair (rules, section 5) [engagements].

Owns: asking, granting, refusing; the standstill of one turn and the vote that are owed for a granted one.
Does not know: what breaking a standstill costs (`standstills`), what is voted on (institutions ask `owed_vote`).

Granted: the granter's trust in the asker falls by 10, for it is spent, and the asker's in the granter rises by 4, for
that was a deed. Refused: the asker bears a grudge. Where the rules are silent: an appeal that was refused is the
pair's one appeal all the same, or grudges could be had for the asking; one that was withdrawn or never answered is
not. The standstill holds in the RESOLVE of the turn in which it was granted, and everybody is told, for it calms the
crisis like any other. A vote is owed until the end of the next turn. Appeals are heard in the last hours too.
"""

from __future__ import annotations

from typing import Literal

from attrs import evolve

from detente_server.rules.book import Book
from detente_server.rules.facts import AppealChanged
from detente_server.rules.inviting import named
from detente_server.rules.state import AppealState, State
from detente_wire.acts import Appeal, Grant
from detente_wire.notices import AppealEnded, AppealMade, Cause, StandstillGranted
from detente_wire.refusals import Refused
from detente_wire.terms import NationId, Ref

How = Literal["granted", "refused", "unanswered", "withdrawn", "paid"]
VOTE_TURNS = 1
"""For how many turns after its own a vote is owed."""

# -- acts -------------------------------------------------------------------------------------------------------


def decide_appeal(book: Book, by: NationId, act: Appeal) -> None:
    """Ask a favour of a nation, at any distance; free."""
    (other,) = named(book, by, (act.nation,))
    if act.favour == "procedural-vote" and not book.game.has("institutions"):
        raise Refused("rules.not-in-play", act="procedural-vote")
    if book.counted(_key(book, by, other), ever=True):
        raise Refused("rules.once", limit="one appeal a pair")
    if any(one.status == "open" and {one.by, one.nation} == {by, other} for one in _all(book.state)):
        raise Refused("rules.once", limit="one appeal a pair")
    ref = book.fresh()
    book.enter(AppealChanged(AppealState(ref, by, other, act.favour, book.turn), "made"))
    book.tell({by, other}, AppealMade(ref, by, other, act.favour), words=ref)


def decide_grant(book: Book, by: NationId, act: Grant) -> None:
    """Grant an appeal: it is booked at step 0, and holds from now on."""
    appeal = _answerable(book, by, act.ref)
    words = book.fresh()
    _use(book, appeal)
    because = Cause("appeal", appeal.by, appeal.ref)
    book.touch(by, appeal.by)
    book.earn(by, appeal.by, "loss", -book.numbers.appeal_trust, because)
    book.earn(appeal.by, by, "deed", book.numbers.appeal_deed, because)
    _end(book, appeal, "granted", words=words)


def refuse(book: Book, by: NationId, appeal: AppealState) -> None:
    """Refuse it (REJECT): nothing is spent, and the asker bears a grudge."""
    _answerable(book, by, appeal.ref)
    _use(book, appeal)
    because = Cause("appeal-refused", by, appeal.ref)
    book.touch(by, appeal.by)
    book.earn(appeal.by, by, "grievance", book.numbers.appeal_grievance, because)
    _end(book, appeal, "refused", words=book.fresh())


def withdraw(book: Book, by: NationId, appeal: AppealState) -> None:
    """Take it back before it is answered."""
    if appeal.by != by:
        raise Refused("rules.not-yours", ref=appeal.ref)
    if appeal.status != "open":
        raise Refused("rules.stale", ref=appeal.ref)
    _end(book, appeal, "withdrawn", words=book.fresh())


def close_unanswered(book: Book) -> None:
    """Step 0: who was not answered may ask again."""
    order = book.pack.order.index
    waiting = [one for one in _all(book.state) if one.status == "open"]
    for appeal in sorted(waiting, key=lambda one: (order(one.by), order(one.nation))):
        _end(book, appeal, "unanswered")


# -- what is owed -----------------------------------------------------------------------------------------------


def standstills(state: State) -> tuple[AppealState, ...]:
    """Granted appeals that bind the two to press nobody in this turn's RESOLVE."""
    return tuple(
        one
        for one in _all(state)
        if one.favour == "standstill" and one.status == "granted" and one.turn == state.turn
    )


def owed_vote(state: State, debtor: NationId, creditor: NationId) -> AppealState | None:
    """The appeal by which `debtor` owes `creditor` one procedural vote now, if one does."""
    for one in _all(state):
        alive = one.status == "granted" and one.turn <= state.turn <= one.turn + VOTE_TURNS
        if one.favour == "procedural-vote" and alive and (one.nation, one.by) == (debtor, creditor):
            return one
    return None


def pay_vote(book: Book, appeal: AppealState) -> None:
    """The vote that was owed has been given."""
    _end(book, appeal, "paid")


# -- both -------------------------------------------------------------------------------------------------------


def _all(state: State) -> tuple[AppealState, ...]:
    return tuple(state.appeals.values())


def _key(book: Book, a: NationId, b: NationId) -> str:
    return f"appealed:{':'.join(book.in_order((a, b)))}"


def _use(book: Book, appeal: AppealState) -> None:
    book.count(_key(book, appeal.by, appeal.nation), ever=True)


def _answerable(book: Book, by: NationId, ref: Ref) -> AppealState:
    """The appeal, if it waits for this nation's answer."""
    appeal = book.state.appeals.get(ref)
    if appeal is None or by not in (appeal.by, appeal.nation):
        raise Refused("rules.unknown-ref", ref=ref)
    if appeal.nation != by:
        raise Refused("rules.not-yours", ref=ref)
    if appeal.status != "open":
        raise Refused("rules.stale", ref=ref)
    return appeal


def _end(book: Book, appeal: AppealState, how: How, words: Ref | None = None) -> None:
    book.enter(AppealChanged(evolve(appeal, status=how), how))
    book.tell({appeal.by, appeal.nation}, AppealEnded(appeal.ref, how), words=words)
    if how == "granted" and appeal.favour == "standstill":
        both = book.in_order((appeal.by, appeal.nation))
        book.tell("public", StandstillGranted(appeal.ref, both))
