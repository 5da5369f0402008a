"""Takes what is due out of the outbox to whoever carries it.

Owns: `Courier`: how many are under way at once, what an outcome means for the contact.
Does not know: sockets and protocols (`webhooks`, `mail`); when anything happens (`poke` is called).

Nothing here waits for a carrier: each sending is a task of its own, for each player and carrier one at a time, so that
an address that hangs holds up nobody but its owner.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, Protocol

from attrs import frozen

from detente_server.host.logs import fields
from detente_server.host.notifications import contacts as rules
from detente_server.host.notifications.contacts import Contact, Contacts
from detente_server.host.notifications.delivery import Delivered, Delivery, Outcome, Refused, Trouble
from detente_server.host.notifications.outbox import Outbox
from detente_server.host.notifications.wording import Wording, worded
from detente_wire.messages import ContactKind
from detente_wire.refusals import Refused as NotDone

log = logging.getLogger("detente.notifications")


@frozen
class Parcel:
    """One notification, ready to go."""

    delivery: Delivery
    contact: Contact
    wording: Wording


class Carrier(Protocol):
    """Who brings notifications to people."""

    slots: int
    """How many `carry` at once."""
    batch: int
    """How many parcels in one."""

    async def carry(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        """Bring them; what became of each, in order. It ends by itself."""

    async def close(self) -> None:
        """Give up what is under way."""


class Courier:
    """Sends what is due."""

    def __init__(
        self,
        outbox: Outbox,
        contacts: Contacts,
        carriers: Mapping[ContactKind, Carrier],
        address: str,
        spawn: Callable[[Coroutine[Any, Any, None]], None],
    ) -> None:
        self._outbox = outbox
        self._contacts = contacts
        self._carriers = carriers
        self._address = address
        self._spawn = spawn
        self._under_way: Counter[ContactKind] = Counter()
        self._closed = False

    def poke(self) -> None:
        """Send what is due, as far as there is room."""
        for kind, carrier in self._carriers.items():
            while not self._closed and self._under_way[kind] < carrier.slots:
                taken = self._outbox.take(kind, carrier.batch)
                if not taken:
                    break
                parcels = [parcel for one in taken if (parcel := self._parcel(one)) is not None]
                if parcels:
                    self._under_way[kind] += 1
                    self._spawn(self._send(kind, carrier, parcels))

    async def close(self) -> None:
        """Send no more; what is under way stays in the outbox."""
        self._closed = True
        for carrier in self._carriers.values():
            await carrier.close()

    def _parcel(self, one: Delivery) -> Parcel | None:
        """The parcel; None: it has no use any more."""
        contact = self._contacts.find(one.player, one.contact)
        if contact is None or not _may_be_sent(one, contact):
            self._outbox.drop(one, "the contact is not in use")
            return None
        return Parcel(one, contact, worded(one.id, one.occasion, contact.zone, self._address))

    async def _send(self, kind: ContactKind, carrier: Carrier, parcels: Sequence[Parcel]) -> None:
        outcomes: list[Outcome] = [Trouble("the carrier failed")] * len(parcels)
        try:
            outcomes = await carrier.carry(parcels)
        finally:
            self._under_way[kind] -= 1
            if not self._closed:
                for parcel, outcome in zip(parcels, outcomes, strict=True):
                    self._outbox.back(parcel.delivery, outcome)
        for parcel, outcome in zip(parcels, outcomes, strict=True):
            await self._note(parcel.delivery, outcome)
        self.poke()

    async def _note(self, sent: Delivery, outcome: Outcome) -> None:
        """A contact that refuses again and again is paused; one that takes something is well."""
        contact = self._contacts.find(sent.player, sent.contact)
        if contact is None or isinstance(outcome, Trouble):
            return
        if isinstance(outcome, Delivered):
            after = rules.taken(contact) if contact.confirmed else contact
        else:
            after = self._paused(sent, contact, outcome)
        if after != contact:
            try:
                await self._contacts.put(self._contacts.book(sent.player).having(after))
            except NotDone:  # not written: it is counted again next time
                log.info("a contact was not written", extra=fields(by=contact.kind))

    def _paused(self, sent: Delivery, contact: Contact, outcome: Refused) -> Contact:
        after = rules.refused(contact, outcome.why)
        if after.paused:
            self._outbox.drop_all(sent.player, sent.contact, "the contact is paused")
            log.info(
                "a contact is paused", extra=fields(player=sent.player, by=contact.kind, why=outcome.why)
            )
        return after


def _may_be_sent(one: Delivery, contact: Contact) -> bool:
    """A code goes to an address that is not confirmed yet, a test to one that is paused; all else to none such."""
    if one.occasion.kind == "confirm":
        return bool(contact.code)
    return contact.in_use or (one.occasion.kind == "test" and contact.confirmed)
