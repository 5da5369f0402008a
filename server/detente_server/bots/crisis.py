"""The public pack in the numbers that a bot reckons with.

Owns: issues and options by index, every complete deal over some issues, media by what they are good for.
Does not know: any sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Any

from attrs import field

from detente_wire.terms import (
    Choice,
    Clause,
    ClauseForm,
    InstitutionId,
    IssueId,
    MediumId,
    NationId,
    OptionId,
    Package,
    VenueId,
    package,
)
from detente_wire.values import frozen

Deal = tuple[int, ...]
"""An option index for each of some issues, in their order."""


@lru_cache(maxsize=256)
def deals_over(sizes: tuple[int, ...]) -> tuple[Deal, ...]:
    """Every deal over issues with so many options, in the order in which `totals` sums them."""
    return tuple(product(*(range(size) for size in sizes)))


@lru_cache(maxsize=512)
def totals(rows: tuple[tuple[int, ...], ...]) -> tuple[int, ...]:
    """The points of every deal of `deals_over`, from the points of each issue's options."""
    sums = [0]
    for row in rows:
        sums = [before + points for before in sums for points in row]
    return tuple(sums)


@lru_cache(maxsize=512)
def ranked(rows: tuple[tuple[int, ...], ...]) -> tuple[int, ...]:
    """The places of all deals, those of most points first; of equals the earlier first."""
    sums = totals(rows)
    return tuple(sorted(range(len(sums)), key=sums.__getitem__, reverse=True))


@lru_cache(maxsize=1024)
def shortfall(rows: tuple[tuple[int, ...], ...], needs: int) -> int:
    """How far every deal stays below what somebody needs, 0 where it does not: a lane a deal (`lanes`).

    The points of an issue's best options sum to 100 at most, so that a deal's total is one byte; adding points to all
    of them is then one translation.
    """
    sums = b"\0"
    for row in reversed(rows):
        sums = b"".join([sums.translate(_added(points)) for points in row])
    wide = bytearray(LANE * len(sums))
    wide[::LANE] = sums.translate(_lacking(max(needs, 0)))
    return int.from_bytes(wide, "little")


LANE = 2
"""Bytes of a lane: room for the shortfalls of 257 nations."""


def lanes(sums: int, count: int) -> list[int]:
    """The numbers of the first lanes."""
    return memoryview(sums.to_bytes(LANE * count, "little")).cast("H").tolist()


@lru_cache(maxsize=256)
def _added(points: int) -> bytes:
    """A table of bytes that adds so many points; above 255 it stays there."""
    return bytes([min(total + points, 255) for total in range(256)])


@lru_cache(maxsize=256)
def _lacking(needs: int) -> bytes:
    """A table of bytes that turns a total into what it lacks."""
    return bytes([max(needs - total, 0) for total in range(256)])


@frozen
class Body:
    """What a bot knows of an institution."""

    members: frozenset[NationId]
    """Of the nations of this crisis."""
    recommends: bool
    convenes: bool = False
    """Whether its sessions take one envoy of who calls them."""


