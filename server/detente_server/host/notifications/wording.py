"""How a notification reads.

Owns: subject, text and the fields of a notification, how a time is written, what each chat service is posted.
Does not know: who gets it. It is made of an `Occasion` alone, so there is nothing in it that anybody said.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, assert_never
from zoneinfo import ZoneInfo

from attrs import frozen

from detente_server.host.notifications.contacts import Contact
from detente_server.host.notifications.delivery import DeliveryId
from detente_server.host.notifications.occasions import Kind, Occasion
from detente_wire.gate import one_line
from detente_wire.messages import ContactShape

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December")  # fmt: skip
"""Written out: `strftime` would ask the machine's locale."""
TITLE_CHARACTERS = 80


@frozen
class Wording:
    """A notification in words and in fields."""

    subject: str
    lines: tuple[str, ...]
    fields: Mapping[str, Any]
    """As a plain webhook gets them."""

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.lines)


def worded(id: DeliveryId, occasion: Occasion, zone: str, address: str) -> Wording:
    """The notification as it is sent; `address`: where this server is joined, if it knows."""
    title = one_line(occasion.title)[:TITLE_CHARACTERS]
    subject, first = _said(occasion.kind, f"“{title}”", occasion)
    match = f" --match {occasion.match}" if occasion.match else ""
    join = f"detente join {address}{match}" if address else ""
    lines = [first]
    if occasion.match:
        lines.append(f"Match {occasion.match}, turn {occasion.turn}.")
    if occasion.deadline_s:
        close = "The muster closes" if occasion.kind == "muster" else "The talks close"
        lines.append(f"{close} {when(occasion.deadline_s, zone)}.")
    if join and occasion.kind != "confirm":
        lines.append(f"Join: {join}")
    fields = {
        "id": id,
        "kind": occasion.kind,
        "match": occasion.match,
        "title": title,
        "turn": occasion.turn,
        "deadline": iso(occasion.deadline_s, zone) if occasion.deadline_s else None,
        "text": "\n".join(lines),
        "join": join or None,
    }
    return Wording(subject, tuple(lines), fields)


def _said(kind: Kind, title: str, occasion: Occasion) -> tuple[str, str]:
    """Subject, and the first sentence."""
    turn = occasion.turn
    match kind:
        case "turn":
            return f"Turn {turn} of {title}", f"Turn {turn} of {title} has begun."
        case "deadline":
            subject = f"Deadline near: turn {turn} of {title}"
            return subject, f"The deadline of turn {turn} of {title} is near, and you have sent nothing yet."
        case "seated":
            return f"You have a seat in {title}", f"You have a seat in {title}."
        case "replaced":
            subject = f"Somebody speaks for you in {title}"
            return subject, f"You no longer speak for your nation in {title}: somebody does it for you."
        case "ended" if turn == 0:
            return f"{title} is called off", f"{title} was called off before it began."
        case "ended":
            return f"{title} is over", f"{title} is over. The debrief is open."
        case "muster":
            return (
                f"Confirm your seat in {title}",
                f"All seats of {title} are taken: confirm that you are there.",
            )
        case "test":
            return "Notifications arrive here", "A test, as you asked: notifications arrive here."
        case "confirm":
            return "Your code for notifications", f"The code is {occasion.code}"
        case _:
            assert_never(kind)


def when(at_s: int, zone: str) -> str:
    """A time for people, e.g. ``on Friday, 27 November 2026, 18:00 CET (Europe/Berlin)``."""
    at = datetime.fromtimestamp(at_s, ZoneInfo(zone))
    name = at.strftime("%Z")
    place = f" ({zone})" if name != zone else ""
    return f"on {DAYS[at.weekday()]}, {at.day} {MONTHS[at.month - 1]} {at.year}, {at:%H:%M} {name}{place}"


def iso(at_s: int, zone: str) -> str:
    """A time for programs, e.g. ``2026-11-27T18:00:00+01:00``."""
    return datetime.fromtimestamp(at_s, ZoneInfo(zone)).isoformat()


def body_for(shape: ContactShape, wording: Wording) -> Mapping[str, Any]:
    """What a webhook is posted; a chat service is given no way to call anybody by what stands in a title."""
    match shape:
        case "plain":
            return wording.fields
        case "discord":
            return {"content": wording.text, "allowed_mentions": {"parse": []}}
        case "slack":
            escaped = wording.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            return {"text": escaped}
        case _:
            assert_never(shape)


def mail_lines(wording: Wording, occasion: Occasion, contact: Contact) -> tuple[str, ...]:
    """A mail's text, with how to stop it."""
    if occasion.kind == "confirm":
        return (
            "Somebody gave this address to a server of the game Détente, to be told there when it is his turn.",
            f"If that was you, type there: /notify code {occasion.code}",
            "The code is good for an hour. If it was not you, do nothing: nothing else will be sent.",
        )
    stop = f"You asked for this mail on that server. To stop it, type there: /notify drop {contact.id}"
    return (*wording.lines, "", stop)
