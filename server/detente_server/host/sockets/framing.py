"""Messages as frames on a socket: padding, parts, and notices that were encoded once.

Owns: how a message becomes the frames of one codec.
Does not know: sockets, viewers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from detente_server.match.stream import UMPIRE, Heard
from detente_wire.codec import JSON, MSGPACK, Codec
from detente_wire.limits import FRAME_BYTES
from detente_wire.messages import MatchId, RequestId, ServerMessage
from detente_wire.parts import split


def frames(codec: Codec, message: ServerMessage, *, padded: bool = True) -> list[bytes]:
    """The frame of a message, or those of its parts; what goes to one client alone is padded."""
    return _cut(codec, codec.encode(message), padded)


class _Shells:
    """Of one notice: the bytes of its frame before and after a cursor, by how long that is in the frame.

    A notice goes to all who hear it at about the same time, and their frames differ in the cursor alone.
    """

    __slots__ = ("_by_length", "_codec", "_heard", "_match")

    def __init__(self, codec: Codec, match: MatchId, heard: Heard) -> None:
        self._codec, self._match, self._heard = codec, match, heard
        self._by_length: dict[int, tuple[bytes, bytes]] = {}

    def frame(self, cursor: int) -> bytes:
        """The frame of the viewer who has come to this cursor."""
        number = self._codec.pack(cursor)
        shell = self._by_length.get(len(number))
        if shell is None:
            shell = self._by_length[len(number)] = self._made(cursor, number)
        return b"".join((shell[0], number, shell[1]))

    def _made(self, cursor: int, number: bytes) -> tuple[bytes, bytes]:
        whole = _whole(self._codec, self._match, cursor, self._heard)
        start = self._codec.cursor_at(whole)
        return whole[:start], whole[start + len(number) :]


def _whole(codec: Codec, match: MatchId, cursor: int, heard: Heard, to: Sequence[str] = ()) -> bytes:
    """The frame of one viewer, made for him alone; to whom it was told is said to an umpire."""
    body = heard.body if codec is MSGPACK else _json_body(heard.body)
    private = heard.audience is not None
    return codec.frame_heard(match, cursor, heard.turn, heard.at_s, body, heard.words, to=to, padded=private)


SHELLS = 1024
"""Notices whose frames are at hand: those of a few commits, and what many read at once when they come back."""
_shells: dict[tuple[int, str], _Shells] = {}


def heard_frames(codec: Codec, match: MatchId, cursor: int, heard: Heard, viewer: str) -> list[bytes]:
    """A notice as this viewer gets it; public ones are as long for everybody and are not padded."""
    if heard.audience is None or (viewer != UMPIRE and len(heard.audience) > 1):
        frame = _from_shells(codec, match, cursor, heard)
    else:
        frame = _whole(codec, match, cursor, heard, sorted(heard.audience) if viewer == UMPIRE else ())
    return [frame] if len(frame) <= FRAME_BYTES else _cut(codec, frame, heard.audience is not None)


def _from_shells(codec: Codec, match: MatchId, cursor: int, heard: Heard) -> bytes:
    """The frame of one viewer of several."""
    key = (id(heard), codec.subprotocol)  # the shells hold on to their notice: no other has its id meanwhile
    shells = _shells.get(key)
    if shells is None:
        if len(_shells) >= SHELLS:
            _shells.clear()
        shells = _shells[key] = _Shells(codec, match, heard)
    return shells.frame(cursor)


def recalled_frames(codec: Codec, id: RequestId, match: MatchId, cursor: int, heard: Heard) -> list[bytes]:
    """A notice of a history."""
    body = heard.body if codec is MSGPACK else _json_body(heard.body)
    frame = codec.frame_recalled(id, match, cursor, heard.turn, heard.at_s, body, heard.words)
    return [frame] if len(frame) <= FRAME_BYTES else _cut(codec, frame, True)


def _cut(codec: Codec, frame: bytes, padded: bool) -> list[bytes]:
    pieces = split(codec, frame)
    return [codec.pad(piece) for piece in pieces] if padded else pieces


@lru_cache(maxsize=512)
def _json_body(body: bytes) -> bytes:
    """The same body in JSON: what is plain data in one encoding is so in the other."""
    return JSON.pack(MSGPACK.unpack(body))
