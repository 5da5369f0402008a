"""The turn under way: sealed acts, and what is booked at its end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import field

from detente_server.rules.state.nations import Pair
from detente_wire.acts import Act
from detente_wire.notices import Cause
from detente_wire.terms import NationId, Ref
from detente_wire.values import frozen


@frozen(slots=False)
class SealedAct:
    """A sealed act as entered, with what is reserved for it."""

    slot: str
    ref: Ref
    act: Act
    envoys: int = 0
    capital: int = 0


@frozen(slots=False)
class Earned:
    """A move of trust or marks that TALKS earned; it is booked at step 0 of RESOLVE."""

    of: NationId
    toward: NationId
    kind: Literal["loss", "contact", "deed", "marks", "grievance"]
    by: int
    because: Cause


@frozen(slots=False)
class TensionAct:
    """One act that raised tension, before caps and halves (rules, section 6)."""

    by: NationId
    amount: int
    """Whole points."""
    because: Cause
    hidden: bool = False
    """Its author is not known: printed and weighed as an unknown hand's."""


@frozen(slots=False)
class TensionNote:
    """Tension outside the acts (injects, stand-downs, doubtful reports): booked at step 7 as it is."""

    amount: int
    because: Cause


@frozen(slots=False)
class Today:
    """What happened in this turn; empty at DAWN."""

    earned: tuple[Earned, ...] = ()
    pressing: tuple[TensionAct, ...] = ()
    noted: tuple[TensionNote, ...] = ()
    formal: tuple[Pair, ...] = ()
    """(asked, answered): exchanges answered in a meeting that is not discreet."""
    touched: frozenset[Pair] = frozenset()
    """Pairs (both directions) between whom something happened: no decay."""
    place: frozenset[Pair] = frozenset()
    """Pairs that were in one place."""
    contact: Mapping[Pair, int] = field(factory=dict)
    """Contact trust booked in this RESOLVE already, of the most that a turn gives."""
    counts: Mapping[str, int] = field(factory=dict)
    """Limits and roll numbers of this turn, by key."""
