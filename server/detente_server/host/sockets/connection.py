"""One WebSocket: whole messages in, bytes out, signs of life, closing.

Owns: `Connection`, on top of that of `websockets`: it hands each message to its listener in the very callback that
received it (no task, no queue a message), and is closed by the names of the table of close codes.
Does not know: what a message means, who the client is.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any, Protocol

from websockets.asyncio.server import Server, ServerConnection
from websockets.frames import Frame, Opcode
from websockets.http11 import Request
from websockets.protocol import OPEN, Event
from websockets.server import ServerProtocol

from detente_server.host.logs import fields
from detente_server.host.sockets.limiting import Bucket, Doors
from detente_server.host.sockets.proxy import Client
from detente_wire.limits import CLOSE_CODES, FRAME_BYTES, Limits

log = logging.getLogger("detente.connection")

FRAGMENTS = 64
"""Of one message."""
PINGS, PINGS_PER_S = 100, 10
"""Pings and pongs that a client may send at once, and for how long on end."""
CLOSE_S = 5
"""Seconds that a client has to close its end."""


class Listener(Protocol):
    """Who hears what a client says."""

    def message(self, data: bytes | str) -> None:
        """A whole message; text as str."""

    def clogged(self) -> None:
        """The socket takes no more bytes for now."""

    def unclogged(self) -> None:
        """The socket takes more bytes again."""


class Connection(ServerConnection):
    """One client's socket."""

    def __init__(
        self, protocol: ServerProtocol, server: Server, *, doors: Doors, limits: Limits, **options: Any
    ) -> None:
        super().__init__(protocol, server, **options)
        self._doors = doors
        self._limits = limits
        self.listener: Listener | None = None
        self.house = "unknown"
        """What counts as its address."""
        self.peer = ""
        """The address at its other end."""
        self.encrypted = False
        """Whether this server does the encryption."""
        self.secure = False
        """Whether nobody can read along; known once the request is."""
        self.admitted = False
        self._shaking = False
        self._fragments: list[bytes] = []
        self._text = False
        self._heard_at = self.loop.time()
        self._timer: asyncio.TimerHandle | None = None
        """Looks for life; once the connection is being closed, ends it."""
        self._pings = Bucket(PINGS, PINGS_PER_S)
        self._held = False
        """Its listener wants to read no more for now."""
        self.ending = ""
        """The close code's name once the server closes it."""

    # -- coming and going ----------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The TCP connection stands."""
        peer = transport.get_extra_info("peername")
        self.peer = str(peer[0]) if isinstance(peer, tuple) else ""
        self.encrypted = transport.get_extra_info("sslcontext") is not None
        self.house = self._doors.first_house(self.peer)
        self.admitted = self._shaking = self._doors.enter(self.house)
        super().connection_made(transport)
        if not self.admitted and not self._doors.turn_away():
            self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """The TCP connection is gone."""
        self.shaken()
        if self.admitted:
            self._doors.leave(self.house)
            self.admitted = False
        else:
            self._doors.turned_away -= 1
        self._stop_timer()
        super().connection_lost(exc)

    def belongs_to(self, client: Client) -> bool:
        """The request says who is at its other end; False: there are too many from there."""
        self.secure = client.secure
        house = self._doors.house(client.address)
        if house != self.house:
            if not self._doors.move(self.house, house):
                return False
            self.house = house
        return True

    def shaken(self) -> None:
        """The handshake is over, one way or the other."""
        if self._shaking:
            self._doors.shaking -= 1
            self._shaking = False

    def listen(self, listener: Listener) -> None:
        """Hand everything that is said to this listener from now on."""
        self.listener = listener
        self._look_for_life()

    # -- in --------------------------------------------------------------------------------------------------------

    def data_received(self, data: bytes) -> None:
        """Any byte is a sign of life."""
        self._heard_at = self.loop.time()
        super().data_received(data)

    def process_event(self, event: Event) -> None:
        """A request, or a frame of a message."""
        if isinstance(event, Request) or self.request is None:
            super().process_event(event)
        elif isinstance(event, Frame) and event.opcode in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
            self._piece(event)
        elif self._pings.take(self.loop.time()):
            self.shut("flooding")

    def _piece(self, frame: Frame) -> None:
        if self.ending:
            return
        if frame.opcode is not Opcode.CONT:
            self._text = frame.opcode is Opcode.TEXT
        if not frame.fin or self._fragments:
            self._fragments.append(bytes(frame.data))
            if len(self._fragments) > FRAGMENTS:
                self.shut("malformed", "in too many fragments")
            if not frame.fin:
                return
        whole = b"".join(self._fragments) if self._fragments else bytes(frame.data)
        self._fragments = []
        self._hand_over(whole)

    def _hand_over(self, whole: bytes) -> None:
        try:
            data = whole.decode() if self._text else whole
        except UnicodeDecodeError:
            self.shut("malformed", "is no UTF-8")
            return
        if len(whole) > FRAME_BYTES:
            self.shut("too-big", f"is longer than {FRAME_BYTES} bytes")
        elif self.listener is not None and not self.ending:
            try:
                self.listener.message(data)
            except Exception:
                log.exception("a message was not handled")
                self.shut("trouble")

    def hold(self, held: bool) -> None:
        """Read no more from the socket for now, or read on."""
        self._held = held
        self._read_or_not()

    def _read_or_not(self) -> None:
        """Nothing is read from a client that does not read: each of its pings would be one more pong that waits."""
        if not self.transport.is_closing():
            wanted = not self._held and not self.paused
            (self.transport.resume_reading if wanted else self.transport.pause_reading)()

    # -- out -------------------------------------------------------------------------------------------------------

    @property
    def clogged(self) -> bool:
        """Whether it takes nothing for now."""
        return self.paused

    @property
    def alive(self) -> bool:
        """Whether frames may still be written."""
        return self.protocol.state is OPEN and not self.transport.is_closing()

    def write(self, data: bytes) -> None:
        """Write whole frames past the library, which would make one system call of each."""
        self.transport.write(data)

    def pause_writing(self) -> None:
        """The socket takes no more for now."""
        super().pause_writing()
        self._read_or_not()
        if self.listener is not None:
            self.listener.clogged()

    def resume_writing(self) -> None:
        """The socket takes more again."""
        super().resume_writing()
        self._read_or_not()
        if self.listener is not None:
            self.listener.unclogged()

    # -- ending ----------------------------------------------------------------------------------------------------

    def shut(self, name: str, reason: str = "") -> None:
        """Close it by a name of the table of close codes; what was written before still goes out."""
        if self.ending:
            return
        self.ending = name
        log.info("closed", extra=fields(why=name, code=CLOSE_CODES[name].code, problem=reason[:100]))
        if not self.alive or self.clogged:
            self.transport.abort()
            return
        self.hold(False)  # or its goodbye would not be read
        self.protocol.send_close(CLOSE_CODES[name].code, name)
        self.send_data()
        self._set_timer(CLOSE_S, self.transport.abort)

    def give_up(self) -> None:
        """End it at once, whatever it is doing; one whose TLS has not come about yet ends by itself."""
        if hasattr(self, "transport"):
            self.transport.abort()

    def cut_off(self) -> None:
        """End it at once: its client does not read."""
        if not self.ending:
            self.ending = "slow"
            log.info("closed", extra=fields(why="slow", code=CLOSE_CODES["slow"].code))
        self.transport.abort()

    def _look_for_life(self) -> None:
        """Ping a silent client, and close it if it stays silent."""
        silent = self.loop.time() - self._heard_at
        ping_s, most_s = self._limits.ping_s, self._limits.ping_s + self._limits.pong_s
        if self.ending or not self.alive:
            return
        if silent >= most_s:
            self.shut("silent")
            return
        wait = ping_s - silent
        if silent >= ping_s:
            self.protocol.send_ping(b"")
            self.send_data()
            wait = most_s - silent
        self._set_timer(max(wait, 0.01), self._look_for_life)

    def _set_timer(self, after_s: float, call: Callable[[], None]) -> None:
        self._stop_timer()
        self._timer = self.loop.call_later(after_s, call)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
