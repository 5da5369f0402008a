"""The rooms in the order in which a player looks for them, each with how it stands and what is unread there.

Owns: `Listed`, `listed`, which room comes next.
Does not know: how a list is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from attrs import frozen

from detente_client.delegation.rooms import (
    EVERYBODY,
    EVERYTHING,
    GALLERY,
    NEWS,
    Room,
    room_at,
    title,
)
from detente_client.delegation.transcript import Transcript, Unread
from detente_client.describe.told import Scene
from detente_client.figures import joined, listing
from detente_client.i18n import tr, trc, trn
from detente_wire.seen import ChannelSeen

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
    return Listed(room, name, short, state_of(scene, room), unread)


def state_of(scene: Scene, room: Room) -> State:
    """How a room stands."""
    if room.kind in ("news", "everything", "public", "gallery"):
        return "always"
    seen = scene.view.channels.get(room.channel) if room.channel else None
    if seen is None:
        return "letters" if room.kind == "letters" else "closed"
    return _channel_state(scene, seen)


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

_STATES: dict[State, Callable[[], str]] = {
    "always": lambda: "",
    "waits": lambda: tr("waits for your answer"),
    "open": lambda: trc("a room", "open"),
    "asked": lambda: tr("asked for, not answered yet"),
    "outside": lambda: tr("held without you"),
    "letters": lambda: "",
    "closed": lambda: trc("a room", "closed"),
}


def row_line(row: Listed) -> str:
    """A row in words, as the line mode lists it."""
    unread = row.unread
    parts = [tr("SECRET")] if row.secret else []
    parts += [_STATES[row.state]()]
    parts += [tr("{count} for you", count=unread.named)] if unread.named else []
    parts += [trn("{count} message", "{count} messages", unread.messages)] if unread.messages else []
    parts += [tr("{count} other", count=unread.noise)] if unread.noise else []
    told = listing(part for part in parts if part)
    return f"{row.title}: {told}." if told else f"{row.title}."


def room_lines(scene: Scene, transcript: Transcript, looking: Room) -> list[str]:
    """All rooms, a line each."""
    return [row_line(row) for row in listed(scene, transcript, looking)]
