"""The frame of a match: its beginning, its turns, the dials, the papers on a seat's desk."""

from __future__ import annotations

from typing import Literal

from detente_wire.acts import Act
from detente_wire.legacy import CrisisPlayed, Heir, Tag
from detente_wire.terms import Choice, InstitutionId, IssueId, NationId, Package, Ref
from detente_wire.values import frozen


@frozen
class Cause:
    """Why a dial moved: a word of a closed list, and who and what, as far as the audience may know."""

    why: str
    """E.g. ``tide``, ``sanctions``, ``lie``, ``contact-meeting``; the list is `detente_wire.causes.CAUSES`."""
    by: NationId | None = None
    """Whose act it was; None: nobody's, or an unknown hand's."""
    ref: Ref | None = None
    """What it was, if it has a name."""


@frozen
class MatchBegan:
    """To all: what is played, and the sealed promise about the dice."""

    pack: str
    pack_digest: str
    rules_digest: str
    mode: Literal["variable", "historical"]
    commitment: str
    """sha256 of the salt in hex; empty where the salt is (solo, tests, openly marked matches)."""
    nations: tuple[NationId, ...]


@frozen
class LegacyTaken:
    """To all, at the opening: what this crisis begins with from those before it."""

    crises: tuple[CrisisPlayed, ...]
    heirs: tuple[Heir, ...]
    tags: tuple[Tag, ...]
    """Those that this crisis reads, of nations by their ids here."""
    tension: int
    """By how much it begins higher."""
    reopened: tuple[IssueId, ...] = ()
    """Extra issues: fragile clauses that came back."""
    held: int = 0
    """How many fragile clauses were called in question, and held."""
    texts: tuple[Ref, ...] = ()
    """Instruments that are still in force; each is shown."""
    institutions: tuple[InstitutionId, ...] = ()


@frozen
class SheetPoints:
    """One issue's points, in pack order of its options."""

    issue: IssueId
    points: tuple[int, ...]


@frozen
class SheetDealt:
    """To its owner: the secret instruction card of this match, and the start of the owner-only dials."""

    nation: NationId
    card: str
    points: tuple[SheetPoints, ...]
    batna: int
    red_lines: tuple[Choice, ...]
    home: int
    capital: int
    ratifier: int = 0
    """What its own ratification sum must reach."""
    intel: int = 0
    cyber: int = 0
    force: int = 0
    trade: int = 0
    law: int = 0
    """Capacities, 0..3."""
    contacts: tuple[NationId, ...] = ()
    """With whom a back-channel needs no trust."""
    trade_partners: tuple[NationId, ...] = ()
    status_quo: Package = ()
    """What open issues are worth to it, if the pack names it."""


@frozen
class NationAtDawn:
    """What everybody sees of a nation at DAWN."""

    nation: NationId
    standing: int
    word: int
    strain: int
    band: Literal["low", "mid", "high"]
    envoys: int
    """Envoys of this turn."""


@frozen
class TurnBegan:
    """To all: a new turn's TALKS are open."""

    turn: int
    date: str
    tension: int
    stall: int
    nations: tuple[NationAtDawn, ...]


@frozen
class Injected:
    """Something happened in the world; its words are the pack's text ``inject-<id>``."""

    inject: str
    title: str


@frozen
class Papers:
    """To a seat alone, or to all: a text of the pack, such as briefing, notes, bulletin, inject, debrief."""

    text: str
    """The pack's text id, e.g. ``briefing-gbr``."""
    title: str
    body: str
    """Markdown."""


@frozen
class DialMoved:
    """A dial of a nation, a pair or the crisis moved."""

    dial: Literal[
        "tension", "stall", "standing", "word", "strain",
        "home", "capital", "envoys", "batna",
        "trust", "marks", "grievance",
    ]  # fmt: skip
    by: int
    now: int
    because: Cause
    of: NationId | None = None
    """None for the crisis's own dials."""
    toward: NationId | None = None
    """For trust, marks and grievance."""


@frozen
class Sealed:
    """To its owner alone: a sealed act as it stands; no act: taken back."""

    slot: str
    ref: Ref
    act: Act | None
