"""The state of one crisis: the fold of its facts.

Owns: the frozen values that `facts.apply` builds and every decision reads.
Does not know: how anything comes about (the rooms of the rules) or who may see it (decided where it is told).

Maps are plain dicts that are replaced, never changed; what was said is `Grown`. Pairs are directed: ``pairs[a, b]`` is
a's view of b.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar

from attrs import field

from detente_server.rules.grown import Grown
from detente_server.rules.pack import Mode, Sheet
from detente_wire.acts import Act, Motion, VoteChoice
from detente_wire.legacy import Legacy
from detente_wire.notices import (
    Cause,
    EngagementResult,
    InstrumentStatus,
    MotionDecided,
    RemedyKind,
    RemedyResult,
)
from detente_wire.terms import (
    ChannelId,
    ChannelKind,
    Choice,
    Claim,
    Clause,
    Demand,
    EngagementKind,
    Favour,
    Footing,
    Hash,
    InstitutionId,
    Instrument,
    IssueId,
    MediumId,
    NationId,
    OptionId,
    Package,
    Promise,
    Protocol,
    Ref,
    Tool,
    VenueId,
)
from detente_wire.values import frozen

Pair = tuple[NationId, NationId]
T = TypeVar("T")


def changed(value: T, **changes: Any) -> T:
    """A copy of one of these values with some fields changed.

    As `attrs.evolve`, without running validators, converters and defaults again: none of these classes has any, and a
    match makes thousands of copies. It needs the instance dict, hence ``slots=False`` here.
    """
    copy = object.__new__(type(value))
    copy.__dict__ = {**value.__dict__, **changes}
    return copy


Band = Literal["low", "mid", "high"]


@frozen(slots=False)
class NationState:
    """One nation's dials and what it has at stake."""

    sheet: Sheet
    """The card of this match, as drawn."""
    capital: int
    standing: int
    word: int
    home: int
    strain: int = 0
    envoys: int = 0
    """Left this turn; those reserved by open invitations and sealed acts are taken off already."""
    band: Band = "mid"
    """Home band as of DAWN."""
    drift: int = 0
    """The pack's BATNA drift so far."""
    stall_loss: int = 0
    """BATNA lost to stall, 0..8."""
    sanctions_loss: int = 0
    """BATNA lost to sanctions, 0..12."""
    lost_envoys: int = 0
    """Envoys that a covert act takes next turn."""
    broken_pledges: int = 0
    """Public pledges broken or withdrawn."""
    breaches: int = 0
    """Own breaches found."""
    force3_turns: int = 0
    """Turns spent at force 3."""
    concerns: tuple[IssueId, ...] = ()
    sells: tuple[int, ...] = ()
    """Turns in which an envoy sold at home."""
    honours: tuple[NationId, NationId] | None = None
    """(best listener, trusted hand) as this nation names them."""


@frozen(slots=False)
class PairState:
    """What one nation feels and knows about another."""

    trust: int
    marks: int = 0
    grievance: int = 0
    footing: Footing = "equal"
    """By the last protocol that both accepted."""
    face: bool = False
    """It holds a face with the other: its next yield to it, or a red line in a text with it, costs half."""


# -- talks ------------------------------------------------------------------------------------------------------


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


@frozen(slots=False)
class Engagement:
    """An invitation to one guest, and what became of it; a reception is as many as it has guests."""

    ref: Ref
    kind: EngagementKind
    host: NationId
    guest: NationId
    turn: int
    issue: IssueId | None = None
    option: OptionId | None = None
    over: OptionId | None = None
    hint: Choice | None = None
    """Reception: what its host lets fall before those who come."""
    party: Ref | None = None
    """Reception: the reference that its invitations share."""
    open: bool = True
    """Not answered yet."""
    result: EngagementResult | None = None
    referred: tuple[tuple[NationId, Package], ...] = ()
    """Walk: what each of the two put forward ad referendum."""
    initialled: bool = False
    """Walk: one of these packages was initialled in time, and the two have their deed."""


