"""What can happen to a match. Every input carries `now_ms`, UTC, which never falls within a match."""

from __future__ import annotations

from typing import Literal

from detente_wire.messages import Command
from detente_wire.terms import NationId
from detente_wire.values import frozen

Holder = Literal["player", "bot", "charge", "minister", "empty"]


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
class Ticked:
    """Time has passed: it may be time to close the talks."""

    now_ms: int


Input = CommandGiven | SeatTaken | Ticked
