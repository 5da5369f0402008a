"""Institutions, and what became of motions."""

from __future__ import annotations

from typing import Literal

from detente_wire.acts import Motion
from detente_wire.terms import ChannelId, InstitutionId, NationId, Ref
from detente_wire.values import frozen


@frozen
class InstitutionStands:
    """To all: a body exists, and works from a turn on."""

    institution: InstitutionId
    from_turn: int
    founders: tuple[NationId, ...] = ()
    """Who founded it; none: it stood before."""
    text: Ref | None = None
    """The text that founded it."""


@frozen
class InstitutionEnded:
    """To all: the text that founded a body binds no more, and the body is dissolved."""

    institution: InstitutionId


@frozen
class MotionDecided:
    """To all, if a body voted, else to those in the room: what became of a motion, and how each voted."""

    ref: Ref
    channel: ChannelId
    by: NationId
    motion: Motion
    result: Literal["carried", "lost", "lapsed"]
    """``lapsed``: it was not seconded, or could no longer be done."""
    institution: InstitutionId | None = None
    yes: tuple[NationId, ...] = ()
    no: tuple[NationId, ...] = ()
    abstained: tuple[NationId, ...] = ()
    outside_yes: int = 0
    """Votes for it from seats that no nation of the crisis holds."""
    votes: int = 0
    """All votes for it, weights and seats outside reckoned."""
    needs: int = 0
    vetoed: tuple[NationId, ...] = ()
    """Whose No killed it."""
