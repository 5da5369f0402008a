"""``pack.toml``: what the crisis is called, which rules it plays, its numbers."""

from __future__ import annotations

from typing import Annotated, Literal

from attrs import frozen

from detente_server.packs.format.marked import (
    ClauseWords,
    Id,
    Language,
    Line,
    Nation,
    Nations,
    Percent,
    Title,
    Version,
)
from detente_server.packs.marks import Count, Distinct, Range
from detente_wire.legacy import LEGACY_TAGS, LegacyTag

Module = Literal[
    "core", "cheat", "covert", "legal", "engagements", "protocol", "institutions", "legacy", "remedies",
    "full",
]  # fmt: skip
MODULES: tuple[Module, ...] = (
    "core", "cheat", "covert", "legal", "engagements", "protocol", "institutions", "legacy", "remedies"
)  # fmt: skip
"""What ``full`` stands for."""
Declared = Literal["feasible-share", "opening-drift", "asymmetry"]


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
