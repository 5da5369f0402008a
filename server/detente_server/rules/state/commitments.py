"""Promises and threats."""

from __future__ import annotations

from typing import Literal

from detente_wire.terms import Demand, NationId, Promise, Ref, Tool
from detente_wire.values import frozen


@frozen(slots=False)
class PledgeState:
    """A standing or ended pledge."""

    ref: Ref
    by: NationId
    promise: Promise
    public: bool
    heard: tuple[NationId, ...]
    turn: int
    status: Literal["standing", "kept", "broken", "withdrawn", "expired"] = "standing"
    arrived: bool = True
    """Those it was made to have it; False while the letter that carries it is under way, or lost."""
    published: bool = False
    """A private one that was printed against its author's will."""
    hidden: bool = False
    """Broken by a text that those it was made to may not know of yet."""
    text: Ref | None = None
    """The document or assurance that broke it, if one did."""


@frozen(slots=False)
class ThreatState:
    """A standing or ended threat."""

    ref: Ref
    by: NationId
    target: NationId
    demand: Demand
    tool: Tool
    level: int
    by_turn: int
    public: bool
    turn: int
    capital: int = 0
    """Reserved when made."""
    formula: bool = False
    """Its demand is a mediator's formula."""
    arrived: bool = True
    """The target has it; False while the letter that carries it is under way, or lost."""
    status: Literal["standing", "yielded", "carried-out", "backed-down", "met", "withdrawn"] = "standing"
