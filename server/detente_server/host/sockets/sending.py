"""The way out of one socket: what waits for it, and when it is written.

Owns: `Outlet` (receipts and answers that were pushed, sources that are drawn from), WebSocket frame heads, `Flusher`.
Does not know: messages, matches, who the client is.

Two ways lead here. What answers the client is *pushed* and waits in a short queue. What can be had again at any time
(streams, history, assets) is *drawn* from a `Source` when the socket takes more, so that a client that reads slowly
costs no memory for it: its place in the stream is all that is kept. All that is due for a socket after one commit
group is written in one call, for most of a relay's cost is one system call a frame.

A socket that took nothing for `outgoing_s`, or whose queue runs over, is cut off: its client resumes.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from typing import Protocol

from detente_wire.limits import Limits

log = logging.getLogger("detente.sending")

CHUNK_BYTES = 64 * 1024
"""Written at once; the kernel's buffer takes about so much."""
CHUNKS = 4
"""Written in one turn of the loop: a long stream does not keep the others waiting."""
SOURCES = 256
"""Drawn from for one socket; who asks for more before he has read what he asked for is cut off."""


class Source(Protocol):
    """Where frames can be had from when there is room for them."""

    def draw(self, room: int) -> list[bytes]:
        """The next frames, `room` bytes or a little more; less: that is all for now."""

    @property
    def finished(self) -> bool:
        """Whether nothing will ever come any more."""


class Socket(Protocol):
    """What an outlet needs of its socket."""

    @property
    def clogged(self) -> bool:
        """Whether it takes nothing for now."""

    @property
    def alive(self) -> bool:
        """Whether frames may still be written."""

    def write(self, data: bytes) -> None:
        """Write bytes."""

    def cut_off(self) -> None:
        """End it at once: its client does not read."""


class Flusher:
    """Writes each socket once, after all that one turn of the loop had for it."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._due: dict[Outlet, None] = {}

    def add(self, outlet: Outlet) -> None:
        """Flush it soon."""
        if not self._due:
            self.loop.call_soon(self._flush)
        self._due[outlet] = None

    def _flush(self) -> None:
        due, self._due = self._due, {}
        for outlet in due:
            try:
                outlet.flush()
            except Exception:  # the others are not to suffer from it
                log.exception("nothing could be drawn for a socket")
                outlet.give_up()


class Outlet:
    """What waits for one socket."""

    def __init__(self, socket: Socket, flusher: Flusher, limits: Limits, *, text: bool) -> None:
        self._socket = socket
        self._flusher = flusher
        self._limits = limits
        self._first = b"\x81" if text else b"\x82"
        self._waiting: list[bytes] = []
        self._bytes = 0
        self._sources: list[Source] = []
        self._patience: asyncio.TimerHandle | None = None

    @property
    def waiting_bytes(self) -> int:
        """Of what was pushed and is not written yet."""
        return self._bytes

    def push(self, frames: Iterable[bytes]) -> None:
        """Queue frames; they go out before anything that is drawn."""
        for frame in frames:
            self._waiting.append(frame)
            self._bytes += len(frame)
        limits = self._limits
        over = len(self._waiting) > limits.outgoing_frames or self._bytes > limits.outgoing_bytes
        if over and self._socket.clogged:
            self.give_up()
        else:
            self.touch()

    def add(self, source: Source) -> None:
        """Draw from this source from now on."""
        self._sources.append(source)
        if len(self._sources) > SOURCES:
            self.give_up()
        else:
            self.touch()

    def remove(self, source: Source) -> None:
        """Draw from it no more."""
        if source in self._sources:
            self._sources.remove(source)

    def touch(self) -> None:
        """There may be something to write."""
        self._flusher.add(self)

    def flush(self) -> None:
        """Write what there is, as far as the socket takes it."""
        for _ in range(CHUNKS):
            if not self._socket.alive:
                return
            if self._socket.clogged:
                return
            frames, more = self._take()
            if frames:
                self._socket.write(self._joined(frames))
            if not more:
                return
        self.touch()

    def last(self, frames: Iterable[bytes]) -> None:
        """Write these after what waits, as far as the socket takes it, and draw nothing more."""
        self._sources = []
        self.push(frames)
        self.flush()

    def clogged(self) -> None:
        """The socket takes nothing for now; that must not last."""
        if self._patience is None:
            self._patience = self._flusher.loop.call_later(self._limits.outgoing_s, self.give_up)

    def unclogged(self) -> None:
        """The socket takes more again."""
        self.close()
        self.touch()

    def close(self) -> None:
        """Stop waiting."""
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _take(self) -> tuple[list[bytes], bool]:
        """A chunk of what there is, and whether there may be more."""
        frames, self._waiting, self._bytes = self._waiting, [], 0
        room = CHUNK_BYTES - sum(map(len, frames))
        for source in tuple(self._sources):
            if room <= 0:
                break
            drawn = source.draw(room)
            room -= sum(map(len, drawn))
            frames += drawn
            if source.finished:
                self._sources.remove(source)
        return frames, room <= 0

    def _joined(self, frames: list[bytes]) -> bytes:
        """The frames with their heads: final, not masked, no extension."""
        parts: list[bytes] = []
        for frame in frames:
            parts += (self._first, _length(len(frame)), frame)
        return b"".join(parts)

    def give_up(self) -> None:
        """End it at once: its client resumes."""
        self.close()
        self._waiting, self._bytes, self._sources = [], 0, []
        self._socket.cut_off()


def _length(size: int) -> bytes:
    """The length in a WebSocket frame's head, without mask."""
    if size < 126:
        return size.to_bytes(1, "big")
    if size < 65_536:
        return b"\x7e" + size.to_bytes(2, "big")
    return b"\x7f" + size.to_bytes(8, "big")
