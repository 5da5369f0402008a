"""The two encodings of a frame, msgpack and JSON, with their limits.

Owns: bytes to messages and back, the splicing of bodies that are encoded once, padding.
Does not know: sockets; what is longer than a frame (`parts`).

Whatever the bytes, decoding gives a message or raises `MalformedMessage`, nothing else. A notice's body is
encoded once for all who hear it (`encode_body`); what differs from viewer to viewer is put around it without
encoding it again (`frame_heard`). A private frame is padded to one of a few sizes, so that its length tells little.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, NoReturn

import msgpack
from msgpack import fallback

from detente_wire import limits
from detente_wire.acts import Act
from detente_wire.messages import ClientMessage, MatchId, Message, RequestId, ServerMessage, Unknown
from detente_wire.notices import Notice
from detente_wire.reader import FROM_CLIENT, FROM_SERVER, STORED, Reading
from detente_wire.spelling import COMMAND_ID, REQUEST_ID
from detente_wire.terms import MAX_INTEGER
from detente_wire.writer import plain

if msgpack.Unpacker is fallback.Unpacker:
    raise ImportError("msgpack runs without its C extension, whose limits the codec relies on")

_client_message = Reading(ClientMessage, FROM_CLIENT)
_server_message = Reading(ServerMessage | Unknown, FROM_SERVER)
_notice = Reading(Notice, STORED)
_act = Reading(Act, STORED)


Head = dict[str, str | int | list[str]]
"""The pairs of a frame before its notice."""


class MalformedMessage(Exception):
    """These bytes are no message."""

    def __init__(
        self, problem: str, request: str | None = None, close: str = "malformed", kind: str = ""
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        """Path and sentence, e.g. ``act.package.limit: must name one option``."""
        self.request = request
        """The id of the command or request, if that much could be read: it can be answered."""
        self.close = close
        """The close code's name, if it cannot."""
        self.kind = kind
        """The kind of the frame, if that much could be read."""


