"""Talks: channels, and what is said in them."""

from __future__ import annotations

from typing import Literal

from detente_wire.acts import Act
from detente_wire.terms import (
    ChannelId,
    ChannelKind,
    InstitutionId,
    MediumId,
    NationId,
    Protocol,
    Ref,
    VenueId,
)
from detente_wire.values import frozen


@frozen(slots=False)
class Channel:
    """A way of talking between these members; held for one turn at a time."""

    id: ChannelId
    medium: MediumId
    kind: ChannelKind
    members: tuple[NationId, ...]
    """All members ever invited to this round of it, in pack order (the key of continuation)."""
    by: NationId
    """Who invited this turn; its convener."""
    turn: int
    """The turn that this holding is for."""
    present: tuple[NationId, ...] = ()
    """Who is in it now (the inviter at once, others when they join)."""
    waiting: tuple[NationId, ...] = ()
    """Invited, not yet answered."""
    open: bool = False
    venue: VenueId | None = None
    go_between: NationId | None = None
    paid: tuple[tuple[NationId, int], ...] = ()
    """Envoys reserved by whom; returned when it never opens."""
    treated: bool = False
    """The inviter pays the guest's envoy too."""
    held: int = 0
    """The last turn in which it was open."""
    uses: int = 0
    """Holdings before that one: of a back-channel, those of the pair over all its back-channels."""
    known: bool = False
    """Its existence was public at some time."""
    leaked: int = 0
    """The last turn in which it leaked."""
    disavowed: tuple[NationId, ...] = ()
    """Who denied that leak."""
    protocol: Protocol | None = None
    """What this holding's invitation named."""
    disputed: tuple[NationId, ...] = ()
    """Who came all the same, disputing it."""
    institution: InstitutionId | None = None
    """It is a session of this body; such a channel is another than the members' own."""


@frozen(slots=False)
class Spoken:
    """One act said in a channel, sent in a letter, or stated in public."""

    ref: Ref
    channel: ChannelId | None
    """None for a letter."""
    by: NationId
    heard: tuple[NationId, ...]
    """Who heard it besides its author (a public statement: everybody)."""
    act: Act
    turn: int
    arrives: int = 0
    """Letters: the turn at whose DAWN it arrives; 0: at once."""
    status: Literal["standing", "withdrawn", "replaced", "accepted", "answered", "ended", "lost"] = "standing"
    accepted: tuple[NationId, ...] = ()
    rejected: tuple[NationId, ...] = ()
    false: bool = False
    """A claim about oneself that is a lie."""
    found: tuple[tuple[NationId, int], ...] = ()
    """Lies: by which victims found out, in which turn."""
    leaked: bool = False
    published: bool = False
    enclosed: tuple[Ref, ...] = ()
    """Letters: the pledge and the threat that go with it."""
    copies: tuple[NationId, ...] = ()
    """Who came by a certified copy: it was sent on to them, or they intercepted it."""
