"""The crisis as a whole: escalation, stall, what is settled, how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import field

from detente_wire.terms import Choice, IssueId, NationId, OptionId, Ref
from detente_wire.values import frozen

Outcome = Literal["settled", "partial", "frozen", "war"]


@frozen(slots=False)
class Crisis:
    """Escalation, stall, and what is settled."""

    tension: int = 0
    dawn_tension: int = 0
    stall: int = 0
    recess_until: int = 0
    """The tide stops up to and including this turn."""
    recesses: int = 0
    last_recess: int = 0
    table_closed: int = 0
    """No conference in this turn (after a walk-out)."""
    agreed: frozenset[Choice] = frozenset()
    """Provisionally agreed at some time; each counts once."""
    cooled: frozenset[IssueId] = frozenset()
    """Issues that gave their -3 when all principals initialled them."""
    closed: Mapping[IssueId, tuple[OptionId, Ref]] = field(factory=dict)
    """Issues closed, by which option and by which document or assurance."""
    proof_turn: int = 0
    """The turn in which the last issue was closed; 0: open issues."""
    fired: frozenset[str] = frozenset()
    """Injects that happened."""
    demarches: Mapping[NationId, tuple[int, int]] = field(factory=dict)
    """From which turn until which a nation's acts weigh half."""
    tension_history: tuple[tuple[NationId, int, int], ...] = ()
    """(nation, turn, counted points) for the two-turn cap."""
