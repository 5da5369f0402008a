"""Pressure tools at work."""

from __future__ import annotations

from detente_wire.terms import NationId, Ref
from detente_wire.values import frozen


@frozen(slots=False)
class Sanctions:
    """One regime of a pair."""

    by: NationId
    target: NationId
    level: int
    since: int
    """The turn in which it was first imposed."""


@frozen(slots=False)
class Show:
    """A nation's show of force; one at a time."""

    by: NationId
    target: NationId
    level: int
    since: int
    """The turn in which it came to its level."""
    burden: int = 0
    """BATNA that it takes from its target while it lasts."""
    gain: int = 0
    """BATNA that it gives its author while it lasts."""


@frozen(slots=False)
class CovertAct:
    """A covert act whose author may yet be found."""

    ref: Ref
    by: NationId
    target: NationId
    level: int
    turn: int
    rolls: int = 0
    """Attribution rolls so far."""
    attributed: bool = False
    spilled: NationId | None = None
    """The bystander that it hit, who resents it once the author is known."""


@frozen(slots=False)
class Suit:
    """A legal offensive under way."""

    ref: Ref
    by: NationId
    target: NationId
    due: int
