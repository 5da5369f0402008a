"""Instruments: writing, signing and keeping them, and what answers a breach."""

from __future__ import annotations

from typing import Literal

from attrs import field
from attrs.validators import ge, le

from detente_wire.terms import ChannelId, Hash, Instrument, Ref
from detente_wire.values import frozen


@frozen
class Draft:
    """Write an instrument down; only its author sees it."""

    text: Instrument


@frozen
class Table:
    """Lay a draft before its parties (1 envoy), and before the members of a channel."""

    ref: Ref
    channel: ChannelId | None = None


@frozen
class Amend:
    """Replace a draft's or tabled text (1 envoy once tabled); clears every initial."""

    ref: Ref
    text: Instrument


@frozen
class Initial:
    """Initial the exact text; initialled by all its parties it is frozen."""

    ref: Ref
    hash: Hash


@frozen
class SellAtHome:
    """Spend an envoy to win support for ratification: +4 on your own sum this turn and next."""


@frozen
class Suspend:
    """Answer a found breach: the breached clause binds no more."""

    ref: Ref
    clause: int = field(validator=[ge(1), le(999)])


@frozen
class Terminate:
    """End a breached text, or one that is signed and not yet in force."""

    ref: Ref


@frozen
class Cure:
    """Demand that a clause found broken be made good within two turns."""

    ref: Ref
    clause: int = field(validator=[ge(1), le(999)])


@frozen
class Arbitrate:
    """Bring another party's clause before the court that the text provides (1 envoy, 1 capital)."""

    ref: Ref
    clause: int = field(validator=[ge(1), le(999)])


@frozen
class Sign:
    """Sign the exact text; counts only if every party signed the same hash."""

    ref: Ref
    hash: Hash


@frozen
class Endorse:
    """Lend a visible text your voice (1 envoy)."""

    ref: Ref
    hash: Hash


@frozen
class Object:
    """Raise your voice against a visible text (1 envoy)."""

    ref: Ref
    hash: Hash


@frozen
class Keep:
    """How you keep a clause that you are the actor of; stands until changed. To comply where a cure is demanded makes
    the breach good (1 envoy)."""

    ref: Ref
    clause: int = field(validator=[ge(1), le(999)])
    """Counted from 1."""
    manner: Literal["comply", "delay", "cheat"]
