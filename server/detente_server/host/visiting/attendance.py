"""What is drawn for a client when its socket takes more: streams, histories, assets.

Owns: the three kinds of source, each a place in something that can be had again.
Does not know: sockets, commands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from detente_server.host.sockets.framing import frames, heard_frames
from detente_server.match.stream import Heard
from detente_wire.codec import Codec
from detente_wire.limits import PART_BYTES
from detente_wire.messages import Asset, Digest, MatchId


class Stream(Protocol):
    """A match as far as it is durable."""

    def told(self, viewer: str, after: int) -> Iterator[tuple[int, Heard]]:
        """What may be told to the viewer after this cursor, as far as it is durable."""


class Attachment:
    """One viewer's place in one match's stream: the cursor of what was last written to the socket."""

    finished = False

    def __init__(
        self,
        stream: Stream,
        match: MatchId,
        viewer: str,
        cursor: int,
        *,
        player: str,
        codec: Codec,
        touch: Callable[[], None],
    ) -> None:
        self._stream = stream
        self._codec = codec
        self.match = match
        self.viewer = viewer
        self.cursor = cursor
        self.player = player
        self.touch = touch
        """Called when there is more to draw."""

    def draw(self, room: int) -> list[bytes]:
        """The notices that follow."""
        drawn: list[bytes] = []
        for cursor, heard in self._stream.told(self.viewer, self.cursor):
            pieces = heard_frames(self._codec, self.match, cursor, heard, self.viewer)
            drawn += pieces
            room -= sum(map(len, pieces))
            self.cursor = cursor
            if room <= 0:
                break
        return drawn


class Made:
    """Frames that are made one after another from something at hand."""

    def __init__(self, making: Iterator[list[bytes]]) -> None:
        self._making = making
        self.finished = False

    def draw(self, room: int) -> list[bytes]:
        """The frames that follow."""
        drawn: list[bytes] = []
        while room > 0 and not self.finished:
            pieces = next(self._making, None)
            if pieces is None:
                self.finished = True
            else:
                drawn += pieces
                room -= sum(map(len, pieces))
        return drawn


def asset_frames(codec: Codec, digest: Digest, text: str | None, part: int) -> Iterator[list[bytes]]:
    """The asset from this part on; one frame without parts if there is no such text."""
    if text is None:
        yield frames(codec, Asset(digest, part, 0))
        return
    data = text.encode()
    size = PART_BYTES // 2 if codec.text else PART_BYTES - 256
    edges = list(_edges(data, size))
    for number, (start, end) in enumerate(edges, 1):
        if number >= part:
            yield frames(codec, Asset(digest, number, len(edges), data[start:end].decode()), padded=False)


def _edges(data: bytes, size: int) -> Iterator[tuple[int, int]]:
    """Slices of at most this size that end between characters."""
    start = 0
    while start < len(data):
        end = min(start + size, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        yield start, end
        start = end
