"""Everything that a viewer can be told about a match: one frozen class a kind of notice.

Owns: the bodies of notices. The rules tell them, the match stores them with their audience, a client folds them.
Does not know: audiences, cursors, who is seated, the words that people wrote (a delivery carries those beside the
body, see `detente_wire.messages.Heard`).

A notice is built up from what its audience may know, so one happening may be told in two ways; what is not a field
here cannot leak. `v1` only grows: new kinds, and new fields with defaults.
"""

from __future__ import annotations

from typing import Literal, get_args

from detente_wire.acts import Act, Motion, PollQuestion, Send, kind_of
from detente_wire.legacy import CrisisPlayed, Heir, Legacy, Tag
from detente_wire.terms import (
    ChannelId,
    ChannelKind,
    Choice,
    Claim,
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


@frozen
class Cause:
    """Why a dial moved: a word of a closed list, and who and what, as far as the audience may know."""

    why: str
    """E.g. ``tide``, ``sanctions``, ``lie``, ``contact-meeting``; the list is `detente_wire.causes.CAUSES`."""
    by: NationId | None = None
    """Whose act it was; None: nobody's, or an unknown hand's."""
    ref: Ref | None = None
    """What it was, if it has a name."""


# -- the frame of a match ---------------------------------------------------------------------------------------


@frozen
class MatchBegan:
    """To all: what is played, and the sealed promise about the dice."""

    pack: str
    pack_digest: str
    rules_digest: str
    mode: Literal["variable", "historical"]
    commitment: str
    """sha256 of the salt in hex; empty where the salt is (solo, tests, openly marked matches)."""
    nations: tuple[NationId, ...]


@frozen
class LegacyTaken:
    """To all, at the opening: what this crisis begins with from those before it."""

    crises: tuple[CrisisPlayed, ...]
    heirs: tuple[Heir, ...]
    tags: tuple[Tag, ...]
    """Those that this crisis reads, of nations by their ids here."""
    tension: int
    """By how much it begins higher."""
    reopened: tuple[IssueId, ...] = ()
    """Extra issues: fragile clauses that came back."""
    held: int = 0
    """How many fragile clauses were called in question, and held."""
    texts: tuple[Ref, ...] = ()
    """Instruments that are still in force; each is shown."""
    institutions: tuple[InstitutionId, ...] = ()


@frozen
class LegacyLeft:
    """To all, after the end: what the match leaves to the next one."""

    legacy: Legacy


@frozen
class SheetPoints:
    """One issue's points, in pack order of its options."""

    issue: IssueId
    points: tuple[int, ...]


@frozen
class SheetDealt:
    """To its owner: the secret instruction card of this match, and the start of the owner-only dials."""

    nation: NationId
    card: str
    points: tuple[SheetPoints, ...]
    batna: int
    red_lines: tuple[Choice, ...]
    home: int
    capital: int
    ratifier: int = 0
    """What its own ratification sum must reach."""
    intel: int = 0
    cyber: int = 0
    force: int = 0
    trade: int = 0
    law: int = 0
    """Capacities, 0..3."""
    contacts: tuple[NationId, ...] = ()
    """With whom a back-channel needs no trust."""
    trade_partners: tuple[NationId, ...] = ()
    status_quo: Package = ()
    """What open issues are worth to it, if the pack names it."""


@frozen
class SeatChanged:
    """To all: who speaks for a nation now."""

    nation: NationId
    holder: Literal["player", "bot", "charge", "minister", "empty"]
    name: str = ""


@frozen
class NationAtDawn:
    """What everybody sees of a nation at DAWN."""

    nation: NationId
    standing: int
    word: int
    strain: int
    band: Literal["low", "mid", "high"]
    envoys: int
    """Envoys of this turn."""


@frozen
class TurnBegan:
    """To all: a new turn's TALKS are open."""

    turn: int
    date: str
    tension: int
    stall: int
    nations: tuple[NationAtDawn, ...]


@frozen
class ClockSet:
    """To all: when this turn's TALKS close; 0: when all are ready."""

    deadline_s: int
    """Absolute server time in whole seconds (Unix)."""
    paused: bool = False
    """The clock stands; the deadline moves by as long as it does."""
    goes_on_s: int = 0
    """While it stands: when it goes on by itself."""


@frozen
class TableLaid:
    """To all, at muster: how this table is set, where it is not as usual."""

    umpire: bool = False
    """An umpire reads everything, whatever its audience, or may come to."""
    drawn: bool = False
    """Seats are drawn at the beginning."""
    anonymous: bool = False
    """No names until the end."""
    muster_s: int = 0
    """Within this time all must confirm with READY once the seats are taken."""


@frozen
class UmpireSeated:
    """To all: somebody reads everything in this match from now on, or no longer."""

    name: str
    present: bool = True


@frozen
class Mustered:
    """To all: how many of those who are seated have confirmed that they are there; not who."""

    confirmed: int
    of: int
    until_s: int
    """By when all must have; 0: a seat is free again, and nobody need confirm now."""


@frozen
class OrderGiven:
    """To all: somebody in charge, or the table by vote, changed how the match goes on."""

    role: Literal["umpire", "operator", "host", "table"]
    order: Literal["extend", "pause", "go-on", "replace", "end", "credit"]
    seconds: int = 0
    """``extend`` and ``credit``: by how much; ``pause``: for how long at most."""
    nation: NationId | None = None
    """``replace``: whose seat."""


@frozen
class NewsTold:
    """To all: the umpire tells what happened in the world; the words stand beside."""

    ref: Ref
    role: Literal["umpire", "operator", "host"] = "umpire"
    tension: int = 0
    """By how much tension moves at the end of the turn because of it."""


@frozen
class Whispered:
    """To one seat: the umpire says something to it alone; the words stand beside."""

    ref: Ref
    nation: NationId
    role: Literal["umpire", "operator", "host"] = "umpire"


@frozen
class Polled:
    """To all: how a secret vote of the table stands."""

    question: PollQuestion
    nation: NationId | None
    yes: int
    no: int
    needs: int
    """Votes for it that carry it."""
    outcome: Literal["open", "carried", "failed"] = "open"


@frozen
class DeadlineNear:
    """To a seat that has sent nothing this turn: the talks close soon."""

    deadline_s: int


@frozen
class Excused:
    """To a seat: its player is excused, and how many turns of that are left."""

    until_turn: int
    """The last turn that he is excused from."""
    left: int


@frozen
class NameOpened:
    """Who spoke for a nation at the end."""

    nation: NationId
    name: str


@frozen
class NamesOpened:
    """To all, at the end of a match without names: who was who."""

    names: tuple[NameOpened, ...]


@frozen
class Injected:
    """Something happened in the world; its words are the pack's text ``inject-<id>``."""

    inject: str
    title: str


@frozen
class Papers:
    """To a seat alone, or to all: a text of the pack, such as briefing, notes, bulletin, inject, debrief."""

    text: str
    """The pack's text id, e.g. ``briefing-gbr``."""
    title: str
    body: str
    """Markdown."""


@frozen
class DialMoved:
    """A dial of a nation, a pair or the crisis moved."""

    dial: Literal[
        "tension", "stall", "standing", "word", "strain",
        "home", "capital", "envoys", "batna",
        "trust", "marks", "grievance",
    ]  # fmt: skip
    by: int
    now: int
    because: Cause
    of: NationId | None = None
    """None for the crisis's own dials."""
    toward: NationId | None = None
    """For trust, marks and grievance."""


# -- channels ---------------------------------------------------------------------------------------------------


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


# -- listening --------------------------------------------------------------------------------------------------


@frozen
class IssuePreference:
    """Best to worst options of one issue."""

    issue: IssueId
    options: tuple[OptionId, ...]


@frozen
class InsightGained:
    """To its owner alone: what a level of insight shows, truthfully (rules, section 4, Insight)."""

    nation: NationId
    """Of whom."""
    level: int
    """0..5."""
    issues: tuple[IssueId, ...] = ()
    """Level 1: the top one; from level 2 all, most weighty first."""
    preferences: tuple[IssuePreference, ...] = ()
    """Level 3: of the top two issues; from level 4 of all."""
    red_lines: tuple[Choice, ...] | None = None
    """From level 4."""
    batna: int | None = None
    """Level 5: to the nearest 5."""


@frozen
class Learned:
    """To its owner alone: a true preference of another nation."""

    nation: NationId
    claim: Claim
    how: Literal["dinner", "study"]


@frozen
class SelfShown:
    """To a guest alone: the host's self card, after a tour."""

    nation: NationId
    values: tuple[str, ...]
    interests: tuple[str, ...]
    ideology: str
    likes: tuple[str, ...]
    dislikes: tuple[str, ...]


@frozen
class LieFound:
    """To the victim alone: this claim was false."""

    ref: Ref
    by: NationId
    claim: Claim


@frozen
class Denounced:
    """To all: a certified lie."""

    ref: Ref
    by: NationId
    liar: NationId
    claim: Claim


@frozen
class ConcernsNamed:
    """To all, turn 1: the three issues a nation says it cares about."""

    nation: NationId
    issues: tuple[IssueId, ...]


# -- engagements ------------------------------------------------------------------------------------------------


EngagementResult = Literal["success", "flat", "gaffe", "declined", "unanswered", "withdrawn"]


@frozen
class EngagementAsked:
    """To the pair."""

    ref: Ref
    kind: EngagementKind
    host: NationId
    guest: NationId
    guests: tuple[NationId, ...] = ()
    """Reception: all who are asked, in pack order."""


@frozen
class EngagementEnded:
    """To the pair."""

    ref: Ref
    result: EngagementResult
    manner: Literal["open", "guarded"] | None = None


@frozen
class Hinted:
    """To a guest who came to a reception: what the host let fall; to all, if it came out as a rumour."""

    ref: Ref
    """The invitation; of a rumour the reception."""
    by: NationId
    choice: Choice
    rumour: bool = False


@frozen
class Referred:
    """To the two who walked: a package put forward ad referendum."""

    ref: Ref
    walk: Ref
    by: NationId
    package: Package


@frozen
class StudyAsked:
    """To the pair: a base for a joint study is proposed."""

    ref: Ref
    by: NationId
    nation: NationId
    base: Package


@frozen
class StudyEnded:
    """To the pair alone: what the experts of both found, or why there was no study."""

    ref: Ref
    how: Literal["studied", "declined", "unanswered", "withdrawn"]
    change: Package = ()
    """The two issues on which both would gain most by another option; nothing: there are no such two."""


@frozen
class AppealMade:
    """To the pair: a favour is asked."""

    ref: Ref
    by: NationId
    nation: NationId
    favour: Favour


@frozen
class AppealEnded:
    """To the pair."""

    ref: Ref
    how: Literal["granted", "refused", "unanswered", "withdrawn", "paid"]
    """``paid``: the vote that was owed has been given."""


@frozen
class StandstillGranted:
    """To all: an appeal was granted, and these two press each other not at all this turn."""

    ref: Ref
    parties: tuple[NationId, ...]


# -- promises and threats ---------------------------------------------------------------------------------------


@frozen
class Pledged:
    """To all, or to those it was made to."""

    ref: Ref
    by: NationId
    promise: Promise
    public: bool


@frozen
class PledgeEnded:
    """To the same."""

    ref: Ref
    by: NationId
    how: Literal["kept", "broken", "withdrawn", "expired"]


@frozen
class Threatened:
    """To all, or to author and target."""

    ref: Ref
    by: NationId
    nation: NationId
    demand: Demand
    tool: Tool
    level: int
    by_turn: int
    public: bool


@frozen
class ThreatEnded:
    """To the same."""

    ref: Ref
    by: NationId
    nation: NationId
    how: Literal["yielded", "carried-out", "backed-down", "met", "withdrawn"]


# -- instruments ------------------------------------------------------------------------------------------------

InstrumentStatus = Literal[
    "draft", "tabled", "initialled", "signed", "in-force", "suspended", "terminated", "lapsed", "expired"
]


@frozen
class InstrumentShown:
    """To those who may see it: the whole text as it now stands."""

    ref: Ref
    author: NationId
    text: Instrument
    hash: Hash
    status: InstrumentStatus
    initials: tuple[NationId, ...] = ()
    basis: bool = False
    """It is the basis of the table where it lies."""
    leaked: bool = False
    """It became known while it was secret: every home minds."""


@frozen
class Initialled:
    """To those who see the text."""

    ref: Ref
    by: NationId
    hash: Hash


@frozen
class InstrumentChanged:
    """To those who see the text: its status moved."""

    ref: Ref
    status: InstrumentStatus
    by: NationId | None = None
    why: str = ""


@frozen
class RatificationFailed:
    """To all: a nation's home refused; the text stays signed."""

    ref: Ref
    nation: NationId
    band: Literal["low", "mid", "high"]


@frozen
class Voiced:
    """To all (of a text that is not public: to those who see it): a nation endorsed or objected to a text."""

    ref: Ref
    nation: NationId
    voice: Literal["endorsed", "objected"]


@frozen
class ClauseReported:
    """To those who see the text (a found breach: to all): how a clause was kept, as far as is known."""

    ref: Ref
    clause: int
    by: NationId
    report: Literal["performed", "delayed", "compliant", "suspicious", "breached", "suspended", "void"]


RemedyKind = Literal["cure", "arbitration", "guarantee"]
RemedyResult = Literal["cured", "uncured", "awarded", "dismissed", "honoured", "failed", "released"]


@frozen
class RemedyOpened:
    """To those who see the text: what is asked for over a clause, and until when."""

    kind: RemedyKind
    ref: Ref
    clause: int
    by: NationId
    """Who demands the cure, who sues, whose guarantee is called upon."""
    nation: NationId
    """Who performs the clause."""
    by_turn: int
    """At whose RESOLVE it is decided at the latest."""


@frozen
class RemedyEnded:
    """To the same."""

    kind: RemedyKind
    ref: Ref
    clause: int
    by: NationId
    nation: NationId
    how: RemedyResult
    award: int = 0
    """Capital that a court made the loser pay."""


@frozen
class Imposed:
    """To all: a text in force disposes of the land or rights of nations that did not sign it."""

    ref: Ref
    owners: tuple[NationId, ...]
    """Whose they are."""
    clauses: tuple[int, ...]
    """The clauses that do it, from 1: they are fragile."""


@frozen
class IssueClosed:
    """To all unless the closing text is secret: then to its parties."""

    issue: IssueId
    option: OptionId
    ref: Ref


@frozen
class IssueReopened:
    """To whom its closing was told."""

    issue: IssueId


@frozen
class AssuranceEnded:
    """To giver and receiver: an unwritten undertaking took effect, or was broken."""

    ref: Ref
    how: Literal["in-force", "performed", "delayed", "breached", "expired"]


# -- pressure ---------------------------------------------------------------------------------------------------


@frozen
class Pressed:
    """To all: a tool was used; an unknown hand has no author."""

    tool: Tool
    target: NationId
    level: int
    """0: not known (an unknown hand)."""
    by: NationId | None = None
    ref: Ref | None = None


@frozen
class PressureEnded:
    """To all: sanctions lifted, force stood down, a tool ran out."""

    tool: Tool
    target: NationId
    by: NationId
    ref: Ref | None = None


@frozen
class Attributed:
    """To all: who the unknown hand was."""

    ref: Ref
    by: NationId
    target: NationId


@frozen
class CovertReported:
    """To its author alone: what became of a covert act."""

    ref: Ref
    report: Literal["done", "spilled", "attributed", "lapsed"]


@frozen
class Judged:
    """To all: a legal offensive ended."""

    by: NationId
    target: NationId
    won: bool


@frozen
class DemarcheHeld:
    """To all: the others named this nation together."""

    nation: NationId
    until_turn: int


# -- sealed acts ------------------------------------------------------------------------------------------------


@frozen
class Sealed:
    """To its owner alone: a sealed act as it stands; no act: taken back."""

    slot: str
    ref: Ref
    act: Act | None


# -- escalation and end -----------------------------------------------------------------------------------------


@frozen
class WalkedOut:
    """To all."""

    nation: NationId
    channel: ChannelId


@frozen
class RecessBegan:
    """To all."""

    until_turn: int


@frozen
class Accident:
    """To all: an incident that nobody ordered."""

    title: str


@frozen
class NationScore:
    """One seat's result."""

    nation: NationId
    score_tenths: int
    points: int
    """I: points of what is in force, open issues at BATNA's share."""
    share: int
    """Per mille of what was possible above BATNA."""
    home: int
    awards: tuple[str, ...] = ()


@frozen
class Ended:
    """To all: the match is over."""

    outcome: Literal["settled", "partial", "frozen", "war"]
    turn: int
    tension: int
    scores: tuple[NationScore, ...]
    nash: int
    """N, 0..100."""
    salt: str
    """The opened salt in hex, so that everybody can check the dice."""


@frozen
class DebriefSheet:
    """One nation's card, opened."""

    nation: NationId
    card: str
    points: tuple[SheetPoints, ...]
    batna: int
    batna_end: int
    red_lines: tuple[Choice, ...]
    home: int
    capital: int


@frozen
class Deal:
    """One complete deal with everybody's points, in order of the nations."""

    package: Package
    points: tuple[int, ...]


@frozen
class LieTold:
    """A false claim, exposed or not."""

    ref: Ref
    by: NationId
    claim: Claim
    exposed: bool


@frozen
class Debrief:
    """To all, after the end: everything."""

    nations: tuple[NationId, ...]
    sheets: tuple[DebriefSheet, ...]
    deals: int
    """How many deals the issues allow."""
    feasible: int
    frontier: tuple[Deal, ...]
    nash: Deal | None
    historical: Deal | None
    signed: Package
    lies: tuple[LieTold, ...]
    tipped: tuple[NationId, ...] = ()
    """After a war: whose acts raised tension most in the turn that brought it."""
    peace_witnesses: tuple[NationId, ...] = ()
    """After a war: who raised nothing for three turns and had a feasible deal on the table."""


# -- institutions -----------------------------------------------------------------------------------------------


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


Notice = (
    MatchBegan | LegacyTaken | SheetDealt | SeatChanged | TurnBegan | ClockSet | Injected | Papers | DialMoved
    | Invited | ProtocolAnswered | FootingChanged | FaceChanged
    | ChannelOpened | ChannelChanged | Said | Letter | Minutes | Disavowed
    | InsightGained | Learned | SelfShown | LieFound | Denounced | ConcernsNamed
    | EngagementAsked | EngagementEnded | Hinted | Referred
    | StudyAsked | StudyEnded | AppealMade | AppealEnded
    | StandstillGranted | Pledged | PledgeEnded | Threatened | ThreatEnded
    | InstrumentShown | Initialled | InstrumentChanged | RatificationFailed | Voiced | ClauseReported
    | Imposed | RemedyOpened | RemedyEnded | IssueClosed | IssueReopened | AssuranceEnded
    | Pressed | PressureEnded | Attributed | CovertReported | Judged | DemarcheHeld | Sealed
    | InstitutionStands | InstitutionEnded | MotionDecided
    | WalkedOut | RecessBegan | Accident | Ended | Debrief | LegacyLeft
    | TableLaid | UmpireSeated | Mustered | OrderGiven | NewsTold | Whispered | Polled | DeadlineNear | Excused
    | NamesOpened
)  # fmt: skip

NOTICES: dict[str, type[Notice]] = {kind_of(notice): notice for notice in get_args(Notice)}
"""Every notice by its kind on the wire."""

NOTICE_NAMES: dict[type[Notice], str] = {notice: kind for kind, notice in NOTICES.items()}
