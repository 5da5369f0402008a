"""Inputs as they are stored, so that an audit can decide them again.

Owns: their shapes. The words that a person wrote are never in one.
Does not know: how an input is decided (`match.match`).
"""

from __future__ import annotations

from typing import Any

from detente_server.match.inputs import InCharge, MatchOrder
from detente_wire.acts import Act
from detente_wire.terms import Hash, NationId
from detente_wire.values import frozen


@frozen
class Created:
    """The match was created; its settings are the first fact."""


@frozen
class Commanded:
    """A seat's command. Its player, id and answer are the record's receipt; its words lie beside the log."""

    nation: NationId
    act: Act
    expect_turn: int | None = None
    expect_hash: Hash | None = None


@frozen
class Seated:
    """Somebody was to sit down or leave; if a player asked, the record has a receipt."""

    nation: NationId
    holder: str
    player: str = ""
    name: str = ""


@frozen
class Umpired:
    """Somebody was to read everything, or no longer."""

    player: str
    name: str
    present: bool


@frozen
class Directed:
    """Somebody in charge ordered this; its words lie beside the log."""

    role: InCharge
    by: str
    order: MatchOrder
    deadline_ms: int | None = None
    """The deadline as the host's calendar moved it."""


@frozen
class PresenceSeen:
    """The host noted that a seat's player is away, or back."""

    nation: NationId
    away: bool


@frozen
class Elapsed:
    """It was time."""

    deadline_ms: int | None = None
    """The deadline as the host's calendar moved it."""


StoredInput = Created | Commanded | Seated | Umpired | Directed | PresenceSeen | Elapsed
STORED_INPUTS: dict[str, type[Any]] = {
    "created": Created,
    "commanded": Commanded,
    "seated": Seated,
    "umpired": Umpired,
    "directed": Directed,
    "presence-seen": PresenceSeen,
    "elapsed": Elapsed,
}
