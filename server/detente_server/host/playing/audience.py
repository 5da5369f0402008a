"""Who is told by the owner of a match.

Owns: the protocol `Audience`.
Does not know: how a match is owned (`owner`), what is done with what is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from detente_server.match.records import Attendance
from detente_wire.messages import Receipt
from detente_wire.terms import NationId

if TYPE_CHECKING:
    from detente_server.host.playing.owner import Owner


class Audience(Protocol):
    """Who passes on what has become durable."""

    def answer(self, player: str, receipt: Receipt) -> None:
        """Give a player the receipt, if he is here."""

    def landmark(self, owner: Owner) -> None:
        """The match has come to a new turn, phase or set of seats, and that is durable."""

    def seated(self, owner: Owner) -> None:
        """Seats have changed hands, and that is durable; more of the kind is on its way."""

    def reload(self, owner: Owner) -> None:
        """Read the match from its log and hand it to `loaded`, or give it up."""

    def crashed(self, owner: Owner) -> None:
        """The match failed; then `reload` follows."""

    def due_soon(self, owner: Owner, seats: Sequence[NationId]) -> None:
        """The deadline is near and these seats' players have sent nothing; said again when the match is loaded anew."""

    def attended(self, owner: Owner, turn: int, marks: Sequence[tuple[str, Attendance]]) -> None:
        """A turn has closed: how each player who holds a seat attended it. Said once."""

    def over(self, owner: Owner) -> None:
        """The match is over, and that is durable."""
