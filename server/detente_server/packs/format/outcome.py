"""``outcome.toml`` and ``trials/``: what history settled, what is told in the end, and how the pack is tried."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from attrs import field, frozen

from detente_server.packs.format.marked import Issue, Line, Nation, Option, Percent
from detente_server.packs.marks import Count, Words


@frozen(kw_only=True)
class HistoricalTable:
    """``[historical]``"""

    instrument: Line
    """What it was called."""
    package: Mapping[Issue, Option]
    """One option for every issue."""
    points: Mapping[Nation, Percent] = field(factory=dict)
    """What it is worth on first cards, where you want your table held to your sources."""


@frozen(kw_only=True)
class OutcomeFile:
    """outcome.toml"""

    historical: HistoricalTable | None = None
    """What history agreed."""


TrialLine = Annotated[str, Words(400)]
TrialLines = Annotated[tuple[TrialLine, ...], Count(0, 200)]


@frozen(kw_only=True)
class TrialTable:
    """``[[trial]]``"""

    title: Line
    """What it shows."""
    given: TrialLines = ()
    """Dials to set before it begins."""
    acts: TrialLines = ()
    """What the nations do, and when a turn closes."""
    then: TrialLines = ()
    """What must hold; may be empty if `acts` expects a refusal."""


@frozen(kw_only=True)
class TrialsFile:
    """trials/*.toml"""

    trial: Annotated[tuple[TrialTable, ...], Count(1, 50)]
    """The tests of the pack."""
