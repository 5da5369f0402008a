"""What the host consists of, for those who answer clients.

Owns: `Services`, a bundle.
Does not know: how it was put together (`host`), nor who asks.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from attrs import define, field

from detente_server.host.config import Config
from detente_server.host.drain import Drain
from detente_server.host.environment import Environment
from detente_server.host.gaps import Gaps
from detente_server.host.library import Library
from detente_server.host.lobby.directory import Directory
from detente_server.host.lobby.gallery import Gallery
from detente_server.host.lobby.lobby import Lobby
from detente_server.host.lobby.receipts import Receipts
from detente_server.host.moderation import Moderation
from detente_server.host.moderation.audit import AuditLog
from detente_server.host.notifications.notifier import Notifier
from detente_server.host.people.accounts import Accounts
from detente_server.host.people.marks import ReadMarks
from detente_server.host.people.passwords import Passwords
from detente_server.host.people.players import Players
from detente_server.host.people.sessions import Sessions
from detente_server.host.playing.matches import Matches
from detente_server.store import AsyncStore
from detente_wire.messages import Lineage

if TYPE_CHECKING:
    from detente_server.host.sockets.gateway import Gateway


@define
class Services:
    """Everything behind the socket."""

    config: Config
    environment: Environment
    store: AsyncStore
    library: Library
    players: Players
    passwords: Passwords
    accounts: Accounts
    sessions: Sessions
    receipts: Receipts
    directory: Directory
    matches: Matches
    lobby: Lobby
    lineage: Lineage
    spawn: Callable[[Coroutine[Any, Any, None]], None]
    """Runs something that takes a while; what it raises is logged."""
    moderation: Moderation
    notifier: Notifier
    """Tells players who are away."""
    gallery: Gallery = field(factory=Gallery)
    marks: ReadMarks = field(init=False)
    """How far players have read."""
    gateway: Gateway = field(init=False)
    """Who is here; set as soon as there is one."""
    since: float = field(init=False)
    """When it began, by the monotonic clock."""

    drain: Drain = field(init=False)
    """Whether the server is about to stop."""
    gaps: Gaps = field(init=False)
    """Time that passed for nobody."""

    def __attrs_post_init__(self) -> None:
        self.since = self.environment.monotonic()
        self.drain = Drain(self.environment.monotonic)
        self.marks = ReadMarks(self.store)
        self.gaps = Gaps(self.store, self.environment)
        self.matches.owed_ms = self.gaps.owed_ms

    @property
    def name(self) -> str:
        """The server's name and version."""
        return f"detente-server {version('detente')}"

    @property
    def audit(self) -> AuditLog:
        """What those in charge did."""
        return self.moderation.audit
