"""What a crisis is: the compiled tables of a pack that the rules read.

Owns: the frozen classes that `detente_server.packs` fills from TOML and the rules and estimates read.
Does not know: files, prose (titles apart), which match plays it.

Maps are plain dicts that nobody changes; every order that matters (nations, issues, options) is pack order.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from attrs import field

from detente_server.rules.charter import MODULE, Institution
from detente_wire.legacy import LEGACY_TAGS, LegacyTag
from detente_wire.terms import (
    ChannelKind,
    Choice,
    Clause,
    ClauseForm,
    EngagementKind,
    InstitutionId,
    IssueId,
    MediumId,
    NationId,
    OptionId,
    Package,
    VenueId,
)
from detente_wire.values import frozen

Dial = Literal["capital", "standing", "word", "strain", "home"]


@frozen
class Option:
    """One way to close an issue."""

    id: OptionId
    title: str
    clause: ClauseForm
    wrongs: tuple[NationId, ...] = ()
    """Nations beyond this pack whose land or rights it disposes of: as a legacy its clause is fragile."""


@frozen
class Issue:
    """A question on the table."""

    id: IssueId
    title: str
    options: tuple[Option, ...]
    at_least: int = 0
    """Closing it takes this many of `at_least_of` beside the principals; 0: the principals alone."""
    at_least_of: tuple[NationId, ...] = ()
    secret_ok: bool = True
    """May be closed by a secret text."""


@frozen
class Sheet:
    """A nation's secret instruction card: what each option is worth to it."""

    id: str
    points: Mapping[IssueId, tuple[int, ...]]
    """Points of each option in pack order; the best ones of all issues sum to 100."""
    batna: int
    """What no deal is worth, in points."""
    red_lines: tuple[Choice, ...] = ()


@frozen
class Drift:
    """The pack's BATNA drift: at DAWN of `turn`, `nation`'s BATNA moves by `by` points."""

    turn: int
    nation: NationId
    by: int


@frozen
class Capacity:
    """What a nation can do, each 0..3."""

    intel: int = 0
    cyber: int = 0
    force: int = 0
    trade: int = 0
    law: int = 0


@frozen
class Self:
    """A state's self, shown to those who tour it."""

    values: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    ideology: str = ""
    minds_law_or_peace: bool = False
    """Loses trust in who presses without licence (rules, section 6, Licence)."""
    likes: tuple[EngagementKind, ...] = ()
    dislikes: tuple[EngagementKind, ...] = ()


@frozen
class Nation:
    """One nation card."""

    id: NationId
    title: str
    tier: Literal[1, 2, 3]
    capacity: Capacity
    ratifier: int
    """The sum that ratification takes: decree 25, cabinet 30, parliament 36, supermajority 40."""
    home: int
    """Domestic support at start, 0..100."""
    sheets: tuple[Sheet, ...]
    """Instruction cards; `historical` mode plays the first."""
    self_card: Self = Self()
    playable: bool = True
    contacts: tuple[NationId, ...] = ()
    """With whom a back-channel needs no trust (named by the pack, both ways)."""
    trade_partners: tuple[NationId, ...] = ()
    status_quo: Package = ()
    """If named, what open issues are worth to it instead of BATNA's share."""
    capital: int = 8
    standing: int = 50
    word: int = 50
    heir_of: str = ""
    """The id under which an earlier crisis knew it; empty: its own (rules, section 10)."""


