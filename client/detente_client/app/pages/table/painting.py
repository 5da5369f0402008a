"""Signs and styles that the views of the table share.

Owns: how points, red lines and what is agreed look, as parts for `painted`.
Does not know: what they are painted on. Each has a word or a sign; the colour is a second help.
"""

from __future__ import annotations

from attrs import evolve

from detente_client.app.kit import Shown, painted
from detente_client.bargaining.appraisal import whips_line
from detente_client.bargaining.known import Sureness
from detente_client.bargaining.packages import Worth, red_line
from detente_client.describe.told import Scene
from detente_client.i18n import spelled, tr
from detente_wire.gate import one_line
from detente_wire.messages import Denied, RatifyAnswer

Part = str | tuple[str, str]

SURE: dict[Sureness, str] = {
    "certain": "bold $success",
    "confirmed": "$success",
    "said": "$foreground",
    "doubtful": "bold $warning",
    "false": "bold $error",
    "hearsay": "$secondary",
    "asked": "$noise",
}
"""The colour beside the word."""


def against(points: int, batna: int) -> str:
    """Green above no deal, red below."""
    return "bold $success" if points > batna else "$warning" if points == batna else "bold $error"


def worth_rows(scene: Scene, worth: Worth) -> list[Shown]:
    """Points of a package: on what it settles, in all, against no deal; the red lines that it crosses."""
    in_all = tr("In all {points} of 100, without a deal {batna}.", points=worth.outcome, batna=worth.batna)
    total = painted(
        (in_all, against(worth.outcome, worth.batna)),
        ("  " + tr("{points} of {best} on what it settles.", points=worth.points, best=worth.best), "$noise"),
    )
    if not worth.red_lines:
        return [total]
    return [total, painted((red_line(scene, worth.red_lines), "bold $error"))]


def whips_row(answer: RatifyAnswer | Denied) -> Shown:
    """The ratification sum with its terms on one line, or why there is none."""
    if isinstance(answer, Denied):
        return painted((one_line(answer.message), "$warning"))
    passes = answer.total >= answer.needs
    return painted((whips_line(answer), "$success" if passes else "bold $error"))


def whips_rows(answer: RatifyAnswer | Denied) -> list[Shown]:
    """The same with a row each term."""
    if isinstance(answer, Denied):
        return [whips_row(answer)]
    head = whips_row(evolve(answer, terms=()))
    return [head, *(painted(f"{term.amount:>+5} ", spelled(term.why)) for term in answer.terms)]
