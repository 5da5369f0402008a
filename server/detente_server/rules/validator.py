"""The validator: all problems of a text at once, as sentences for players (rules, section 8).

Owns: what makes a text valid as a whole; the clauses one by one are in `wording`.
Does not know: the state of a match. It checks public facts only, and those that the asker himself knows (`Known`), so
that a preview tells nothing new.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from attrs import field

from detente_server.rules.numbers import Numbers
from detente_server.rules.pack import Pack
from detente_server.rules.wording import Context, clause_problems, contradict, is_share
from detente_wire.terms import Clause, Instrument, IssueId, NationId, Ref, closes
from detente_wire.values import frozen


@frozen
class Known:
    """What the asker knows of the match, as far as the validator may use it."""

    closed: Mapping[IssueId, tuple[NationId, ...]] = field(factory=dict)
    """Publicly closed issues, with the signatories of the text that closed each."""
    sanctions: frozenset[tuple[NationId, NationId]] = frozenset()
    """Sanctions in force: (by, target)."""
    texts: Mapping[Ref, tuple[NationId, ...]] = field(factory=dict)
    """Texts that the asker sees, with their parties."""


def problems(pack: Pack, text: Instrument, turn: int, known: Known | None = None) -> tuple[str, ...]:
    """Every problem of the text, each saying where it is and what to do; empty: it is valid in this turn."""
    facts = known or Known()
    context = Context(pack, text, turn, facts.sanctions, frozenset(facts.texts))
    found = list(_parties(pack, text))
    for number, clause in enumerate(text.clauses, 1):
        found += clause_problems(context, number, clause)
    found += _clauses(pack, text)
    found += _closing(pack, text, facts)
    found += _entry(pack, text, turn)
    found += _standstill(text)
    found += _founding(pack, text)
    found += _annex(text, facts)
    return tuple(found)


def _parties(pack: Pack, text: Instrument) -> Iterator[str]:
    if len(set(text.parties)) < 2:
        yield "a text binds two parties or more: name another party"
    for name in text.parties:
        if name not in pack.order:
            yield f"there is no nation {name}: take it out of the parties"
    if text.monitor is not None and text.monitor not in pack.order:
        yield f"there is no nation {text.monitor}: name another monitor"
    if text.monitor in text.parties:
        yield f"{text.monitor} is a party: the monitor is a nation that does not sign"
    if text.guarantor is not None and text.guarantor not in pack.order:
        yield f"there is no nation {text.guarantor}: name another guarantor"
    if text.guarantor in text.parties:
        yield f"{text.guarantor} is a party: a party guarantees by a clause, a guarantor does not sign"


def _clauses(pack: Pack, text: Instrument) -> Iterator[str]:
    """How many there are, and how they go together."""
    most = Numbers().instrument_clauses
    if not 1 <= len(text.clauses) <= most:
        yield f"a text has 1 to {most} clauses, this one has {len(text.clauses)}"
    numbered = list(enumerate(text.clauses, 1))
    for (n, one), (m, other) in combinations(numbered, 2):
        if one.issue and one.issue == other.issue:
            yield f"clauses {n} and {m} both close {one.issue}: one option an issue, take one out"
        elif contradict(one, other):
            yield f"clauses {n} and {m} contradict each other on {one.object}: take one out"
    yield from _shares(text.clauses)


def _shares(clauses: tuple[Clause, ...]) -> Iterator[str]:
    """Two or more percentages of one object are shares of it."""
    shares: dict[tuple[str, str, str], list[int]] = {}
    for clause in clauses:
        if is_share(clause):
            shares.setdefault((clause.type, clause.object, clause.place), []).append(clause.amount)
    for (_, thing, _), amounts in shares.items():
        if len(amounts) > 1 and sum(amounts) != 100:
            yield f"the shares of {thing} sum to {sum(amounts)}: make them 100 together"


def _closing(pack: Pack, text: Instrument, known: Known) -> Iterator[str]:
    """What closing issues asks of a text."""
    closing = [pack.issue(choice.issue) for choice in closes(text) if choice.issue in pack.issue_ids]
    missing = [name for name in pack.must_sign if name not in text.parties]
    for issue in closing:
        if missing:
            yield f"{issue.id} is closed by all principals together: make {', '.join(missing)} a party"
        joined = [name for name in issue.at_least_of if name in text.parties]
        if len(joined) < issue.at_least:
            among = ", ".join(issue.at_least_of)
            yield f"{issue.id} takes {issue.at_least} of {among} too: make more of them parties"
        if text.secret and not issue.secret_ok:
            yield f"{issue.id} cannot be closed in secret: make the text public"
        lacking = [name for name in known.closed.get(issue.id, ()) if name not in text.parties]
        if lacking:
            yield f"{issue.id} is closed by a text that {', '.join(lacking)} signed too: only all of them change it"
    if closing and text.duration:
        yield "a text that closes an issue lasts without end: leave the duration out"


def _entry(pack: Pack, text: Instrument, turn: int) -> Iterator[str]:
    number, horizon = text.entry_number, pack.last_turn
    if text.entry != "ratification" and closes(text):
        yield "a text that closes an issue enters into force by ratification: choose that entry"
    match text.entry:
        case "n-ratify":
            if not 1 <= number <= len(text.parties):
                yield f"entry by n-ratify takes a number from 1 to {len(text.parties)}"
        case "date":
            if not turn < number <= horizon:
                yield f"entry on a date takes a turn from {turn + 1} to {horizon}"
        case "ratification" | "signature":
            if number:
                yield f"entry by {text.entry} takes no number: leave it out"


def _standstill(text: Instrument) -> Iterator[str]:
    if text.kind != "standstill":
        return
    most = Numbers().standstill_turns
    if any(clause.type != "standstill" or clause.issue for clause in text.clauses):
        yield "a standstill has clauses of type standstill only: put the others in another text"
    if len({clause.actor for clause in text.clauses}) < 2:
        yield "a standstill binds two nations or more: write a clause for each"
    if not 1 <= text.duration <= most:
        yield f"a standstill lasts 1 to {most} turns: set its duration"
    if text.entry != "signature":
        yield "a standstill enters into force on signature: choose that entry"
    if text.secret:
        yield "a standstill calms a crisis because everybody knows of it: make it public"


def _founding(pack: Pack, text: Instrument) -> Iterator[str]:
    """What founding a body asks of a text."""
    for number, clause in enumerate(text.clauses, 1):
        body = pack.founded_by(clause)
        if body is None:
            continue
        if text.secret:
            yield f"clause {number} founds {body.id}, and everybody knows of a body: make the text public"
        if not clause.issue and len(set(body.members) & set(text.parties)) < 2:
            yield f"clause {number} founds {body.id}: two of its members sign, {', '.join(body.members)}"


def _annex(text: Instrument, known: Known) -> Iterator[str]:
    if text.kind == "annex" and text.annex_of is None:
        yield "an annex belongs to a text: say which"
    if text.annex_of is None:
        return
    if text.kind != "annex":
        yield "only an annex belongs to another text: make it one, or leave that out"
    if text.annex_of not in known.texts:
        yield "you cannot see the text that this would be an annex of: name another"
        return
    strangers = [name for name in text.parties if name not in known.texts[text.annex_of]]
    if strangers:
        yield f"{', '.join(strangers)} is no party to the text that this is an annex of: leave it out"
