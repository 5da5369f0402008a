"""A crisis as everybody may know it: the public asset of a pack, typed, with its texts made safe to show.

Owns: the shape in which the client reads an asset (docs/reference/pack-format.md), titles by id, the clause that a
choice writes.
Does not know: cards and papers (they are private notices), how an asset is fetched, how anything is worded.

Every string passes the gate when the asset is read, so that what stands here may be shown. What a newer server adds
is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import attrs
from attrs import frozen

from detente_client.i18n import tr
from detente_wire.gate import display, one_line
from detente_wire.terms import (
    ChannelKind,
    Choice,
    ClauseForm,
    InstitutionId,
    Instrument,
    InstrumentKind,
    IssueId,
    MediumId,
    NationId,
    OptionId,
    Package,
    VenueId,
)

RUNGS = 11
"""Rungs of a ladder, 0..10."""
_Row = TypeVar("_Row", bound=attrs.AttrsInstance)


@frozen
class PublicNation:
    """Who is at the table."""

    id: NationId
    title: str
    tier: int = 2
    playable: bool = True
    description: str = ""


@frozen
class PublicOption:
    """One way to close an issue, and the clause that it writes."""

    id: OptionId
    title: str
    clause: ClauseForm
    description: str = ""
    wrongs: tuple[str, ...] = ()
    """Nations of other crises whose land or rights it disposes of: it may not last."""


@frozen
class PublicIssue:
    """What is talked about."""

    id: IssueId
    title: str
    options: tuple[PublicOption, ...]
    description: str = ""
    status_quo: OptionId | None = None
    at_least: int = 0
    at_least_of: tuple[NationId, ...] = ()
    secret_ok: bool = True


@frozen
class PublicMedium:
    """A way of talking that the era has; percentages are base rates."""

    id: MediumId
    title: str
    kind: ChannelKind
    many: bool = False
    in_person: bool = True
    envoys: int = 1
    convener_envoys: int = 1
    transit: int = 0
    leak: int = 0
    intercept: int = 0
    lost: int = 0
    clauses: int = 99
    per_turn: int = 99
    hotline: bool = False
    fast: bool = False
    from_turn: int = 1


@frozen
class PublicVenue:
    """A place to meet."""

    id: VenueId
    title: str
    discreet: bool = False
    secure: bool = False
    host: NationId | None = None


@frozen
class PublicInstitution:
    """A body, its procedure, what it can do."""

    id: InstitutionId
    title: str
    members: tuple[NationId, ...] = ()
    officers: tuple[NationId, ...] = ()
    description: str = ""
    procedure: str = ""
    """What its procedure was in history, in words; empty: its own."""
    chair: str = "host"
    chair_agenda: bool = False
    voting: str = "majority"
    needs: int = 0
    weights: tuple[tuple[NationId, int], ...] = ()
    outside: int = 0
    outside_yes: int = 0
    vetoes: tuple[NationId, ...] = ()
    powers: tuple[str, ...] = ()
    facilities: tuple[str, ...] = ()
    exists: bool = True
    from_turn: int = 1


@frozen
class PublicPack:
    """The public part of one crisis. Read it with `read_pack`."""

    id: str
    title: str
    nations: tuple[PublicNation, ...]
    issues: tuple[PublicIssue, ...]
    media: tuple[PublicMedium, ...]
    venues: tuple[PublicVenue, ...] = ()
    institutions: tuple[PublicInstitution, ...] = ()
    must_sign: tuple[NationId, ...] = ()
    rules: tuple[str, ...] = ("core",)
    rungs: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    deadline: int = 0
    grace: int = 0
    tide: int = 0
    version: str = ""
    era: str = ""
    licence: str = ""
    authors: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    accident: str = ""
    modern: bool = False
    adversaries: tuple[tuple[NationId, NationId], ...] = ()
    trust: tuple[tuple[NationId, NationId, int], ...] = ()
    texts: Mapping[str, str] = attrs.field(factory=dict)
    numbers: Mapping[str, int] = attrs.field(factory=dict)
    """Numbers of the rules that the pack sets for itself."""

    @property
    def order(self) -> tuple[NationId, ...]:
        """Nations in pack order."""
        return tuple(nation.id for nation in self.nations)

    def nation(self, wanted: str) -> PublicNation | None:
        """The nation of this id."""
        return next((nation for nation in self.nations if nation.id == wanted), None)

    def issue(self, wanted: str) -> PublicIssue | None:
        """The issue of this id."""
        return next((issue for issue in self.issues if issue.id == wanted), None)

    def option(self, choice: Choice) -> PublicOption | None:
        """The option that is chosen."""
        issue = self.issue(choice.issue)
        return next((o for o in issue.options if o.id == choice.option), None) if issue else None

    def medium(self, wanted: str) -> PublicMedium | None:
        """The medium of this id."""
        return next((medium for medium in self.media if medium.id == wanted), None)

    def venue(self, wanted: str) -> PublicVenue | None:
        """The venue of this id."""
        return next((venue for venue in self.venues if venue.id == wanted), None)

    def institution(self, wanted: str) -> PublicInstitution | None:
        """The body of this id."""
        return next((body for body in self.institutions if body.id == wanted), None)

    def media_of(self, kind: ChannelKind) -> tuple[PublicMedium, ...]:
        """The media of one kind, in pack order."""
        return tuple(medium for medium in self.media if medium.kind == kind)

    def rung(self, tension: int) -> str:
        """The name of the rung at this tension."""
        rung = max(0, min(RUNGS - 1, tension // 10))
        return self.rungs[rung] if rung < len(self.rungs) else tr("rung {rung}", rung=rung)

    def text_closing(
        self, kind: InstrumentKind, parties: tuple[NationId, ...], choices: Package, secret: bool = False
    ) -> Instrument:
        """An instrument of these parties that writes the clause of each choice, in pack order of the issues."""
        chosen = {choice.issue: choice for choice in choices}
        in_order = [chosen[issue.id] for issue in self.issues if issue.id in chosen]
        options = [(choice, self.option(choice)) for choice in in_order]
        clauses = tuple(option.clause.clause(choice) for choice, option in options if option)
        return Instrument(kind, tuple(sorted(parties)), clauses, secret=secret)


def read_pack(asset: Mapping[str, Any]) -> PublicPack:
    """The asset as fetched, made safe and typed. KeyError or TypeError if it is no asset at all."""
    safe = _safe(asset)
    rows = {
        "nations": tuple(_row(PublicNation, row) for row in safe["nations"]),
        "issues": tuple(_issue(row) for row in safe["issues"]),
        "media": tuple(_row(PublicMedium, row) for row in safe["media"]),
        "venues": tuple(_row(PublicVenue, row) for row in safe.get("venues", ())),
        "institutions": tuple(_row(PublicInstitution, row) for row in safe.get("institutions", ())),
        "texts": {name: display(text) for name, text in asset.get("texts", {}).items()},
    }
    return _row(PublicPack, {**safe, **rows})


def _issue(row: Mapping[str, Any]) -> PublicIssue:
    options = tuple(
        _row(PublicOption, {**option, "clause": _row(ClauseForm, option["clause"])})
        for option in row["options"]
    )
    return _row(PublicIssue, {**row, "options": options})


def _row(kind: type[_Row], row: Mapping[str, Any]) -> _Row:
    """A row of the asset as its class; keys that the class does not have are passed over."""
    return kind(**{a.name: row[a.name] for a in attrs.fields(kind) if a.name in row})


TITLE, LINE = 120, 1000
"""Characters of a title, and of any other line, that are read: more than a pack may have, and no more than is drawn
without anybody waiting, whatever a server sends."""
_TITLES = {"title", "era", "rungs", "dates", "accident"}


def _safe(value: Any, key: str = "") -> Any:
    """Plain data with every string on one line, gated and not endless; lists as tuples."""
    if isinstance(value, str):
        return one_line(value)[: TITLE if key in _TITLES else LINE]
    if isinstance(value, Mapping):
        return {str(name): _safe(item, str(name)) for name, item in value.items()}
    return tuple(_safe(item, key) for item in value) if isinstance(value, list | tuple) else value
