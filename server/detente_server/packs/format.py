"""The files of a pack, format 1: one attrs class a table, the one source of what the format is.

Owns: keys, types, bounds and defaults of every TOML file; docs/reference/pack-format.md says it in words.
Does not know: how files are read or checked against each other.

Attributes are named as the keys in the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from attrs import field, frozen

from detente_server.packs.marks import Count, Declares, Distinct, Range, Refers, Shape, Words
from detente_server.packs.procedures import ProcedureName
from detente_server.rules.pack import Dial, EffectVerb
from detente_wire.legacy import LEGACY_TAGS, LegacyTag
from detente_wire.spelling import SHORT_WORDS
from detente_wire.terms import ChannelKind, ClauseType, EngagementKind, Facility, Power, Voting

Title = Annotated[str, Words(80)]
Line = Annotated[str, Words(120)]
OptionalLine = Annotated[str, Words(120, empty=True)]
ClauseWords = Annotated[
    str,
    Shape(
        SHORT_WORDS.pattern,
        "up to 48 letters, digits, spaces, full stops, apostrophes and hyphens (no commas)",
    ),
]
"""A clause's object or place: spelled so that it can stand in an instrument's canonical text."""
Description = Annotated[str, Words(600)]
OptionalDescription = Annotated[str, Words(600, empty=True)]
Percent = Annotated[int, Range(0, 100)]
Risk = Annotated[int, Range(0, 50)]
Turn = Annotated[int, Range(1, 60)]
Id = Annotated[str, Shape(r"[a-z][a-z0-9-]{1,31}", "an id")]
Version = Annotated[str, Shape(r"(0|[1-9][0-9]{0,5})(\.(0|[1-9][0-9]{0,5})){2}", 'a version like "1.0.0"')]
Language = Annotated[str, Shape(r"[a-z]{2,3}(-[A-Z]{2})?", "a language tag")]
Nation = Annotated[str, Refers("nation")]
Issue = Annotated[str, Refers("issue")]
Option = Annotated[str, Refers("option")]
Nations = Annotated[tuple[Nation, ...], Distinct()]

Module = Literal[
    "core", "cheat", "covert", "legal", "engagements", "protocol", "institutions", "legacy", "remedies",
    "full",
]  # fmt: skip
MODULES: tuple[Module, ...] = (
    "core", "cheat", "covert", "legal", "engagements", "protocol", "institutions", "legacy", "remedies"
)  # fmt: skip
"""What ``full`` stands for."""
Declared = Literal["feasible-share", "opening-drift", "asymmetry"]
Ratifier = Literal["decree", "cabinet", "parliament", "supermajority"]
RATIFIERS: Mapping[Ratifier, int] = {"decree": 25, "cabinet": 30, "parliament": 36, "supermajority": 40}
"""The sum that ratification takes (rules, section 1)."""


@frozen(kw_only=True)
class NumbersTable:
    """``[numbers]``: what a pack changes of the table of numbers; keys as in `rules.numbers.PACK_MAY_SET`."""

    proof_turns: Annotated[int, Range(0, 5)] | None = None
    """Turns after the last issue is closed in which a settlement must hold."""
    close_odds: Annotated[int, Range(1, 100)] | None = None
    """Chance in percent that the talks close in a turn from the deadline on."""
    accident_div: Annotated[int, Range(50, 3000)] | None = None
    """Divides the odds of an accident: the greater, the rarer."""
    start_trust: Percent | None = None
    """Trust between those for whom `trust` says nothing."""
    no_pressure: Annotated[int, Range(0, 5)] | None = None
    """What tension falls by in a turn in which nobody raised it."""
    formal_talk: Annotated[int, Range(0, 10)] | None = None
    """What tension falls by when the principals met and talked."""


@frozen(kw_only=True)
class LegacyTable:
    """``[legacy]``: what this crisis leaves to those that follow it in a campaign, and begins with itself."""

    after: Annotated[tuple[Id, ...], Count(0, 20), Distinct()] = ()
    """Packs that it follows in history: one that it leads back to is refused, for nothing follows itself."""
    reads: Annotated[tuple[LegacyTag, ...], Distinct()] = LEGACY_TAGS
    """What it begins with, beside trust and word; left out: all."""
    leaves: Annotated[tuple[LegacyTag, ...], Distinct()] = LEGACY_TAGS
    """What it can leave; left out: all."""


@frozen(kw_only=True)
class PackFile:
    """pack.toml"""

    format: Literal[1]
    """The version of this page."""
    id: Id
    """Must be the folder's name."""
    title: Title
    """The crisis, as it is listed."""
    version: Version
    """Three numbers; raise it whenever anything changes."""
    licence: Line
    """E.g. `"CC-BY-4.0"`."""
    authors: Annotated[tuple[Line, ...], Count(1, 50)]
    """Who wrote the pack."""
    languages: Annotated[tuple[Language, ...], Count(1, 20), Distinct()] = ("en",)
    """The languages of its texts, as tags."""
    era: Line
    """Printed under the title, e.g. `"1962"`."""
    rules: Annotated[tuple[Module, ...], Distinct()] = ("core",)
    """`core` and any of `cheat` `covert` `legal` `engagements` `protocol` `institutions` `legacy`
    `remedies`, or `full` (all of them)."""
    must_sign: Annotated[tuple[Nation, ...], Count(2, 9), Distinct()]
    """The principals: two or more."""
    seats: Nations = ()
    """The nations that people may hold; bots hold the rest; left out: all."""
    adversaries: Annotated[tuple[tuple[Nation, Nation], ...], Distinct()] = ()
    """E.g. `[["usa", "sov"]]`; none listed: pairs with trust below 40 either way."""
    deadline_turn: Annotated[int, Range(2, 60)]
    """From this turn on the talks may close."""
    grace_turns: Annotated[int, Range(0, 5)] = 2
    """Turns after the deadline at the latest."""
    dates: tuple[Line, ...]
    """The printed date of every turn: exactly deadline_turn + grace_turns of them."""
    modern: bool = False
    """Covert acts are cyber disruption."""
    objects: Annotated[tuple[ClauseWords, ...], Count(0, 50), Distinct()] = ()
    """Public words that players' side clauses may name as their object."""
    declared: Annotated[tuple[Declared, ...], Distinct()] = ()
    """What the pack knows and declares against the checker: `feasible-share` (outside 1-12 %),
    `opening-drift` (outside at start, the drift of BATNA brings it in), `asymmetry` (a nation's mean share
    is out of bounds by design)."""
    numbers: NumbersTable = NumbersTable()
    """Numbers of the rules that this crisis changes."""
    legacy: LegacyTable = LegacyTable()
    """What it takes from crises before it and leaves to those after it."""


