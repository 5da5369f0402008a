"""Listening: who may come in, who is here, and one write per socket for each commit group.

Owns: the server socket, what is refused before a WebSocket stands (with a plain sentence over HTTP), the visitors.
Does not know: what visitors say.
"""

from __future__ import annotations

import asyncio
import http
import logging
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakSet

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.http11 import Request, Response
from websockets.server import ServerProtocol
from websockets.typing import Subprotocol

from detente_server.host.logs import fields
from detente_server.host.people.players import Player
from detente_server.host.playing.owner import Owner
from detente_server.host.services import Services
from detente_server.host.site import health
from detente_server.host.sockets.connection import Connection
from detente_server.host.sockets.limiting import Doors
from detente_server.host.sockets.proxy import FORWARDED, Client, client_of
from detente_server.host.sockets.sending import Flusher
from detente_server.host.sockets.tls import Certificate
from detente_server.host.visiting.pace import Pace
from detente_server.host.visiting.visitor import Visitor
from detente_wire.codec import CODECS
from detente_wire.limits import FRAME_BYTES, SUBPROTOCOLS
from detente_wire.messages import Announcement, Hello, MatchId, Receipt, ServerMessage

log = logging.getLogger("detente.gateway")

CAPS = ("observers", "archives")
HANDSHAKE_S = 10
READ_ONLY = (
    "The server cannot write at the moment, so nothing new is accepted. Nothing is lost; it goes on by itself as soon "
    "as there is room."
)
PACES = 10_000
"""Players whose pace is remembered after they left."""


