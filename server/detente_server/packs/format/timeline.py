"""``timeline.toml``: what happens in the world, and what it does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from attrs import frozen

from detente_server.packs.format.marked import Nation, Nations, Title, Turn
from detente_server.packs.marks import Count, Declares, Range
from detente_server.rules.pack import Dial, EffectVerb


@frozen(kw_only=True)
class EffectTable:
    """``[[inject.effect]]``; which keys go with a verb: `EFFECT_KEYS`."""

    verb: EffectVerb
    """What moves: see the table of verbs."""
    by: Annotated[int, Range(-50, 50)]
    """By how much; bounds by verb."""
    nation: Nation | None = None
    """Whose."""
    toward: Nation | None = None
    """Toward whom."""
    dial: Dial | None = None
    """Which dial."""


EFFECT_KEYS: Mapping[EffectVerb, tuple[frozenset[str], int, int]] = {
    "tension": (frozenset(), -30, 30),
    "dial": (frozenset({"nation", "dial"}), -50, 50),
    "trust": (frozenset({"nation", "toward"}), -50, 50),
    "grievance": (frozenset({"nation", "toward"}), -50, 50),
    "batna": (frozenset({"nation"}), -50, 50),
    "marks": (frozenset({"nation", "toward"}), 1, 10),
}
"""Keys beside ``by`` that a verb takes, and the bounds of ``by``."""


@frozen(kw_only=True)
class InjectTable:
    """``[[inject]]``"""

    id: Annotated[str, Declares("inject")]
    """Its name in conditions, and in that of its text."""
    title: Title
    """Its headline in the gazette."""
    turn: Turn | None = None
    """At DAWN of this turn."""
    when: str | None = None
    """Alone: at the first DAWN at which it holds; with `turn`: at DAWN of that turn, if it holds."""
    to: Nations = ()
    """Told to these only."""
    effect: Annotated[tuple[EffectTable, ...], Count(0, 20)] = ()
    """What it does."""


@frozen(kw_only=True)
class TimelineFile:
    """timeline.toml"""

    inject: Annotated[tuple[InjectTable, ...], Count(0, 100)] = ()
    """What happens from outside."""
