"""One client, from hello to goodbye: the first frames, and what becomes of messages that come too fast.

Owns: `Visitor`: hello, auth and welcome; holding back a client; closing with a word of why.
Does not know: bytes on the socket (`connection`, `sending`), who else is here (`gateway`), what a message asks
(`desk`).

Everything that a client can do wrong ends in a refusal or in a close code of the table.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from detente_server.host.people.players import Player
from detente_server.host.people.sessions import NotAdmitted, Whence
from detente_server.host.playing.owner import Owner
from detente_server.host.sockets.connection import Connection
from detente_server.host.sockets.framing import frames
from detente_server.host.sockets.sending import Outlet
from detente_server.host.visiting.desk import Desk
from detente_server.match.match import denied
from detente_server.match.receipts import refused
from detente_wire.acts import kind_of
from detente_wire.codec import Codec, MalformedMessage
from detente_wire.limits import CLOSE_CODES
from detente_wire.messages import (
    Announcement,
    Answered,
    Auth,
    ClientMessage,
    Closing,
    CommandId,
    QueryAnswer,
    Receipt,
    Request,
    RequestId,
    ServerMessage,
    Welcome,
)
from detente_wire.refusals import Refusal
from detente_wire.spelling import COMMAND_ID

if TYPE_CHECKING:
    from detente_server.host.sockets.gateway import Gateway

STRIKES = 100
"""Refusals for haste in a row after which a client is sent away."""
HELD = 64
"""Messages that may wait while the client is made to wait."""
SESSIONS_AGAIN_S = 600


class Visitor:
    """A client on its socket."""

    def __init__(self, gateway: Gateway, connection: Connection, codec: Codec) -> None:
        self.connection = connection
        self.codec = codec
        self.whence = Whence(connection.house, connection.secure)
        self.player: Player | None = None
        self._gateway = gateway
        self._services = gateway.services
        self._desk: Desk | None = None
        limits = gateway.services.config.limits
        self.outlet = Outlet(connection, gateway.flusher, limits, text=codec.text)
        self._held: deque[bytes | str] | None = None
        self._strikes = 0
        self._hurry = gateway.loop.call_later(limits.auth_s, self._too_late)

    # -- hello and goodbye -----------------------------------------------------------------------------------------

    def greet(self) -> None:
        """Say hello, and listen."""
        self.send(self._gateway.hello(secure=self.whence.secure), padded=False)
        self.connection.listen(self)

    def gone(self) -> None:
        """The socket is closed."""
        self._hurry.cancel()
        self.outlet.close()
        if self._desk is not None:
            self._desk.attending.clear()

    def close(self, name: str, message: str = "", retry_after_s: int = 0) -> None:
        """Say why, then close the socket."""
        if self.connection.ending:
            return
        closing = Closing(name, message or CLOSE_CODES[name].meaning, retry_after_s)
        self.outlet.last(frames(self.codec, closing, padded=True))
        self.connection.shut(name)

    @property
    def queue_bytes(self) -> int:
        """What waits for the client to read."""
        return self.outlet.waiting_bytes + self.connection.transport.get_write_buffer_size()

    def send(self, message: ServerMessage, *, padded: bool = True) -> None:
        """Send a message to this client alone."""
        self.outlet.push(frames(self.codec, message, padded=padded))

    def answer(self, receipt: Receipt) -> None:
        """The one receipt of a command."""
        if self._desk is not None:
            self._desk.answer(receipt)

    def moved(self, owner: Owner) -> None:
        """Seats of a match may have changed hands."""
        if self._desk is not None:
            self._desk.attending.moved(owner)

    def clogged(self) -> None:
        """The socket takes no more bytes for now."""
        self.outlet.clogged()

    def unclogged(self) -> None:
        """The socket takes more bytes again."""
        self.outlet.unclogged()

    def _too_late(self) -> None:
        if self.player is None:
            self.close("no-auth")

    # -- messages --------------------------------------------------------------------------------------------------

    def message(self, data: bytes | str) -> None:
        """A whole message came in."""
        if self._held is None:
            self._take(data)
        elif len(self._held) >= HELD:
            self.close("flooding")
        else:
            self._held.append(data)

    def _take(self, data: bytes | str) -> None:
        try:
            message = self.codec.decode_client(data)
        except MalformedMessage as problem:
            self._malformed(problem)
            return
        if self._desk is None:
            self._enter(message)
        elif isinstance(message, Auth):
            self.close("malformed", "An auth comes once, before all else.")
        else:
            self._desk.take(message)

    def _malformed(self, problem: MalformedMessage) -> None:
        """Answer it if it can be answered, else close."""
        if self.player is None:
            self.close("no-auth" if problem.close == "malformed" else problem.close, f"It {problem.problem}.")
        elif problem.request is None:
            self.close(problem.close, f"A frame {problem.problem}.")
        else:
            refusal = Refusal("command.malformed", (("problem", problem.problem),))
            if problem.kind == kind_of(Request):
                self.send(Answered(RequestId(problem.request), denied(refusal)))
            elif COMMAND_ID.fullmatch(problem.request):
                self.send(refused(CommandId(problem.request), refusal))
            else:
                self.send(QueryAnswer(RequestId(problem.request), denied(refusal)))
            self.strike()

    # -- coming in -------------------------------------------------------------------------------------------------

    def _enter(self, message: ClientMessage) -> None:
        if not isinstance(message, Auth):
            self.close("no-auth")
            return
        services = self._services
        if self._is_banned():
            return
        now = services.environment.monotonic()
        if services.sessions.is_new(message) and not self._gateway.doors.begin_session(
            self.connection.house, now
        ):
            self.close("rate", "Too many new players came from your address.", SESSIONS_AGAIN_S)
            return
        self._hurry.cancel()
        self.hold()
        services.spawn(self._admit(message))

    async def _admit(self, auth: Auth) -> None:
        try:
            player, token = await self._services.sessions.admit(auth, self.whence)
        except NotAdmitted as reason:
            self.close(reason.close, reason.message, reason.retry_after_s)
            return
        if not self.connection.alive or self.connection.ending or self._is_banned(player.id):
            return
        self.player = player
        self._desk = Desk(self, player, self._gateway.pace_of(player.id), self._services)
        self._gateway.welcome(self, player.id)
        seats = self._services.directory.seats_of(player.id)
        self.send(Welcome(player.name, player.id, token, seats, player.account, player.operator))
        if self._gateway.banner:
            self.send(Announcement(self._gateway.banner, self._services.environment.now_s()), padded=False)
        for text in self._services.notifier.to_say(player.id):
            self.send(Announcement(text, self._services.environment.now_s()))
        self.go_on()

    def _is_banned(self, player: str = "") -> bool:
        """Whether this player, or anybody from his address, is kept out; then he is told why."""
        ban = self._services.moderation.sanctions.ban_of(player, self.connection.house)
        if ban is not None:
            self.close("banned", ban.sentence())
        return ban is not None

    # -- making a client wait --------------------------------------------------------------------------------------

    def hold(self) -> None:
        """Read no more for now; what has been read already waits."""
        if self._held is None:
            self._held = deque()
        self.connection.hold(True)

    def hold_for(self, seconds: float) -> None:
        """Hold, and go on after a while."""
        self.hold()
        self._gateway.loop.call_later(seconds, self.go_on)

    def go_on(self) -> None:
        """Take what waited, and read on."""
        held, self._held = self._held or deque(), None
        while held and self._held is None and not self.connection.ending:
            self._take(held.popleft())
        if self._held is not None:
            self._held.extend(held)
        elif self.connection.alive:
            self.connection.hold(False)

    def strike(self) -> None:
        """The client was refused for haste, once more."""
        self._strikes += 1
        if self._strikes > STRIKES:
            self.close("flooding")

    def forgive(self) -> None:
        """The client keeps to the limits."""
        self._strikes = 0
