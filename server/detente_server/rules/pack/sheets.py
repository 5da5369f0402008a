"""Instruction cards, how BATNAs drift, the ladder of tension."""

from __future__ import annotations

from collections.abc import Mapping

from detente_wire.terms import Choice, IssueId, NationId
from detente_wire.values import frozen


@frozen
class Sheet:
    """A nation's secret instruction card: what each option is worth to it."""

    id: str
    points: Mapping[IssueId, tuple[int, ...]]
    """Points of each option in pack order; the best ones of all issues sum to 100."""
    batna: int
    """What no deal is worth, in points."""
    red_lines: tuple[Choice, ...] = ()


@frozen
class Drift:
    """The pack's BATNA drift: at DAWN of `turn`, `nation`'s BATNA moves by `by` points."""

    turn: int
    nation: NationId
    by: int


@frozen
class Ladder:
    """Tension and its eleven named rungs."""

    rungs: tuple[str, ...]
    """Names of rung 0..10."""
    start: int
    tide: int = 2
    accident: str = ""
    """What the accident inject is called."""
