"""Cuts what a client sends into WebSocket frames.

Owns: `Cutter`: where one frame ends and the next begins, and unmasking a message that came in one frame, as nearly all
do. Everything else (pings, closing, fragments, whatever breaks the protocol) is for the library, which gets whole
frames, and so always stands between two of them.
Does not know: sockets; what a frame of the other sort means. RFC 6455, section 5.2.

Of a small message's way through the server the library's parser, which can stop at any byte, would be a tenth.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_wire.values import frozen

try:
    from websockets.speedups import apply_mask
except ImportError:  # where websockets was built without its C part
    from websockets.utils import apply_mask

TEXT, BINARY = 0x81, 0x82
"""First byte of a message in one frame: final, no extension."""
_WHOLE = frozenset({TEXT, BINARY})
_FINAL, _CODES, _MASKED = 0x80, 0x0F, 0x80
_TWO_BYTES, _EIGHT_BYTES = 126, 127
"""Lengths that say how long the length is that follows."""
_USUAL = frozenset({0x00, 0x01, 0x02, 0x80, TEXT, BINARY, 0x88, 0x89, 0x8A})
"""First bytes of fragments, messages, and closing, ping, pong."""


@frozen
class Told:
    """A message that came in one frame."""

    data: bytes
    text: bool


@frozen
class Raw:
    """Bytes for the library: a whole frame, or what is odd."""

    data: bytes


class Cutter:
    """Of one connection, from between two frames on."""

    def __init__(self) -> None:
        self._rest = bytearray()
        """The beginning of a frame."""
        self._needs = 0
        """Bytes after which there is more to say of it."""
        self._fragmented = False
        """Within a message of several frames."""
        self._odd = False
        """Something came that no client of ours would send: from there on the library gets everything, as it comes."""

    def cut(self, data: bytes) -> Iterator[Told | Raw]:
        """What has become whole with these bytes, in order."""
        if self._rest:
            self._rest += data
            if len(self._rest) < self._needs:
                return
            data, self._rest = bytes(self._rest), bytearray()
        at, end = 0, len(data)
        while at < end:
            size = self._size(data, at)
            if self._odd or at + size > end:
                break
            yield self._frame(data, at, at + size)
            at += size
        if self._odd:
            yield Raw(data[at:])
        elif at < end:
            self._rest += data[at:]

    def _size(self, data: bytes, at: int) -> int:
        """Bytes of the frame that begins here, or those that will tell."""
        self._needs = 2
        if len(data) >= at + 2:
            size = data[at + 1] - _MASKED
            if size < 0 or size == _EIGHT_BYTES or data[at] not in _USUAL:
                self._odd = True
            elif size < _TWO_BYTES:
                self._needs = 6 + size
            elif len(data) >= at + 4:
                self._needs = 8 + int.from_bytes(data[at + 2 : at + 4], "big")
            else:
                self._needs = 4
        return self._needs

    def _frame(self, data: bytes, at: int, end: int) -> Told | Raw:
        first = data[at]
        if first in _WHOLE and not self._fragmented:
            start = at + (8 if data[at + 1] & ~_MASKED == _TWO_BYTES else 6)
            return Told(apply_mask(data[start:end], data[start - 4 : start]), first == TEXT)
        if first & _CODES < 8:  # no control frame: those may come between fragments
            self._fragmented = not first & _FINAL
        return Raw(data[at:end])
