"""Letters, and what is done with a record that one holds."""

from __future__ import annotations

from attrs import field
from attrs.validators import ge, le

from detente_wire.terms import ChannelId, Demand, IssueId, MediumId, NationId, Package, Promise, Ref, Tool
from detente_wire.values import frozen


@frozen
class Send:
    """A letter: text and any package, one pledge, one threat."""

    medium: MediumId
    to: tuple[NationId, ...]
    subject: IssueId | None = None
    reply_to: Ref | None = None
    package: Package = ()
    promise: Promise | None = None
    demand: Demand | None = None
    """With `tool`, `level` and `by_turn`: a private threat."""
    tool: Tool | None = None
    level: int = field(default=0, validator=[ge(0), le(3)])
    by_turn: int = field(default=0, validator=[ge(0), le(999)])


@frozen
class Forward:
    """Send a record that you hold on to others, by letter medium; back-channel records may be altered."""

    record: Ref
    medium: MediumId
    to: tuple[NationId, ...]
    altered: Package | None = None
    """Back-channel records only: the package it is made to say."""


@frozen
class Quote:
    """Read a record that you hold out in a meeting or back-channel; back-channel records may be altered."""

    channel: ChannelId
    record: Ref
    altered: Package | None = None
    """Back-channel records only: the package it is made to say."""


@frozen
class Publish:
    """Print a letter, minutes or a text of clauses that you hold for everybody (one a turn, 1 capital)."""

    record: Ref


@frozen
class Disavow:
    """Deny a back-channel of your own that the last gazette printed."""

    record: Ref
    """Its channel, as the gazette names it, or an act said in it."""


@frozen
class Denounce:
    """Publicly certify that a claim made to you was a lie, within two turns of finding out."""

    lie: Ref
