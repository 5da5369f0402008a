"""What a player wishes about his contacts.

Owns: the handlers of his wishes: what may be a contact, codes, tests, and how many of them a day.
Does not know: frames, who may wish (the host's rights), how anything is sent.
"""

from __future__ import annotations

import asyncio
import base64
from typing import Protocol, assert_never
from zoneinfo import ZoneInfo

from attrs import evolve

from detente_server.host.notifications import contacts as rules
from detente_server.host.notifications.addresses import problem as address_problem
from detente_server.host.notifications.config import is_mail_address
from detente_server.host.notifications.contacts import Book, Contact
from detente_server.host.notifications.notifier import Notifier
from detente_server.host.notifications.occasions import EVENTS, Occasion
from detente_server.host.notifications.signing import new_secret
from detente_server.match.match import denied
from detente_wire.messages import (
    ConfirmContact,
    ContactRow,
    ContactsAnswer,
    Denied,
    Done,
    DropContact,
    Event,
    ListContacts,
    SetContact,
    TryContact,
)
from detente_wire.refusals import Refused

ContactWish = SetContact | ConfirmContact | ListContacts | DropContact | TryContact
HOUR_MS = 3_600_000


class HasNotifier(Protocol):
    """The services, as far as they are of use here."""

    @property
    def notifier(self) -> Notifier:
        """Notifications."""


class HasId(Protocol):
    """A player, as far as he is of use here."""

    @property
    def id(self) -> str:
        """Who he is."""


async def answer(services: HasNotifier, player: HasId, wish: ContactWish) -> ContactsAnswer | Done | Denied:
    """What comes of it."""
    desk = ContactDesk(services.notifier, str(player.id))
    try:
        match wish:
            case SetContact():
                secret = await desk.set(wish)
            case ConfirmContact(code):
                secret = await desk.confirm(code)
            case ListContacts():
                secret = ""
            case DropContact(contact):
                secret = await desk.drop(contact)
            case TryContact(contact):
                return Done(await desk.test(contact))
            case _:
                assert_never(wish)
    except Refused as refused:
        return denied(refused.refusal)
    return ContactsAnswer(tuple(map(row, desk.book.contacts)), secret)


def row(contact: Contact) -> ContactRow:
    """The contact as its owner sees it."""
    return ContactRow(
        contact.id,
        contact.kind,
        contact.address,
        contact.shape,
        contact.events,
        contact.zone,
        contact.confirmed,
        contact.paused,
    )