@frozen
class Medium:
    """A way of talking that the era has, with its parameters (rules, section 3)."""

    id: MediumId
    title: str
    kind: ChannelKind
    many: bool = False
    """A meeting of more than two (conference, delegations)."""
    in_person: bool = True
    """Counts as *one place*; telephone and letter do not."""
    envoys: int = 1
    """What each member pays."""
    convener_envoys: int = 1
    """What the inviter pays (conference 2)."""
    transit: int = 0
    """Turns that a letter is under way; arrives at DAWN (0: at once)."""
    leak: int = 5
    """Percent per use."""
    intercept: int = 0
    """Percent per use."""
    lost: int = 0
    """Percent of letters that are lost, sender not told."""
    clauses: int = 99
    """The most choices in one package."""
    per_turn: int = 99
    """Uses a nation and turn."""
    hotline: bool = False
    """Still works in the last hours (rung 9)."""
    fast: bool = False
    """Transit 0 from rung 6 on."""
    from_turn: int = 1


@frozen
class Venue:
    """A place to meet."""

    id: VenueId
    title: str
    discreet: bool = False
    """The meeting's existence is not public; needs mutual trust 20."""
    secure: bool = False
    """Leak -10."""
    host: NationId | None = None
    """The nation on whose soil it lies; none: neutral."""


EffectVerb = Literal["tension", "dial", "trust", "grievance", "batna", "marks"]


@frozen
class Effect:
    """One thing that an inject does."""

    verb: EffectVerb
    by: int
    nation: NationId | None = None
    """Whose dial, BATNA, grievance or trust."""
    toward: NationId | None = None
    """``trust``, ``grievance`` and ``marks``: toward whom."""
    dial: Dial | None = None


@frozen
class Condition:
    """A compiled condition of the pack's expression language."""

    source: str
    code: tuple[str | int, ...]
    """Postfix program: names, integers and operators; see `detente_server.rules.conditions`."""


@frozen
class Inject:
    """Something that happens to everybody, at DAWN of a turn or when a condition first holds."""

    id: str
    title: str
    turn: int = 0
    """DAWN of this turn; 0: by condition alone."""
    when: Condition | None = None
    effects: tuple[Effect, ...] = ()
    to: tuple[NationId, ...] = ()
    """Told to these nations only; none: to all. Its text is ``inject-<id>``."""


@frozen
class Ladder:
    """Tension and its eleven named rungs."""

    rungs: tuple[str, ...]
    """Names of rung 0..10."""
    start: int
    tide: int = 2
    accident: str = ""
    """What the accident inject is called."""


Mode = Literal["variable", "historical"]


