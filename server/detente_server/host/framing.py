"""Messages as frames on a socket: padding, parts, and notices that were encoded once.

Owns: how a message becomes the frames of one codec.
Does not know: sockets, viewers.
"""

from __future__ import annotations

from functools import lru_cache

from detente_server.match.stream import Heard
from detente_wire.codec import JSON, MSGPACK, Codec
from detente_wire.limits import FRAME_BYTES
from detente_wire.messages import MatchId, RequestId, ServerMessage
from detente_wire.parts import split


def frames(codec: Codec, message: ServerMessage, *, padded: bool = True) -> list[bytes]:
    """The frame of a message, or those of its parts; what goes to one client alone is padded."""
    return _cut(codec, codec.encode(message), padded)


def heard_frames(codec: Codec, match: MatchId, cursor: int, heard: Heard) -> list[bytes]:
    """A notice as this viewer gets it; public ones are as long for everybody and are not padded."""
    private = heard.audience is not None
    body = heard.body if codec is MSGPACK else _json_body(heard.body)
    frame = codec.frame_heard(match, cursor, heard.turn, heard.at_s, body, heard.words, padded=private)
    return [frame] if len(frame) <= FRAME_BYTES else _cut(codec, frame, private)


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
