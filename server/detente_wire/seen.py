"""What a viewer has seen of one thing: a channel, an offer, a text, a threat …; the entries of a `View`.

Owns: one class a thing, changed in place by the fold.
Does not know: how they come about (`fold`), nor what the viewer makes of them.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from attrs import Factory, define

from detente_wire.acts import Motion, Send, VoteChoice
from detente_wire.notices import (
    AppealMade,
    DialMoved,
    EngagementAsked,
    InstrumentStatus,
    MotionDecided,
    Notice,
    Pledged,
    Pressed,
    RemedyOpened,
    StudyAsked,
    Threatened,
)
from detente_wire.terms import (
    LETTERS,
    PUBLIC,
    ChannelId,
    ChannelKind,
    Claim,
    Clause,
    Hash,
    InstitutionId,
    Instrument,
    IssueId,
    MediumId,
    NationId,
    OptionId,
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


class Item(NamedTuple):
    """One notice in its place in the stream."""

    cursor: int
    turn: int
    at_s: int
    notice: Notice
    words: str


class Moved(NamedTuple):
    """A line of the ledger: a dial moved, in this turn."""

    turn: int
    move: DialMoved


@define
class NationSeen:
    """What everybody knows of a nation; `envoys` is this turn's allowance."""

    standing: int
    word: int
    strain: int
    band: Literal["low", "mid", "high"]
    envoys: int


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


@define
class EngagementSeen:
    """An engagement of which this viewer is host or guest; of a reception one for each guest known of."""

    asked: EngagementAsked
    turn: int
    result: str = ""
    """Empty while it waits for an answer."""
    referred: dict[NationId, Package] = Factory(dict)
    """Walk: what each put forward ad referendum."""


@define
class StudySeen:
    """A joint study, proposed or done."""

    asked: StudyAsked
    turn: int
    how: str = ""
    """Empty while it waits for an answer."""
    change: Package = ()
    """What it found: two issues on which both would gain; nothing, if there are none."""


@define
class AppealSeen:
    """An appeal of which this viewer is asker or asked."""

    made: AppealMade
    turn: int
    how: str = ""
    """Empty while it waits for an answer."""


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


@define
class InstrumentSeen:
    """A text that this viewer may see, as it now stands."""

    ref: Ref
    author: NationId
    text: Instrument
    hash: Hash
    status: InstrumentStatus
    turn: int
    """When it was first seen."""
    changed: int
    """When its text last changed."""
    initials: set[NationId] = Factory(set)
    basis: bool = False
    """It is the basis of the table where it lies."""
    leaked: bool = False
    """It became known while it was secret."""
    failed: set[NationId] = Factory(set)
    """Whose home refused it."""
    endorsed: set[NationId] = Factory(set)
    objected: set[NationId] = Factory(set)
    reports: dict[int, str] = Factory(dict)
    """Clause (from 1) -> the last report on it."""
    fragile: tuple[int, ...] = ()
    """Clauses that dispose of what belongs to a nation which did not sign."""


@define
class RemedySeen:
    """A demand for cure, a case before a court, or a guarantor's duty."""

    opened: RemedyOpened
    turn: int
    how: str = ""
    """Empty while it is open."""


@define
class PressureSeen:
    """A tool in force."""

    pressed: Pressed
    turn: int
    """When it came to its level."""


@define
class ClosedSeen:
    """An issue that a text in force has closed."""

    option: OptionId
    ref: Ref
    turn: int


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