@frozen
class Pack:
    """One crisis, compiled."""

    id: str
    version: str
    title: str
    rules: frozenset[str]
    """``core`` and modules by name: cheat, covert, legal …"""
    nations: tuple[Nation, ...]
    must_sign: tuple[NationId, ...]
    """The principals."""
    issues: tuple[Issue, ...]
    media: tuple[Medium, ...]
    venues: tuple[Venue, ...]
    ladder: Ladder
    deadline: int
    """From this turn on the talks may close."""
    dates: tuple[str, ...]
    """Printed date of each turn, deadline + grace entries."""
    injects: tuple[Inject, ...] = ()
    drift: tuple[Drift, ...] = ()
    adversaries: tuple[tuple[NationId, NationId], ...] = ()
    trust: Mapping[tuple[NationId, NationId], int] = field(factory=dict)
    """Directed start trust; others 40."""
    historical: Package = ()
    """The instrument of history, as choices."""
    grace: int = 2
    """Turns after `deadline` at the latest."""
    modern: bool = False
    """Covert acts are cyber disruption."""
    objects: tuple[str, ...] = ()
    """Public words that side clauses may use as object."""
    numbers: Mapping[str, int] = field(factory=dict)
    """Overrides of those `Numbers` that a pack may set."""
    jitter: bool = True
    """May `variable` mode vary weights, options and BATNA of the cards."""
    declared: tuple[str, ...] = ()
    """What the pack declares against the checker: ``opening-drift``, ``asymmetry`` …"""
    institutions: tuple[Institution, ...] = ()
    """Bodies with procedures, those that only a clause founds among them."""
    after: tuple[str, ...] = ()
    """Packs that it follows in history."""
    reads: tuple[LegacyTag, ...] = LEGACY_TAGS
    """What of a legacy it begins with, beside trust and word."""
    leaves: tuple[LegacyTag, ...] = LEGACY_TAGS
    """What it can leave."""
    heated: int = 0
    """By how much a legacy raised tension at start."""
    asked: Mapping[tuple[int, int], str] = field(factory=dict)
    """Of a match that follows others: fragile clauses that had their roll, by number of the text in the legacy and of
    the clause; the extra issue that it came back as, or empty: it held."""

    def nation(self, nation: NationId) -> Nation:
        """The nation's card; KeyError if the pack has no such nation."""
        return self._nations[nation]

    def issue(self, issue: IssueId) -> Issue:
        """The issue; KeyError if the pack has none such."""
        return self._issues[issue]

    def medium(self, medium: MediumId) -> Medium:
        """The medium; KeyError if the era has none such."""
        return self._media[medium]

    def institution(self, body: InstitutionId) -> Institution:
        """The body's charter; KeyError if the pack has none such."""
        return self._institutions[body]

    def founded_by(self, clause: Clause) -> Institution | None:
        """The body that a clause founds: one that does not stand by itself."""
        body = self._institutions.get(InstitutionId(clause.object))
        founds = clause.type == "found-institution" and (MODULE in self.rules or "full" in self.rules)
        return body if founds and body is not None and not body.exists else None

    _nations: Mapping[NationId, Nation] = field(init=False, eq=False, repr=False)
    _issues: Mapping[IssueId, Issue] = field(init=False, eq=False, repr=False)
    _media: Mapping[MediumId, Medium] = field(init=False, eq=False, repr=False)
    _institutions: Mapping[InstitutionId, Institution] = field(init=False, eq=False, repr=False)
    _option_index: Mapping[Choice, int] = field(init=False, eq=False, repr=False)
    order: tuple[NationId, ...] = field(init=False, eq=False, repr=False)
    """Nations in pack order."""
    words: frozenset[str] = field(init=False, eq=False, repr=False)
    """Objects and places that clauses may speak of: `objects`, those of the options' clauses, nations, bodies."""

    @_nations.default
    def _index_nations(self) -> Mapping[NationId, Nation]:
        return {nation.id: nation for nation in self.nations}

    @_issues.default
    def _index_issues(self) -> Mapping[IssueId, Issue]:
        return {issue.id: issue for issue in self.issues}

    @_media.default
    def _index_media(self) -> Mapping[MediumId, Medium]:
        return {medium.id: medium for medium in self.media}

    @_institutions.default
    def _index_institutions(self) -> Mapping[InstitutionId, Institution]:
        return {body.id: body for body in self.institutions}

    @order.default
    def _list_nations(self) -> tuple[NationId, ...]:
        return tuple([nation.id for nation in self.nations])

    @_option_index.default
    def _index_options(self) -> Mapping[Choice, int]:
        return {
            Choice(issue.id, option.id): n for issue in self.issues for n, option in enumerate(issue.options)
        }

    @words.default
    def _gather_words(self) -> frozenset[str]:
        forms = [option.clause for issue in self.issues for option in issue.options]
        said = {word for form in forms for word in (form.object, form.place) if word}
        bodies = (body.id for body in self.institutions)
        return frozenset({*said, *self.objects, *(nation.id for nation in self.nations), *bodies})

    def option_index(self, choice: Choice) -> int:
        """Position of the option within its issue; KeyError if the pack has no such choice."""
        return self._option_index[choice]

    @property
    def issue_ids(self) -> Collection[IssueId]:
        """Issues in pack order."""
        return self._issues

    @property
    def last_turn(self) -> int:
        """The turn that can be the last at the latest: the horizon of every date."""
        return self.deadline + self.grace

    @property
    def conferences(self) -> bool:
        """Four nations or more: conferences, motions and coalitions exist (rules, section 2)."""
        return len(self.nations) >= 4
