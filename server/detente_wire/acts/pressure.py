"""Pressure tools, and the démarche of the others. All are sealed until RESOLVE."""

from __future__ import annotations

from attrs import field
from attrs.validators import ge, le

from detente_wire.terms import NationId, Tool
from detente_wire.values import frozen


@frozen
class Press:
    """Use a pressure tool on a nation."""

    tool: Tool
    target: NationId
    level: int = field(default=1, validator=[ge(1), le(3)])


@frozen
class Lift:
    """End your sanctions on a nation."""

    tool: Tool
    target: NationId


@frozen
class StandDown:
    """End your show of force (no envoy, any rung)."""


@frozen
class Demarche:
    """Join a collective démarche against a nation (1 capital)."""

    nation: NationId
