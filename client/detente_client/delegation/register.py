"""The rooms in the order in which a player looks for them, each with how it stands and what is unread there.

Owns: `Listed`, `listed`, which room comes next.
Does not know: how a list is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from attrs import frozen

from detente_client.delegation.rooms import (
    EVERYBODY,
    EVERYTHING,
    GALLERY,
    NEWS,
    Room,
    RoomKind,
    room_at,
    title,
)
from detente_client.delegation.transcript import Transcript, Unread
from detente_client.describe.told import Scene
from detente_client.figures import joined, listing
from detente_client.i18n import tr, trc, trn
from detente_client.words.naming import sentences
from detente_wire.seen import ChannelSeen
from detente_wire.terms import PUBLIC, ChannelId

State = Literal["always", "waits", "open", "asked", "letters", "closed", "outside"]
"""``waits``: for the viewer's own answer; ``asked``: for that of others; ``outside``: open, and he is not in it."""
_ORDER: dict[State, int] = {
    "always": 0, "waits": 1, "open": 2, "asked": 3, "outside": 4, "letters": 5, "closed": 6,
}  # fmt: skip


@frozen
class Listed:
    """One row of the list."""

    room: Room
    title: str
    short: str
    """The same below a heading that says of what sort it is."""
    state: State
    unread: Unread

    @property
    def secret(self) -> bool:
        """Whether nobody else may know of it."""
        return self.room.kind == "back-channel"


def listed(scene: Scene, transcript: Transcript, looking: Room = NEWS) -> list[Listed]:
    """All rooms: those that are always there, invitations, what is open, letters, what is closed, the newest first."""
    rooms = {room.key: room for room in _always(scene)}
    for room in [*transcript.rooms(), looking]:
        rooms.setdefault(room.key, room)
    for seen in scene.view.open_channels():
        rooms[seen.id] = room_at(scene, seen.id)
    rows = [_row(scene, transcript, room) for room in rooms.values()]
    ended = {row.room.key: _held(scene, row.room) for row in rows if row.state == "closed"}
    return sorted(rows, key=lambda row: (_ORDER[row.state], -ended.get(row.room.key, 0)))


def _always(scene: Scene) -> tuple[Room, ...]:
    watches = (GALLERY,) if scene.me is None or scene.view.ended is not None else ()
    return (NEWS, EVERYTHING, EVERYBODY, *watches)


def _row(scene: Scene, transcript: Transcript, room: Room) -> Listed:
    unread = transcript.unread(room.key) if room != EVERYTHING else Unread()
    name = title(scene, room)
    others = joined([scene.names.nation(nation) for nation in room.nations])
    short = others if room.kind == "letters" and room.nations else name
    state = state_of(scene, room)
    return Listed(room, name, short, state, unread.lapsed if state == "closed" else unread)


def state_of(scene: Scene, room: Room) -> State:
    """How a room stands."""
    if room.kind in ("news", "everything", "public", "gallery"):
        return "always"
    seen = scene.view.channels.get(room.channel) if room.channel else None
    if seen is None:
        return "letters" if room.kind == "letters" else "closed"
    return _channel_state(scene, seen)


def state_words(scene: Scene, room: Room) -> str:
    """The same in words; empty where nothing opens or closes."""
    return _STATES[state_of(scene, room)](scene, room)


def _channel_state(scene: Scene, seen: ChannelSeen) -> State:
    me = scene.me
    if me in seen.waiting:
        return "waits"
    if seen.open:
        return "open" if me is None or me in seen.present else "outside"
    return "asked" if seen.waiting and seen.by == me else "closed"


def _held(scene: Scene, room: Room) -> int:
    """The turn in which a channel was held last."""
    seen = scene.view.channels.get(room.channel) if room.channel else None
    return seen.turn if seen is not None else 0


def beside(rows: list[Listed], looking: Room, step: int) -> Room:
    """The next room of the list, or the one before; after the last comes the first."""
    keys = [row.room.key for row in rows]
    at = keys.index(looking.key) if looking.key in keys else -1
    return rows[(at + step) % len(rows)].room


# -- in words -------------------------------------------------------------------------------------------------------


def room_lines(
    scene: Scene,
    transcript: Transcript,
    looking: Room,
    speaking: ChannelId | None = None,
    *,
    whole: bool = False,
) -> list[str]:
    """All rooms, a line each, with the lines that answer; closed ones in which nothing is unread only if `whole`."""
    # everything in one is what lines print anyway
    rows = [row for row in listed(scene, transcript, looking) if row.room != EVERYTHING]
    shown = [row for row in rows if whole or row.state != "closed" or row.unread.weight]
    lines = [row_line(scene, row, speaking) for row in shown]
    if hidden := len(rows) - len(shown):
        lines.append(trn("{count} closed room: /rooms all", "{count} closed rooms: /rooms all", hidden))
    if scene.me is not None and not any(row.state in ("waits", "open", "asked") for row in rows):
        lines.append(tr("No channel is open. Open one: /meet NATION."))
    return lines


def row_line(scene: Scene, row: Listed, speaking: ChannelId | None = None) -> str:
    """A row in words, as the line mode lists it."""
    facts = [tr("SECRET")] if row.secret else []
    facts += [_medium(scene, row.room), state_words(scene, row.room)]
    facts += [tr("you speak here")] if speaking is not None and row.room.channel == speaking else []
    facts += [_unread(row.unread)]
    told = listing(fact for fact in facts if fact)
    head = f"{row.title}: {told}." if told else f"{row.title}."
    return sentences(head, _answers(scene, row))


def _medium(scene: Scene, room: Room) -> str:
    """By which way of talking."""
    seen = scene.view.channels.get(room.channel) if room.channel else None
    return scene.names.medium(seen.medium) if seen is not None and room.channel != PUBLIC else ""


def _unread(unread: Unread) -> str:
    counts = [tr("{count} for you", count=unread.named)] if unread.named else []
    counts += [trn("{count} message", "{count} messages", unread.messages)] if unread.messages else []
    counts += [trn("{count} other thing", "{count} other things", unread.noise)] if unread.noise else []
    return tr("unread {counts}", counts=joined(counts)) if counts else ""


def _answers(scene: Scene, row: Listed) -> str:
    """The lines by which an invitation is answered."""
    if row.state != "waits":
        return ""
    return tr("/join {name} or /decline {name}", name=scene.handles.name(row.room.key))


def _asked(scene: Scene, room: Room) -> str:
    seen = scene.view.channels.get(room.channel) if room.channel else None
    nations = scene.names.nations(seen.waiting if seen else ())
    return tr("{nations} asked, no answer yet", nations=nations)


_ALWAYS: Mapping[RoomKind, Callable[[], str]] = {
    "news": lambda: tr("what happens, turn by turn"),
    "public": lambda: tr("what nations say to everybody"),
    "gallery": lambda: tr("what those say who watch"),
}
_STATES: dict[State, Callable[[Scene, Room], str]] = {
    "always": lambda scene, room: _ALWAYS[room.kind]() if room.kind in _ALWAYS else "",
    "waits": lambda scene, room: tr("waits for your answer"),
    "open": lambda scene, room: trc("a room", "open"),
    "asked": _asked,
    "outside": lambda scene, room: tr("held without you"),
    "letters": lambda scene, room: "",
    "closed": lambda scene, room: trc("a room", "closed"),
}
