"""What the server says of a text that is being written: its problems, whether the player's home would ratify it.

Owns: `Appraisal`, asking for it.
Does not know: when to ask, how it is shown.
"""

from __future__ import annotations

from attrs import frozen

from detente_client.bargaining.packages import Worth, worth_of
from detente_client.describe.told import Scene
from detente_client.figures import listing
from detente_client.i18n import spelled, tr
from detente_client.sessions.table import Table
from detente_wire.gate import one_line
from detente_wire.messages import Denied, Ratify, RatifyAnswer, Validate, ValidateAnswer
from detente_wire.terms import Hash, Instrument, closes


@frozen
class Appraisal:
    """One text, appraised."""

    text: Instrument
    hash: Hash
    problems: tuple[str, ...]
    """The validator's sentences; none: it is valid now."""
    ratification: RatifyAnswer | None
    """None: it has no clause, or cannot be reckoned."""
    worth: Worth | None

    @property
    def passes(self) -> bool:
        """Whether the player's home would ratify it as things stand."""
        return self.ratification is not None and self.ratification.total >= self.ratification.needs


async def appraise(table: Table, scene: Scene, text: Instrument) -> Appraisal:
    """Ask what is wrong with it and what the whips count."""
    checked = await table.ask(Validate(text))
    counted = await table.ask(Ratify(text)) if text.clauses else None
    said = closes(text)
    return Appraisal(
        text,
        checked.hash if isinstance(checked, ValidateAnswer) else Hash(""),
        _problems(checked),
        counted if isinstance(counted, RatifyAnswer) else None,
        worth_of(scene, said) if said else None,
    )


def _problems(checked: object) -> tuple[str, ...]:
    if isinstance(checked, ValidateAnswer):
        return tuple(one_line(problem) for problem in checked.problems)
    if isinstance(checked, Denied):
        return (one_line(checked.message),)
    return (tr("The server gave no answer that this client knows."),)


def whips_line(answer: RatifyAnswer) -> str:
    """The sum and its terms on one line: ``The whips count 37 of 36: passes. +27 home, +10 points.``"""
    verdict = tr("passes") if answer.total >= answer.needs else tr("fails")
    terms = listing(f"{term.amount:+d} {spelled(term.why)}" for term in answer.terms)
    head = tr(
        "The whips count {total} of {needs}: {verdict}.",
        total=answer.total,
        needs=answer.needs,
        verdict=verdict,
    )
    return f"{head} {terms}." if terms else head
