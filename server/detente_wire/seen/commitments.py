"""Promises and threats."""

from __future__ import annotations

from attrs import define

from detente_wire.notices import Pledged, Threatened


@define
class PledgeSeen:
    """A promise."""

    pledge: Pledged
    turn: int
    how: str = ""
    """Empty while it stands."""
    published: bool = False
    """A private one that was printed: everybody knows it."""


@define
class ThreatSeen:
    """A threat."""

    threat: Threatened
    turn: int
    how: str = ""
    """Empty while it stands."""