class ContactDesk:
    """One player's wishes; all but a test come back with a secret to show, mostly none."""

    def __init__(self, notifier: Notifier, player: str) -> None:
        self._notifier = notifier
        self._contacts = notifier.contacts
        self._player = player

    @property
    def book(self) -> Book:
        """The player's contacts as they are now."""
        return self._contacts.book(self._player)

    async def set(self, wish: SetContact) -> str:
        """A new contact, or another use of one."""
        zone = await _zone(wish.zone)
        if wish.contact:
            return await self._change(wish, zone)
        self._check(wish)
        book = self.book
        if len(book.contacts) >= rules.MOST:
            raise Refused("notify.too-many", limit=rules.MOST)
        if any(one.kind == wish.kind and one.address == wish.address for one in book.contacts):
            raise _bad("you have it already")
        number = book.last + 1
        secret = new_secret(self._notifier.environment) if wish.kind == "webhook" else ""
        made = Contact(
            str(number),
            wish.kind,
            wish.address,
            wish.shape,
            _events(wish),
            zone or "UTC",
            secret,
            confirmed=wish.kind == "webhook",
        )
        book = evolve(book.having(made), last=number)
        if wish.kind == "email":
            await self._mail_code(book, made)
        else:
            await self._contacts.put(book)
        return secret

    async def _change(self, wish: SetContact, zone: str) -> str:
        """What a contact hears of; an address is never changed, for it would have to be confirmed."""
        book = self.book
        known = book.get(wish.contact)
        if wish.address not in ("", known.address):
            raise _bad("a contact keeps its address: set another one, and drop this")
        shape = wish.shape if wish.kind == known.kind == "webhook" else known.shape
        changed = evolve(known, events=_events(wish), zone=zone or known.zone, shape=shape)
        await self._contacts.put(book.having(changed))
        return ""

    def _check(self, wish: SetContact) -> None:
        if wish.kind not in self._notifier.carriers:
            raise Refused("notify.not-here", kind=wish.kind)
        if wish.kind == "email":
            problem = "" if is_mail_address(wish.address) else "it is no mail address"
        else:
            problem = address_problem(wish.address, self._notifier.config.webhook_hosts)
        if problem:
            raise _bad(problem)

    # -- codes -------------------------------------------------------------------------------------------------------

    async def _mail_code(self, book: Book, contact: Contact) -> None:
        """Mail a code that confirms the address."""
        now_ms = self._notifier.environment.now_ms()
        most = rules.CODES_A_DAY
        if (
            rules.mailed_by(book, "code", now_ms) >= most
            or self._contacts.codes_to(contact.address, now_ms) >= most
        ):
            raise Refused("notify.too-often", limit=most, what="codes")
        if self._contacts.codes_since(now_ms - HOUR_MS) >= self._notifier.config.codes_per_hour:
            raise Refused("host.busy")
        code = base64.b32encode(self._notifier.environment.random_bytes(5)).decode()
        asked = rules.with_code(contact, code, now_ms)
        await self._contacts.put(book.having(asked).noting("code", contact.address, now_ms))
        self._notifier.post(self._player, asked, Occasion("confirm", code=code, lasts_ms=rules.CODE_MS))

    async def confirm(self, code: str) -> str:
        """The code of one of the contacts; a wrong one counts against each that waits for one."""
        now_ms = self._notifier.environment.now_ms()
        book, said = self.book, code.strip().upper()
        waiting = [one for one in book.contacts if one.code]
        if not waiting:
            raise Refused("notify.no-code")
        after = [rules.confirmed(one, said, now_ms) for one in waiting]
        right = [one for one in after if one.confirmed]
        changed = right or after
        for one in changed:
            book = book.having(one)
        await self._contacts.put(book)
        if not right:
            raise Refused("notify.wrong-code" if any(one.code for one in after) else "notify.no-code")
        return ""

    # -- the rest ----------------------------------------------------------------------------------------------------

    async def drop(self, id: str) -> str:
        """Nothing more to this contact, or to any."""
        book = self.book
        if id:
            book.get(id)
        await self._contacts.put(book.without(id))
        self._notifier.outbox.drop_all(self._player, id, "the contact was dropped")
        return ""

    async def test(self, id: str) -> str:
        """Send a test; to an address that is not confirmed yet, another code. What was done."""
        book = self.book
        contact = book.get(id)
        if not contact.confirmed:
            await self._mail_code(book, contact)
            return f"Another code is on its way to contact {id}."
        now_ms = self._notifier.environment.now_ms()
        done = rules.mailed_by(book, "test", now_ms)
        if done >= rules.TESTS_A_DAY:
            raise Refused("notify.too-often", limit=rules.TESTS_A_DAY, what="tests")
        await self._contacts.put(book.noting("test", contact.address, now_ms))
        number = self._notifier.environment.random_bytes(6).hex()
        self._notifier.post(self._player, contact, Occasion("test", code=number, lasts_ms=HOUR_MS))
        return f"A test is on its way to contact {id}. If it does not arrive, /notify says why."


def _events(wish: SetContact) -> tuple[Event, ...]:
    """Those that were named, in the table's order; none: all."""
    return tuple(one for one in EVENTS if one in wish.events) or EVENTS


async def _zone(name: str) -> str:
    """The name of a time zone; looked up on disk, beside the loop."""
    if not name:
        return ""
    try:
        await asyncio.to_thread(ZoneInfo, name)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        raise _bad(f"there is no time zone {name[:40]}; Europe/Berlin is one") from None
    return name


def _bad(problem: str) -> Refused:
    return Refused("notify.bad-contact", problem=problem)
