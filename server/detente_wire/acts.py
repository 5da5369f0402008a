"""The registry of acts: everything that a nation can do, and all that the rules read (rules, section 4).

Owns: one frozen class an act, its kind on the wire, and the union of them.
Does not know: costs, permissions, effects (the rules), or the free text that may go with an act (the command carries
it).

Commands are imperatives. `ref` always names the thing that an act answers or changes; a `hash` names the exact
text agreed to. There are no toggles.
"""

from __future__ import annotations

from typing import Literal, get_args

from attrs import field
from attrs.validators import ge, le

from detente_wire.terms import (
    ChannelId,
    Choice,
    Claim,
    Clause,
    Demand,
    EngagementKind,
    Favour,
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

MotionKind = Literal[
    "recess", "agenda", "elect", "basis", "close", "adjourn",
    "recommend", "sanction", "inspect", "mediate", "bind", "administer", "fund", "rescind",
]  # fmt: skip
"""What can be moved, in order of precedence; from ``recommend`` on it is substance, for which a body needs a power."""
VoteChoice = Literal["yes", "no", "abstain"]

# -- about channels ---------------------------------------------------------------------------------------------


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


@frozen
class Say:
    """Free text in an open channel; the rules read nothing in it."""

    channel: ChannelId
    aside_to: tuple[NationId, ...] = ()
    """An aside to these members only: meetings and conferences, once each a turn."""


@frozen
class Send:
    """A letter: text and any package, one pledge, one threat."""

    medium: MediumId
    to: tuple[NationId, ...]
    subject: IssueId | None = None
    reply_to: Ref | None = None
    package: Package = ()
    promise: Promise | None = None
    demand: Demand | None = None
    """With `tool`, `level` and `by_turn`: a private threat."""
    tool: Tool | None = None
    level: int = field(default=0, validator=[ge(0), le(3)])
    by_turn: int = field(default=0, validator=[ge(0), le(999)])


@frozen
class Forward:
    """Send a record that you hold on to others, by letter medium; back-channel records may be altered."""

    record: Ref
    medium: MediumId
    to: tuple[NationId, ...]
    altered: Package | None = None
    """Back-channel records only: the package it is made to say."""


@frozen
class Quote:
    """Read a record that you hold out in a meeting or back-channel; back-channel records may be altered."""

    channel: ChannelId
    record: Ref
    altered: Package | None = None
    """Back-channel records only: the package it is made to say."""


@frozen
class Publish:
    """Print a letter, minutes or a text of clauses that you hold for everybody (one a turn, 1 capital)."""

    record: Ref


@frozen
class Disavow:
    """Deny a back-channel of your own that the last gazette printed."""

    record: Ref
    """Its channel, as the gazette names it, or an act said in it."""


@frozen
class Denounce:
    """Publicly certify that a claim made to you was a lie, within two turns of finding out."""

    lie: Ref


# -- said in a channel ------------------------------------------------------------------------------------------


@frozen
class Offer:
    """Propose a package in a channel; it stands until withdrawn or replaced by your next one there."""

    channel: ChannelId
    package: Package


@frozen
class Accept:
    """Accept an offer, assurance or recess, naming the exact text."""

    ref: Ref
    hash: Hash


@frozen
class Reject:
    """Refuse an offer, assurance or recess."""

    ref: Ref
    reason: Literal["too-little", "red-line", "not-now", "not-with-you", "other"] = "other"


@frozen
class Ask:
    """Ask a member of the channel what an issue means to it."""

    channel: ChannelId
    nation: NationId
    issue: IssueId


@frozen
class Tell:
    """Claim something of yourself; with `ref` it answers an ASK."""

    channel: ChannelId
    claim: Claim
    ref: Ref | None = None


@frozen
class Restate:
    """Say back what you heard `nation` want, before your first offer there."""

    channel: ChannelId
    nation: NationId
    claim: Claim


@frozen
class Confirm:
    """Yes, that is what I said."""

    ref: Ref


@frozen
class Correct:
    """No: rather this."""

    ref: Ref
    claim: Claim


@frozen
class Pledge:
    """Promise, publicly (public statement or any channel) or to the members of a channel."""

    channel: ChannelId
    promise: Promise
    public: bool = False


@frozen
class Threaten:
    """Do this by then, or I use that tool."""

    channel: ChannelId
    nation: NationId
    demand: Demand
    tool: Tool
    level: int = field(validator=[ge(1), le(3)])
    by_turn: int = field(validator=[ge(1), le(999)])
    public: bool = False


@frozen
class Assure:
    """Give an unwritten undertaking; it takes effect if its receiver accepts."""

    channel: ChannelId
    clause: Clause


@frozen
class Withdraw:
    """Take back an offer, invitation, draft, pledge, threat or sealed act of your own."""

    ref: Ref


# -- motions in a conference ------------------------------------------------------------------------------------


@frozen
class Motion:
    """Move that a conference, or the body whose session it is, should do something; another has to second it."""

    channel: ChannelId
    kind: MotionKind
    until_turn: int = field(default=0, validator=[ge(0), le(999)])
    """``recess``: until this turn."""
    issue: IssueId | None = None
    """``agenda``: the issue to be dealt with."""
    nation: NationId | None = None
    """``elect``, ``sanction``, ``inspect``, ``fund``: whom."""
    ref: Ref | None = None
    """``basis``, ``recommend``, ``mediate``, ``bind``, ``administer``: the text; ``rescind``: the motion carried."""
    hash: Hash | None = None
    """``basis``, ``recommend``, ``mediate``, ``bind``: of that very text."""
    clause: int = field(default=0, validator=[ge(0), le(999)])
    """``administer``: counted from 1."""


@frozen
class Second:
    """Support a motion, so that it comes to the vote; it is a vote for it."""

    ref: Ref


@frozen
class Vote:
    """Vote on a motion that has been seconded; a vote once cast stands."""

    ref: Ref
    choice: VoteChoice


# -- informal ---------------------------------------------------------------------------------------------------


@frozen
class Engage:
    """Invite to an engagement: a guest, or up to five to a reception; a gesture needs no answer."""

    kind: EngagementKind
    guests: tuple[NationId, ...]
    issue: IssueId | None = None
    """Dinner: the host learns which of two options of it the guest ranks higher."""
    option: OptionId | None = None
    over: OptionId | None = None
    hint: Choice | None = None
    """Reception: what the host lets fall before those who come; it binds nobody and nobody can prove it."""


@frozen
class Answer:
    """Accept an engagement, openly or guardedly (declining: Decline is for channels; use Reject)."""

    ref: Ref
    manner: Literal["open", "guarded"]


@frozen
class AdReferendum:
    """Put one package forward on a walk that went well, subject to what both homes say; it binds nobody."""

    ref: Ref
    """The walk."""
    package: Package


@frozen
class JointStudy:
    """Name a complete package that one of you tabled, for experts of both to better (1 envoy each)."""

    nation: NationId
    base: Package


@frozen
class Appeal:
    """Ask a favour in the name of what is between you, once a pair; answered by GRANT or REJECT."""

    nation: NationId
    favour: Favour


@frozen
class Grant:
    """Grant an appeal."""

    ref: Ref


# -- instruments ------------------------------------------------------------------------------------------------


@frozen
class Draft:
    """Write an instrument down; only its author sees it."""

    text: Instrument


@frozen
class Table:
    """Lay a draft before its parties (1 envoy), and before the members of a channel."""

    ref: Ref
    channel: ChannelId | None = None


@frozen
class Amend:
    """Replace a draft's or tabled text (1 envoy once tabled); clears every initial."""

    ref: Ref
    text: Instrument


@frozen
class Initial:
    """Initial the exact text; initialled by all its parties it is frozen."""

    ref: Ref
    hash: Hash


@frozen
class SellAtHome:
    """Spend an envoy to win support for ratification: +4 on your own sum this turn and next."""


@frozen
class Suspend:
    """Answer a found breach: the breached clause binds no more."""

    ref: Ref
    clause: int = field(validator=[ge(1), le(999)])


@frozen
class Terminate:
    """End a breached text, or one that is signed and not yet in force."""

    ref: Ref


@frozen
class Cure:
    """Demand that a clause found broken be made good within two turns."""

    ref: Ref
    clause: int = field(validator=[ge(1), le(999)])


@frozen
class Arbitrate:
    """Bring another party's clause before the court that the text provides (1 envoy, 1 capital)."""

    ref: Ref
    clause: int = field(validator=[ge(1), le(999)])


# -- sealed until RESOLVE ---------------------------------------------------------------------------------------


@frozen
class Sign:
    """Sign the exact text; counts only if every party signed the same hash."""

    ref: Ref
    hash: Hash


@frozen
class Endorse:
    """Lend a visible text your voice (1 envoy)."""

    ref: Ref
    hash: Hash


@frozen
class Object:
    """Raise your voice against a visible text (1 envoy)."""

    ref: Ref
    hash: Hash


@frozen
class Press:
    """Use a pressure tool on a nation."""

    tool: Tool
    target: NationId
    level: int = field(default=1, validator=[ge(1), le(3)])


@frozen
class Lift:
    """End your sanctions on a nation."""

    tool: Tool
    target: NationId


@frozen
class StandDown:
    """End your show of force (no envoy, any rung)."""


@frozen
class Keep:
    """How you keep a clause that you are the actor of; stands until changed. To comply where a cure is demanded makes
    the breach good (1 envoy)."""

    ref: Ref
    clause: int = field(validator=[ge(1), le(999)])
    """Counted from 1."""
    manner: Literal["comply", "delay", "cheat"]


@frozen
class AnswerThreat:
    """As its target, in the turn when it falls due."""

    ref: Ref
    answer: Literal["yield", "firm"]


@frozen
class SettleThreat:
    """As its author, in the turn when it falls due: what to do if the target stays firm."""

    ref: Ref
    settle: Literal["carry-out", "back-down"]


@frozen
class Demarche:
    """Join a collective démarche against a nation (1 capital)."""

    nation: NationId


# -- other ------------------------------------------------------------------------------------------------------


@frozen
class Concerns:
    """Turn 1: name three issues publicly; your true top must be among them."""

    issues: tuple[IssueId, ...]


@frozen
class Instruct:
    """Standing instructions for the chargé d'affaires who speaks when you are away."""

    stance: Literal["conciliatory", "firm"] = "firm"
    avoid: tuple[NationId, ...] = ()
    """Nations whom he neither asks to talks nor joins in them."""


@frozen
class Honour:
    """In secret, at any time before the archive opens: who understood you best, whose word you would take again."""

    listener: NationId
    trusted: NationId


@frozen
class Ready:
    """Nothing more this turn, unless something new is addressed to you; at muster: you are there, begin."""


PollQuestion = Literal["extend", "pause", "go-on", "replace", "end"]
"""What a table can decide by vote."""


@frozen
class Poll:
    """Vote on how the table goes on, in secret; who votes first opens the poll. Polls end with the turn."""

    question: PollQuestion
    """``extend``: half a turn more; ``pause``: until it goes on, within the budget; ``replace``: free the seat."""
    nation: NationId | None = None
    """``replace``: whose seat."""
    yes: bool = True


@frozen
class Excuse:
    """You miss this turn and, if you say so, the next ones: the chargé d'affaires speaks, and it is not held against
    you. Five turns a match."""

    turns: int = field(default=1, validator=[ge(1), le(5)])


Act = (
    Invite | Join | Decline | Leave | WalkOut | Recess | Say | Send | Forward | Quote | Publish | Disavow
    | Denounce
    | Offer | Accept | Reject | Ask | Tell | Restate | Confirm | Correct | Pledge | Threaten | Assure | Withdraw
    | Motion | Second | Vote
    | Engage | Answer | AdReferendum | JointStudy | Appeal | Grant
    | Draft | Table | Amend | Initial | SellAtHome | Suspend | Terminate | Cure | Arbitrate
    | Sign | Endorse | Object | Press | Lift | StandDown | Keep | AnswerThreat | SettleThreat | Demarche
    | Concerns | Instruct | Honour | Ready | Poll | Excuse
)  # fmt: skip


def kind_of(act: type) -> str:
    """The act's name on the wire: its class name in lower case with hyphens, e.g. ``sell-at-home``."""
    name = act.__name__
    return "".join(("-" if c.isupper() and i else "") + c.lower() for i, c in enumerate(name))


ACTS: dict[str, type[Act]] = {kind_of(act): act for act in get_args(Act)}
"""Every act by its name on the wire."""

ACT_NAMES: dict[type[Act], str] = {act: kind for kind, act in ACTS.items()}