Capability = Annotated[int, Range(0, 3)]


@frozen(kw_only=True)
class CapacityTable:
    """``capacity`` of a nation."""

    intel: Capability = 0
    """To find out, and to be hard to surprise."""
    cyber: Capability = 0
    """To disrupt from afar, in packs that are `modern`."""
    force: Capability = 0
    """The highest level of a show of force."""
    trade: Capability = 0
    """Weight in trade."""
    law: Capability = 0
    """Skill before courts and councils."""


@frozen(kw_only=True)
class SelfTable:
    """``[nation.self]``"""

    values: Annotated[tuple[Line, ...], Count(0, 9)] = ()
    """What it holds dear."""
    interests: Annotated[tuple[Line, ...], Count(0, 9)] = ()
    """What it wants beyond this crisis."""
    ideology: OptionalLine = ""
    """What it believes in, in a few words."""
    minds_law_or_peace: bool = False
    """It loses trust in who presses without licence."""
    likes: Annotated[tuple[EngagementKind, ...], Distinct()] = ()
    """Engagements that go well with it."""
    dislikes: Annotated[tuple[EngagementKind, ...], Distinct()] = ()
    """Engagements that do not."""


@frozen(kw_only=True)
class NationTable:
    """``[[nation]]``"""

    id: Annotated[str, Declares("nation")]
    """Its name in every other file."""
    title: Title
    """Its name for players."""
    description: Description
    """Public: who this is, one to three sentences."""
    tier: Literal[1, 2, 3]
    """1 small, 2 middle, 3 great."""
    ratifier: Ratifier
    """`decree` (25), `cabinet` (30), `parliament` (36), `supermajority` (40)."""
    home: Percent = 50
    """Domestic support at start."""
    capital: Annotated[int, Range(0, 20)] = 8
    """Political means at start."""
    standing: Percent = 50
    """Reputation at start."""
    word: Percent = 50
    """Credibility at start."""
    capacity: CapacityTable = CapacityTable()
    """What it can do."""
    contacts: Nations = ()
    """With whom a back-channel needs no trust; naming it on one side is enough."""
    trade_partners: Nations = ()
    """Naming it on one side is enough."""
    heir_of: Id | None = None
    """A nation of other packs whose trust and word it carries on in a campaign."""
    trust: Mapping[Nation, Percent] = field(factory=dict)
    """How far it trusts the others at start; who is not named: 40."""
    self_card: SelfTable = field(default=SelfTable(), metadata={"key": "self"})
    """The state's self, shown to those who tour it."""


