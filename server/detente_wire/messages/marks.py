"""How far a player has read, kept by the host so that all his machines agree.

Owns: these wishes and their answer.
Does not know: what a room is (clients arrange a stream in rooms, each by a key of its own), who may keep marks.
"""

from __future__ import annotations

from attrs import field
from attrs.validators import ge

from detente_wire.messages.ids import MatchId, RoomKey
from detente_wire.values import frozen


@frozen
class KeepMark:
    """I have read this room of my stream up to this cursor. A mark never goes back; answered by `Done`.

    Only who attends the match keeps marks in it, and none before it begins. They belong to the stream that is read
    now: who gets another seat, or reads again after a restore, begins without any. 64 rooms are kept: of more, the
    mark furthest back goes.
    """

    match: MatchId
    room: RoomKey
    cursor: int = field(validator=ge(1))
    """What lies beyond the end of the stream counts as its end."""


@frozen
class ListMarks:
    """How far have I read? Answered by `Marks`, which are empty where nothing is kept."""

    match: MatchId


@frozen
class Mark:
    """How far one room was read."""

    room: RoomKey
    cursor: int


@frozen
class Marks:
    """The answer to `ListMarks`."""

    match: MatchId
    rows: tuple[Mark, ...] = ()
