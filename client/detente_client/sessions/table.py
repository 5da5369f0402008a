"""The table at which a player sits: what any front end of the client needs of one match, and nothing else.

Owns: the protocol `Table` and the events that it yields.
Does not know: sockets, sessions, terminals. The link stands behind it, the plain line mode, the full-screen app and
the tests' fakes before it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from detente_client.publicpack import PublicPack
from detente_wire.acts import Act
from detente_wire.messages import (
    AnswerBody,
    Committed,
    Denied,
    Heard,
    MatchId,
    Question,
    Reply,
    Role,
    Unknown,
    Wish,
)
from detente_wire.orders import Order

if TYPE_CHECKING:
    from detente_wire.view import View


@frozen
class HeardEvent:
    """A notice came in; the table's view holds it already."""

    heard: Heard


@frozen
class ConnectionEvent:
    """The connection broke, or is back; nothing is lost either way."""

    up: bool
    text: str = ""
    """What to tell the player, in a sentence; empty: say it in your own words."""


@frozen
class AnnouncedEvent:
    """The server's operator has something to say."""

    text: str


@frozen
class RemarkEvent:
    """Somebody in the gallery said something: one of those who watch, or after the end anybody."""

    number: int
    """By which it can be flagged."""
    name: str
    words: str
    """Gate them before they are shown."""


@frozen
class CalledOffEvent:
    """The match was called off before it began; the last event but one."""

    why: str


@frozen
class OverEvent:
    """The match is over and all of it has been heard; the last event."""


Event = HeardEvent | ConnectionEvent | AnnouncedEvent | RemarkEvent | CalledOffEvent | OverEvent


class Table(Protocol):
    """One match that is attended."""

    @property
    def view(self) -> View:
        """All that this viewer has heard, folded; up to date when an event arrives."""

    @property
    def pack(self) -> PublicPack:
        """The public part of the crisis."""

    @property
    def match(self) -> MatchId:
        """Which match this is."""

    @property
    def role(self) -> Role:
        """As what the server lets us attend; it may change where a seat is lost."""

    async def do(self, act: Act, words: str = "") -> Committed | Denied:
        """Do it and wait for the receipt, over reconnections if need be."""

    async def ask(self, question: Question) -> AnswerBody:
        """Ask something about one's own position; nothing of it is kept."""

    async def wish(self, wish: Wish) -> Reply | Unknown:
        """Ask the host for something beyond the match; a refusal comes back as it is."""

    async def direct(self, order: Order, words: str = "") -> Committed | Denied:
        """Order something as the umpire, and wait for the receipt."""

    async def leave(self) -> None:
        """Give the seat to a bot; the stream goes on until the match is over."""

    def events(self) -> AsyncIterator[Event]:
        """What happens, in order, from the first notice of the match; ends after `OverEvent`."""