@frozen
class Crisis:
    """What everybody knows, from the pack's public part (docs/reference/pack-format.md, The public asset)."""

    nations: tuple[NationId, ...]
    principals: tuple[NationId, ...]
    issues: tuple[IssueId, ...]
    options: Mapping[IssueId, tuple[OptionId, ...]]
    titles: Mapping[str, str]
    """Of nations, issues and ``issue/option``."""
    forms: Mapping[Choice, ClauseForm]
    tiers: Mapping[NationId, int]
    adversaries: tuple[tuple[NationId, NationId], ...]
    deadline: int
    rules: frozenset[str]
    meeting: MediumId | None
    """Two in person."""
    conference: MediumId | None
    """More than two in person; with fewer than four nations the meeting itself."""
    letter: MediumId | None
    back_channel: MediumId | None
    statement: MediumId | None
    distant: MediumId | None
    """What still connects two in the last hours (telephone, hotline)."""
    back_channel_clauses: int = 2
    secure_venue: VenueId | None = None
    at_least: Mapping[IssueId, tuple[int, tuple[NationId, ...]]] = field(factory=dict)
    bodies: Mapping[InstitutionId, Body] = field(factory=dict)

    @property
    def conferences(self) -> bool:
        """Four nations or more."""
        return len(self.nations) >= 4

    def sizes(self, issues: Sequence[IssueId]) -> tuple[int, ...]:
        """How many options each has."""
        return tuple(len(self.options[issue]) for issue in issues)

    def package(self, issues: Sequence[IssueId], deal: Deal) -> Package:
        """The deal as a package."""
        return package([(issue, self.options[issue][n]) for issue, n in zip(issues, deal)])

    def index(self, choice: Choice) -> int:
        """The option's place within its issue."""
        return self.options[choice.issue].index(choice.option)

    def clauses(self, said: Package) -> tuple[Clause, ...]:
        """The clauses that the choices write."""
        return tuple(self.forms[choice].clause(choice) for choice in said)

    def title(self, choice: Choice) -> str:
        """An option as a person would name it."""
        return self.titles[f"{choice.issue}/{choice.option}"]


def read_crisis(asset: Mapping[str, Any]) -> Crisis:
    """The crisis of a public asset."""
    issues = {IssueId(issue["id"]): issue for issue in asset["issues"]}
    nations = tuple(NationId(nation["id"]) for nation in asset["nations"])
    options = {name: tuple(OptionId(o["id"]) for o in issue["options"]) for name, issue in issues.items()}
    forms: dict[Choice, ClauseForm] = {}
    titles: dict[str, str] = {}
    for name, issue in issues.items():
        titles[name] = issue["title"]
        for option in issue["options"]:
            choice = Choice(name, OptionId(option["id"]))
            forms[choice] = ClauseForm(**option["clause"])
            titles[f"{name}/{option['id']}"] = option["title"]
    titles |= {nation["id"]: nation["title"] for nation in asset["nations"]}
    media = _media(asset, len(nations))
    venue = next((VenueId(v["id"]) for v in asset["venues"] if v["secure"] and not v["host"]), None)
    return Crisis(
        nations, tuple(map(NationId, asset["must_sign"])), tuple(issues), options, titles, forms,
        {NationId(n["id"]): n["tier"] for n in asset["nations"]},
        tuple((NationId(a), NationId(b)) for a, b in asset["adversaries"]),
        asset["deadline"], frozenset(asset["rules"]), **media, secure_venue=venue,
        at_least={i: (row["at_least"], tuple(row["at_least_of"])) for i, row in issues.items() if row["at_least"]},
        bodies={
            InstitutionId(row["id"]): Body(
                frozenset(map(NationId, row["members"])), "recommend" in row["powers"], "convene" in row["powers"]
            )
            for row in asset["institutions"]
        },
    )  # fmt: skip


def _media(asset: Mapping[str, Any], nations: int) -> dict[str, Any]:
    """The first medium of the pack for each use, from turn 1 on."""

    def first(**wanted: Any) -> MediumId | None:
        for row in asset["media"]:
            if row["from_turn"] == 1 and all(row[key] == value for key, value in wanted.items()):
                return MediumId(row["id"])
        return None

    meeting = first(kind="meeting", many=False, in_person=True) or first(kind="meeting", many=False)
    return {
        "meeting": meeting,
        "conference": first(kind="meeting", many=True) if nations >= 4 else meeting,
        "letter": first(kind="letter", clauses=99) or first(kind="letter"),
        "back_channel": first(kind="back-channel"),
        "statement": first(kind="public"),
        "distant": first(kind="meeting", hotline=True),
        "back_channel_clauses": min(
            [r["clauses"] for r in asset["media"] if r["kind"] == "back-channel"], default=2
        ),
    }
