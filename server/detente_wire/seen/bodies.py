"""Institutions and motions."""

from __future__ import annotations

from attrs import Factory, define

from detente_wire.acts import Motion, VoteChoice
from detente_wire.notices import MotionDecided
from detente_wire.terms import ChannelId, InstitutionId, NationId, Ref


@define
class BodySeen:
    """A body that exists."""

    id: InstitutionId
    from_turn: int
    """It works from this turn on."""
    founders: tuple[NationId, ...] = ()
    text: Ref | None = None
    """The text that founded it."""
    chair: NationId | None = None
    """Elected to the chair."""


@define
class MotionSeen:
    """A motion, as far as this viewer knows it."""

    ref: Ref
    by: NationId
    channel: ChannelId
    motion: Motion
    turn: int
    seconder: NationId | None = None
    votes: dict[NationId, VoteChoice] = Factory(dict)
    decided: MotionDecided | None = None
    rescinded: bool = False

    @property
    def open(self) -> bool:
        """It has not been decided."""
        return self.decided is None

    @property
    def carried(self) -> bool:
        """It was carried, and holds."""
        return self.decided is not None and self.decided.result == "carried" and not self.rescinded
