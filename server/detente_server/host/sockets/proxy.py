"""Who a client is when a proxy stands before the server.

Owns: which of the headers of a request are believed, and from whom.
Does not know: sockets, what an address may do (`limiting`).

A proxy that the host trusts adds the address that it saw at the end of ``X-Forwarded-For``; whatever stands before it
came with the request, and anybody can write that. So the list is read from the right, through trusted hops only. The
headers of anybody else are ignored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from detente_server.host.sockets.limiting import Network, is_in, is_loopback

FORWARDED = ("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "X-Real-IP")
"""Headers by which a proxy can be known."""


@frozen
class Client:
    """Who is behind a request."""

    address: str
    secure: bool
    """Whether nobody can read along between him and the server."""
    stray: bool = False
    """A proxy on this machine brought him, and the host has not said that he trusts it."""


def client_of(
    headers: Mapping[str, Sequence[str]], peer: str, *, encrypted: bool, trusted: tuple[Network, ...]
) -> Client:
    """Who sent a request that came from this peer; `headers`: every line of each of `FORWARDED`."""
    if not is_in(peer, trusted):
        stray = is_loopback(peer) and any(headers.get(name) for name in FORWARDED)
        return Client(peer, encrypted or (is_loopback(peer) and not stray), stray)
    hops = [*_words(headers, "X-Forwarded-For")]
    address = peer
    while hops and is_in(address, trusted):
        address = _bare(hops.pop())
    schemes = _words(headers, "X-Forwarded-Proto")
    secure = schemes[-1].lower() == "https" if schemes else is_loopback(address)
    return Client(address, secure)


def _words(headers: Mapping[str, Sequence[str]], name: str) -> list[str]:
    return [word.strip() for line in headers.get(name, ()) for word in line.split(",") if word.strip()]


def _bare(hop: str) -> str:
    """An address without its port: ``192.0.2.7:80``, ``[2001:db8::1]:80``."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop
