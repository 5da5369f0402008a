"""Assurances: unwritten undertakings, given in a channel, accepted, in force, never ratified (rules, section 8).

Owns: ASSURE and its acceptance, the step in which assurances take effect, what publication changes.
Does not know: how an assurance is kept (`keeping`: like any clause), nor who answers what in a channel.

Where the rules are silent: in a channel of two the other one is the receiver; among more it is the clause's
beneficiary. Two assurances of one turn take effect in pack order of their givers.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.rules import breach, closing, documents, promises
from detente_server.rules.book import Book
from detente_server.rules.channels import carries, open_channel, say_in, use_exchange
from detente_server.rules.facts import AssuranceChanged, SpokenChanged
from detente_server.rules.state import AssuranceState, Channel, ClauseState, Spoken
from detente_server.rules.wording import Context, clause_problems, due_turn
from detente_wire.acts import Assure
from detente_wire.notices import AssuranceEnded
from detente_wire.refusals import Refused
from detente_wire.terms import Clause, Hash, Instrument, NationId, Ref, clause_hash


def decide_assure(book: Book, by: NationId, act: Assure) -> None:
    """Give an undertaking of one's own to somebody in the channel (mutual trust 50)."""
    channel = open_channel(book, by, act.channel)
    carries(book, channel, act)
    receiver = _receiver(channel, channel.present, by, act.clause)
    if receiver is None:
        raise Refused("rules.not-now", act="assure", why="among many, the beneficiary must be in the channel")
    if book.mutual_trust(by, receiver) < book.numbers.assure_trust:
        raise Refused("rules.trust", needs=book.numbers.assure_trust)
    use_exchange(book, channel, by)
    _check_clause(book, by, receiver, act.clause)
    say_in(book, channel, by, act)


def _check_clause(book: Book, by: NationId, receiver: NationId, clause: Clause) -> None:
    known = documents.known_to(book, by)
    text = Instrument("exchange-of-notes", (by, receiver), (clause,))
    context = Context(book.pack, text, book.turn, known.sanctions, frozenset(known.texts))
    found = tuple(clause_problems(context, 1, clause))
    if found:
        raise Refused("rules.invalid-text", count=len(found), problems="; ".join(found))
    if clause.actor != by:
        raise Refused("rules.not-the-actor")


def _receiver(
    channel: Channel, present: tuple[NationId, ...], by: NationId, clause: Clause
) -> NationId | None:
    others = [name for name in present if name not in (by, channel.go_between)]
    if len(others) == 1:
        return others[0]
    return clause.beneficiary if clause.beneficiary in others else None


def accept_assurance(book: Book, by: NationId, spoken: Spoken, named: Hash) -> None:
    """Its receiver accepts an ASSURE: it takes effect at step 6 of this RESOLVE. Telling the ACCEPT is the caller's."""
    act = spoken.act
    assert isinstance(act, Assure)
    assert spoken.channel is not None
    if by not in spoken.heard:
        raise Refused("rules.unknown-ref", ref=spoken.ref)
    if spoken.status != "standing":
        raise Refused("rules.stale", ref=spoken.ref)
    if named != clause_hash(act.clause):
        raise Refused("rules.hash", hash=clause_hash(act.clause))
    channel = book.state.channels[spoken.channel]
    if by != _receiver(channel, spoken.heard, spoken.by, act.clause):
        raise Refused("rules.not-a-party")
    if book.mutual_trust(by, spoken.by) < book.numbers.assure_trust:
        raise Refused("rules.trust", needs=book.numbers.assure_trust)
    book.enter(SpokenChanged(evolve(spoken, status="accepted", accepted=(by,)), "accepted"))
    assurance = AssuranceState(spoken.ref, spoken.by, by, act.clause, ClauseState(), book.turn)
    book.enter(AssuranceChanged(assurance, "accepted"))


def take_effect(book: Book) -> None:
    """Step 6: what was accepted this turn is in force, and closes its issue where it can."""
    for assurance in in_order(book):
        if not assurance.in_force:
            _enter(book, assurance)


def _enter(book: Book, assurance: AssuranceState) -> None:
    keeping = ClauseState(due=due_turn(book.pack, assurance.clause, book.turn))
    assurance = evolve(assurance, in_force=True, keeping=keeping)
    book.enter(AssuranceChanged(assurance, "in-force"))
    both = {assurance.giver, assurance.receiver}
    book.tell(both, AssuranceEnded(assurance.ref, "in-force"))
    promises.on_assured(book, assurance)
    clause = assurance.clause
    if clause.issue and clause.option and _can_close(book, both, clause):
        closing.close(book, clause.issue, clause.option, assurance.ref)
        closing.begin_proof(book)


def _can_close(book: Book, both: set[NationId], clause: Clause) -> bool:
    """Where giver and receiver are all the principals, it closes its issue if nothing has."""
    assert clause.issue
    issue = book.pack.issue(clause.issue)
    open_still = clause.issue not in book.state.crisis.closed
    return open_still and issue.secret_ok and not issue.at_least and both == set(book.pack.must_sign)


def publish(book: Book, ref: Ref) -> None:
    """Its record was published: a breach, found before or after, now costs what that of a text costs."""
    assurance = book.state.assurances.get(ref)
    if assurance is None or assurance.published:
        return
    assurance = evolve(assurance, published=True)
    book.enter(AssuranceChanged(assurance, "published"))
    clause = assurance.clause
    if assurance.in_force and clause.issue and clause.option:
        promises.on_known(book, closing.choice_of(clause), (assurance.giver, assurance.receiver))
    if assurance.keeping.status in ("breached", "suspended"):
        breach.make_known(book, assurance.giver, (assurance.receiver,), ref)


def in_order(book: Book) -> list[AssuranceState]:
    """All accepted assurances by their givers' pack order, then in the order in which each gave its own."""
    place = {nation: n for n, nation in enumerate(book.pack.order)}
    return sorted(book.state.assurances.values(), key=lambda assurance: place[assurance.giver])
