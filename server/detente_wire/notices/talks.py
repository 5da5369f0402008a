"""Talks: channels, what is said in them, letters, and what of these comes out."""

from __future__ import annotations

from typing import Literal

from detente_wire.acts import Act, Send
from detente_wire.terms import (
    ChannelId,
    ChannelKind,
    Footing,
    InstitutionId,
    MediumId,
    NationId,
    Protocol,
    Ref,
    VenueId,
)
from detente_wire.values import frozen


@frozen
class Invited:
    """To the inviter and the invited."""

    channel: ChannelId
    medium: MediumId
    by: NationId
    members: tuple[NationId, ...]
    """All that would be in it, the inviter included, in pack order."""
    venue: VenueId | None = None
    go_between: NationId | None = None
    protocol: Protocol | None = None
    institution: InstitutionId | None = None
    """It would be a session of this body."""
    pays: bool = False
    """The inviter pays the guest's envoy."""


@frozen
class ProtocolAnswered:
    """To the members: one of them joined, and accepted or disputed the protocol."""

    channel: ChannelId
    nation: NationId
    protocol: Protocol
    how: Literal["accepted", "disputed"]


@frozen
class FootingChanged:
    """To the pair: how one now stands to the other, by the protocol that both accepted."""

    nation: NationId
    toward: NationId
    footing: Footing
    """Of `nation`; the other's is its counterpart."""


@frozen
class FaceChanged:
    """To the pair: a nation holds a face with its senior, or has used it."""

    nation: NationId
    toward: NationId
    holds: bool


@frozen
class ChannelOpened:
    """A channel is open for this turn. To all, unless its existence is secret: then to its members."""

    channel: ChannelId
    medium: MediumId
    kind: ChannelKind
    members: tuple[NationId, ...]
    venue: VenueId | None = None
    go_between: NationId | None = None
    secret: bool = False
    """Its existence is known to its members only."""
    institution: InstitutionId | None = None
    """It is a session of this body."""


@frozen
class ChannelChanged:
    """Somebody joined, declined or left, or the channel closed for this turn."""

    channel: ChannelId
    change: Literal["joined", "declined", "left", "closed", "withdrawn"]
    nation: NationId | None = None


@frozen
class Said:
    """To those in the channel (an aside: to those named): an act, and the words that went with it."""

    ref: Ref
    channel: ChannelId
    by: NationId
    act: Act


@frozen
class Letter:
    """A letter as its author sent it, its addressee got it, or a third one came by it."""

    ref: Ref
    by: NationId
    letter: Send
    sent_turn: int
    how: Literal["sent", "arrived", "intercepted", "forwarded", "quoted", "published"]
    via: NationId | None = None
    """Forwarded, read out or published by."""
    certified: bool = True
    """False: the forwarder may have altered it, and nobody can check."""


@frozen
class Minutes:
    """Typed acts of a channel that became known to somebody who did not hear them (no words go with a leak)."""

    channel_members: tuple[NationId, ...]
    acts: tuple[tuple[NationId, Act], ...]
    how: Literal["leaked", "intercepted", "forwarded", "quoted", "published", "joined", "rumoured"]
    """``joined``: the offers and motions that stand where a nation came in late, one notice each."""
    kind: ChannelKind
    ref: Ref | None = None
    """The act's; of a leaked talk the channel's; of hearsay that of the letter or quotation which brought it."""
    via: NationId | None = None
    certified: bool = True


@frozen
class Disavowed:
    """To all: a nation denies a leaked act."""

    nation: NationId
    ref: Ref


@frozen
class WalkedOut:
    """To all."""

    nation: NationId
    channel: ChannelId


@frozen
class RecessBegan:
    """To all."""

    until_turn: int