class Codec(ABC):
    """One encoding. The two instances are `MSGPACK` and `JSON`."""

    subprotocol: str
    """As it is negotiated on the WebSocket."""
    text: bool
    """Whether its frames are text frames (their bytes are UTF-8)."""
    part_bytes: int
    """Bytes of a frame that fit into a `Part`, whatever they are."""
    _cursor: bytes
    """The key ``cursor`` as it stands in a frame."""

    # -- whole messages ------------------------------------------------------------------------------------------

    def encode(self, message: Message) -> bytes:
        """The frame; if it is longer than a frame may be, `parts.split` it."""
        return self.pack(plain(message))

    def decode_client(self, frame: bytes | str) -> ClientMessage:
        """What a client sent: anything unknown in it is refused by name."""
        data = self._load(frame, limits.FRAME_BYTES, limits.CLIENT_NODES)
        message: ClientMessage = _read(_client_message, data)
        return message

    def decode_server(self, frame: bytes | str, *, joined: bool = False) -> ServerMessage | Unknown:
        """What a server sent: unknown fields are skipped, an unknown kind gives `Unknown`."""
        most = (
            (limits.WHOLE_BYTES, limits.WHOLE_NODES) if joined else (limits.FRAME_BYTES, limits.SERVER_NODES)
        )
        message: ServerMessage | Unknown = _read(_server_message, self._load(frame, *most))
        return message

    # -- bodies --------------------------------------------------------------------------------------------------

    def encode_body(self, value: Notice | Act) -> bytes:
        """A notice or an act alone, as it stands within a frame and in a record."""
        return self.pack(plain(value))

    def decode_notice(self, body: bytes) -> Notice:
        """A stored body."""
        notice: Notice = _read(_notice, self._load(body, limits.WHOLE_BYTES, limits.WHOLE_NODES))
        return notice

    def decode_act(self, body: bytes) -> Act:
        """A stored act."""
        act: Act = _read(_act, self._load(body, limits.WHOLE_BYTES, limits.WHOLE_NODES))
        return act

    def frame_heard(
        self,
        match: MatchId,
        cursor: int,
        turn: int,
        at_s: int,
        body: bytes,
        words: str = "",
        *,
        to: Sequence[str] = (),
        padded: bool = False,
    ) -> bytes:
        """A `Heard` around an encoded body; `padded` for what is not public."""
        head: Head = {"type": "heard", "match": match, "cursor": cursor, "turn": turn, "at_s": at_s}
        if to:
            head["to"] = list(to)
        frame = self.splice(head, body, words)
        return self.pad(frame) if padded else frame

    def cursor_at(self, frame: bytes) -> int:
        """Where in such a frame the cursor's number begins; nothing before it can look like its key."""
        return frame.index(self._cursor) + len(self._cursor)

    def frame_recalled(
        self, id: RequestId, match: MatchId, cursor: int, turn: int, at_s: int, body: bytes, words: str = ""
    ) -> bytes:
        """A `Recalled` around an encoded body, padded."""
        head: Head = {
            "type": "recalled",
            "id": id,
            "match": match,
            "cursor": cursor,
            "turn": turn,
            "at_s": at_s,
        }
        return self.pad(self.splice(head, body, words))

    # -- what an encoding must do --------------------------------------------------------------------------------

    @abstractmethod
    def pack(self, data: object) -> bytes:
        """Plain data to bytes."""

    @abstractmethod
    def unpack(self, frame: bytes | str) -> object:
        """Bytes to plain data, or any ValueError, TypeError or RecursionError."""

    @abstractmethod
    def splice(self, head: Head, body: bytes, words: str) -> bytes:
        """A map of the head's pairs, ``notice`` with the encoded body, and ``words`` if there are any."""

    @abstractmethod
    def pad(self, frame: bytes) -> bytes:
        """The frame, filled up to the next of `limits.SIZE_BUCKETS`; one that is longer stays."""

    def _load(self, frame: bytes | str, most_bytes: int, most_nodes: int) -> object:
        """Plain data within the limits, or `MalformedMessage`."""
        try:
            if len(frame.encode() if isinstance(frame, str) else frame) > most_bytes:
                raise MalformedMessage(f"is longer than {most_bytes} bytes", close="too-big")
            data = self.unpack(frame)
            binary = type(data) is dict and data.get("type") == "part"
            _weigh(data, most_nodes, _BINARY if binary else _SCALARS)
        except (ValueError, TypeError, RecursionError, msgpack.UnpackException) as why:
            raise MalformedMessage(f"cannot be read: {str(why)[:100] or type(why).__name__}") from None
        return data


def _read(reading: Reading, data: object) -> Any:
    try:
        return reading(data)
    except ValueError as why:
        raise MalformedMessage(str(why), _request(data), kind=_kind(data)) from None


def _request(data: object) -> str | None:
    """The id that a bad frame bears, if it is spelled as one."""
    value = data.get("id") if type(data) is dict else None
    if type(value) is str and (COMMAND_ID.fullmatch(value) or REQUEST_ID.fullmatch(value)):
        return value
    return None


def _kind(data: object) -> str:
    """The kind that a bad frame says it is of."""
    value = data.get("type") if type(data) is dict else None
    return value if type(value) is str else ""


_SCALARS: frozenset[type] = frozenset({str, bool, type(None)})
_BINARY: frozenset[type] = _SCALARS | {bytes}


def _weigh(data: object, most: int, scalars: frozenset[type]) -> None:
    """Count values, level by level; ValueError for what no message holds: too many, too deep, of another type."""
    level: list[Any] = [data]
    depth = 0
    while level:
        depth += 1
        most -= len(level)
        if most < 0:
            raise ValueError("it holds too many values")
        inner: list[Any] = []
        for value in level:
            kind = type(value)
            if kind in scalars:
                continue
            if kind is dict or kind is list:
                if depth > limits.FRAME_DEPTH:
                    raise ValueError(f"it is nested deeper than {limits.FRAME_DEPTH}")
                inner += value.values() if kind is dict else value
            elif kind is not int:
                raise ValueError(f"it holds a {kind.__name__}")
            elif not -MAX_INTEGER <= value <= MAX_INTEGER:
                raise ValueError("it holds a number out of range")
        level = inner


def _unique(pairs: list[tuple[Any, Any]]) -> dict[str, Any]:
    """A map of strings, no key twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands there twice")
    for key in found:
        if type(key) is not str:
            raise ValueError("a key is no string")
    return found


def _refuse(*_: object) -> NoReturn:
    raise ValueError("it holds a number or a value that is not of this wire")


def _bucket(size: int) -> int:
    """The smallest bucket of at least this size, or the size itself."""
    return next((bucket for bucket in limits.SIZE_BUCKETS if bucket >= size), size)


class _Msgpack(Codec):
    """String keys, strings, integers, booleans, nil; bytes in `Part.data` alone; no floats, no extensions."""

    subprotocol = limits.SUBPROTOCOL_MSGPACK
    text = False
    part_bytes = limits.PART_BYTES
    _cursor = b"\xa6cursor"

    _PAD_KEY = b"\xa3pad\xda"
    """The key, and the head of a string with a length of two bytes."""

    def pack(self, data: object) -> bytes:
        """Plain data to bytes."""
        packed: bytes = _packb(data)
        return packed

    def unpack(self, frame: bytes | str) -> object:
        """Bytes to plain data; lone surrogates are no UTF-8 and refused by it."""
        if isinstance(frame, str):
            raise ValueError("msgpack comes in binary frames")
        return msgpack.unpackb(
            frame,
            raw=False,
            strict_map_key=True,
            object_pairs_hook=_unique,
            ext_hook=_refuse,
            max_ext_len=0,
        )

    def splice(self, head: Head, body: bytes, words: str) -> bytes:
        """The head's own map with one or two pairs more."""
        packed = _packb(head)
        pairs = packed[0] + (2 if words else 1)
        tail = _WORDS + _packb(words) if words else b""
        return b"".join((pairs.to_bytes(1, "big"), packed[1:], _NOTICE, body, tail))

    def pad(self, frame: bytes) -> bytes:
        """One more pair ``pad`` in the outermost map, which has fewer than 15."""
        start = len(frame) + len(self._PAD_KEY) + 2
        fill = _bucket(start) - start
        if start > limits.FRAME_BYTES:
            return frame
        return b"".join(
            (
                (frame[0] + 1).to_bytes(1, "big"),
                frame[1:],
                self._PAD_KEY,
                fill.to_bytes(2, "big"),
                b" " * fill,
            )
        )


class _Json(Codec):
    """UTF-8, nothing escaped that need not be; no floats, no NaN."""

    subprotocol = limits.SUBPROTOCOL_JSON
    text = True
    part_bytes = limits.PART_BYTES // 2
    _cursor = b'"cursor":'

    def pack(self, data: object) -> bytes:
        """Plain data to bytes."""
        return _dump(data).encode()

    def unpack(self, frame: bytes | str) -> object:
        """Text or bytes to plain data."""
        text = frame if isinstance(frame, str) else frame.decode()
        data = _JSON_DECODER.decode(text)
        if "\\u" in text:
            _dump(data).encode()
        return data

    def splice(self, head: Head, body: bytes, words: str) -> bytes:
        """The head's own map with one or two pairs more."""
        tail = f',"words":{_dump(words)}}}' if words else "}"
        return b"".join((_dump(head).encode()[:-1], b',"notice":', body, tail.encode()))

    def pad(self, frame: bytes) -> bytes:
        """Spaces after the text."""
        return frame.ljust(_bucket(len(frame)))


_packb = msgpack.Packer(use_bin_type=True).pack  # tuples are written as lists
_NOTICE = _packb("notice")
_WORDS = _packb("words")
_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_JSON_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_float=_refuse, parse_constant=_refuse)

MSGPACK: Codec = _Msgpack()
JSON: Codec = _Json()
CODECS: dict[str, Codec] = {codec.subprotocol: codec for codec in (MSGPACK, JSON)}
"""By subprotocol, in the server's order of preference."""
