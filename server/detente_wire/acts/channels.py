"""Channels: who is asked into talks, who comes, who goes."""

from __future__ import annotations

from attrs import field
from attrs.validators import ge, le

from detente_wire.terms import ChannelId, InstitutionId, MediumId, NationId, Protocol, VenueId
from detente_wire.values import frozen


@frozen
class Invite:
    """Ask nations into a meeting, conference or back-channel of this turn."""

    medium: MediumId
    members: tuple[NationId, ...]
    """Whom to invite, without oneself."""
    venue: VenueId | None = None
    go_between: NationId | None = None
    """A third nation that carries a back-channel (0 envoys, sees the acts)."""
    pays: bool = False
    """The inviter pays the guest's envoy too (two members only)."""
    protocol: Protocol | None = None
    """Of a meeting: as equals, or who presides; none: the question is left alone."""
    institution: InstitutionId | None = None
    """A session of this body: its members and officers are all invited, and `members` names others to be heard."""


@frozen
class Join:
    """Accept an invitation."""

    channel: ChannelId
    disputes: bool = False
    """Come, but dispute the protocol that the invitation named."""


@frozen
class Decline:
    """Decline an invitation; free, and nothing else follows."""

    channel: ChannelId


@frozen
class Leave:
    """Leave an open channel; what was said while there stays with you."""

    channel: ChannelId


@frozen
class WalkOut:
    """Leave a conference (fewer than four nations: a meeting of all principals) in protest."""

    channel: ChannelId


@frozen
class Recess:
    """Propose a recess until a turn, in a channel that holds all principals; answered by ACCEPT."""

    channel: ChannelId
    until_turn: int = field(validator=[ge(1), le(999)])