@frozen(slots=False)
class Study:
    """A proposal to study a package together, until the other names the same one."""

    ref: Ref
    by: NationId
    nation: NationId
    base: Package
    turn: int
    open: bool = True


@frozen(slots=False)
class AppealState:
    """A favour asked in the name of what is between two nations."""

    ref: Ref
    by: NationId
    nation: NationId
    """Of whom it is asked."""
    favour: Favour
    turn: int
    status: Literal["open", "granted", "refused", "unanswered", "withdrawn", "paid"] = "open"
    """``paid``: the vote that was granted has been given."""


@frozen(slots=False)
class PledgeState:
    """A standing or ended pledge."""

    ref: Ref
    by: NationId
    promise: Promise
    public: bool
    heard: tuple[NationId, ...]
    turn: int
    status: Literal["standing", "kept", "broken", "withdrawn", "expired"] = "standing"
    arrived: bool = True
    """Those it was made to have it; False while the letter that carries it is under way, or lost."""
    published: bool = False
    """A private one that was printed against its author's will."""
    hidden: bool = False
    """Broken by a text that those it was made to may not know of yet."""
    text: Ref | None = None
    """The document or assurance that broke it, if one did."""


@frozen(slots=False)
class ThreatState:
    """A standing or ended threat."""

    ref: Ref
    by: NationId
    target: NationId
    demand: Demand
    tool: Tool
    level: int
    by_turn: int
    public: bool
    turn: int
    capital: int = 0
    """Reserved when made."""
    formula: bool = False
    """Its demand is a mediator's formula."""
    arrived: bool = True
    """The target has it; False while the letter that carries it is under way, or lost."""
    status: Literal["standing", "yielded", "carried-out", "backed-down", "met", "withdrawn"] = "standing"


# -- instruments ------------------------------------------------------------------------------------------------


@frozen(slots=False)
class ClauseState:
    """How one clause of an instrument in force is being kept."""

    manner: Literal["comply", "delay", "cheat"] = "comply"
    due: int = 0
    """The turn at whose RESOLVE it falls due; 0: not yet in force."""
    status: Literal["pending", "performed", "delayed", "breached", "suspended", "void", "expired"] = "pending"
    cheated: bool = False
    """A cheat is rolled for: it stands, or was given up before two rolls."""
    rolls: int = 0
    """Detection rolls of this cheat so far."""
    found: int = 0
    """The turn in which the last breach of it was found; 0: never."""
    mended: bool = False
    """A breach of it was made good: it is looked at as by an inspector from then on."""
    lifted: int = 0
    """Level of the sanctions that performing it lifted; they snap back when a breach undoes it."""
    fragile: bool = False
    """It disposes of the land or rights of a nation that did not sign: a diktat, and may not last."""


@frozen(slots=False)
class Document:
    """An instrument with its life."""

    ref: Ref
    author: NationId
    text: Instrument
    hash: Hash
    status: InstrumentStatus
    turn: int
    """When it was drafted."""
    seen: tuple[NationId, ...] = ()
    """Who may see it (author and, once tabled, parties and listeners), until it is public."""
    public: bool = False
    initials: tuple[NationId, ...] = ()
    initialled_turn: int = 0
    signed_turn: int = 0
    ratified: tuple[NationId, ...] = ()
    failed: tuple[NationId, ...] = ()
    """Nations whose home refused it at least once."""
    force_turn: int = 0
    """When it entered into force."""
    clauses: tuple[ClauseState, ...] = ()
    endorsed: tuple[NationId, ...] = ()
    objected: tuple[NationId, ...] = ()
    leaked: bool = False
    """Became known while secret."""
    bound: tuple[NationId, ...] = ()
    """Parties that did not sign and that a body's decision binds."""
    mediator: NationId | None = None
    """First tabled by a nation that is neither side."""
    tabled_turn: int = 0
    channel: ChannelId | None = None
    """Where it was tabled, if in a channel."""
    host: NationId | None = None
    """On whose soil it was tabled, if the venue has a host."""
    basis: bool = False
    """It is the basis of the table where it lies: free to table again, and +1 on every party's sum."""
    legacy: int = 0
    """Its number among the texts of the legacy, if an earlier crisis left it; 0: it is of this one."""
    diktat: bool = False
    """What its fragile clauses cost the signatories has been booked."""

    def seen_by(self, nation: NationId) -> bool:
        """Whether the nation may see the text."""
        return self.public or nation in self.seen


