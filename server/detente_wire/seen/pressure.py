"""Pressure tools at work."""

from __future__ import annotations

from attrs import define

from detente_wire.notices import Pressed


@define
class PressureSeen:
    """A tool in force."""

    pressed: Pressed
    turn: int
    """When it came to its level."""
