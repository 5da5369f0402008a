"""A notifier without a host: a clock that is set by hand, a carrier that does as it is told."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any

from attrs import define, field

from detente_server.host.environment import Environment
from detente_server.host.notifications.config import Notifications
from detente_server.host.notifications.contacts import Contact
from detente_server.host.notifications.courier import Parcel
from detente_server.host.notifications.delivery import Delivered, Outcome
from detente_server.host.notifications.notifier import Notifier
from detente_server.host.notifications.occasions import EVENTS, Occasion
from detente_server.store import AsyncStore, MemoryStore, Store
from detente_wire.messages import ContactKind, MatchId

NOON_MS = 1_800_000_000_000
HOOK = "https://hooks.example.org/ada"


@define
class Clock:
    """Milliseconds, as a test has them."""

    ms: int = NOON_MS

    def __call__(self) -> int:
        return self.ms


@define
class FakeCarrier:
    """Keeps what it is given; answers at once, or when it is let."""

    slots: int = 4
    batch: int = 1
    got: list[Parcel] = field(factory=list)
    outcome: Outcome = field(factory=Delivered)
    open: asyncio.Event = field(factory=asyncio.Event)
    """Cleared: whoever is given something hangs."""

    def __attrs_post_init__(self) -> None:
        self.open.set()

    async def carry(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        """See `Carrier`."""
        self.got += parcels
        await self.open.wait()
        return [self.outcome] * len(parcels)

    async def close(self) -> None:
        """See `Carrier`."""

    @property
    def ids(self) -> list[str]:
        """What it was given, by id."""
        return [parcel.delivery.id for parcel in self.got]

    @property
    def kinds(self) -> list[str]:
        """What it was given, by kind of event."""
        return [parcel.delivery.occasion.kind for parcel in self.got]


@define
class Here:
    """Who is connected, and who follows which match."""

    connected: set[str] = field(factory=set)
    attending: set[tuple[str, str]] = field(factory=set)

    def is_here(self, player: str) -> bool:
        """See `Presence`."""
        return player in self.connected

    def attends(self, player: str, match: MatchId) -> bool:
        """See `Presence`."""
        return (player, match) in self.attending


class House:
    """A notifier with fakes around it."""

    def __init__(self, store: Store | None = None, clock: Clock | None = None, **choices: Any) -> None:
        self.clock = clock or Clock()
        self.store = store or MemoryStore()
        self.environment = Environment(clock_ms=self.clock)
        self.tasks: set[asyncio.Task[None]] = set()
        self.here = Here()
        self.mail, self.hooks = FakeCarrier(), FakeCarrier()
        self.notifier = Notifier(
            AsyncStore(self.store),
            self.environment,
            Notifications(**choices),
            "wss://talks.example.org",
            self.spawn,
        )

    @property
    def outbox(self) -> Any:
        """Its outbox."""
        return self.notifier.outbox

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """As the host's."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def begun(self, sending: bool = True) -> House:
        """With what the store holds, sending (or not)."""
        await self.notifier.load()
        if sending:
            carriers: dict[ContactKind, Any] = {"email": self.mail, "webhook": self.hooks}
            self.notifier.begin(carriers, self.here)
        await self.settle()
        return self

    async def settle(self) -> None:
        """Let happen what can happen now."""
        for _ in range(20):
            await asyncio.sleep(0)

    async def has(self, player: str, *events: str, kind: ContactKind = "webhook", **more: Any) -> Contact:
        """The player has a contact, in use."""
        book = self.notifier.contacts.book(player)
        id = str(len(book.contacts) + 1)
        address = HOOK if kind == "webhook" else f"{player}@example.org"
        wanted: Any = events or EVENTS
        contact = Contact(id, kind, address, events=wanted, secret="s", confirmed=True, **more)
        await self.notifier.contacts.put(book.having(contact))
        return contact

    async def post(self, player: str, contact: Contact, **occasion: Any) -> bool:
        """Into the outbox."""
        given = {"kind": "turn", "match": "m", "title": "Teatime", "turn": 3, **occasion}
        new = self.notifier.post(player, contact, Occasion(**given))
        await self.settle()
        return new

    async def later(self, ms: int) -> None:
        """Time passes, and the host sweeps."""
        self.clock.ms += ms
        await self.notifier.sweep()
        await self.settle()
