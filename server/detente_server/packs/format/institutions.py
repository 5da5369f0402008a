"""``institutions.toml``: bodies with members, powers and procedures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from attrs import field, frozen

from detente_server.packs.format.marked import Description, Id, Nation, Nations, Title, Turn
from detente_server.packs.marks import Count, Declares, Distinct, Range
from detente_server.packs.procedures import ProcedureName
from detente_wire.terms import Facility, Power, Voting


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
