"""What a match wants done, in order.

A `Commit` is stored before anything of it leaves: first the record, then its receipts, then its notices. The other
effects wait for nothing but the commits before them.
"""

from __future__ import annotations

from detente_server.match.records import SeatAttended
from detente_server.match.stream import Heard
from detente_wire.messages import Receipt
from detente_wire.terms import NationId
from detente_wire.values import frozen


@frozen
class StoredNotice:
    """A notice as it is stored: the body is the bytes that the chain covers."""

    audience: str
    """``public``, or sorted nation ids joined by ``+``."""
    kind: str
    turn: int
    body: bytes


@frozen
class StoredReceipt:
    """The one answer to a command id, as it is stored."""

    player: str
    command: bytes
    digest: bytes
    body: bytes


@frozen
class StoredText:
    """Words a person wrote, beside the log: erased, the chain still verifies."""

    ref: str
    salt: bytes
    text: str


@frozen
class StoredRecord:
    """One input with all that came of it; `store` keeps it whole or not at all."""

    n: int
    id: bytes
    kind: str
    turn: int
    time_ms: int
    facts: bytes
    chain: bytes
    notices: tuple[StoredNotice, ...]
    receipts: tuple[StoredReceipt, ...]
    texts: tuple[StoredText, ...]


@frozen
class Commit:
    """Store the record; when it is durable send the receipts, then the notices."""

    record: StoredRecord
    receipts: tuple[tuple[str, Receipt], ...]
    """(player, receipt)"""
    heard: tuple[Heard, ...]
    """What was made known, in order."""
    seated: tuple[tuple[NationId, str], ...] = ()
    """(nation, player) of the seats that changed hands; no player: nobody holds it."""
    umpires: tuple[tuple[str, bool], ...] = ()
    """Who reads everything from now on, or no longer."""


@frozen
class Reply:
    """Answer a player; nothing is stored (a repeated command, or a refusal that is not definite)."""

    player: str
    receipt: Receipt


@frozen
class WakeAt:
    """Send a `Ticked` at this time (milliseconds UTC), at once if it has passed."""

    at_ms: int


@frozen
class SeatVacant:
    """A bot must speak for this seat from now on, or no longer must."""

    nation: NationId
    bot: bool
    mode: str = "full"
    """``full``: a minister or an empty seat's bot; ``charge``: it never signs, concedes or presses."""


@frozen
class DueSoon:
    """These seats have sent nothing and their deadline is near; tell it beyond the match once the commit is durable."""

    seats: tuple[NationId, ...]


@frozen
class Attended:
    """A turn has closed: which players were there; tell it once the commit is durable."""

    turn: int
    seats: tuple[SeatAttended, ...]


@frozen
class Over:
    """The match is over: its archive may be written."""


Effect = Commit | Reply | WakeAt | SeatVacant | DueSoon | Attended | Over