@frozen(kw_only=True)
class NationsFile:
    """nations.toml"""

    nation: Annotated[tuple[NationTable, ...], Count(2, 9)]
    """Every nation of the crisis; their order breaks ties in the rules."""


@frozen(kw_only=True)
class ClauseTable:
    """``clause`` of an option."""

    type: ClauseType
    """What is undertaken."""
    actor: Nation
    """Who performs it."""
    beneficiary: Nation | None = None
    """For whom."""
    object: ClauseWords = ""
    """The validator finds contradictions on one object, so use the same words again; up to 48 letters,
    digits, spaces, full stops, apostrophes and hyphens."""
    place: ClauseWords = ""
    """The validator finds contradictions on one object, so use the same words again; up to 48 letters,
    digits, spaces, full stops, apostrophes and hyphens."""
    owner: Nation | None = None
    """Whose land or rights it disposes of, if not the actor's own. Where that nation does not sign, the
    text is a diktat *[protocol]*: it costs the signatories word, standing and trust, and the clause is
    fragile."""
    amount: Annotated[int, Range(0, 1_000_000_000)] = 0
    """Percent for shares, else in the pack's unit."""
    due_turns: Turn = 1
    """Turns after entry into force until it falls due."""
    verify: Nation | None = None
    """The inspector; required for `inspection`."""


@frozen(kw_only=True)
class OptionTable:
    """``[[issue.option]]``"""

    id: Annotated[str, Declares("option")]
    """Unique within its issue."""
    title: Title
    """What it says, in a line."""
    description: OptionalDescription = ""
    """Public: what it means."""
    clause: ClauseTable
    """The undertaking that choosing this option writes."""
    wrongs: Annotated[tuple[Id, ...], Count(0, 9), Distinct()] = ()
    """Public: nations of other packs, not at this table, whose land or rights it disposes of *[legacy]*: in a
    campaign its clause is fragile, and their heirs would have it undone."""


@frozen(kw_only=True)
class IssueTable:
    """``[[issue]]``"""

    id: Annotated[str, Declares("issue")]
    """Its name in every other file."""
    title: Title
    """The question, in a few words."""
    description: OptionalDescription = ""
    """Public: what is at stake."""
    status_quo: Id | None = None
    """What holds while the issue stays open: then an open issue is worth this option's points instead of
    its share of BATNA, to every nation."""
    at_least: Annotated[int, Range(0, 9)] = 0
    """Closing takes this many of `at_least_of` beside the principals."""
    at_least_of: Nations = ()
    """Not principals."""
    secret_ok: bool = True
    """May be closed by a secret text."""
    option: Annotated[tuple[OptionTable, ...], Count(2, 8)]
    """The ways to close it."""


@frozen(kw_only=True)
class IssuesFile:
    """issues.toml"""

    issue: Annotated[tuple[IssueTable, ...], Count(1, 12)]
    """The questions on the table."""


