"""Notifications as one server has them.

Owns: what the notifier is made of from the operator's choices, and who calls it.
Does not know: how any of it works.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from importlib import import_module
from typing import Any

from detente_server.host.config import Config
from detente_server.host.environment import Environment
from detente_server.host.lobby.directory import Directory
from detente_server.host.notifications.config import Notifications
from detente_server.host.notifications.courier import Carrier, Parcel
from detente_server.host.notifications.delivery import Outcome
from detente_server.host.notifications.notifier import Notifier
from detente_server.host.playing.matches import Matches
from detente_server.host.playing.owner import Owner
from detente_server.store import AsyncStore
from detente_wire.messages import ContactKind
from detente_wire.terms import NationId


async def notified(
    config: Config,
    store: AsyncStore,
    environment: Environment,
    directory: Directory,
    matches: Matches,
    spawn: Callable[[Coroutine[Any, Any, None]], None],
) -> Notifier:
    """The notifier, with what the store holds; it hears of every listing that changes, and of near deadlines."""
    notifier = Notifier(store, environment, config.notifications, address_of(config), spawn)
    await notifier.load()

    def due_soon(owner: Owner, seats: Sequence[NationId]) -> None:
        table = owner.match.table
        silent = [table.seats[nation].player for nation in seats if nation not in table.sent]
        notifier.due_soon(matches.listing(owner), filter(None, silent))

    directory.changes = notifier.listed
    matches.on_due_soon.append(due_soon)
    return notifier


def carriers(config: Config, environment: Environment, agent: str) -> dict[ContactKind, Carrier]:
    """What the operator lets players have."""
    found: dict[ContactKind, Carrier] = {}
    if config.notifications.smtp_host:
        from detente_server.host.notifications.mail import Mail  # not every server sends mail

        found["email"] = Mail(config.notifications, environment)
    if config.notifications.webhooks:
        found["webhook"] = Postman(config.notifications, environment, agent)
    return found


def address_of(config: Config) -> str:
    """Where this server is joined, as a notification names it; empty: it does not know, for it listens everywhere."""
    if config.notifications.address:
        return config.notifications.address
    if config.host in ("", "0.0.0.0", "::"):
        return ""
    host = f"[{config.host}]" if ":" in config.host else config.host
    return f"{'wss' if config.tls.certificate else 'ws'}://{host}:{config.port}"


class Postman:
    """Posts webhooks; what that takes (an HTTP client, slow to load) is loaded with the first one, beside the loop."""

    slots = 32
    batch = 1

    def __init__(self, config: Notifications, environment: Environment, agent: str) -> None:
        self._made = (config, environment, agent)
        self._webhooks: asyncio.Future[Carrier] | None = None

    async def carry(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        """See `Carrier`."""
        if self._webhooks is None:
            self._webhooks = asyncio.ensure_future(self._load())
        webhooks = await asyncio.shield(self._webhooks)
        return await webhooks.carry(parcels)

    async def close(self) -> None:
        """See `Carrier`."""
        if self._webhooks is not None:
            await (await self._webhooks).close()

    async def _load(self) -> Carrier:
        module = await asyncio.to_thread(import_module, "detente_server.host.notifications.webhooks")
        made: Carrier = module.Webhooks(*self._made)
        return made
