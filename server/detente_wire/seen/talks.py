"""Talks: channels, what was said in them, letters."""

from __future__ import annotations

from typing import Literal

from attrs import Factory, define

from detente_wire.acts import Send
from detente_wire.seen.frame import Item
from detente_wire.terms import (
    LETTERS,
    PUBLIC,
    ChannelId,
    ChannelKind,
    Claim,
    Clause,
    Hash,
    InstitutionId,
    IssueId,
    MediumId,
    NationId,
    Package,
    Protocol,
    Ref,
    VenueId,
    clause_hash,
    package_hash,
    recess_hash,
)

AssuranceStatus = Literal[
    "offered", "accepted", "refused", "in-force", "performed", "delayed", "breached", "expired"
]
KINDS: dict[ChannelId, ChannelKind] = {PUBLIC: "public", LETTERS: "letter"}
"""Of the channels that never open."""


@define
class ChannelSeen:
    """A channel, as far as this viewer knows it."""

    id: ChannelId
    medium: MediumId
    kind: ChannelKind | None
    """None until it has opened once: an invitation names the medium alone."""
    members: tuple[NationId, ...]
    by: NationId | None
    """Who invited; None for those who were not asked."""
    turn: int
    """The turn of this holding."""
    present: set[NationId] = Factory(set)
    """Who is in it now."""
    waiting: set[NationId] = Factory(set)
    """Invited and not answered yet."""
    open: bool = False
    venue: VenueId | None = None
    go_between: NationId | None = None
    secret: bool = False
    pays: bool = False
    """The inviter pays the guest's envoy."""
    uses: int = 0
    """Of a back-channel: how often the two had met in back-channels before this holding."""
    holdings: int = 0
    """In how many turns it was held, so far as this viewer was told."""
    held: int = 0
    """The last of them."""
    protocol: Protocol | None = None
    """What this turn's invitation named, if this viewer was asked."""
    disputed: set[NationId] = Factory(set)
    """Who came disputing it."""
    institution: InstitutionId | None = None
    """A session of this body."""
    agenda: IssueId | None = None
    """The issue that offers and questions there must speak to."""
    agenda_until: int = 0
    closed_turn: int = 0
    """The turn in which the debate was closed."""
    items: list[Item] = Factory(list)
    """What was said in it, over all turns."""


@define
class OfferSeen:
    """A package that somebody proposes."""

    ref: Ref
    by: NationId
    channel: ChannelId | None
    """None: by letter."""
    package: Package
    turn: int
    to: set[NationId] = Factory(set)
    """Whom it was made to: addressees, or who else was in the channel."""
    status: Literal["standing", "accepted", "replaced", "withdrawn"] = "standing"
    """``accepted``: by all whom it was made to; the next offer does not replace it."""
    accepted: dict[NationId, int] = Factory(dict)
    """Who accepted, and in which turn."""
    rejected: dict[NationId, str] = Factory(dict)
    """Who refused, and the reason given."""

    @property
    def hash(self) -> Hash:
        """What an ACCEPT must name."""
        return package_hash(self.package)

    def answered_by(self, nation: NationId) -> bool:
        """Whether the nation accepted or refused it."""
        return nation in self.accepted or nation in self.rejected


@define
class QuestionSeen:
    """An ASK: what does this issue mean to you?"""

    ref: Ref
    by: NationId
    to: NationId
    channel: ChannelId
    issue: IssueId
    turn: int
    answer: Claim | None = None


@define
class ClaimSeen:
    """A claim of a nation about itself, by TELL or CORRECT."""

    ref: Ref
    by: NationId
    channel: ChannelId
    claim: Claim
    turn: int
    lie: bool = False
    """Found to be false by this viewer, or denounced."""


@define
class RestatementSeen:
    """What `by` says it heard `of` want."""

    ref: Ref
    by: NationId
    of: NationId
    channel: ChannelId
    claim: Claim
    turn: int
    answer: Literal["", "confirmed", "corrected"] = ""


@define
class AssuranceSeen:
    """An unwritten undertaking, offered or in force."""

    ref: Ref
    by: NationId
    channel: ChannelId
    clause: Clause
    turn: int
    status: AssuranceStatus = "offered"

    @property
    def hash(self) -> Hash:
        """What an ACCEPT must name."""
        return clause_hash(self.clause)


@define
class RecessSeen:
    """A recess that somebody proposes in a channel."""

    ref: Ref
    by: NationId
    channel: ChannelId
    until_turn: int
    turn: int
    accepted: set[NationId] = Factory(set)
    rejected: set[NationId] = Factory(set)

    @property
    def hash(self) -> Hash:
        """What an ACCEPT must name."""
        return recess_hash(self.until_turn)


@define
class LetterSeen:
    """A letter that this viewer holds, with its words."""

    ref: Ref
    by: NationId
    letter: Send
    turn: int
    """When this viewer came by it."""
    item: Item
    """How it came by it, and whether it is certified."""
