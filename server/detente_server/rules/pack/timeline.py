"""What happens by itself: injects, their conditions and effects."""

from __future__ import annotations

from typing import Literal

from detente_wire.terms import NationId
from detente_wire.values import frozen

Dial = Literal["capital", "standing", "word", "strain", "home"]
EffectVerb = Literal["tension", "dial", "trust", "grievance", "batna", "marks"]


@frozen
class Effect:
    """One thing that an inject does."""

    verb: EffectVerb
    by: int
    nation: NationId | None = None
    """Whose dial, BATNA, grievance or trust."""
    toward: NationId | None = None
    """``trust``, ``grievance`` and ``marks``: toward whom."""
    dial: Dial | None = None


@frozen
class Condition:
    """A compiled condition of the pack's expression language."""

    source: str
    code: tuple[str | int, ...]
    """Postfix program: names, integers and operators; see `detente_server.rules.conditions`."""


@frozen
class Inject:
    """Something that happens to everybody, at DAWN of a turn or when a condition first holds."""

    id: str
    title: str
    turn: int = 0
    """DAWN of this turn; 0: by condition alone."""
    when: Condition | None = None
    effects: tuple[Effect, ...] = ()
    to: tuple[NationId, ...] = ()
    """Told to these nations only; none: to all. Its text is ``inject-<id>``."""
