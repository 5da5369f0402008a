"""Where a server is: what a player types, and the address of its socket.

Owns: `Address`, the default port, the sentences for what is no address.
Does not know: whether anybody listens there.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from attrs import frozen

from detente_client.i18n import tr
from detente_client.trouble import Trouble

PORT = 8765
"""Where a server listens unless its host chose another port."""
STEP = tr("Write it like example.org:8765, ws://127.0.0.1:8765 or wss://example.org.")
SECURE_PORT = 443


@frozen
class Address:
    """A server's address."""

    host: str
    port: int = PORT
    secure: bool = False
    path: str = "/"

    @property
    def uri(self) -> str:
        """For the WebSocket."""
        return f"{'wss' if self.secure else 'ws'}://{self.label}{self.path}"

    @property
    def label(self) -> str:
        """Host and port, as a player would write them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def written(self) -> str:
        """As it would be typed to come here again."""
        path = "" if self.path == "/" else self.path
        scheme = "wss://" if self.secure else "ws://" if path else ""
        return f"{scheme}{self.label}{path}"

    @property
    def private(self) -> bool:
        """Whether nobody can read along."""
        return self.secure or self.loopback

    @property
    def loopback(self) -> bool:
        """Whether it is this very machine."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def read_address(text: str) -> Address:
    """What a player typed: ``host``, ``host:port``, ``ws://…`` or ``wss://…``; `Trouble` if it is no address."""
    bare = text.strip()
    try:
        parts = urlsplit(bare if "://" in bare else f"ws://{_bracketed(bare)}")
        host, port = parts.hostname, parts.port
    except ValueError:
        raise Trouble(tr("{bare} is no address of a server.", bare=bare), STEP) from None
    if parts.scheme not in ("ws", "wss") or not host or any(c.isspace() for c in bare):
        raise Trouble(tr("{bare} is no address of a server.", bare=bare or tr("Nothing")), STEP)
    if parts.username or parts.password or parts.query or parts.fragment:
        raise Trouble(
            tr("An address holds no name, password or question."),
            f"{STEP} {tr('A name goes in --name.')}",
        )
    secure = parts.scheme == "wss"
    return Address(host, port or (SECURE_PORT if secure else PORT), secure, parts.path or "/")


def _bracketed(text: str) -> str:
    """An IPv6 address alone, with the brackets that it needs."""
    try:
        return f"[{text}]" if ipaddress.ip_address(text).version == 6 else text
    except ValueError:
        return text
