"""Where a player is told while he is away: the wishes of a typed line, and what the host answers.

Owns: the words of ``/notify``, and the sentences about contacts.
Does not know: how a wish gets to the host.
"""

from __future__ import annotations

from typing import get_args

from detente_client.figures import listing
from detente_client.i18n import tr
from detente_client.words.language import Misunderstood
from detente_wire.gate import one_line
from detente_wire.messages import (
    ConfirmContact,
    ContactKind,
    ContactRow,
    ContactsAnswer,
    ContactShape,
    DropContact,
    Event,
    ListContacts,
    SetContact,
    TryContact,
)

NotifyWish = SetContact | ConfirmContact | ListContacts | DropContact | TryContact

EVENTS: tuple[Event, ...] = get_args(Event)
SHAPES: dict[str, tuple[ContactKind, ContactShape]] = {
    "email": ("email", "plain"),
    "webhook": ("webhook", "plain"),
    "discord": ("webhook", "discord"),
    "slack": ("webhook", "slack"),
}
WRITTEN = tr(
    "Write /notify email ADDRESS, /notify webhook https://..., /notify code CODE, /notify set NUMBER "
    "turn deadline, /notify test NUMBER, /notify drop NUMBER, /notify off, or /notify alone."
)


def notify_wish(said: str) -> NotifyWish:
    """The wish of what stands behind ``/notify``; `Misunderstood` if it is none."""
    verb, *rest = said.split() or [""]
    match (verb.lower(), rest):
        case ("" | "list", []):
            return ListContacts()
        case ("off", []):
            return DropContact()
        case ("code", [code]):
            return ConfirmContact(code)
        case ("drop", [number]):
            return DropContact(number)
        case ("test", [number]):
            return TryContact(number)
        case ("set", [number, *more]) if more:
            events, zone = _wanted(more)
            return SetContact(events=events, zone=zone, contact=number)
        case (kind, [address, *more]) if kind in SHAPES:
            events, zone = _wanted(more)
            return SetContact(SHAPES[kind][0], address, SHAPES[kind][1], events, zone)
        case _:
            raise Misunderstood(WRITTEN)


def _wanted(words: list[str]) -> tuple[tuple[Event, ...], str]:
    """The events that are named, and the time zone if one is."""
    zones = [word for word in words if "/" in word or word.upper() == "UTC"]
    named = [word.lower() for word in words if word not in zones]
    unknown = [word for word in named if word not in EVENTS]
    if unknown or len(zones) > 1:
        raise Misunderstood(
            tr(
                "I do not know what to do with {word}. There are the events {events}, and one time zone such "
                "as Europe/Berlin.",
                word=(unknown or zones[1:])[0],
                events=listing(EVENTS),
            )
        )
    return tuple(event for event in EVENTS if event in named), zones[0] if zones else ""


def contact_lines(answer: ContactsAnswer) -> list[str]:
    """All contacts, and what is to be done about them."""
    lines = [_line(row) for row in answer.contacts]
    if answer.secret:
        lines += [tr("What its notifications are signed with, shown this once:"), one_line(answer.secret)]
    return lines or [
        tr("You are told nowhere. /notify email ADDRESS or /notify webhook https://... changes that.")
    ]


def _line(row: ContactRow) -> str:
    number, events = one_line(row.contact), listing(map(one_line, row.events))
    kind = row.shape if row.kind == "webhook" and row.shape != "plain" else row.kind
    line = tr(
        "{number}: {kind} {address}, of {events}; times in {zone}.",
        number=number,
        kind=one_line(kind),
        address=one_line(row.address),
        events=events,
        zone=one_line(row.zone),
    )
    if row.paused:
        paused = one_line(row.paused)
        return f"{line} " + tr(
            "PAUSED: {paused}. /notify test {number} tries again.", paused=paused, number=number
        )
    if not row.confirmed:
        return f"{line} " + tr("Not yet: type /notify code CODE with the code that is mailed there.")
    return line
