"""The validator, by reading a text clause by clause: where it is wrong, as tags (rules, section 8).

A tag says where and of what sort, not in which words: ``clause 2``, ``clauses 1 and 3``, ``parties``, ``shares cup``,
``closing garrison``, ``entry``, ``standstill``, ``annex``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente_wire.terms import Clause, Instrument
from tests.second.reading import Crisis

DISPOSING = ("transfer-of-authority", "occupation", "administration")
SIDE = ("issue", "option", "by_turn", "condition", "sunset", "verify")
"""What of a clause that closes an issue is not its option's."""


def faults(
    crisis: Crisis,
    text: Instrument,
    turn: int,
    closed: Mapping[str, tuple[str, ...]] = {},
    sanctions: frozenset[tuple[str, str]] = frozenset(),
    texts: Mapping[str, tuple[str, ...]] = {},
) -> set[str]:
    """Where the text is wrong in this turn; nothing: it is valid."""
    found = set(_parties(crisis, text))
    for number, clause in enumerate(text.clauses, 1):
        if _clause(crisis, text, clause, turn, sanctions, texts):
            found.add(f"clause {number}")
        for later, other in enumerate(text.clauses[number:], number + 1):
            if (clause.issue and clause.issue == other.issue) or _clash(clause, other):
                found.add(f"clauses {number} and {later}")
    found |= set(_shares(text))
    found |= set(_closing(crisis, text, closed))
    if _entry(crisis, text, turn):
        found.add("entry")
    if text.kind == "standstill" and not _is_standstill(text):
        found.add("standstill")
    if _annex(text, texts):
        found.add("annex")
    if not 1 <= len(text.clauses) <= 40:
        found.add("clauses")
    return found


def _parties(crisis: Crisis, text: Instrument) -> Iterator[str]:
    strangers = [name for name in text.parties if name not in crisis.nations]
    outsiders = [name for name in (text.monitor, text.guarantor) if name is not None]
    wrong = [name for name in outsiders if name not in crisis.nations or name in text.parties]
    if strangers or wrong or len(set(text.parties)) < 2:
        yield "parties"


def _clause(
    crisis: Crisis,
    text: Instrument,
    clause: Clause,
    turn: int,
    sanctions: frozenset[tuple[str, str]],
    texts: Mapping[str, tuple[str, ...]],
) -> bool:
    """Whether something is wrong with it by itself."""
    named = [one for one in (clause.actor, clause.beneficiary, clause.verify, clause.owner) if one]
    if any(name not in crisis.nations for name in named) or clause.actor not in text.parties:
        return True
    if bool(clause.issue) != bool(clause.option) or (clause.issue and not _is_the_options(crisis, clause)):
        return True
    if not clause.issue and {clause.object, clause.place} - {""} - crisis.words:
        return True
    if clause.type == "inspection" and clause.verify in (None, clause.actor) and not text.monitor:
        return True
    owned = (clause.actor, clause.beneficiary) in sanctions
    if clause.type == "sanctions-relief" and not clause.issue and not owned:
        return True
    if clause.type == "standstill" and not clause.issue and text.kind != "standstill":
        return True
    if clause.type == "administration" and clause.amount > 100:
        return True
    if clause.condition is not None and clause.condition not in texts:
        return True
    return _founds_wrongly(crisis, text, clause) or _is_late(crisis, clause, turn)


def _founds_wrongly(crisis: Crisis, text: Instrument, clause: Clause) -> bool:
    """Whether it founds a body in secret, or as a side clause without two of its members."""
    members = crisis.founded.get(clause.object)
    if clause.type != "found-institution" or members is None:
        return False
    return text.secret or (not clause.issue and len(members & set(text.parties)) < 2)


def _is_the_options(crisis: Crisis, clause: Clause) -> bool:
    """Choosing an option is writing its clause; when, under what condition and who looks may be added."""
    wanted = crisis.options.get(clause.issue or "", {}).get(clause.option or "")
    if wanted is None or clause.sunset:
        return False
    for key in ("type", "actor", "beneficiary", "object", "place", "amount", "owner"):
        default = {"object": "", "place": "", "amount": 0}.get(key)
        if getattr(clause, key) != wanted.get(key, default):
            return False
    return wanted.get("verify") in (None, clause.verify)


def _is_late(crisis: Crisis, clause: Clause, turn: int) -> bool:
    last = crisis.last_turn
    if clause.by_turn and not turn < clause.by_turn <= last:
        return True
    return bool(clause.sunset) and not max(turn, clause.by_turn) < clause.sunset <= last


def _is_share(clause: Clause) -> bool:
    return clause.type in ("administration", "payment") and bool(clause.object) and 1 <= clause.amount <= 100


def _clash(one: Clause, other: Clause) -> bool:
    """Whether nobody could keep both: they speak of one object, in places that may be the same."""
    if not one.object or one.object != other.object:
        return False
    if one.place and other.place and one.place != other.place:
        return False
    for first, second in ((one, other), (other, one)):
        leaves = first.type in ("withdraw", "demilitarise")
        if leaves and second.type == "occupation" and second.beneficiary == first.actor:
            return True
    if one.type != other.type:
        return False
    if one.type == "limit":
        return one.actor == other.actor and one.amount != other.amount
    return (
        one.type in DISPOSING
        and one.beneficiary != other.beneficiary
        and not (_is_share(one) and _is_share(other))
    )


def _shares(text: Instrument) -> Iterator[str]:
    for clause in text.clauses:
        same = [
            other
            for other in text.clauses
            if _is_share(other)
            and (other.type, other.object, other.place) == (clause.type, clause.object, clause.place)
        ]
        if _is_share(clause) and len(same) > 1 and sum(other.amount for other in same) != 100:
            yield f"shares {clause.object}"


def _closing(crisis: Crisis, text: Instrument, closed: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    issues = {clause.issue for clause in text.clauses if clause.issue and clause.option}
    if issues and text.duration:
        yield "duration"
    for issue in issues & set(crisis.options):
        least, among = crisis.groups.get(issue, (0, ()))
        if (
            set(crisis.must_sign) - set(text.parties)
            or len(set(among) & set(text.parties)) < least
            or (text.secret and not crisis.open_secretly[issue])
            or set(closed.get(issue, ())) - set(text.parties)
        ):
            yield f"closing {issue}"


def _entry(crisis: Crisis, text: Instrument, turn: int) -> bool:
    closes = any(clause.issue and clause.option for clause in text.clauses)
    if closes and text.entry != "ratification":
        return True
    number = text.entry_number
    if text.entry == "n-ratify":
        return not 1 <= number <= len(text.parties)
    if text.entry == "date":
        return not turn < number <= crisis.last_turn
    return number != 0


def _is_standstill(text: Instrument) -> bool:
    only = all(clause.type == "standstill" and not clause.issue for clause in text.clauses)
    bound = {clause.actor for clause in text.clauses}
    return (
        only and len(bound) >= 2 and 1 <= text.duration <= 4 and text.entry == "signature" and not text.secret
    )


def _annex(text: Instrument, texts: Mapping[str, tuple[str, ...]]) -> bool:
    if (text.kind == "annex") != (text.annex_of is not None):
        return True
    if text.annex_of is None:
        return False
    return text.annex_of not in texts or bool(set(text.parties) - set(texts[text.annex_of]))
