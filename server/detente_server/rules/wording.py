"""The wording of clauses: what is wrong with one, and which two contradict each other (rules, section 8).

Owns: the check of a single clause against the pack, shares, contradictions on one object, the turn it falls due.
Does not know: the text as a whole (`validator`), how a clause is kept (`keeping`).
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from detente_server.rules.pack import Pack
from detente_wire.terms import Choice, Clause, ClauseForm, ClauseType, Instrument, NationId, Ref
from detente_wire.values import frozen

DISPOSALS: frozenset[ClauseType] = frozenset({"transfer-of-authority", "occupation", "administration"})
"""Of one object in one place, each of these can go to one nation only (but administration in shares)."""
SHARED: frozenset[ClauseType] = frozenset({"administration", "payment"})
"""Types whose amounts up to 100, where two or more speak of one object, are shares of it."""
LEAVING: frozenset[ClauseType] = frozenset({"withdraw", "demilitarise"})
"""Who leaves an object cannot occupy it."""


@frozen
class Context:
    """What a clause is checked against."""

    pack: Pack
    text: Instrument
    turn: int
    sanctions: frozenset[tuple[NationId, NationId]] = frozenset()
    texts: frozenset[Ref] = frozenset()
    """Texts that the asker sees."""


def clause_problems(context: Context, number: int, clause: Clause) -> Iterator[str]:
    """Every problem of one clause, beginning with ``clause <number>``."""
    at = f"clause {number}"
    for problem in (
        *_nations(context, clause),
        *_choice(context.pack, clause),
        *_words(context.pack, clause),
        *_means(context, clause),
        *_dates(context, clause),
    ):
        yield f"{at} {problem}"


def _nations(context: Context, clause: Clause) -> Iterator[str]:
    for name in dict.fromkeys((clause.actor, clause.beneficiary, clause.verify, clause.owner)):
        if name is not None and name not in context.pack.order:
            yield f"names {name}, but there is no such nation: name another"
    if clause.actor in context.pack.order and clause.actor not in context.text.parties:
        yield f"binds {clause.actor}, which does not sign: make it a party"


def _choice(pack: Pack, clause: Clause) -> Iterator[str]:
    """Choosing an option *is* writing its clause, so it must be that clause."""
    if bool(clause.issue) != bool(clause.option):
        yield "closes an issue with an option: name both, or neither"
        return
    if not clause.issue or not clause.option:
        return
    if clause.issue not in pack.issue_ids:
        yield f"closes {clause.issue}, but there is no such issue: name one of this crisis"
        return
    form = form_of(pack, clause)
    if form is None:
        yield f"closes {clause.issue} with {clause.option}, which is none of its options: name one of them"
    elif not writes(form, clause):
        yield f"is not the one that {clause.option} on {clause.issue} writes: take it from the option"
    if clause.sunset:
        yield "closes an issue, which is for good: leave its sunset out"


def _words(pack: Pack, clause: Clause) -> Iterator[str]:
    """Objects and places are words of the pack, so that no clause carries a message of its own."""
    if clause.issue:
        return
    for word in dict.fromkeys((clause.object, clause.place)):
        if word and word not in pack.words:
            yield f"speaks of {word}, which this crisis does not know: use a word of the pack"


def _means(context: Context, clause: Clause) -> Iterator[str]:
    if clause.type == "inspection" and clause.verify in (None, clause.actor) and not context.text.monitor:
        yield "is an inspection without an inspector: name one in verify"
    own = (clause.actor, clause.beneficiary) in context.sanctions
    if clause.type == "sanctions-relief" and not clause.issue and not own:
        yield f"lifts sanctions that {clause.actor} has not imposed: only their owner can lift them"
    if clause.type == "standstill" and not clause.issue and context.text.kind != "standstill":
        yield "is a standstill, which is a text of its own: draft one of that kind"
    if clause.type == "administration" and clause.amount > 100:
        yield f"gives a share of {clause.amount} in a hundred: at most 100"
    if clause.condition is not None and clause.condition not in context.texts:
        yield "waits for a text that you cannot see: name another condition"


def _dates(context: Context, clause: Clause) -> Iterator[str]:
    horizon = context.pack.last_turn
    if clause.by_turn and not context.turn < clause.by_turn <= horizon:
        yield f"is due in turn {clause.by_turn}: choose one from {context.turn + 1} to {horizon}"
    if clause.sunset and not max(context.turn, clause.by_turn) < clause.sunset <= horizon:
        earliest = max(context.turn, clause.by_turn) + 1
        yield f"ends with turn {clause.sunset}: choose one from {earliest} to {horizon}"


def form_of(pack: Pack, clause: Clause) -> ClauseForm | None:
    """The clause form of the option that the clause writes; None if it writes none that the pack has."""
    if not clause.issue or not clause.option:
        return None
    options = pack.issue(clause.issue).options
    return next((option.clause for option in options if option.id == clause.option), None)


def writes(form: ClauseForm, clause: Clause) -> bool:
    """Whether the clause is the one of the form; its date, condition and an added inspector are the parties' own."""
    assert clause.issue
    assert clause.option
    wanted = form.clause(Choice(clause.issue, clause.option))
    verify = wanted.verify or clause.verify
    free = evolve(clause, by_turn=0, condition=None, sunset=0)
    return free == evolve(wanted, verify=verify)


def is_share(clause: Clause) -> bool:
    """Whether its amount can be a share of its object."""
    return clause.type in SHARED and bool(clause.object) and 1 <= clause.amount <= 100


def contradict(one: Clause, other: Clause) -> bool:
    """Whether the two cannot both be kept: same object, and places that meet (none meets any)."""
    if not one.object or one.object != other.object:
        return False
    if one.place and other.place and one.place != other.place:
        return False
    if one.type == other.type:
        if one.type in DISPOSALS:
            return one.beneficiary != other.beneficiary and not (is_share(one) and is_share(other))
        return one.type == "limit" and one.actor == other.actor and one.amount != other.amount
    return _leaves_what_it_holds(one, other) or _leaves_what_it_holds(other, one)


def _leaves_what_it_holds(one: Clause, other: Clause) -> bool:
    return one.type in LEAVING and other.type == "occupation" and one.actor == other.beneficiary


def due_turn(pack: Pack, clause: Clause, force_turn: int) -> int:
    """When a clause falls due that enters into force in a turn: its date, or the option's, but never that turn."""
    if clause.by_turn:
        return max(clause.by_turn, force_turn + 1)
    form = form_of(pack, clause)
    return force_turn + max(1, form.due_turns if form else 1)