@frozen(kw_only=True)
class CardTable:
    """``[[card]]``"""

    id: Annotated[str, Declares("card")]
    """Its name, told to its nation."""
    nation: Nation
    """Whose card it is; the first of a nation is the one that `historical` mode plays."""
    batna_points: Annotated[int, Range(0, 99)]
    """What no deal is worth."""
    red_lines: Mapping[Issue, Annotated[tuple[Option, ...], Distinct()]]
    """One to three options that its home will hardly ratify."""
    points: Mapping[Issue, Mapping[Option, Percent]]
    """Every option of every issue; the best ones of all issues sum to 100."""


@frozen(kw_only=True)
class DriftTable:
    """``[[drift]]``"""

    turn: Annotated[int, Range(2, 60)]
    """At DAWN of this turn."""
    nation: Nation
    """Whose BATNA moves; it alone is told."""
    by_points: Annotated[int, Range(-50, 50)]
    """By how much."""


@frozen(kw_only=True)
class SheetsFile:
    """sheets.toml"""

    vary: bool = True
    """May `variable` mode vary weights, options and BATNA of these cards."""
    card: Annotated[tuple[CardTable, ...], Count(1, 60)]
    """One or more for each nation."""
    drift: Annotated[tuple[DriftTable, ...], Count(0, 100)] = ()
    """How what no deal is worth changes with time."""


@frozen(kw_only=True)
class LadderFile:
    """ladder.toml"""

    start_tension: Annotated[int, Range(0, 90)]
    """Tension at the opening."""
    tide: Annotated[int, Range(0, 6)] = 2
    """Tension that comes by itself each turn."""
    rungs: Annotated[tuple[Line, ...], Count(11, 11)]
    """Rung 0 (calm) to rung 10 (war, or what stands for it)."""
    accident: Line
    """What the accident of rungs 7 to 9 is called."""


@frozen(kw_only=True)
class MediumTable:
    """``[[medium]]``; what is None takes the default of its kind, see `MEDIUM_DEFAULTS`."""

    id: Annotated[str, Declares("medium")]
    """Its name in commands."""
    title: Title
    """What the era called it."""
    kind: ChannelKind
    """What it is; gives the defaults of the other keys."""
    many: bool | None = None
    """A conference or delegations: more than two."""
    in_person: bool | None = None
    """Counts as being in one place (telephone: false)."""
    envoys: Annotated[int, Range(0, 3)] | None = None
    """What each member (the author) pays."""
    convener_envoys: Annotated[int, Range(0, 3)] | None = None
    """What the inviter pays."""
    transit_turns: Annotated[int, Range(0, 3)] | None = None
    """Turns under way; arrives at DAWN."""
    leak_percent: Risk | None = None
    """Per use."""
    intercept_percent: Risk | None = None
    """Per use."""
    lost_percent: Risk | None = None
    """Letters lost, the sender not told."""
    max_clauses: Annotated[int, Range(1, 99)] | None = None
    """Choices in one package."""
    max_uses: Annotated[int, Range(1, 99)] | None = None
    """Per nation and turn."""
    hotline: bool | None = None
    """Still works in the last hours (rung 9)."""
    fast: bool | None = None
    """Transit 0 from rung 6 on."""
    from_turn: Turn | None = None
    """Exists from this turn on."""


_EVERY = {"envoys": 1, "max_clauses": 99, "max_uses": 99, "from_turn": 1}
MEDIUM_DEFAULTS: Mapping[ChannelKind, Mapping[str, int]] = {
    "meeting": _EVERY | {
        "many": 0, "in_person": 1, "convener_envoys": 1, "leak_percent": 5, "intercept_percent": 0,
        "hotline": 0,
    },
    "letter": _EVERY | {
        "transit_turns": 0, "leak_percent": 5, "intercept_percent": 5, "lost_percent": 0, "hotline": 0,
        "fast": 0,
    },
    "back-channel": _EVERY | {
        "convener_envoys": 1, "leak_percent": 3, "intercept_percent": 4, "max_clauses": 2,
    },
    "public": _EVERY,
}  # fmt: skip
"""Keys that a kind of medium may have, and their defaults (rules, section 3); true is 1."""
MANY_DEFAULTS: Mapping[str, int] = {"convener_envoys": 2, "leak_percent": 10}
"""What a meeting of many changes of them."""


