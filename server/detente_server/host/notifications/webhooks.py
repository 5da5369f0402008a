"""Webhooks: a notification posted to an address that a player named.

Owns: the post, what an answer means; that none reaches an inner network.
Does not know: the outbox, whose webhook it is, how it is signed, which addresses are open (`addresses`).

A name is not trusted: every address that a socket is about to connect to is looked at, after all looking up is done, so
a name that leads elsewhere the second time gains nothing. Redirects are not followed, and no proxy is asked. Hosts
that the operator lists are reached whatever their address.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver

from detente_server.host.environment import Environment
from detente_server.host.notifications.addresses import is_public, problem
from detente_server.host.notifications.config import Notifications
from detente_server.host.notifications.courier import Parcel
from detente_server.host.notifications.delivery import Delivered, Outcome, Refused, Trouble
from detente_server.host.notifications.signing import signed
from detente_server.host.notifications.wording import body_for
from detente_server.host.sockets.limiting import networks

TIMEOUT_S = 10
READ_BYTES = 4096
"""Of an answer's body no more is taken in; none is used."""


class NotPublic(OSError):
    """An address that no webhook may reach."""


class Webhooks:
    """Posts notifications."""

    slots = 32
    """How many posts are under way at once."""
    batch = 1

    def __init__(
        self,
        config: Notifications,
        environment: Environment,
        agent: str,
        resolver: AbstractResolver | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        """To be made in the loop; `resolver`: who looks up names, by default the machine."""
        self._config = config
        self._environment = environment
        self._closed = networks(config.forbidden_networks)
        self._guarded = _session(agent, timeout_s, resolver, self._socket)
        self._open = _session(agent, timeout_s, resolver, None)

    async def close(self) -> None:
        """Give up what is under way."""
        await self._guarded.close()
        await self._open.close()

    async def carry(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        """Post them; what became of each."""
        return [await self._post(parcel) for parcel in parcels]

    async def _post(self, parcel: Parcel) -> Outcome:
        address = parcel.contact.address
        if why := problem(
            address, self._config.webhook_hosts
        ):  # the operator may have taken a host off the list
            return Refused(why)
        listed = (urlsplit(address).hostname or "") in self._config.webhook_hosts
        body = json.dumps(body_for(parcel.contact.shape, parcel.wording)).encode()
        headers = signed(parcel.delivery.id, self._environment.now_s(), body, parcel.contact.secret)
        try:
            post = (self._open if listed else self._guarded).post
            async with post(address, data=body, headers=headers, allow_redirects=False) as answer:
                return _meaning(answer.status, answer.headers.get("Retry-After", ""))
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as why:
            if isinstance(getattr(why, "os_error", None), NotPublic):
                return Refused("its host has an address that is not public")
            return Trouble(type(why).__name__)

    def _socket(self, address: Any) -> socket.socket:
        """A socket for this very address; NotPublic if it is no webhook's."""
        family, kind, protocol, _, place = address
        if not is_public(str(place[0]), self._closed):
            raise NotPublic("not a public address")
        return socket.socket(family=family, type=kind, proto=protocol)


def _session(
    agent: str, timeout_s: float, resolver: AbstractResolver | None, guard: Any
) -> aiohttp.ClientSession:
    connector = aiohttp.TCPConnector(
        resolver=resolver, use_dns_cache=False, force_close=True, limit=0, socket_factory=guard
    )
    return aiohttp.ClientSession(
        connector=connector,
        timeout=aiohttp.ClientTimeout(total=timeout_s),
        headers={"User-Agent": agent, "Content-Type": "application/json"},
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
        auto_decompress=False,
        read_bufsize=READ_BYTES // 2,
    )


def _meaning(status: int, retry_after: str) -> Outcome:
    """What an answer means."""
    if 200 <= status < 300:
        return Delivered()
    if 300 <= status < 400:
        return Refused(f"it answered {status}, and redirects are not followed")
    if 400 <= status < 500 and status not in (408, 429):
        return Refused(f"it answered {status}")
    seconds = (
        int(retry_after) if retry_after.isascii() and retry_after.isdigit() and len(retry_after) < 8 else 0
    )
    return Trouble(f"it answered {status}", seconds * 1000)
