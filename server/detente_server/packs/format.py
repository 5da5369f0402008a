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
from detente_server.rules.pack import Dial, EffectVerb, EngagementKind
from detente_wire.spelling import SHORT_WORDS
from detente_wire.terms import ChannelKind, ClauseType, Facility, Power, Voting

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
    close_odds: Annotated[int, Range(1, 100)] | None = None
    accident_div: Annotated[int, Range(50, 3000)] | None = None
    start_trust: Percent | None = None
    no_pressure: Annotated[int, Range(0, 5)] | None = None
    formal_talk: Annotated[int, Range(0, 10)] | None = None


@frozen(kw_only=True)
class PackFile:
    """pack.toml"""

    format: Literal[1]
    id: Id
    title: Title
    version: Version
    licence: Line
    authors: Annotated[tuple[Line, ...], Count(1, 50)]
    languages: Annotated[tuple[Language, ...], Count(1, 20), Distinct()] = ("en",)
    era: Line
    rules: Annotated[tuple[Module, ...], Distinct()] = ("core",)
    must_sign: Annotated[tuple[Nation, ...], Count(2, 9), Distinct()]
    seats: Nations = ()
    adversaries: Annotated[tuple[tuple[Nation, Nation], ...], Distinct()] = ()
    deadline_turn: Annotated[int, Range(2, 60)]
    grace_turns: Annotated[int, Range(0, 5)] = 2
    dates: tuple[Line, ...]
    modern: bool = False
    objects: Annotated[tuple[ClauseWords, ...], Count(0, 50), Distinct()] = ()
    declared: Annotated[tuple[Declared, ...], Distinct()] = ()
    numbers: NumbersTable = NumbersTable()


Capability = Annotated[int, Range(0, 3)]


@frozen(kw_only=True)
class CapacityTable:
    """``capacity`` of a nation."""

    intel: Capability = 0
    cyber: Capability = 0
    force: Capability = 0
    trade: Capability = 0
    law: Capability = 0


@frozen(kw_only=True)
class SelfTable:
    """``[nation.self]``"""

    values: Annotated[tuple[Line, ...], Count(0, 9)] = ()
    interests: Annotated[tuple[Line, ...], Count(0, 9)] = ()
    ideology: OptionalLine = ""
    minds_law_or_peace: bool = False
    likes: Annotated[tuple[EngagementKind, ...], Distinct()] = ()
    dislikes: Annotated[tuple[EngagementKind, ...], Distinct()] = ()


@frozen(kw_only=True)
class NationTable:
    """``[[nation]]``"""

    id: Annotated[str, Declares("nation")]
    title: Title
    description: Description
    tier: Literal[1, 2, 3]
    ratifier: Ratifier
    home: Percent = 50
    capital: Annotated[int, Range(0, 20)] = 8
    standing: Percent = 50
    word: Percent = 50
    capacity: CapacityTable = CapacityTable()
    contacts: Nations = ()
    trade_partners: Nations = ()
    heir_of: Id | None = None
    trust: Mapping[Nation, Percent] = field(factory=dict)
    self_card: SelfTable = field(default=SelfTable(), metadata={"key": "self"})


@frozen(kw_only=True)
class NationsFile:
    """nations.toml"""

    nation: Annotated[tuple[NationTable, ...], Count(2, 9)]


@frozen(kw_only=True)
class ClauseTable:
    """``clause`` of an option."""

    type: ClauseType
    actor: Nation
    beneficiary: Nation | None = None
    object: ClauseWords = ""
    place: ClauseWords = ""
    owner: Nation | None = None
    amount: Annotated[int, Range(0, 1_000_000_000)] = 0
    due_turns: Turn = 1
    verify: Nation | None = None


@frozen(kw_only=True)
class OptionTable:
    """``[[issue.option]]``"""

    id: Annotated[str, Declares("option")]
    title: Title
    description: OptionalDescription = ""
    clause: ClauseTable


@frozen(kw_only=True)
class IssueTable:
    """``[[issue]]``"""

    id: Annotated[str, Declares("issue")]
    title: Title
    description: OptionalDescription = ""
    status_quo: Id | None = None
    at_least: Annotated[int, Range(0, 9)] = 0
    at_least_of: Nations = ()
    secret_ok: bool = True
    option: Annotated[tuple[OptionTable, ...], Count(2, 8)]


@frozen(kw_only=True)
class IssuesFile:
    """issues.toml"""

    issue: Annotated[tuple[IssueTable, ...], Count(1, 12)]


@frozen(kw_only=True)
class CardTable:
    """``[[card]]``"""

    id: Annotated[str, Declares("card")]
    nation: Nation
    batna_points: Annotated[int, Range(0, 99)]
    red_lines: Mapping[Issue, Annotated[tuple[Option, ...], Distinct()]]
    points: Mapping[Issue, Mapping[Option, Percent]]


@frozen(kw_only=True)
class DriftTable:
    """``[[drift]]``"""

    turn: Annotated[int, Range(2, 60)]
    nation: Nation
    by_points: Annotated[int, Range(-50, 50)]


@frozen(kw_only=True)
class SheetsFile:
    """sheets.toml"""

    vary: bool = True
    card: Annotated[tuple[CardTable, ...], Count(1, 60)]
    drift: Annotated[tuple[DriftTable, ...], Count(0, 100)] = ()


@frozen(kw_only=True)
class LadderFile:
    """ladder.toml"""

    start_tension: Annotated[int, Range(0, 90)]
    tide: Annotated[int, Range(0, 6)] = 2
    rungs: Annotated[tuple[Line, ...], Count(11, 11)]
    accident: Line


@frozen(kw_only=True)
class MediumTable:
    """``[[medium]]``; what is None takes the default of its kind, see `MEDIUM_DEFAULTS`."""

    id: Annotated[str, Declares("medium")]
    title: Title
    kind: ChannelKind
    many: bool | None = None
    in_person: bool | None = None
    envoys: Annotated[int, Range(0, 3)] | None = None
    convener_envoys: Annotated[int, Range(0, 3)] | None = None
    transit_turns: Annotated[int, Range(0, 3)] | None = None
    leak_percent: Risk | None = None
    intercept_percent: Risk | None = None
    lost_percent: Risk | None = None
    max_clauses: Annotated[int, Range(1, 99)] | None = None
    max_uses: Annotated[int, Range(1, 99)] | None = None
    hotline: bool | None = None
    fast: bool | None = None
    from_turn: Turn | None = None


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
    title: Title
    discreet: bool = False
    secure: bool = False
    host: Nation | None = None


@frozen(kw_only=True)
class ChannelsFile:
    """channels.toml"""

    medium: Annotated[tuple[MediumTable, ...], Count(1, 30)]
    venue: Annotated[tuple[VenueTable, ...], Count(0, 30)] = ()


@frozen(kw_only=True)
class InstitutionTable:
    """``[[institution]]``; what is None is taken from the procedure that it names, see `procedures.PROCEDURES`."""

    id: Annotated[str, Declares("institution")]
    title: Title
    description: Description
    procedure: ProcedureName | None = None
    members: Annotated[tuple[Nation, ...], Count(2, 9), Distinct()]
    officers: Nations = ()
    seats: Annotated[int, Range(2, 200)] | None = None
    chair: Id | None = None
    agenda: Literal["chair", "members"] | None = None
    voting: Voting | None = None
    weights: Mapping[Nation, Annotated[int, Range(1, 100)]] = field(factory=dict)
    needs: Annotated[int, Range(1, 200)] | None = None
    outside_yes: Annotated[int, Range(0, 200)] | None = None
    vetoes: Annotated[tuple[Nation, ...], Distinct()] | None = None
    powers: Annotated[tuple[Power, ...], Distinct()] | None = None
    facilities: Annotated[tuple[Facility, ...], Distinct()] | None = None
    exists: bool = True
    from_turn: Turn = 1


@frozen(kw_only=True)
class InstitutionsFile:
    """institutions.toml"""

    institution: Annotated[tuple[InstitutionTable, ...], Count(1, 12)]


@frozen(kw_only=True)
class EffectTable:
    """``[[inject.effect]]``; which keys go with a verb: `EFFECT_KEYS`."""

    verb: EffectVerb
    by: Annotated[int, Range(-50, 50)]
    nation: Nation | None = None
    toward: Nation | None = None
    dial: Dial | None = None


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
    title: Title
    turn: Turn | None = None
    when: str | None = None
    to: Nations = ()
    effect: Annotated[tuple[EffectTable, ...], Count(0, 20)] = ()


@frozen(kw_only=True)
class TimelineFile:
    """timeline.toml"""

    inject: Annotated[tuple[InjectTable, ...], Count(0, 100)] = ()


@frozen(kw_only=True)
class HistoricalTable:
    """``[historical]``"""

    instrument: Line
    package: Mapping[Issue, Option]
    points: Mapping[Nation, Percent] = field(factory=dict)


@frozen(kw_only=True)
class OutcomeFile:
    """outcome.toml"""

    historical: HistoricalTable | None = None


TrialLine = Annotated[str, Words(400)]
TrialLines = Annotated[tuple[TrialLine, ...], Count(0, 200)]


@frozen(kw_only=True)
class TrialTable:
    """``[[trial]]``"""

    title: Line
    given: TrialLines = ()
    acts: TrialLines = ()
    then: TrialLines = ()


@frozen(kw_only=True)
class TrialsFile:
    """trials/*.toml"""

    trial: Annotated[tuple[TrialTable, ...], Count(1, 50)]


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