@frozen(kw_only=True)
class VenueTable:
    """``[[venue]]``"""

    id: Annotated[str, Declares("venue")]
    """Its name in commands."""
    title: Title
    """Where it is."""
    discreet: bool = False
    """The meeting's existence is not public."""
    secure: bool = False
    """Leaks 10 percent less."""
    host: Nation | None = None
    """Whose soil it is; none: neutral."""


@frozen(kw_only=True)
class ChannelsFile:
    """channels.toml"""

    medium: Annotated[tuple[MediumTable, ...], Count(1, 30)]
    """The ways of talking that the era has."""
    venue: Annotated[tuple[VenueTable, ...], Count(0, 30)] = ()
    """The places to meet."""


@frozen(kw_only=True)
class InstitutionTable:
    """``[[institution]]``; what is None is taken from the procedure that it names, see `procedures.PROCEDURES`."""

    id: Annotated[str, Declares("institution")]
    """Its name in commands and clauses."""
    title: Title
    """Its name for players."""
    description: Description
    """Public: what it is, one to three sentences."""
    procedure: ProcedureName | None = None
    """A ready-made procedure, see the table: fills in what is left out."""
    members: Annotated[tuple[Nation, ...], Count(2, 9), Distinct()]
    """Two or more nations of the pack: those who move, second and vote."""
    officers: Nations = ()
    """Nations without a vote that may convene it, move and be in the chair, e.g. a secretary-general."""
    seats: Annotated[int, Range(2, 200)] | None = None
    """All votes of the body, those of seats that no nation of the pack holds among them; left out: the
    members' votes."""
    chair: Id | None = None
    """A member or officer; `host` (whoever convenes), `rotating` (a member a turn, in pack order),
    `elected` (by motion; until then the host), `none`; left out: `host`."""
    agenda: Literal["chair", "members"] | None = None
    """Who may put items on the agenda: `members`, or the `chair` alone; left out: `members`."""
    voting: Voting | None = None
    """On substance: `unanimity` (nobody against, more than half for it), `majority`, `two-thirds` (of the votes
    in the room), `weighted` (`majority` of `weights`); left out: `majority`."""
    weights: Mapping[Nation, Annotated[int, Range(1, 100)]] = field(factory=dict)
    """`weighted`: votes of each member; left out: 1 each."""
    needs: Annotated[int, Range(1, 200)] | None = None
    """Votes that carry a motion of substance; with seats outside the pack the default is the majority, or
    two thirds, of all seats."""
    outside_yes: Annotated[int, Range(0, 200)] | None = None
    """How many seats outside the pack vote for a motion whose mover's standing is 50: one more or less for
    every 10 of standing; the rest abstain."""
    vetoes: Annotated[tuple[Nation, ...], Distinct()] | None = None
    """Members whose No kills a motion of substance; abstention does not; left out: none."""
    powers: Annotated[tuple[Power, ...], Distinct()] | None = None
    """What it may decide: `convene` `mediate` `recommend` `bind` `authorise-sanctions` `inspect`
    `arbitrate` `administer` `fund`."""
    facilities: Annotated[tuple[Facility, ...], Distinct()] | None = None
    """What it has: `secure-venue` `secretariat` `hotline` `inspectorate` `court` `fund` `mission`."""
    exists: bool = True
    """False: only when a text founds it, see below."""
    from_turn: Turn = 1
    """It stands from this turn on."""


@frozen(kw_only=True)
class InstitutionsFile:
    """institutions.toml"""

    institution: Annotated[tuple[InstitutionTable, ...], Count(1, 12)]
    """The bodies of the crisis."""


