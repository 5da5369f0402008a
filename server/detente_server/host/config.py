"""What a host may choose, with its default: a class for each table of the file, a sentence under each key.

Owns: `Config` and its sections, which keys do not go together, `BadConfig`.
Does not know: files (`configuration.reading`), what any choice does.

A new key is a field with its sentence under it; its bounds are in the field (`whole`, `text`, `path` … of
`configuration.kinds`), or follow from its default. A new table is a class here and a field of `Config`. A section may
have `objections()`: pairs of a key and a sentence, of keys that do not go together; and `notes()`: the same of what a
server could not start with. Then: `python -m tests.house.write_programs`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen

from detente_server.host.configuration.kinds import networks_field, path, text, whole
from detente_server.host.notifications.config import Notifications
from detente_server.host.sockets.limiting import Network, networks
from detente_wire.limits import Limits

LOOPBACK = ("127.0.0.0/8", "::1/128")
FIXED = frozenset({"frame_bytes"})
"""Limits that the wire itself fixes."""


class BadConfig(Exception):
    """A configuration with everything that is wrong with it, a sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@frozen
class Status:
    """A second listener for those who run the server: a page to look at, health, figures for Prometheus. No names, no
    private match is ever on it."""

    host: str = text("127.0.0.1")
    """The address to listen on: who reaches it sees how the server stands."""
    port: int = whole(8766, -1, 65_535)
    """Its port; 0: any free one; -1: no such listener."""


@frozen
class Accounts:
    """Names that are somebody's for good, and how one proves that they are."""

    guests: bool = True
    """Whether anybody may come under a name that is free; else only accounts, which `admin account NAME` makes."""
    guest_days: int = 30
    """The name of a guest who has not come back for so long is free again; an account's never is."""
    failed_logins: int = 5
    """Logins that may fail from one address, and to one name, within `failed_logins_s`; then one waits."""
    failed_logins_s: int = 300
    """So long a failed login counts."""
    passwords_waiting: int = 32
    """Logins that may wait while two passwords are being checked."""
    argon2_kib: int = whole(65_536, 8, 4_194_304)
    """Memory that one hash of a password takes (argon2id); a changed one applies when somebody logs in."""
    # With three passes the second choice of RFC 9106, on one lane: the other cores are the matches'.
    argon2_passes: int = whole(3, 1, 100)
    """Passes of such a hash."""
    tokens: int = 10
    """Of one player, for programs of his."""


@frozen
class Tls:
    """Encryption by the server itself. The files are read again when they change, and on SIGHUP."""

    certificate: Path | None = path(there=True)
    """The certificate, with those between it and the authority, in PEM; none: no encryption."""
    key: Path | None = path(there=True, private=True)
    """Its key, without a passphrase."""

    def objections(self) -> Iterator[tuple[str, str]]:
        """Keys that do not go together."""
        if (self.certificate is None) != (self.key is None):
            missing = "tls.key" if self.key is None else "tls.certificate"
            yield ("certificate" if self.key is None else "key", f"{missing} is missing: they go together.")

    def notes(self) -> Iterator[tuple[str, str]]:
        """What a server could not start with: a pair that does not fit, or has expired."""
        from detente_server.host.sockets.tls import BadCertificate, looked_over

        if self.certificate is not None and self.key is not None:
            try:
                looked_over(self.certificate, self.key)
            except BadCertificate as problem:
                yield "certificate", str(problem)


@frozen
class Proxy:
    """A proxy before the server, which does the encryption."""

    trusted: tuple[str, ...] = networks_field()
    """Addresses of proxies that are believed: who the client is (X-Forwarded-For), whether he came over https
    (X-Forwarded-Proto)."""

    @property
    def networks(self) -> tuple[Network, ...]:
        """The trusted proxies."""
        return networks(self.trusted)


@frozen
class Moderation:
    """What is kept about behaviour."""

    audit_days: int = 365
    """What operators and umpires did is kept so long."""


@frozen
class Config:
    """The choices of one server."""

    host: str = text("127.0.0.1")
    """The address to listen on; 0.0.0.0 is all of them."""
    port: int = whole(8765, 0, 65_535)
    """The port to listen on; 0: any free one."""
    data: Path | None = path()
    """Folder of the database; none: `saves/` of a checkout, else the user's data folder. One server at a time."""
    content: Path | None = path()
    """Folder of crisis packs; none: those that come with the game, and those that were installed."""
    archive: Path | None = path()
    """Folder that gets a file for each finished match; none: archives stay in the database."""
    drain_s: int = whole(0, 0, 86_400)
    """SIGTERM and Ctrl-C give players so long a notice, with a countdown; a second one stops at once."""
    log_json: bool = False
    """Log in JSON lines; never what players write, their names or tokens."""
    trusted_networks: tuple[str, ...] = networks_field(LOOPBACK)
    """Exempt from the limits by address: a classroom's network."""
    connections: int = 2000
    """Of the whole server."""
    connections_per_address: int = 16
    """From one address; an IPv6 /64 counts as one."""
    half_open: int = 200
    """Handshakes under way at once."""
    sessions_per_address: int = 32
    """New players from one address in ten minutes; who comes back does not count."""
    origins: tuple[str, ...] = ()
    """Web pages that may connect, as `https://example.org`, beside those of this host itself and of loopback."""
    quiet_s: int = whole(30, 0, 3600)
    """Where two or more people sit, the talks close no sooner than so long after the last act."""
    absent_s: int = whole(300, 10)
    """In a live match without a deadline nobody waits longer for a player who is not connected; nor do votes."""
    idle_s: int = 300
    """A match that nobody attends is put away after so long."""
    limits: Limits = field(factory=Limits)
    accounts: Accounts = field(factory=Accounts)
    tls: Tls = field(factory=Tls)
    proxy: Proxy = field(factory=Proxy)
    notifications: Notifications = field(factory=Notifications)
    moderation: Moderation = field(factory=Moderation)
    status: Status = field(factory=Status)

    @property
    def networks(self) -> tuple[Network, ...]:
        """The trusted networks."""
        return networks(self.trusted_networks)

    def objections(self) -> Iterator[tuple[str, str]]:
        """Keys that do not go together."""
        if self.status.port > 0 and (self.status.host, self.status.port) == (self.host, self.port):
            yield (
                "status",
                f"status.port is that of the server itself, {self.port}: choose another one, or -1.",
            )
