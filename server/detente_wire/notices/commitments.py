"""Promises, threats and unwritten undertakings, and what became of them."""

from __future__ import annotations

from typing import Literal

from detente_wire.terms import Demand, NationId, Promise, Ref, Tool
from detente_wire.values import frozen


@frozen
class Pledged:
    """To all, or to those it was made to."""

    ref: Ref
    by: NationId
    promise: Promise
    public: bool


@frozen
class PledgeEnded:
    """To the same."""

    ref: Ref
    by: NationId
    how: Literal["kept", "broken", "withdrawn", "expired"]


@frozen
class Threatened:
    """To all, or to author and target."""

    ref: Ref
    by: NationId
    nation: NationId
    demand: Demand
    tool: Tool
    level: int
    by_turn: int
    public: bool


@frozen
class ThreatEnded:
    """To the same."""

    ref: Ref
    by: NationId
    nation: NationId
    how: Literal["yielded", "carried-out", "backed-down", "met", "withdrawn"]


@frozen
class AssuranceEnded:
    """To giver and receiver: an unwritten undertaking took effect, or was broken."""

    ref: Ref
    how: Literal["in-force", "performed", "delayed", "breached", "expired"]
