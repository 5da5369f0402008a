"""What was told, in order and by room, and how far the player has read.

Owns: `Entry`, `Transcript`, the three classes of what is unread.
Does not know: where it is drawn, how wide; where the marks are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import define, field, frozen

from detente_client.delegation.rooms import NEWS, Room
from detente_wire.messages import Heard

Weight = Literal["named", "message", "noise", "own"]
"""``named``: asks something of the player, or names him; ``message``: words or acts in a talk; ``noise``: everything
else; ``own``: what the player did himself, which is never unread."""
WEIGHTS: tuple[Weight, ...] = ("named", "message", "noise")
"""What can be unread, the weightiest first."""


@frozen
class Entry:
    """One thing that was told: finished, gated sentences."""

    number: int
    """From 0, in the order told."""
    room: Room
    lines: tuple[str, ...]
    weight: Weight = "noise"
    heard: Heard | None = None
    """The notice behind it; none: it answers what was typed."""


@frozen
class Unread:
    """How much of a room was not seen yet."""

    named: int = 0
    messages: int = 0
    noise: int = 0

    @property
    def weight(self) -> Weight | None:
        """The weightiest that is unread."""
        return "named" if self.named else "message" if self.messages else "noise" if self.noise else None


@define
class Transcript:
    """All entries, and a read mark for each room."""

    entries: list[Entry] = field(factory=list)
    marks: dict[str, int] = field(factory=dict)
    """Room key -> cursor of the last notice in it that the player has seen."""
    _rooms: dict[str, list[Entry]] = field(factory=dict)

    def add(
        self, room: Room, lines: tuple[str, ...], weight: Weight = "noise", heard: Heard | None = None
    ) -> Entry:
        """Note what is told."""
        entry = Entry(len(self.entries), room, lines, weight, heard)
        self.entries.append(entry)
        self._rooms.setdefault(room.key, []).append(entry)
        return entry

    def rooms(self) -> list[Room]:
        """Rooms in which anything was told, the news first, then in the order in which they began."""
        found = [entries[-1].room for entries in self._rooms.values()]
        return [NEWS, *(room for room in found if room.key != NEWS.key)]

    def of(self, key: str) -> list[Entry]:
        """The entries of a room."""
        return self._rooms.get(key, [])

    def unread(self, key: str) -> Unread:
        """What came into a room after its mark."""
        counts = {"named": 0, "message": 0, "noise": 0}
        for entry in self._after_mark(key):
            if entry.weight in counts:
                counts[entry.weight] += 1
        return Unread(counts["named"], counts["message"], counts["noise"])

    def first_unread(self, key: str) -> Entry | None:
        """The oldest entry after the mark: above it the read marker is drawn."""
        found = None
        for entry in self._after_mark(key):
            found = entry if entry.weight != "own" else found
        return found

    def mark(self, key: str) -> int | None:
        """The player has seen all of a room; the cursor to keep, if it moved."""
        newest = max((entry.heard.cursor for entry in self.of(key) if entry.heard), default=0)
        if newest <= self.marks.get(key, 0):
            return None
        self.marks[key] = newest
        return newest

    def next_active(self, current: str) -> Room | None:
        """The room with the weightiest unread things, the longest waiting first; where Alt-A goes."""
        for weight in WEIGHTS:
            for room in self.rooms():
                if room.key != current and self.unread(room.key).weight == weight:
                    return room
        return None

    def _after_mark(self, key: str) -> Iterator[Entry]:
        """Backwards, from the newest."""
        mark = self.marks.get(key, 0)
        for entry in reversed(self.of(key)):
            if entry.heard is not None:
                if entry.heard.cursor <= mark:
                    return
                yield entry
