"""Pressure: the tools, the unknown hand, courts, démarches, and the accident."""

from __future__ import annotations

from typing import Literal

from detente_wire.terms import NationId, Ref, Tool
from detente_wire.values import frozen


@frozen
class Pressed:
    """To all: a tool was used; an unknown hand has no author."""

    tool: Tool
    target: NationId
    level: int
    """0: not known (an unknown hand)."""
    by: NationId | None = None
    ref: Ref | None = None


@frozen
class PressureEnded:
    """To all: sanctions lifted, force stood down, a tool ran out."""

    tool: Tool
    target: NationId
    by: NationId
    ref: Ref | None = None


@frozen
class Attributed:
    """To all: who the unknown hand was."""

    ref: Ref
    by: NationId
    target: NationId


@frozen
class CovertReported:
    """To its author alone: what became of a covert act."""

    ref: Ref
    report: Literal["done", "spilled", "attributed", "lapsed"]


@frozen
class Judged:
    """To all: a legal offensive ended."""

    by: NationId
    target: NationId
    won: bool


@frozen
class DemarcheHeld:
    """To all: the others named this nation together."""

    nation: NationId
    until_turn: int


@frozen
class Accident:
    """To all: an incident that nobody ordered."""

    title: str
