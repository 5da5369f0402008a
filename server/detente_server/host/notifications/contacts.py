"""Where players want to be told, and of what.

Owns: `Contact` and its rules (confirmed before use, paused after refusals, so many mails a day), as documents.
Does not know: how anything is carried, the wire's requests.

A player's contacts are one document. It is written before anything follows from it. The code that confirms an address
is kept as a hash; a webhook's secret is kept as it is, for every notification is signed with it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from typing import Literal

from attrs import evolve, frozen

from detente_server.host.documents import Shape
from detente_server.store import ANY, AsyncStore, Document, Put
from detente_wire.messages import ContactKind, ContactShape, Event
from detente_wire.refusals import Refused

KIND = "contacts"
MOST = 4
"""Contacts of one player."""
REFUSALS = 5
"""So many in a row pause a contact."""
CODE_TRIES = 5
CODE_MS = 3_600_000
DAY_MS = 86_400_000
CODES_A_DAY = 3
"""Mails with a code, to one player and to one address."""
TESTS_A_DAY = 10
"""Of one player."""


@frozen
class Contact:
    """One place where one player is told."""

    id: str
    """A number of the player's own, never used twice."""
    kind: ContactKind
    address: str
    shape: ContactShape = "plain"
    events: tuple[Event, ...] = ()
    zone: str = "UTC"
    secret: str = ""
    """What a webhook's notifications are signed with."""
    confirmed: bool = False
    code: bytes = b""
    """sha256 of the code that confirms it; empty: none is under way."""
    code_until_ms: int = 0
    tries: int = 0
    """Wrong codes since it was mailed."""
    refusals: int = 0
    """In a row."""
    paused: str = ""
    """Why nothing is sent there; empty: it is in use."""

    @property
    def in_use(self) -> bool:
        """Whether anything is sent there."""
        return self.confirmed and not self.paused


@frozen
class Sent:
    """Something that a player had mailed to an address of his choice: there is a limit to that."""

    what: Literal["code", "test"]
    address: bytes
    """sha256."""
    at_ms: int


@frozen
class Book:
    """All contacts of one player."""

    player: str
    contacts: tuple[Contact, ...] = ()
    last: int = 0
    """The number that was given out last."""
    sent: tuple[Sent, ...] = ()
    """Of the last day; outlives the contact."""

    def get(self, id: str) -> Contact:
        """The contact of this number; `Refused` if there is none."""
        for contact in self.contacts:
            if contact.id == id:
                return contact
        have = ", ".join(contact.id for contact in self.contacts)
        raise Refused("notify.unknown", contact=id or "?", contacts=have or "none yet")

    def having(self, contact: Contact) -> Book:
        """With this contact in the place of the one of its number."""
        known = [contact if one.id == contact.id else one for one in self.contacts]
        if contact not in known:
            known.append(contact)
        return evolve(self, contacts=tuple(known))

    def without(self, id: str) -> Book:
        """Without it, or (empty) without any."""
        return evolve(self, contacts=tuple(one for one in self.contacts if id and one.id != id))

    def noting(self, what: Literal["code", "test"], address: str, now_ms: int) -> Book:
        """That this is sent, so that it is not sent too often."""
        kept = tuple(one for one in self.sent if one.at_ms > now_ms - DAY_MS)
        return evolve(self, sent=(*kept, Sent(what, _hash(address.lower()), now_ms)))


_SHAPE = Shape(Book)


class Contacts:
    """The contacts of all players."""

    def __init__(self, store: AsyncStore) -> None:
        self._store = store
        self._books: dict[str, Book] = {}

    def load(self, documents: Iterable[Document]) -> None:
        """Take in what the store holds."""
        for document in documents:
            book = _SHAPE.read(document.body)
            self._books[book.player] = book

    def __iter__(self) -> Iterator[Book]:
        return iter(self._books.values())

    def book(self, player: str) -> Book:
        """A player's contacts."""
        return self._books.get(player) or Book(player)

    def find(self, player: str, id: str) -> Contact | None:
        """One of them; None: he has dropped it."""
        return next((one for one in self.book(player).contacts if one.id == id), None)

    def wanting(self, player: str, event: str) -> list[Contact]:
        """Where the player wants to hear of this."""
        return [one for one in self.book(player).contacts if one.in_use and event in one.events]

    def codes_since(self, since_ms: int) -> int:
        """How many codes were mailed to anybody."""
        sent = (one for book in self._books.values() for one in book.sent)
        return sum(one.what == "code" and one.at_ms > since_ms for one in sent)

    def codes_to(self, address: str, now_ms: int) -> int:
        """How many codes any players had mailed to this address in the last day."""
        wanted, since_ms = _hash(address.lower()), now_ms - DAY_MS
        sent = (one for book in self._books.values() for one in book.sent)
        return sum(one.what == "code" and one.at_ms > since_ms and one.address == wanted for one in sent)

    def putting(self, book: Book) -> Put:
        """The write that keeps it."""
        return Put(KIND, book.player, _SHAPE.write(book), ANY)

    async def put(self, book: Book) -> None:
        """Keep it; durable on return, or `Refused`. Memory is ahead meanwhile, so that nothing is counted twice."""
        before = self._books.get(book.player)
        self._books[book.player] = book
        outcome = await self._store.submit(self.putting(book))
        if not isinstance(outcome, int):
            if self._books.get(book.player) is book:
                self._restore(book.player, before)
            raise Refused("host.read-only")

    def _restore(self, player: str, before: Book | None) -> None:
        if before is None:
            self._books.pop(player, None)
        else:
            self._books[player] = before

    async def erase(self, player: str) -> None:
        """Nothing is kept of the player's contacts."""
        self._books.pop(player, None)
        await self._store.delete(KIND, player, ANY)


def mailed_by(book: Book, what: Literal["code", "test"], now_ms: int) -> int:
    """How many the player had sent in the last day."""
    return sum(one.what == what and one.at_ms > now_ms - DAY_MS for one in book.sent)


def with_code(contact: Contact, code: str, now_ms: int) -> Contact:
    """A code for it is on its way."""
    return evolve(contact, code=_hash(code), code_until_ms=now_ms + CODE_MS, tries=0)


def confirmed(contact: Contact, code: str, now_ms: int) -> Contact:
    """After this code was said: confirmed, or one try fewer (look at `confirmed`)."""
    if not contact.code or now_ms >= contact.code_until_ms or contact.tries >= CODE_TRIES:
        return evolve(contact, code=b"", tries=0)
    if hmac.compare_digest(contact.code, _hash(code)):
        return evolve(contact, confirmed=True, code=b"", tries=0)
    return evolve(contact, tries=contact.tries + 1)


def refused(contact: Contact, why: str) -> Contact:
    """It would not take a notification, once more."""
    count = contact.refusals + 1
    return evolve(contact, refusals=count, paused=why if count >= REFUSALS else contact.paused)


def taken(contact: Contact) -> Contact:
    """It took a notification: all is well again."""
    return evolve(contact, refusals=0, paused="")


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