class Gateway:
    """The way in."""

    def __init__(self, services: Services) -> None:
        config = services.config
        self.services = services
        self.loop = asyncio.get_running_loop()
        self.flusher = Flusher(self.loop)
        self.doors = Doors(
            config.networks,
            proxies=config.proxy.networks,
            connections=config.connections_per_address,
            half_open=config.half_open,
            sessions=config.sessions_per_address,
        )
        self._visitors: dict[Visitor, None] = {}
        self._by_player: dict[str, Visitor] = {}
        self._paces: dict[str, Pace] = {}
        self._sockets: WeakSet[Connection] = WeakSet()
        """Every one there is, those in their handshake too."""
        self._server: Server | None = None
        tls = config.tls
        self.certificate = (
            Certificate(tls.certificate, tls.key, services.environment)
            if tls.certificate and tls.key
            else None
        )
        self._warned_of_stray = False

    async def open(self) -> tuple[str, int]:
        """Listen; the address that it came to. OSError if it cannot be had."""
        config = self.services.config
        self._server = await serve(
            self._visit,
            config.host,
            config.port,
            compression=None,
            max_size=4 * FRAME_BYTES,  # between one and four times the limit it is closed by our own code
            ping_interval=None,
            open_timeout=HANDSHAKE_S,
            process_request=self._look,
            select_subprotocol=_choose,
            server_header=None,
            ssl=self.certificate.context if self.certificate else None,
            ssl_handshake_timeout=HANDSHAKE_S if self.certificate else None,
            create_connection=self._connection,  # type: ignore[arg-type]  # a maker does as well as a class
        )
        host, port = self._server.sockets[0].getsockname()[:2]
        return str(host), int(port)

    def _connection(self, protocol: ServerProtocol, server: Server, **options: Any) -> Connection:
        limits = self.services.config.limits
        connection = Connection(protocol, server, doors=self.doors, limits=limits, **options)
        self._sockets.add(connection)
        return connection

    async def close(self, reason: str = "restarting", retry_after_s: int = 0) -> None:
        """Say goodbye to all, and stop listening."""
        if self._server is None:
            return
        self._server.close(close_connections=False)
        for visitor in list(self._visitors):
            visitor.close(reason, retry_after_s=retry_after_s)
        try:
            async with asyncio.timeout(2):
                await self._server.wait_closed()
        except TimeoutError:
            for connection in list(self._sockets):
                connection.give_up()
            await self._server.wait_closed()

    # -- before the WebSocket stands -------------------------------------------------------------------------------

    def _look(self, connection: ServerConnection, request: Request) -> Response | None:
        """None: come in; else why not, over HTTP."""
        assert isinstance(connection, Connection)
        if connection.admitted and request.path in health.PATHS:
            return connection.respond(*health.answer(self.services, request.path))
        status, sentence = self._objection(connection, request)
        if status is None:
            return None
        self.services.environment.figures.turned_away[status] += 1
        log.info("turned away at the door, status %d", status)
        return connection.respond(status, sentence + "\n")

    def _objection(self, connection: Connection, request: Request) -> tuple[http.HTTPStatus | None, str]:
        if not connection.admitted or not connection.belongs_to(self._client(connection, request)):
            return http.HTTPStatus.TOO_MANY_REQUESTS, "Too many connections from your address; try later."
        if len(self._visitors) >= self.services.config.connections:
            return (
                http.HTTPStatus.SERVICE_UNAVAILABLE,
                "This server holds as many connections as it can; try later.",
            )
        origins = request.headers.get_all("Origin")
        host, listed = request.headers.get("Host", ""), self.services.config.origins
        if not all(_is_allowed(origin, host, listed) for origin in origins):
            return http.HTTPStatus.FORBIDDEN, "Pages of other sites may not connect here."
        if not _offered(request):
            spoken = ", ".join(SUBPROTOCOLS)
            return (
                http.HTTPStatus.BAD_REQUEST,
                f"This server speaks the subprotocols {spoken}; ask for one of them.",
            )
        return None, ""

    def _client(self, connection: Connection, request: Request) -> Client:
        """Who sent it, as far as it can be believed."""
        headers = {name: request.headers.get_all(name) for name in FORWARDED}
        trusted = self.services.config.proxy.networks
        client = client_of(headers, connection.peer, encrypted=connection.encrypted, trusted=trusted)
        if client.stray and not self._warned_of_stray:
            self._warned_of_stray = True
            log.warning(
                "a proxy on this machine is not trusted: its clients have no limits by address, and no password is "
                "taken from them",
                extra=fields(step='trusted = ["127.0.0.1", "::1"] in the table [proxy]'),
            )
        return client

    # -- visitors --------------------------------------------------------------------------------------------------

    async def _visit(self, connection: ServerConnection) -> None:
        assert isinstance(connection, Connection)
        connection.shaken()
        visitor = Visitor(self, connection, CODECS[connection.subprotocol or SUBPROTOCOLS[0]])
        self._visitors[visitor] = None
        try:
            visitor.greet()
            await connection.wait_closed()
        finally:
            visitor.gone()
            del self._visitors[visitor]
            self.services.environment.figures.closes[connection.ending or "left"] += 1
            if visitor.player is not None and self._by_player.get(visitor.player.id) is visitor:
                del self._by_player[visitor.player.id]

    def hello(self, *, secure: bool) -> Hello:
        """The first frame; where others may read along, passwords and tokens are not to be had."""
        services = self.services
        return Hello(
            services.name,
            SUBPROTOCOLS,
            services.lineage,
            services.environment.now_s(),
            services.config.limits,
            tuple(pack.offered for pack in services.library.on_offer.values()),
            services.library.campaigns(),
            self._caps(secure),
            self.banner,
        )

    def _caps(self, secure: bool) -> tuple[str, ...]:
        guests = ("guests",) if self.services.config.accounts.guests else ()
        return (*guests, *(("passwords", "tokens") if secure else ()), *CAPS)

    def welcome(self, visitor: Visitor, player: str) -> None:
        """The player is here now; if he was on another socket, that one is closed."""
        before = self._by_player.get(player)
        self._by_player[player] = visitor
        if before is not None and before is not visitor:
            before.close("elsewhere")

    def visitor(self, player: str) -> Visitor | None:
        """The player's socket, if he is connected."""
        return self._by_player.get(player)

    def is_here(self, player: str) -> bool:
        """Whether the player is connected."""
        return player in self._by_player

    def send_away_if(self, player: str, close: str, came: Callable[[Player], bool]) -> bool:
        """Close the player's socket if this holds for him as he came in, whose last pass is the one by which he did."""
        visitor = self._by_player.get(player)
        if visitor is None or visitor.player is None or not came(visitor.player):
            return False
        visitor.close(close)
        return True

    def pace_of(self, player: str) -> Pace:
        """The player's buckets: connecting again does not fill them."""
        if player not in self._paces:
            if len(self._paces) >= PACES:
                del self._paces[next(iter(self._paces))]
            self._paces[player] = Pace.of(self.services.config.limits)
        return self._paces[player]

    def attends(self, player: str, match: MatchId) -> bool:
        """Whether he follows this match now."""
        owner = self.services.matches.owners.get(match)
        return owner is not None and any(one.player == player for one in owner.attachments)

    @property
    def connections(self) -> int:
        """How many are connected."""
        return len(self._visitors)

    @property
    def players(self) -> int:
        """How many are here under a name."""
        return len(self._by_player)

    @property
    def queue_bytes(self) -> int:
        """What waits for clients to read."""
        return sum(visitor.queue_bytes for visitor in self._visitors)

    def send_away(self, whom: str, close: str, message: str) -> int:
        """Close the sockets of a player, or of an address; how many there were."""
        found = [
            visitor
            for visitor in self._visitors
            if whom in (visitor.connection.house, visitor.player.id if visitor.player else None)
        ]
        for visitor in found:
            visitor.close(close, message)
        return len(found)

    @property
    def banner(self) -> str:
        """What everybody should know now, newcomers too; empty: nothing."""
        writes = self.services.store.store.read_only is None
        return " ".join(filter(None, ("" if writes else READ_ONLY, self.services.drain.banner)))

    def announce(self, text: str) -> None:
        """Tell everybody."""
        for visitor in self._visitors:
            visitor.send(Announcement(text, self.services.environment.now_s()), padded=False)

    # -- post ------------------------------------------------------------------------------------------------------

    def answer(self, player: str, receipt: Receipt) -> None:
        """Give a player the receipt, if he is here."""
        visitor = self._by_player.get(player)
        if visitor is not None:
            visitor.answer(receipt)

    def tell(self, player: str, message: ServerMessage) -> None:
        """Send a player a message, if he is here."""
        visitor = self._by_player.get(player)
        if visitor is not None:
            visitor.send(message)

    def moved(self, owner: Owner) -> None:
        """Seats may have changed hands."""
        for player in dict.fromkeys([attachment.player for attachment in owner.attachments]):
            visitor = self._by_player.get(player)
            if visitor is not None:
                visitor.moved(owner)


def _offered(request: Request) -> bool:
    """Whether the client speaks one of ours."""
    offered = ",".join(request.headers.get_all("Sec-WebSocket-Protocol")).split(",")
    return any(one.strip() in SUBPROTOCOLS for one in offered)


def _choose(connection: ServerConnection, offered: Sequence[Subprotocol]) -> Subprotocol | None:
    """The one of ours that the server prefers."""
    return next((Subprotocol(ours) for ours in SUBPROTOCOLS if ours in offered), None)


def _is_allowed(origin: str, host: str, listed: tuple[str, ...]) -> bool:
    """Pages from this very host, from loopback and from where the host allowed may connect."""
    if origin.lower().rstrip("/") in (one.lower().rstrip("/") for one in listed):
        return True
    try:
        site = urlsplit(origin)
    except ValueError:
        return False
    return site.hostname in ("localhost", "127.0.0.1", "::1") or (site.netloc.lower() == host.lower() != "")
