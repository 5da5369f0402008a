"""What hangs at the door of a room: who is in it, by which way of talking, who knows of it, what may come out.

Owns: `Placard`, `placard`, its lines for the line mode.
Does not know: how it is drawn.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from detente_client.delegation.register import state_of, state_words
from detente_client.delegation.rooms import Room, RoomKind, title
from detente_client.describe.told import Scene
from detente_client.figures import listing, percent
from detente_client.i18n import tr, trn
from detente_client.publicpack import PublicMedium, PublicVenue
from detente_wire.seen import ChannelSeen
from detente_wire.terms import NationId


@frozen
class Placard:
    """The facts of one room."""

    title: str
    secret: bool
    state: str
    """``open``, ``closed`` …, in the words of the list of rooms; empty where nothing opens or closes."""
    what: str
    """A sentence or two: what the room is, by which way of talking, where."""
    present: tuple[NationId, ...] = ()
    """In it now, the viewer included; in pack order, as the others."""
    absent: tuple[NationId, ...] = ()
    asked: tuple[NationId, ...] = ()
    """Have not answered yet."""
    known: str = ""
    """Who knows of it."""
    odds: str = ""
    """What may come out, in a few words."""
    risk: str = ""
    """The same as a sentence."""
    open: bool = False
    """One can speak there now."""


def placard(scene: Scene, room: Room) -> Placard:
    """As it stands now."""
    seen = scene.view.channels.get(room.channel) if room.channel else None
    if seen is not None and room.kind in ("meeting", "back-channel"):
        return _channel(scene, room, seen)
    if room.kind == "letters" and room.nations:
        return _letters(scene, room)
    return Placard(title(scene, room), False, "", _WHAT[room.kind]())


_WHAT: dict[RoomKind, Callable[[], str]] = {
    "everything": lambda: tr("All rooms in one. [m1] and the like say where it was told."),
    "news": lambda: tr("What all learn, and what you alone were told. Turn by turn."),
    "public": lambda: tr(
        "What nations say to everybody. A statement takes an envoy and cannot be taken back."
    ),
    "gallery": lambda: tr("Those who watch talk here. Nobody who plays hears it before the end."),
    "letters": lambda: tr("Letters between others that you came by."),
    "meeting": lambda: tr("A meeting."),
    "back-channel": lambda: tr("A back-channel."),
}


def _channel(scene: Scene, room: Room, seen: ChannelSeen) -> Placard:
    medium, venue = scene.pack.medium(seen.medium), scene.pack.venue(seen.venue) if seen.venue else None
    members = (*seen.members, *([seen.go_between] if seen.go_between else []))
    present = seen.present if seen.open else set()
    return Placard(
        title(scene, room),
        room.kind == "back-channel",
        state_words(scene, room),
        _what(scene, seen, medium),
        _ordered(scene, present),
        _ordered(scene, set(members) - present - seen.waiting),
        _ordered(scene, seen.waiting),
        _known(room, seen),
        _odds(medium, venue),
        _risk(medium, venue),
        state_of(scene, room) == "open",
    )


def _what(scene: Scene, seen: ChannelSeen, medium: PublicMedium | None) -> str:
    """The way of talking, where, in whose name, through whom."""
    parts = [scene.names.medium(seen.medium)]
    parts += [tr("at {venue}", venue=scene.names.venue(seen.venue))] if seen.venue else []
    parts += [tr("a session of {body}", body=scene.names.body(seen.institution))] if seen.institution else []
    parts += [tr("through {nation}", nation=scene.names.nation(seen.go_between))] if seen.go_between else []
    parts += [tr("about {issue}", issue=scene.names.issue(seen.agenda))] if seen.agenda else []
    if medium is not None and seen.held != scene.view.turn:
        parts.append(trn("{count} envoy each", "{count} envoys each", medium.envoys))
    return listing(parts) + "."


def _known(room: Room, seen: ChannelSeen) -> str:
    if room.kind == "back-channel":
        return tr("Nobody but its members knows of it, and no record is kept: offers made here bind nobody.")
    if seen.secret:
        return tr("Only its members know that it is held.")
    return tr("All know that it is held; only who is in it hears what is said.")


def _risk(medium: PublicMedium | None, venue: PublicVenue | None) -> str:
    """Base rates: what the two know of listening and deceiving changes them."""
    if medium is None:
        return ""
    odds = _odds(medium, venue)
    if not odds:
        return tr("Nothing said here leaks by itself.")
    return tr("How what is said may come out in a turn: {odds}, as a base rate.", odds=odds)


def _odds(medium: PublicMedium | None, venue: PublicVenue | None) -> str:
    if medium is None:
        return ""
    secure = venue is not None and venue.secure
    chances = [tr("leak {chance}", chance=percent(medium.leak))] if medium.leak else []
    if medium.intercept and not secure:
        chances.append(tr("overheard {chance}", chance=percent(medium.intercept)))
    return listing(chances)


def _letters(scene: Scene, room: Room) -> Placard:
    """A correspondence, with what each way of writing is like."""
    ways = [
        _way(medium)
        for medium in scene.pack.media_of("letter")
        if medium.from_turn <= max(scene.view.turn, 1)
    ]
    what = tr("Written words and typed acts. {ways}", ways=" ".join(ways))
    known = tr("Nobody else sees them, unless they are read on the way, handed on or printed.")
    return Placard(title(scene, room), False, "", what, (), room.nations, (), known)


def _way(medium: PublicMedium) -> str:
    parts = (
        [trn("{count} turn on its way", "{count} turns on its way", medium.transit)] if medium.transit else []
    )
    parts += [tr("read on the way {chance}", chance=percent(medium.intercept))] if medium.intercept else []
    parts += [tr("lost {chance}", chance=percent(medium.lost))] if medium.lost else []
    return f"{medium.title}: {listing(parts) or tr('at once')}."


def _ordered(scene: Scene, nations: set[NationId]) -> tuple[NationId, ...]:
    return tuple(nation for nation in scene.pack.order if nation in nations)


# -- in words -------------------------------------------------------------------------------------------------------


def people(scene: Scene, card: Placard) -> list[tuple[str, tuple[NationId, ...]]]:
    """The groups of nations that have somebody in them, each under its word."""
    groups = [
        (tr("Here"), card.present),
        (tr("Asked"), card.asked),
        (tr("Away") if card.present else tr("Members"), card.absent),
    ]
    return [(word, nations) for word, nations in groups if nations]


def placard_lines(scene: Scene, room: Room) -> list[str]:
    """The whole, a fact a line."""
    card = placard(scene, room)
    head = tr("SECRET. {title}", title=card.title) if card.secret else card.title
    lines = [f"{head}: {card.state}." if card.state else f"{head}.", card.what]
    lines += [f"{word}: {scene.names.nations(nations)}." for word, nations in people(scene, card)]
    return lines + [line for line in (card.known, card.risk) if line]
