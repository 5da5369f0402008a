"""Instruments and unwritten undertakings, how their clauses are kept, what answers a breach."""

from __future__ import annotations

from typing import Literal

from detente_wire.notices import InstrumentStatus, RemedyKind, RemedyResult
from detente_wire.terms import ChannelId, Clause, Hash, Instrument, NationId, Ref
from detente_wire.values import frozen


@frozen(slots=False)
class ClauseState:
    """How one clause of an instrument in force is being kept."""

    manner: Literal["comply", "delay", "cheat"] = "comply"
    due: int = 0
    """The turn at whose RESOLVE it falls due; 0: not yet in force."""
    status: Literal["pending", "performed", "delayed", "breached", "suspended", "void", "expired"] = "pending"
    cheated: bool = False
    """A cheat is rolled for: it stands, or was given up before two rolls."""
    rolls: int = 0
    """Detection rolls of this cheat so far."""
    found: int = 0
    """The turn in which the last breach of it was found; 0: never."""
    mended: bool = False
    """A breach of it was made good: it is looked at as by an inspector from then on."""
    lifted: int = 0
    """Level of the sanctions that performing it lifted; they snap back when a breach undoes it."""
    fragile: bool = False
    """It disposes of the land or rights of a nation that did not sign: a diktat, and may not last."""


@frozen(slots=False)
class Document:
    """An instrument with its life."""

    ref: Ref
    author: NationId
    text: Instrument
    hash: Hash
    status: InstrumentStatus
    turn: int
    """When it was drafted."""
    seen: tuple[NationId, ...] = ()
    """Who may see it (author and, once tabled, parties and listeners), until it is public."""
    public: bool = False
    initials: tuple[NationId, ...] = ()
    initialled_turn: int = 0
    signed_turn: int = 0
    ratified: tuple[NationId, ...] = ()
    failed: tuple[NationId, ...] = ()
    """Nations whose home refused it at least once."""
    force_turn: int = 0
    """When it entered into force."""
    clauses: tuple[ClauseState, ...] = ()
    endorsed: tuple[NationId, ...] = ()
    objected: tuple[NationId, ...] = ()
    leaked: bool = False
    """Became known while secret."""
    bound: tuple[NationId, ...] = ()
    """Parties that did not sign and that a body's decision binds."""
    mediator: NationId | None = None
    """First tabled by a nation that is neither side."""
    tabled_turn: int = 0
    channel: ChannelId | None = None
    """Where it was tabled, if in a channel."""
    host: NationId | None = None
    """On whose soil it was tabled, if the venue has a host."""
    basis: bool = False
    """It is the basis of the table where it lies: free to table again, and +1 on every party's sum."""
    legacy: int = 0
    """Its number among the texts of the legacy, if an earlier crisis left it; 0: it is of this one."""
    diktat: bool = False
    """What its fragile clauses cost the signatories has been booked."""

    def seen_by(self, nation: NationId) -> bool:
        """Whether the nation may see the text."""
        return self.public or nation in self.seen


@frozen(slots=False)
class AssuranceState:
    """An accepted ASSURE: unwritten, unratified, secret."""

    ref: Ref
    giver: NationId
    receiver: NationId
    clause: Clause
    keeping: ClauseState
    turn: int
    in_force: bool = False
    published: bool = False


@frozen(slots=False)
class Remedy:
    """What follows a breach: a demand for cure, a case before a court, a guarantor's duty."""

    kind: RemedyKind
    ref: Ref
    """Of the text or assurance."""
    clause: int
    by: NationId
    """Who demands, sues, or guarantees."""
    nation: NationId
    """Who performs the clause."""
    turn: int
    by_turn: int
    """At whose RESOLVE it is decided at the latest."""
    how: RemedyResult | None = None
    """None while it is open."""

    @property
    def key(self) -> RemedyKey:
        """Where it stands in the state; a new one of the same key takes the place of one that is over."""
        return (self.kind, self.ref, self.clause, self.by)


RemedyKey = tuple[RemedyKind, Ref, int, NationId]
