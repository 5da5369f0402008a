"""Two texts clause by clause: what stands in both, in one alone, or was changed.

Owns: `Difference`, which clause answers to which.
Does not know: which texts, how the signs are painted.
"""

from __future__ import annotations

from typing import Literal, assert_never

from attrs import frozen

from detente_client.describe.told import Scene
from detente_client.i18n import spelled, tr
from detente_client.words import phrases
from detente_client.words.naming import Names, capital, count
from detente_wire.terms import Clause, Instrument

Kind = Literal["same", "first", "second", "changed"]
"""``first``, ``second``: it stands in that one alone."""


@frozen
class Difference:
    """One clause or term of either."""

    kind: Kind
    first: str
    second: str

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Sign and words: ``-`` only in the first, ``+`` only in the second, ``=`` in both."""
        match self.kind:
            case "same":
                return [("=", self.first)]
            case "first":
                return [("-", self.first)]
            case "second":
                return [("+", self.second)]
            case "changed":
                return [("-", self.first), ("+", self.second)]
            case _:
                assert_never(self.kind)


def differences(scene: Scene, first: Instrument, second: Instrument) -> list[Difference]:
    """Terms, then clauses; what differs before what is the same."""
    found = [*_terms(scene.names, first, second), *_clauses(scene.names, first, second)]
    return sorted(found, key=lambda one: one.kind == "same")


def difference_lines(found: list[Difference]) -> list[str]:
    """In words, for any reader: the sign and its meaning."""
    said = {"-": tr("Only in the first"), "+": tr("Only in the second"), "=": tr("In both")}
    return [f"{sign} {said[sign]}: {words}" for one in found for sign, words in one.lines]


def _terms(names: Names, first: Instrument, second: Instrument) -> list[Difference]:
    rows = zip(_terms_of(names, first), _terms_of(names, second), strict=True)
    return [
        Difference("same" if one == other else "changed", one, other) for one, other in rows if one or other
    ]


def _terms_of(names: Names, text: Instrument) -> list[str]:
    """Each term in words; empty where there is nothing to be said."""
    entry = f"{spelled(text.entry)} {text.entry_number}".removesuffix(" 0")
    return [
        tr("It is {title}", title=phrases.instrument_title(names, text)),
        tr("Entry into force by {entry}", entry=entry),
        tr("It lasts {time}", time=count(text.duration, "turn"))
        if text.duration
        else tr("It lasts without end"),
        tr("Monitor: {who}", who=names.whom(text.monitor)) if text.monitor else tr("No monitor"),
        tr("Guarantor: {who}", who=names.whom(text.guarantor)) if text.guarantor else tr("No guarantor"),
        tr("Disputes: {how}", how=spelled(text.disputes) or tr("nothing said")),
    ]


def _clauses(names: Names, first: Instrument, second: Instrument) -> list[Difference]:
    left = list(second.clauses)
    rows = []
    for clause in first.clauses:
        answer = _answer(clause, left)
        if answer is None:
            rows.append(Difference("first", _words(names, clause), ""))
            continue
        left.remove(answer)
        same = answer == clause
        rows.append(Difference("same" if same else "changed", _words(names, clause), _words(names, answer)))
    return rows + [Difference("second", "", _words(names, clause)) for clause in left]


def _answer(clause: Clause, others: list[Clause]) -> Clause | None:
    """The clause of the other text that speaks of the same: itself, its issue, its type, actor and object."""
    if clause in others:
        return clause
    alike = [
        other
        for other in others
        if (clause.issue is not None and other.issue == clause.issue)
        or (
            clause.issue is None is other.issue
            and (other.type, other.actor, other.object) == (clause.type, clause.actor, clause.object)
        )
    ]
    return alike[0] if alike else None


def _words(names: Names, clause: Clause) -> str:
    return capital(phrases.clause(names, clause))
