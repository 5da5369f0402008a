"""What can happen to a match. Every input carries `now_ms`, UTC, which never falls within a match."""

from __future__ import annotations

from typing import Literal

from detente_wire.messages import Command
from detente_wire.orders import Order
from detente_wire.terms import NationId
from detente_wire.values import frozen

Holder = Literal["player", "bot", "charge", "minister", "empty"]
InCharge = Literal["umpire", "operator", "host", "table"]
"""Who orders: an umpire of the match, an operator of the server, the server by itself, or the table by vote."""


@frozen
class Credit:
    """Give back time in which nobody could play: the host's alone, after it was away."""

    ms: int


MatchOrder = Order | Credit


@frozen
class CommandGiven:
    """A player, or a bot by the same door, wants something done."""

    now_ms: int
    player: str
    nation: NationId
    """The seat that the player holds; the host has looked it up."""
    command: Command
    salt: bytes = b""
    """16 random bytes for the hash of the written words; needed only if there are words."""


@frozen
class SeatTaken:
    """Somebody sits down: a player, or a bot for an empty seat."""

    now_ms: int
    nation: NationId
    holder: Holder
    player: str = ""
    name: str = ""
    command: bytes = b""
    """The join or leave command's id, if a player asked; answered with a receipt."""
    digest: bytes = b""
    """Of that command, so that an id used twice is noticed."""


@frozen
class UmpireTaken:
    """A player takes the umpire's place, or gives it up."""

    now_ms: int
    player: str
    name: str
    present: bool = True
    command: bytes = b""
    digest: bytes = b""


@frozen
class Ordered:
    """Somebody in charge orders something."""

    now_ms: int
    role: InCharge
    by: str
    """The umpire's or operator's player id; for the log."""
    order: MatchOrder
    words: str = ""
    salt: bytes = b""
    """16 random bytes, if there are words."""
    command: bytes = b""
    """Of an umpire's `Direct`; answered with a receipt."""
    digest: bytes = b""
    deadline_ms: int | None = None
    """As in `Ticked`."""


@frozen
class PresenceNoted:
    """The host has not seen a seat's player for long, or sees him again."""

    now_ms: int
    nation: NationId
    away: bool


@frozen
class Ticked:
    """Time has passed: it may be time to close the talks."""

    now_ms: int
    deadline_ms: int | None = None
    """The deadline of what is due now, as the host's calendar moved it; None: there is no calendar."""


Input = CommandGiven | SeatTaken | UmpireTaken | Ordered | PresenceNoted | Ticked
