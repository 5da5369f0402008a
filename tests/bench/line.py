"""One client's socket, as cheap as can be: the generator must not be what is measured.

Owns: the handshake, frames to and from bytes. A client must mask its frames; the mask here is zero, so that masking
costs this side nothing, and the server the same as any other mask.
Does not know: messages.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

_ASK = (
    "GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{more}\r\n"
)
PROTOCOL = "Sec-WebSocket-Protocol: detente.v1+msgpack\r\n"
BINARY, CLOSE, PING = 2, 8, 9


class Line(asyncio.Protocol):
    """A WebSocket of the load generator."""

    def __init__(self) -> None:
        self.number = 0
        """Set by whoever uses it."""
        self.on_frame: Callable[[Line, bytes], None] = _drop
        self.closed = False
        self._rest = b""
        self._open: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._transport: asyncio.Transport

    @classmethod
    async def to(cls, port: int, more: str = PROTOCOL) -> Line:
        """A line that stands."""
        loop = asyncio.get_running_loop()
        _, line = await loop.create_connection(cls, "127.0.0.1", port)
        line._transport.write(_ASK.format(port=port, more=more).encode())
        await line._open
        return line

    async def heard_something(self) -> bytes:
        """The first frame."""
        first: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self.on_frame = lambda line, frame: None if first.done() else first.set_result(frame)
        return await first

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way out."""
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Note it; who waits for the handshake is told."""
        self.closed = True
        if not self._open.done():
            self._open.set_exception(ConnectionError("the handshake was refused"))

    def send(self, payload: bytes) -> None:
        """One binary frame."""
        self._transport.write(framed(payload))

    def close(self) -> None:
        """Hang up, politely."""
        if not self.closed:
            self._transport.write(framed(b"", b"\x88"))
        self._transport.close()

    def data_received(self, data: bytes) -> None:
        """Bytes from the server: the end of the handshake, then frames."""
        data = self._rest + data if self._rest else bytes(data)
        if not self._open.done():
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                self._rest = head
                return
            self._opened(head)
        self._rest = data[self._frames(data) :]

    def _opened(self, head: bytes) -> None:
        if b" 101 " in head.partition(b"\r\n")[0]:
            self._open.set_result(None)
        else:
            self._open.set_exception(ConnectionError(head.decode(errors="replace")))

    def _frames(self, data: bytes) -> int:
        """Hand over every whole frame; how many bytes they took."""
        at, end = 0, len(data)
        while end - at >= 2:
            size, start = data[at + 1], at + 2
            if size == 126:
                size, start = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
            elif size == 127:
                size, start = int.from_bytes(data[at + 2 : at + 10], "big"), at + 10
            if start + size > end:
                break
            kind = data[at] & 15
            if kind == BINARY:
                self.on_frame(self, data[start : start + size])
            elif kind == PING:
                self._transport.write(framed(data[start : start + size], b"\x8a"))
            at = start + size
        return at


def framed(payload: bytes, first: bytes = b"\x82") -> bytes:
    """A masked frame, binary unless `first` says otherwise."""
    size = len(payload)
    if size < 126:
        return first + (size | 0x80).to_bytes(1, "big") + b"\0\0\0\0" + payload
    return first + b"\xfe" + size.to_bytes(2, "big") + b"\0\0\0\0" + payload


def _drop(line: Line, frame: bytes) -> None:
    """Nobody listens."""
