"""Nations and pairs: the dials, what each has at stake, what each feels about another."""

from __future__ import annotations

from typing import Literal

from detente_server.rules.pack import Sheet
from detente_wire.terms import Footing, IssueId, NationId
from detente_wire.values import frozen

Pair = tuple[NationId, NationId]
"""Directed: the first's view of the second."""
Band = Literal["low", "mid", "high"]


@frozen(slots=False)
class NationState:
    """One nation's dials and what it has at stake."""

    sheet: Sheet
    """The card of this match, as drawn."""
    capital: int
    standing: int
    word: int
    home: int
    strain: int = 0
    envoys: int = 0
    """Left this turn; those reserved by open invitations and sealed acts are taken off already."""
    band: Band = "mid"
    """Home band as of DAWN."""
    drift: int = 0
    """The pack's BATNA drift so far."""
    stall_loss: int = 0
    """BATNA lost to stall, 0..8."""
    sanctions_loss: int = 0
    """BATNA lost to sanctions, 0..12."""
    lost_envoys: int = 0
    """Envoys that a covert act takes next turn."""
    broken_pledges: int = 0
    """Public pledges broken or withdrawn."""
    breaches: int = 0
    """Own breaches found."""
    force3_turns: int = 0
    """Turns spent at force 3."""
    concerns: tuple[IssueId, ...] = ()
    sells: tuple[int, ...] = ()
    """Turns in which an envoy sold at home."""
    honours: tuple[NationId, NationId] | None = None
    """(best listener, trusted hand) as this nation names them."""


@frozen(slots=False)
class PairState:
    """What one nation feels and knows about another."""

    trust: int
    marks: int = 0
    grievance: int = 0
    footing: Footing = "equal"
    """By the last protocol that both accepted."""
    face: bool = False
    """It holds a face with the other: its next yield to it, or a red line in a text with it, costs half."""