@frozen(kw_only=True)
class EffectTable:
    """``[[inject.effect]]``; which keys go with a verb: `EFFECT_KEYS`."""

    verb: EffectVerb
    """What moves: see the table of verbs."""
    by: Annotated[int, Range(-50, 50)]
    """By how much; bounds by verb."""
    nation: Nation | None = None
    """Whose."""
    toward: Nation | None = None
    """Toward whom."""
    dial: Dial | None = None
    """Which dial."""


EFFECT_KEYS: Mapping[EffectVerb, tuple[frozenset[str], int, int]] = {
    "tension": (frozenset(), -30, 30),
    "dial": (frozenset({"nation", "dial"}), -50, 50),
    "trust": (frozenset({"nation", "toward"}), -50, 50),
    "grievance": (frozenset({"nation", "toward"}), -50, 50),
    "batna": (frozenset({"nation"}), -50, 50),
    "marks": (frozenset({"nation", "toward"}), 1, 10),
}
"""Keys beside ``by`` that a verb takes, and the bounds of ``by``."""


@frozen(kw_only=True)
class InjectTable:
    """``[[inject]]``"""

    id: Annotated[str, Declares("inject")]
    """Its name in conditions, and in that of its text."""
    title: Title
    """Its headline in the gazette."""
    turn: Turn | None = None
    """At DAWN of this turn."""
    when: str | None = None
    """Alone: at the first DAWN at which it holds; with `turn`: at DAWN of that turn, if it holds."""
    to: Nations = ()
    """Told to these only."""
    effect: Annotated[tuple[EffectTable, ...], Count(0, 20)] = ()
    """What it does."""


@frozen(kw_only=True)
class TimelineFile:
    """timeline.toml"""

    inject: Annotated[tuple[InjectTable, ...], Count(0, 100)] = ()
    """What happens from outside."""


@frozen(kw_only=True)
class HistoricalTable:
    """``[historical]``"""

    instrument: Line
    """What it was called."""
    package: Mapping[Issue, Option]
    """One option for every issue."""
    points: Mapping[Nation, Percent] = field(factory=dict)
    """What it is worth on first cards, where you want your table held to your sources."""


@frozen(kw_only=True)
class OutcomeFile:
    """outcome.toml"""

    historical: HistoricalTable | None = None
    """What history agreed."""


TrialLine = Annotated[str, Words(400)]
TrialLines = Annotated[tuple[TrialLine, ...], Count(0, 200)]


@frozen(kw_only=True)
class TrialTable:
    """``[[trial]]``"""

    title: Line
    """What it shows."""
    given: TrialLines = ()
    """Dials to set before it begins."""
    acts: TrialLines = ()
    """What the nations do, and when a turn closes."""
    then: TrialLines = ()
    """What must hold; may be empty if `acts` expects a refusal."""


@frozen(kw_only=True)
class TrialsFile:
    """trials/*.toml"""

    trial: Annotated[tuple[TrialTable, ...], Count(1, 50)]
    """The tests of the pack."""


@frozen(kw_only=True)
class PackFiles:
    """All TOML files of one pack."""

    pack: PackFile
    nations: NationsFile
    issues: IssuesFile
    sheets: SheetsFile
    ladder: LadderFile
    channels: ChannelsFile
    institutions: InstitutionsFile = InstitutionsFile(institution=())
    timeline: TimelineFile = TimelineFile()
    outcome: OutcomeFile = OutcomeFile()


FILES: Mapping[str, type] = {
    "pack.toml": PackFile,
    "nations.toml": NationsFile,
    "issues.toml": IssuesFile,
    "sheets.toml": SheetsFile,
    "ladder.toml": LadderFile,
    "channels.toml": ChannelsFile,
    "institutions.toml": InstitutionsFile,
    "timeline.toml": TimelineFile,
    "outcome.toml": OutcomeFile,
}
OPTIONAL_FILES = frozenset({"institutions.toml", "timeline.toml", "outcome.toml"})
TRIALS = r"trials/[a-z0-9][a-z0-9-]{0,39}\.toml"
"""Names of the files of trials, each a `TrialsFile`."""
OTHER_FILES = frozenset({"sources.md", "README.md", "LICENSE"})
"""Beside the TOML files, ``trials/`` and ``text/``; ``sources.md`` is needed."""
