"""The end: the result, everything opened, and what the match leaves."""

from __future__ import annotations

from typing import Literal

from detente_wire.legacy import Legacy
from detente_wire.notices.frame import SheetPoints
from detente_wire.terms import Choice, Claim, NationId, Package, Ref
from detente_wire.values import frozen


@frozen
class LegacyLeft:
    """To all, after the end: what the match leaves to the next one."""

    legacy: Legacy


@frozen
class NationScore:
    """One seat's result."""

    nation: NationId
    score_tenths: int
    points: int
    """I: points of what is in force, open issues at BATNA's share."""
    share: int
    """Per mille of what was possible above BATNA."""
    home: int
    awards: tuple[str, ...] = ()


@frozen
class Ended:
    """To all: the match is over."""

    outcome: Literal["settled", "partial", "frozen", "war"]
    turn: int
    tension: int
    scores: tuple[NationScore, ...]
    nash: int
    """N, 0..100."""
    salt: str
    """The opened salt in hex, so that everybody can check the dice."""


@frozen
class DebriefSheet:
    """One nation's card, opened."""

    nation: NationId
    card: str
    points: tuple[SheetPoints, ...]
    batna: int
    batna_end: int
    red_lines: tuple[Choice, ...]
    home: int
    capital: int


@frozen
class Deal:
    """One complete deal with everybody's points, in order of the nations."""

    package: Package
    points: tuple[int, ...]


@frozen
class LieTold:
    """A false claim, exposed or not."""

    ref: Ref
    by: NationId
    claim: Claim
    exposed: bool


@frozen
class Honoured:
    """Whom a nation named in secret before the archive was opened."""

    by: NationId
    listener: NationId
    """Who understood it best."""
    trusted: NationId
    """Whose word it would take again."""


@frozen
class Debrief:
    """To all, after the end: everything."""

    nations: tuple[NationId, ...]
    sheets: tuple[DebriefSheet, ...]
    deals: int
    """How many deals the issues allow."""
    feasible: int
    frontier: tuple[Deal, ...]
    nash: Deal | None
    historical: Deal | None
    signed: Package
    lies: tuple[LieTold, ...]
    tipped: tuple[NationId, ...] = ()
    """After a war: whose acts raised tension most in the turn that brought it."""
    peace_witnesses: tuple[NationId, ...] = ()
    """After a war: who raised nothing for three turns and had a feasible deal on the table."""
    honours: tuple[Honoured, ...] = ()
    """In pack order of who named."""