@frozen(slots=False)
class AssuranceState:
    """An accepted ASSURE: unwritten, unratified, secret."""

    ref: Ref
    giver: NationId
    receiver: NationId
    clause: Clause
    keeping: ClauseState
    turn: int
    in_force: bool = False
    published: bool = False


@frozen(slots=False)
class Remedy:
    """What follows a breach: a demand for cure, a case before a court, a guarantor's duty."""

    kind: RemedyKind
    ref: Ref
    """Of the text or assurance."""
    clause: int
    by: NationId
    """Who demands, sues, or guarantees."""
    nation: NationId
    """Who performs the clause."""
    turn: int
    by_turn: int
    """At whose RESOLVE it is decided at the latest."""
    how: RemedyResult | None = None
    """None while it is open."""

    @property
    def key(self) -> RemedyKey:
        """Where it stands in the state; a new one of the same key takes the place of one that is over."""
        return (self.kind, self.ref, self.clause, self.by)


RemedyKey = tuple[RemedyKind, Ref, int, NationId]


# -- institutions -----------------------------------------------------------------------------------------------


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


# -- pressure ---------------------------------------------------------------------------------------------------


@frozen(slots=False)
class Sanctions:
    """One regime of a pair."""

    by: NationId
    target: NationId
    level: int
    since: int
    """The turn in which it was first imposed."""


@frozen(slots=False)
class Show:
    """A nation's show of force; one at a time."""

    by: NationId
    target: NationId
    level: int
    since: int
    """The turn in which it came to its level."""
    burden: int = 0
    """BATNA that it takes from its target while it lasts."""
    gain: int = 0
    """BATNA that it gives its author while it lasts."""


@frozen(slots=False)
class CovertAct:
    """A covert act whose author may yet be found."""

    ref: Ref
    by: NationId
    target: NationId
    level: int
    turn: int
    rolls: int = 0
    """Attribution rolls so far."""
    attributed: bool = False
    spilled: NationId | None = None
    """The bystander that it hit, who resents it once the author is known."""


@frozen(slots=False)
class Suit:
    """A legal offensive under way."""

    ref: Ref
    by: NationId
    target: NationId
    due: int


@frozen(slots=False)
class SealedAct:
    """A sealed act as entered, with what is reserved for it."""

    slot: str
    ref: Ref
    act: Act
    envoys: int = 0
    capital: int = 0


# -- the turn under way -----------------------------------------------------------------------------------------


@frozen(slots=False)
class Earned:
    """A move of trust or marks that TALKS earned; it is booked at step 0 of RESOLVE."""

    of: NationId
    toward: NationId
    kind: Literal["loss", "contact", "deed", "marks", "grievance"]
    by: int
    because: Cause


@frozen(slots=False)
class TensionAct:
    """One act that raised tension, before caps and halves (rules, section 6)."""

    by: NationId
    amount: int
    """Whole points."""
    because: Cause
    hidden: bool = False
    """Its author is not known: printed and weighed as an unknown hand's."""


@frozen(slots=False)
class TensionNote:
    """Tension outside the acts (injects, stand-downs, doubtful reports): booked at step 7 as it is."""

    amount: int
    because: Cause


@frozen(slots=False)
class Today:
    """What happened in this turn; empty at DAWN."""

    earned: tuple[Earned, ...] = ()
    pressing: tuple[TensionAct, ...] = ()
    noted: tuple[TensionNote, ...] = ()
    formal: tuple[Pair, ...] = ()
    """(asked, answered): exchanges answered in a meeting that is not discreet."""
    touched: frozenset[Pair] = frozenset()
    """Pairs (both directions) between whom something happened: no decay."""
    place: frozenset[Pair] = frozenset()
    """Pairs that were in one place."""
    contact: Mapping[Pair, int] = field(factory=dict)
    """Contact trust booked in this RESOLVE already, of the most that a turn gives."""
    counts: Mapping[str, int] = field(factory=dict)
    """Limits and roll numbers of this turn, by key."""


