"""Which addresses a webhook may have, and which it may reach.

Owns: the table of networks that are nobody's on the open internet, what an address stands for (an IPv4 address in an
IPv6 coat), and what is wrong with the address of a webhook as it is written.
Does not know: what a name leads to, sockets.

The table is written out rather than asked of `ipaddress.is_global`, which has changed from release to release of
Python.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from urllib.parse import SplitResult, urlsplit

from detente_server.host.sockets.limiting import Network, networks

ADDRESS_CHARACTERS = 256
CLOSED_V4 = networks(
    (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # behind a provider's translation; some clouds' metadata
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # a cloud's wire server, at a public address
        "169.254.0.0/16",  # link-local; most clouds' metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
OPEN_V6 = networks(("2000::/3",))
"""All that is global unicast; everything else (loopback, link-local, unique local, multicast …) is closed."""
CLOSED_V6 = networks(
    (
        "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarks
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which carries any IPv4 address
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""An IPv4 address as a network without IPv4 reaches it."""


def is_public(address: str, closed: tuple[Network, ...] = ()) -> bool:
    """Whether a packet to this address leaves for the open internet; `closed`: networks that the operator adds."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.scope_id is not None or ip.ipv4_mapped is not None:
            return False
        if ip in NAT64:
            ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if any(ip.version == net.version and ip in net for net in closed):
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in net for net in CLOSED_V4)
    return any(ip in net for net in OPEN_V6) and not any(ip in net for net in CLOSED_V6)


def problem(address: str, hosts: Sequence[str]) -> str:
    """Why this address cannot be a webhook; empty: it can. What it leads to is seen when it is posted to."""
    if len(address) > ADDRESS_CHARACTERS or not (
        address.isascii() and address.isprintable() and " " not in address
    ):
        return f"a webhook's address has at most {ADDRESS_CHARACTERS} plain characters"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "it cannot be read as an address"
    if not host:
        return "it names no host"
    return _problem(parts, host, listed=host in hosts)


def _problem(parts: SplitResult, host: str, *, listed: bool) -> str:
    if parts.username is not None or parts.password is not None:
        return "it may not hold a name or password"
    if parts.scheme == "http" and not listed:
        return "it must begin with https://"
    if parts.scheme not in ("https", "http"):
        return "it must begin with https://"
    if not listed and _is_address(host) and not is_public(host):
        return "its host has an address that is not public"
    return ""


def _is_address(host: str) -> bool:
    """Whether the host is a number in any spelling, as `inet_aton` takes them too (``127.1``, ``0x7f000001``)."""
    if ":" in host:
        return True
    return all(part.isdigit() or part.lower().startswith("0x") for part in host.rstrip(".").split("."))
