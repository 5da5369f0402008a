"""Messages longer than a frame: cut into `Part`s by the server, joined by the client.

Owns: the cutting and the joining.
Does not know: which messages are long (the debrief of a large match, mostly).
"""

from __future__ import annotations

from detente_wire import limits
from detente_wire.codec import Codec, MalformedMessage
from detente_wire.messages import Part, ServerMessage, Unknown


def split(codec: Codec, frame: bytes) -> list[bytes]:
    """The frame itself if it is short enough, else the frames of its parts, in order."""
    if len(frame) <= limits.FRAME_BYTES:
        return [frame]
    slices = _slices(frame, codec.part_bytes, whole_characters=codec.text)
    parts = [data.decode() if codec.text else data for data in slices]
    return [codec.encode(Part(n, len(parts), data)) for n, data in enumerate(parts, 1)]


def _slices(frame: bytes, size: int, *, whole_characters: bool) -> list[bytes]:
    """Slices of at most this size; with whole characters none ends within one of UTF-8."""
    found: list[bytes] = []
    start = 0
    while start < len(frame):
        end = min(start + size, len(frame))
        while whole_characters and end < len(frame) and frame[end] & 0xC0 == 0x80:
            end -= 1
        found.append(frame[start:end])
        start = end
    return found


class Joiner:
    """A client's reading end: decodes frames, and puts parts together."""

    def __init__(self, codec: Codec) -> None:
        self._codec = codec
        self._data: list[bytes] = []
        self._size = 0

    def feed(self, frame: bytes | str) -> ServerMessage | Unknown | None:
        """The message of this frame, or of the parts that it completes; None: more parts must come."""
        message = self._codec.decode_server(frame)
        if not isinstance(message, Part):
            if self._data:
                raise MalformedMessage("stands between the parts of another message")
            return message
        self._take(message)
        if message.part < message.parts:
            return None
        whole = b"".join(self._data)
        self._data, self._size = [], 0
        return self._codec.decode_server(whole, joined=True)

    def _take(self, part: Part) -> None:
        data = part.data.encode() if isinstance(part.data, str) else part.data
        self._size += len(data)
        if part.part != len(self._data) + 1 or part.part > part.parts:
            raise MalformedMessage("is not the part that comes next")
        if self._size > limits.WHOLE_BYTES:
            raise MalformedMessage("is too long when joined", close="too-big")
        self._data.append(data)
