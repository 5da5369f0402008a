"""Where a player wants to be told of what happens while he is away: his wishes, and what is shown to him.

Owns: kinds of contact, of event and of shape; the wishes about them.
Does not know: frames (a wish travels in a `Request`), how anything is sent.
"""

from __future__ import annotations

from typing import Literal

from detente_wire.values import frozen

Event = Literal["turn", "deadline", "seated", "replaced", "ended", "muster"]
"""A turn began; its deadline is near and you have sent nothing; you have a seat; somebody speaks for you; the match is
over; confirm that you are there."""
ContactKind = Literal["email", "webhook"]
ContactShape = Literal["plain", "discord", "slack"]
"""What a webhook is posted: our own JSON, or what a chat service takes."""


@frozen
class SetContact:
    """Tell me there, too; or, with a number, change what that contact hears of."""

    kind: ContactKind = "email"
    address: str = ""
    """A mail address, or the https address of a webhook; empty with `contact`: as it is."""
    shape: ContactShape = "plain"
    events: tuple[Event, ...] = ()
    """None: all of them."""
    zone: str = ""
    """The time zone in which deadlines are named, e.g. ``Europe/Berlin``; empty: as it was, at first UTC."""
    contact: str = ""
    """The number of a contact to change; empty: a new one."""


@frozen
class ConfirmContact:
    """The code that was mailed to me."""

    code: str


@frozen
class ListContacts:
    """Where am I told, and of what?"""


@frozen
class DropContact:
    """Do not tell me there any more."""

    contact: str = ""
    """Its number; empty: all of them."""


@frozen
class TryContact:
    """Send one notification there to see whether it arrives; one that was paused is in use again when it does."""

    contact: str


@frozen
class ContactRow:
    """A contact as its owner sees it."""

    contact: str
    """Its number."""
    kind: ContactKind
    address: str
    shape: ContactShape
    events: tuple[Event, ...]
    zone: str
    confirmed: bool
    paused: str = ""
    """Why nothing is sent there; empty: it is in use."""


@frozen
class ContactsAnswer:
    """All contacts, after what was asked has been done."""

    contacts: tuple[ContactRow, ...] = ()
    secret: str = ""
    """Of a new webhook: what its notifications are signed with. Shown this once."""
