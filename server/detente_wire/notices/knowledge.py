"""What a nation comes to know: of another by listening, of a claim that was false."""

from __future__ import annotations

from typing import Literal

from detente_wire.terms import Choice, Claim, IssueId, NationId, OptionId, Ref
from detente_wire.values import frozen


@frozen
class IssuePreference:
    """Best to worst options of one issue."""

    issue: IssueId
    options: tuple[OptionId, ...]


@frozen
class InsightGained:
    """To its owner alone: what a level of insight shows, truthfully (rules, section 4, Insight)."""

    nation: NationId
    """Of whom."""
    level: int
    """0..5."""
    issues: tuple[IssueId, ...] = ()
    """Level 1: the top one; from level 2 all, most weighty first."""
    preferences: tuple[IssuePreference, ...] = ()
    """Level 3: of the top two issues; from level 4 of all."""
    red_lines: tuple[Choice, ...] | None = None
    """From level 4."""
    batna: int | None = None
    """Level 5: to the nearest 5."""


@frozen
class Learned:
    """To its owner alone: a true preference of another nation."""

    nation: NationId
    claim: Claim
    how: Literal["dinner", "study"]


@frozen
class SelfShown:
    """To a guest alone: the host's self card, after a tour."""

    nation: NationId
    values: tuple[str, ...]
    interests: tuple[str, ...]
    ideology: str
    likes: tuple[str, ...]
    dislikes: tuple[str, ...]


@frozen
class LieFound:
    """To the victim alone: this claim was false."""

    ref: Ref
    by: NationId
    claim: Claim


@frozen
class Denounced:
    """To all: a certified lie."""

    ref: Ref
    by: NationId
    liar: NationId
    claim: Claim


@frozen
class ConcernsNamed:
    """To all, turn 1: the three issues a nation says it cares about."""

    nation: NationId
    issues: tuple[IssueId, ...]
