"""Institutions, motions, and what conferences resolve."""

from __future__ import annotations

from typing import Literal

from detente_wire.acts import Motion, VoteChoice
from detente_wire.notices import MotionDecided
from detente_wire.terms import ChannelId, InstitutionId, IssueId, NationId, Ref
from detente_wire.values import frozen


@frozen(slots=False)
class BodyState:
    """An institution that exists."""

    id: InstitutionId
    since: int
    """The turn from which it works."""
    elected: NationId | None = None
    """In the chair by election."""
    founders: tuple[NationId, ...] = ()
    text: Ref | None = None
    """The text that founded it; with it it ends."""
    clause: int = 0
    """The founding clause of that text, from 1."""


@frozen(slots=False)
class MotionState:
    """A motion, and what became of it."""

    ref: Ref
    channel: ChannelId
    by: NationId
    motion: Motion
    turn: int
    institution: InstitutionId | None = None
    seconder: NationId | None = None
    votes: tuple[tuple[NationId, VoteChoice], ...] = ()
    status: Literal["moved", "seconded", "carried", "lost", "lapsed", "withdrawn", "rescinded"] = "moved"
    decided: MotionDecided | None = None
    """As it was told."""


@frozen(slots=False)
class Floor:
    """What a conference has resolved about its own work."""

    channel: ChannelId
    agenda: IssueId | None = None
    agenda_until: int = 0
    """The last turn of that agenda."""
    closed_turn: int = 0
    """The turn in which the debate was closed."""