@frozen(slots=False)
class Crisis:
    """Escalation, stall, and what is settled."""

    tension: int = 0
    dawn_tension: int = 0
    stall: int = 0
    recess_until: int = 0
    """The tide stops up to and including this turn."""
    recesses: int = 0
    last_recess: int = 0
    table_closed: int = 0
    """No conference in this turn (after a walk-out)."""
    agreed: frozenset[Choice] = frozenset()
    """Provisionally agreed at some time; each counts once."""
    cooled: frozenset[IssueId] = frozenset()
    """Issues that gave their -3 when all principals initialled them."""
    closed: Mapping[IssueId, tuple[OptionId, Ref]] = field(factory=dict)
    """Issues closed, by which option and by which document or assurance."""
    proof_turn: int = 0
    """The turn in which the last issue was closed; 0: open issues."""
    fired: frozenset[str] = frozenset()
    """Injects that happened."""
    demarches: Mapping[NationId, tuple[int, int]] = field(factory=dict)
    """From which turn until which a nation's acts weigh half."""
    tension_history: tuple[tuple[NationId, int, int], ...] = ()
    """(nation, turn, counted points) for the two-turn cap."""


Outcome = Literal["settled", "partial", "frozen", "war"]


@frozen(slots=False)
class State:
    """Everything the rules know."""

    turn: int = 0
    """0 before the match begins."""
    mode: Mode = "variable"
    outcome: Outcome | None = None
    """Set when the match is over."""
    crisis: Crisis = Crisis()
    nations: Mapping[NationId, NationState] = field(factory=dict)
    pairs: Mapping[Pair, PairState] = field(factory=dict)
    channels: Mapping[ChannelId, Channel] = field(factory=dict)
    spoken: Grown[Ref, Spoken] = field(factory=Grown)
    engagements: Mapping[Ref, Engagement] = field(factory=dict)
    studies: Mapping[Ref, Study] = field(factory=dict)
    studied: Mapping[Pair, tuple[tuple[Package, Package], ...]] = field(factory=dict)
    """What each learned of the other in joint studies: (what both would give up, what both would rather have)."""
    appeals: Mapping[Ref, AppealState] = field(factory=dict)
    learned: Mapping[Pair, tuple[Claim, ...]] = field(factory=dict)
    """True preferences that the first learned of the second otherwise than by insight, in order."""
    pledges: Mapping[Ref, PledgeState] = field(factory=dict)
    threats: Mapping[Ref, ThreatState] = field(factory=dict)
    documents: Mapping[Ref, Document] = field(factory=dict)
    assurances: Mapping[Ref, AssuranceState] = field(factory=dict)
    remedies: Mapping[RemedyKey, Remedy] = field(factory=dict)
    bodies: Mapping[InstitutionId, BodyState] = field(factory=dict)
    """Institutions that exist."""
    motions: Mapping[Ref, MotionState] = field(factory=dict)
    floors: Mapping[ChannelId, Floor] = field(factory=dict)
    sanctions: Mapping[Pair, Sanctions] = field(factory=dict)
    recalls: Mapping[Pair, int] = field(factory=dict)
    """Recalled ambassadors: (author, target) -> the turn at whose RESOLVE they are back."""
    shows: Mapping[NationId, Show] = field(factory=dict)
    covert: Mapping[Ref, CovertAct] = field(factory=dict)
    suits: Mapping[Ref, Suit] = field(factory=dict)
    sealed: Mapping[NationId, Mapping[str, SealedAct]] = field(factory=dict)
    legacy: Legacy | None = None
    """What the match leaves; set at its end, if it plays with legacies."""
    today: Today = Today()
    ever: Mapping[str, int] = field(factory=dict)
    """Limits of a whole match, by key."""

    @property
    def rung(self) -> int:
        """0..10."""
        return self.crisis.tension // 10
