"""Instruments: their texts, how they are kept, what answers a breach, which issues they close."""

from __future__ import annotations

from typing import Literal

from detente_wire.terms import Hash, Instrument, IssueId, NationId, OptionId, Ref
from detente_wire.values import frozen

InstrumentStatus = Literal[
    "draft", "tabled", "initialled", "signed", "in-force", "suspended", "terminated", "lapsed", "expired"
]
"""The life of a text (rules, section 8)."""


@frozen
class InstrumentShown:
    """To those who may see it: the whole text as it now stands."""

    ref: Ref
    author: NationId
    text: Instrument
    hash: Hash
    status: InstrumentStatus
    initials: tuple[NationId, ...] = ()
    basis: bool = False
    """It is the basis of the table where it lies."""
    leaked: bool = False
    """It became known while it was secret: every home minds."""


@frozen
class Initialled:
    """To those who see the text."""

    ref: Ref
    by: NationId
    hash: Hash


@frozen
class InstrumentChanged:
    """To those who see the text: its status moved."""

    ref: Ref
    status: InstrumentStatus
    by: NationId | None = None
    why: str = ""


@frozen
class RatificationFailed:
    """To all: a nation's home refused; the text stays signed."""

    ref: Ref
    nation: NationId
    band: Literal["low", "mid", "high"]


@frozen
class Voiced:
    """To all (of a text that is not public: to those who see it): a nation endorsed or objected to a text."""

    ref: Ref
    nation: NationId
    voice: Literal["endorsed", "objected"]


@frozen
class ClauseReported:
    """To those who see the text (a found breach: to all): how a clause was kept, as far as is known."""

    ref: Ref
    clause: int
    by: NationId
    report: Literal["performed", "delayed", "compliant", "suspicious", "breached", "suspended", "void"]


RemedyKind = Literal["cure", "arbitration", "guarantee"]
"""What answers a breach: a demand to make it good, a case before a court, a call upon a guarantor."""
RemedyResult = Literal["cured", "uncured", "awarded", "dismissed", "honoured", "failed", "released"]
"""Of a cure the first two, of a court the next, of a guarantor the next; ``released``: nothing was left to decide."""


@frozen
class RemedyOpened:
    """To those who see the text: what is asked for over a clause, and until when."""

    kind: RemedyKind
    ref: Ref
    clause: int
    by: NationId
    """Who demands the cure, who sues, whose guarantee is called upon."""
    nation: NationId
    """Who performs the clause."""
    by_turn: int
    """At whose RESOLVE it is decided at the latest."""


@frozen
class RemedyEnded:
    """To the same."""

    kind: RemedyKind
    ref: Ref
    clause: int
    by: NationId
    nation: NationId
    how: RemedyResult
    award: int = 0
    """Capital that a court made the loser pay."""


@frozen
class Imposed:
    """To all: a text in force disposes of the land or rights of nations that did not sign it."""

    ref: Ref
    owners: tuple[NationId, ...]
    """Whose they are."""
    clauses: tuple[int, ...]
    """The clauses that do it, from 1: they are fragile."""


@frozen
class IssueClosed:
    """To all unless the closing text is secret: then to its parties."""

    issue: IssueId
    option: OptionId
    ref: Ref


@frozen
class IssueReopened:
    """To whom its closing was told."""

    issue: IssueId
