"""Notifications, put together: what has happened goes into the outbox, what is in the outbox goes out.

Owns: `Notifier`: which of a player's contacts hears of an event, what he is spared because he is here, starting and
stopping, what is told to a player who comes in.
Does not know: how anything is worded or carried, the wire's requests (`wishes`).
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable, Mapping
from typing import Any, Protocol

from attrs import evolve

from detente_server.host.environment import Environment
from detente_server.host.lobby.directory import Listing
from detente_server.host.notifications import contacts, outbox
from detente_server.host.notifications.config import Notifications
from detente_server.host.notifications.contacts import Contact, Contacts
from detente_server.host.notifications.courier import Carrier, Courier
from detente_server.host.notifications.delivery import Delivery, DeliveryId
from detente_server.host.notifications.occasions import Occasion, Told, id_of, news, occasion_of
from detente_server.host.notifications.outbox import Outbox
from detente_server.store import AsyncStore
from detente_wire.messages import ContactKind, MatchId

log = logging.getLogger("detente.notifications")

SHORTEST_S = 3600
"""Of the deadline of a shorter turn nobody is told: a mail would come too late, or too often."""
FORGET_SWEEPS = 600
"""Every so many sweeps old marks are removed."""


class Presence(Protocol):
    """Who is here."""

    def is_here(self, player: str) -> bool:
        """Whether the player is connected."""

    def attends(self, player: str, match: MatchId) -> bool:
        """Whether he follows this match now."""


class Nobody:
    """As long as the server does not listen."""

    def is_here(self, player: str) -> bool:
        """He is not."""
        return False

    def attends(self, player: str, match: MatchId) -> bool:
        """He does not."""
        return False


class Notifier:
    """Tells players who are away."""

    def __init__(
        self,
        store: AsyncStore,
        environment: Environment,
        config: Notifications,
        address: str,
        spawn: Callable[[Coroutine[Any, Any, None]], None],
    ) -> None:
        """`address`: where this server is joined."""
        self.environment = environment
        self.config = config
        self.address = address
        self.contacts = Contacts(store)
        self.outbox = Outbox(store, environment, config.waiting_per_player, config.waiting)
        self.carriers: Mapping[ContactKind, Carrier] = {}
        self.presence: Presence = Nobody()
        self.spared: Counter[str] = Counter()
        """What was not sent because the player was here, by kind of event."""
        self._store = store
        self._spawn = spawn
        self._courier: Courier | None = None
        self._sweeps = 0

    async def load(self) -> None:
        """Take in what the store holds."""
        ask, store = self._store.ask, self._store.store
        self.contacts.load(await ask(store.list_documents, contacts.KIND))
        self.outbox.load(await ask(store.list_documents, outbox.KIND))

    def begin(self, carriers: Mapping[ContactKind, Carrier], presence: Presence) -> None:
        """Send from now on."""
        self.carriers, self.presence = carriers, presence
        self._courier = Courier(self.outbox, self.contacts, carriers, self.address, self._spawn)
        self.outbox.ready = self._courier.poke
        self._courier.poke()

    async def close(self) -> None:
        """Send no more; what waits, waits for the next start."""
        if self._courier is not None:
            await self._courier.close()

    async def sweep(self) -> None:
        """Once a second: what is due again, what could not be written, what is old."""
        self.outbox.write_rest()
        if self._courier is not None:
            self._courier.poke()
        if self._sweeps % FORGET_SWEEPS == 0:
            await self.outbox.forget()
        self._sweeps += 1

    # -- what has happened -----------------------------------------------------------------------------------------

    def listed(self, before: Listing | None, after: Listing) -> None:
        """A match's listing changes. Called before the change is on its way to the store, so that what is told here
        is durable no later: a listing that was lost in a crash is found changed again, and told under the same ids."""
        self._tell(news(before, after))

    def due_soon(self, listing: Listing, players: Iterable[str]) -> None:
        """The deadline of this match is near, and these players have sent nothing; said again it is sent once."""
        if listing.row.turn_s >= SHORTEST_S and listing.row.deadline_s:
            self._tell((player, occasion_of("deadline", listing)) for player in players)

    def _tell(self, told: Iterable[Told]) -> None:
        for player, occasion in told:
            if self._is_spared(player, occasion):
                self.spared[occasion.kind] += 1
            else:
                for contact in self.contacts.wanting(player, occasion.kind):
                    self.post(player, contact, self._lasting(occasion))

    def _is_spared(self, player: str, occasion: Occasion) -> bool:
        """Whether he sees it himself; of a deadline he is always told."""
        match = MatchId(occasion.match)
        match occasion.kind:
            case "deadline" | "test" | "confirm":
                return False
            case "muster":
                return self.presence.attends(player, match)
            case "turn" | "ended":
                first = occasion.turn <= 1  # he has just sat down and is about to attend
                return self.presence.attends(player, match) or (first and self.presence.is_here(player))
            case "seated" | "replaced":
                return self.presence.is_here(player)

    def _lasting(self, occasion: Occasion) -> Occasion:
        """With the time after which it is no use: of a turn whose talks are closed nobody wants to hear."""
        if not occasion.deadline_s:
            return occasion
        return evolve(occasion, lasts_ms=max(1, occasion.deadline_s * 1000 - self.environment.now_ms()))

    def post(self, player: str, contact: Contact, occasion: Occasion) -> bool:
        """Into the outbox with it; False: it is there already, or was sent."""
        id = DeliveryId(id_of(occasion, player, contact.id))
        now_ms = self.environment.now_ms()
        return self.outbox.add(
            Delivery(id, player, contact.id, contact.kind, occasion, now_ms, due_ms=now_ms)
        )

    def retry(self) -> int:
        """Try now whatever waits; how many there are."""
        count = self.outbox.hasten()
        if self._courier is not None:
            self._courier.poke()
        return count

    # -- about players ---------------------------------------------------------------------------------------------

    def to_say(self, player: str) -> list[str]:
        """What a player is told when he comes in."""
        return [
            f"Your notifications to contact {one.id} ({one.kind}) are paused: {one.paused}. "
            f"Type /notify test {one.id} to try again, or /notify drop {one.id}."
            for one in self.contacts.book(player).contacts
            if one.paused
        ]

    async def erase(self, player: str) -> None:
        """Nothing of the player's is kept."""
        self.outbox.drop_all(player, "", "the player is erased")
        await self.contacts.erase(player)
