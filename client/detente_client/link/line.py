"""The socket under a link: connecting, reading, writing, looking for life, connecting again.

Owns: `Line`, the one task that keeps a link connected; what the library's errors mean.
Does not know: what is said on it (the core), what becomes of it (whoever is called with the happenings).

Any byte is a sign of life; a socket that is silent is pinged, and cut off when even that brings nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import Callable

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import (
    ConnectionClosed,
    InvalidHandshake,
    InvalidMessage,
    InvalidStatus,
    NegotiationError,
)
from websockets.typing import Subprotocol

from detente_client.i18n import tr
from detente_client.link.address import Address
from detente_client.link.core import Link
from detente_client.link.happening import Happening, Lost, Stop
from detente_wire.codec import MSGPACK, MalformedMessage
from detente_wire.limits import FRAME_BYTES
from detente_wire.messages import ClientMessage
from detente_wire.parts import Joiner

OPEN_S = 10.0
"""Seconds for the handshake."""
CLOSE_S = 1.0
"""Seconds that the server has to close its end."""
_ABNORMAL = 1006


class _Socket(ClientConnection):
    """A socket that knows when it last heard anything."""

    heard_at = 0.0

    def data_received(self, data: bytes) -> None:
        """Any byte is a sign of life."""
        self.heard_at = self.loop.time()
        super().data_received(data)


class Line:
    """Keeps a link connected until there is no use in it, or until it is cancelled."""

    def __init__(
        self,
        address: Address,
        link: Link,
        happened: Callable[[list[Happening]], None],
        not_reached: Callable[[Lost], None],
    ) -> None:
        self.address = address
        self.link = link
        self._happened = happened
        self._not_reached = not_reached
        self._work = asyncio.Event()

    def wake(self) -> None:
        """The link may have something to send."""
        self._work.set()

    async def run(self) -> Stop:
        """Connect, again and again."""
        loop = asyncio.get_running_loop()
        while True:
            ended = await self._once()
            verdict = self.link.lost(ended, loop.time())
            self._pass_on()
            if isinstance(verdict, Stop):
                return verdict
            if ended.how == "unreachable":
                self._not_reached(ended)
            await asyncio.sleep(verdict.seconds)

    # -- one connection ------------------------------------------------------------------------------------------

    async def _once(self) -> Lost:
        try:
            socket = await connect(
                self.address.uri,
                subprotocols=[Subprotocol(MSGPACK.subprotocol)],
                compression=None,
                proxy=None if self.address.loopback else True,
                ping_interval=None,
                open_timeout=OPEN_S,
                close_timeout=CLOSE_S,
                max_size=FRAME_BYTES,
                create_connection=_Socket,
            )
        except (OSError, TimeoutError, InvalidHandshake, ValueError) as why:
            return unreached(self.address, why)
        assert isinstance(socket, _Socket)
        return await self._talk(socket)

    async def _talk(self, socket: _Socket) -> Lost:
        """Until it is closed, by whomever."""
        socket.heard_at = socket.loop.time()
        self.link.opened(socket.heard_at)
        helpers = [asyncio.create_task(self._write(socket)), asyncio.create_task(self._watch(socket))]
        try:
            return await self._read(socket)
        finally:
            for helper in helpers:
                helper.cancel()
            with contextlib.suppress(Exception):
                await socket.close()

    async def _read(self, socket: _Socket) -> Lost:
        joiner = Joiner(MSGPACK)
        try:
            while True:
                self._take(joiner, await socket.recv(), socket.loop.time())
        except ConnectionClosed as closed:
            received = closed.rcvd
            code = received.code if received else _ABNORMAL
            return Lost("closed", received.reason if received else tr("The connection broke."), code)
        except MalformedMessage as problem:
            text = tr(
                "The server sent what this client cannot read ({problem}).", problem=problem.problem[:100]
            )
            return Lost("refused", text)

    def _take(self, joiner: Joiner, frame: bytes | str, now_s: float) -> None:
        message = joiner.feed(frame)
        if message is not None:
            self.link.hear(message, now_s)
            self._pass_on()
            self._work.set()

    def _pass_on(self) -> None:
        happened = self.link.happenings()
        if happened:
            self._happened(happened)

    async def _write(self, socket: _Socket) -> None:
        loop = socket.loop
        with contextlib.suppress(ConnectionClosed):
            while True:
                self._work.clear()
                for message in self.link.outgoing(loop.time()):
                    await self._send(socket, message)
                wake_at = self.link.wake_at()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(
                        self._work.wait(), None if wake_at is None else max(0.0, wake_at - loop.time())
                    )

    async def _send(self, socket: _Socket, message: ClientMessage) -> None:
        await socket.send(MSGPACK.encode(message))

    async def _watch(self, socket: _Socket) -> None:
        """Ping when nothing has come for a while; cut off when nothing comes then."""
        loop = socket.loop
        with contextlib.suppress(ConnectionClosed):
            while True:
                limits = self.link.limits
                silent_s = loop.time() - socket.heard_at
                if silent_s >= limits.ping_s + limits.pong_s:
                    socket.transport.abort()
                    return
                if silent_s >= limits.ping_s:
                    await socket.ping()
                    await asyncio.sleep(limits.pong_s)
                else:
                    await asyncio.sleep(limits.ping_s - silent_s)


def unreached(address: Address, why: BaseException) -> Lost:
    """What it means that no connection was made."""
    where = address.label
    match why:
        case InvalidStatus() if b"detente" in (why.response.body or b""):
            said = (why.response.body or b"").decode("utf-8", "replace").strip()[:200]
            return Lost(
                "refused",
                tr(
                    "The server at {where} speaks another version of the protocol: {said}",
                    where=where,
                    said=said,
                ),
            )
        case InvalidStatus() if why.response.status_code in (429, 502, 503, 504):
            return Lost(
                "unreachable",
                tr("The server at {where} takes no more connections at the moment.", where=where),
            )
        case InvalidStatus() | NegotiationError():
            return Lost("refused", tr("What answers at {where} is no server of this game.", where=where))
        case InvalidMessage() | InvalidHandshake():
            text = tr("What answers at {where} is no server of this game, or is not ready.", where=where)
            hint = "" if address.secure else " " + tr("Perhaps it wants wss://{where}.", where=where)
            return Lost("unreachable", text + hint)
        case ssl.SSLError():
            reason = why.reason or str(why)
            return Lost(
                "refused",
                tr("No secure connection to {where} could be made: {reason}.", where=where, reason=reason),
            )
        case TimeoutError():
            return Lost("unreachable", tr("The server at {where} does not answer.", where=where))
        case OSError():
            return Lost("unreachable", tr("No server listens at {where}.", where=where))
        case _:
            return Lost("refused", tr("{where} is no address of a server.", where=where))
