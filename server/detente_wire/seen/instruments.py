"""Instruments, what answers a breach, which issues are closed."""

from __future__ import annotations

from attrs import Factory, define

from detente_wire.notices import InstrumentStatus, RemedyOpened
from detente_wire.terms import Hash, Instrument, NationId, OptionId, Ref


@define
class InstrumentSeen:
    """A text that this viewer may see, as it now stands."""

    ref: Ref
    author: NationId
    text: Instrument
    hash: Hash
    status: InstrumentStatus
    turn: int
    """When it was first seen."""
    changed: int
    """When its text last changed."""
    initials: set[NationId] = Factory(set)
    basis: bool = False
    """It is the basis of the table where it lies."""
    leaked: bool = False
    """It became known while it was secret."""
    failed: set[NationId] = Factory(set)
    """Whose home refused it."""
    endorsed: set[NationId] = Factory(set)
    objected: set[NationId] = Factory(set)
    reports: dict[int, str] = Factory(dict)
    """Clause (from 1) -> the last report on it."""
    fragile: tuple[int, ...] = ()
    """Clauses that dispose of what belongs to a nation which did not sign."""


@define
class RemedySeen:
    """A demand for cure, a case before a court, or a guarantor's duty."""

    opened: RemedyOpened
    turn: int
    how: str = ""
    """Empty while it is open."""


@define
class ClosedSeen:
    """An issue that a text in force has closed."""

    option: OptionId
    ref: Ref
    turn: int
