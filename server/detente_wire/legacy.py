"""What a finished crisis leaves: a value at the end of a match, an input of the next (rules, section 10).

Owns: the legacy and what it is made of, in the ids of the crisis that left each thing.
Does not know: how it comes about or what it does (the rules), which crisis comes next (a campaign).
"""

from __future__ import annotations

from typing import Literal, get_args

from detente_wire.terms import InstitutionId, Instrument, IssueId, NationId
from detente_wire.values import frozen

LegacyTag = Literal[
    "failed-talks", "frozen", "fragile", "humiliated", "peacemaker", "tipped", "peace-witness"
]  # fmt: skip
"""What a crisis can leave, and the next one read, beside trust and word (rules, section 10)."""
LEGACY_TAGS: tuple[LegacyTag, ...] = get_args(LegacyTag)


@frozen
class CrisisPlayed:
    """One crisis of a campaign."""

    pack: str
    title: str


@frozen
class NationLegacy:
    """How a nation came out of its last crisis."""

    nation: NationId
    word: int
    lies: int = 0
    """Of its lies those that nobody exposed: the debrief printed them."""


@frozen
class PairLegacy:
    """What one nation felt and knew about another at the end."""

    of: NationId
    toward: NationId
    trust: int
    grievance: int = 0
    marks: int = 0


@frozen
class Tag:
    """One thing that the next crisis begins with."""

    tag: LegacyTag
    crisis: str
    """Pack id of the crisis that left it."""
    nation: NationId | None = None
    """Of whom it tells; None: of all."""
    issue: IssueId | None = None
    """``humiliated``: the issue that was lost."""


@frozen
class FragileClause:
    """A clause that may not last: imposed on those who did not sign it, or broken and not made good."""

    clause: int
    """Of its text, from 1."""
    wronged: tuple[NationId, ...]
    """Who would have it undone."""
    issue: IssueId | None = None
    """The issue that it closed."""
    title: str = ""
    """What the question was, in the words of its pack."""
    answer: str = ""
    """How it was answered."""


@frozen
class TextLegacy:
    """An instrument that is still in force."""

    crisis: str
    """Pack id of the crisis in which it was signed."""
    title: str
    """Of that crisis."""
    text: Instrument
    """Without what was void, suspended or over."""
    fragile: tuple[FragileClause, ...] = ()


@frozen
class Legacy:
    """All that a match leaves, and what it was left itself and could not use."""

    crises: tuple[CrisisPlayed, ...] = ()
    """In the order in which they were played."""
    nations: tuple[NationLegacy, ...] = ()
    pairs: tuple[PairLegacy, ...] = ()
    tags: tuple[Tag, ...] = ()
    texts: tuple[TextLegacy, ...] = ()
    institutions: tuple[InstitutionId, ...] = ()
    """Those that were founded by a clause."""


@frozen
class Heir:
    """Which nation carries on whose word and trust."""

    nation: NationId
    of: NationId
    """Its id in the legacy."""
    word: int
    """What it begins with."""
