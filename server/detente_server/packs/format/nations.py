"""``nations.toml``: who sits at the table, and who they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from attrs import field, frozen

from detente_server.packs.format.marked import (
    Description,
    Id,
    Line,
    Nation,
    Nations,
    OptionalLine,
    Percent,
    Title,
)
from detente_server.packs.marks import Count, Declares, Distinct, Range
from detente_wire.terms import EngagementKind

Ratifier = Literal["decree", "cabinet", "parliament", "supermajority"]
RATIFIERS: Mapping[Ratifier, int] = {"decree": 25, "cabinet": 30, "parliament": 36, "supermajority": 40}
"""The sum that ratification takes (rules, section 1)."""
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
