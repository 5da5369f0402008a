"""``issues.toml``: what is to be settled, and the clauses that settle it."""

from __future__ import annotations

from typing import Annotated

from attrs import frozen

from detente_server.packs.format.marked import (
    ClauseWords,
    Id,
    Nation,
    Nations,
    OptionalDescription,
    Title,
    Turn,
)
from detente_server.packs.marks import Count, Declares, Distinct, Range
from detente_wire.terms import ClauseType


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
