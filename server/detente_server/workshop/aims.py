"""What a tally should be, and what it says of the pack.

Owns: the aims of tempo and fairness (rules, section 14), and the sentence for each that is missed.
Does not know: how a tally is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from detente_server.rules.pack import Pack


@frozen
class Aim:
    """One aim, and what came of it."""

    name: str
    value: float
    low: float
    high: float
    advice: str
    """What to look at where it is missed."""

    @property
    def met(self) -> bool:
        """The value lies within the aim."""
        return self.low <= self.value <= self.high


def aims(pack: Pack, tally: dict[str, Any]) -> Iterator[Aim]:
    """Every aim, met or missed. The percentages are the wide bounds of a single pack."""
    percent = tally["percent"]
    settled = round(percent["settled"] + percent["partial"], 1)
    yield Aim(
        "settled or in part, %", settled, 40, 95, "BATNAs, home and ratifier say how hard a settlement is"
    )
    yield Aim(
        "frozen, %", percent["frozen"], 3, 45, "how hard is waiting? BATNAs, drift, the number of turns"
    )
    yield Aim("war, %", percent["war"], 0, 25, "start_tension, tide, and the tension of injects")
    yield from _tempers(tally["score_by_conduct"])
    if percent["settled"] > 0:
        yield from _settlements(pack, tally)


def _tempers(scores: dict[str, float]) -> Iterator[Aim]:
    found = [scores[name] for name in ("dove", "mixed", "hawk") if name in scores]
    if len(found) > 1:
        apart = round(max(found) - min(found), 1)
        yield Aim("between the tempers, points", apart, 0, 15, "one way to play dominates")


def _settlements(pack: Pack, tally: dict[str, Any]) -> Iterator[Aim]:
    yield Aim("settled in turn", tally["settled_in_turn"], 5, 60, "an easy deal lies open from the start")
    good = tally["nash_80_of_settled_percent"]
    yield Aim("Nash 80 and more, % of settled", good, 50, 100, "the good trades are hard to see")
    if "asymmetry" in pack.declared:
        return
    for nation, share in tally["share_when_settled_percent"].items():
        advice = 'mend its sheet, or declare "asymmetry" in pack.toml'
        yield Aim(f"share of {nation} when settled, %", share, 10, 75, advice)
