"""``sheets.toml`` and ``ladder.toml``: what each outcome is worth, and how the crisis climbs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from attrs import frozen

from detente_server.packs.format.marked import Issue, Line, Nation, Option, Percent
from detente_server.packs.marks import Count, Declares, Distinct, Range


@frozen(kw_only=True)
class CardTable:
    """``[[card]]``"""

    id: Annotated[str, Declares("card")]
    """Its name, told to its nation."""
    nation: Nation
    """Whose card it is; the first of a nation is the one that `historical` mode plays."""
    batna_points: Annotated[int, Range(0, 99)]
    """What no deal is worth."""
    red_lines: Mapping[Issue, Annotated[tuple[Option, ...], Distinct()]]
    """One to three options that its home will hardly ratify."""
    points: Mapping[Issue, Mapping[Option, Percent]]
    """Every option of every issue; the best ones of all issues sum to 100."""


@frozen(kw_only=True)
class DriftTable:
    """``[[drift]]``"""

    turn: Annotated[int, Range(2, 60)]
    """At DAWN of this turn."""
    nation: Nation
    """Whose BATNA moves; it alone is told."""
    by_points: Annotated[int, Range(-50, 50)]
    """By how much."""


@frozen(kw_only=True)
class SheetsFile:
    """sheets.toml"""

    vary: bool = True
    """May `variable` mode vary weights, options and BATNA of these cards."""
    card: Annotated[tuple[CardTable, ...], Count(1, 60)]
    """One or more for each nation."""
    drift: Annotated[tuple[DriftTable, ...], Count(0, 100)] = ()
    """How what no deal is worth changes with time."""


@frozen(kw_only=True)
class LadderFile:
    """ladder.toml"""

    start_tension: Annotated[int, Range(0, 90)]
    """Tension at the opening."""
    tide: Annotated[int, Range(0, 6)] = 2
    """Tension that comes by itself each turn."""
    rungs: Annotated[tuple[Line, ...], Count(11, 11)]
    """Rung 0 (calm) to rung 10 (war, or what stands for it)."""
    accident: Line
    """What the accident of rungs 7 to 9 is called."""
