"""What a crisis is: the compiled tables of a pack that the rules read.

Owns: the pack that `detente_server.packs` fills from TOML and the rules and estimates read; what it is made of stands
in the modules of this package, named as the files are that it comes from.
Does not know: files, prose (titles apart), which match plays it.

Maps are plain dicts that nobody changes; every order that matters (nations, issues, options) is pack order.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from attrs import field

from detente_server.rules.charter import MODULE, Institution
from detente_server.rules.pack.channels import Medium as Medium
from detente_server.rules.pack.channels import Venue as Venue
from detente_server.rules.pack.issues import Issue as Issue
from detente_server.rules.pack.issues import Option as Option
from detente_server.rules.pack.nations import Capacity as Capacity
from detente_server.rules.pack.nations import Nation as Nation
from detente_server.rules.pack.nations import Self as Self
from detente_server.rules.pack.sheets import Drift as Drift
from detente_server.rules.pack.sheets import Ladder as Ladder
from detente_server.rules.pack.sheets import Sheet as Sheet
from detente_server.rules.pack.timeline import Condition as Condition
from detente_server.rules.pack.timeline import Dial as Dial
from detente_server.rules.pack.timeline import Effect as Effect
from detente_server.rules.pack.timeline import EffectVerb as EffectVerb
from detente_server.rules.pack.timeline import Inject as Inject
from detente_wire.legacy import LEGACY_TAGS, LegacyTag
from detente_wire.terms import Choice, Clause, InstitutionId, IssueId, MediumId, NationId, Package
from detente_wire.values import frozen

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
