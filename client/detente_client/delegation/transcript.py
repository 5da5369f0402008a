"""What was told, in order and by room, and how far the player has read.

Owns: `Entry`, `Transcript`, the three classes of what is unread.
Does not know: where it is drawn, how wide; where the marks are kept (`marking` takes them to the server).
"""

from __future__ import annotations

from collections.abc import Container
from typing import Literal

from attrs import define, evolve, field, frozen

from detente_client.delegation.rooms import EVERYTHING, NEWS, Room
from detente_wire.messages import Heard
from detente_wire.notices import Letter
from detente_wire.terms import Ref

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
    turn: int = 0
    """The turn in which it was told; 0 before the first."""


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

    @property
    def lapsed(self) -> Unread:
        """The same in a room that is closed: what was asked there can only be read any more, not answered."""
        return Unread(0, self.named + self.messages, self.noise)


@define
class _Thread:
    """One room's entries, and how many of them were seen."""

    room: Room
    entries: list[Entry] = field(factory=list)
    seen: int = 0
    """How many of the entries."""
    counts: dict[Weight, int] = field(factory=dict)
    """Of those that were not seen."""
    oldest: dict[Weight, Entry] = field(factory=dict)
    """Of each class the one that waits longest."""

    @property
    def first(self) -> Entry | None:
        """The oldest that was not seen and is not the player's own."""
        return min(self.oldest.values(), key=lambda entry: entry.number, default=None)

    def add(self, entry: Entry, mark: int) -> None:
        """One entry more; it was seen if the mark has passed it."""
        self.room = entry.room
        self.entries.append(entry)
        if entry.heard is not None and entry.heard.cursor <= mark:
            self.see(len(self.entries))
        else:
            self._count(entry)

    def _count(self, entry: Entry) -> None:
        if entry.weight == "own":
            return
        self.counts[entry.weight] = self.counts.get(entry.weight, 0) + 1
        self.oldest.setdefault(entry.weight, entry)

    def see(self, seen: int) -> None:
        """So many entries were seen, at least."""
        self.seen = max(self.seen, seen)
        self.counts, self.oldest = {}, {}
        for entry in self.entries[self.seen :]:
            self._count(entry)

    def last_of(self, cursor: int) -> int:
        """How many entries there are up to the last notice that a cursor has passed."""
        for n in range(len(self.entries), self.seen, -1):
            heard = self.entries[n - 1].heard
            if heard is not None and heard.cursor <= cursor:
                return n
        return 0


@define
class Transcript:
    """All entries, and a read mark for each room."""

    entries: list[Entry] = field(factory=list)
    marks: dict[str, int] = field(factory=dict)
    """Room key -> cursor of the last notice in it that the player has seen, on whatever machine."""
    letters: dict[Ref, list[Letter]] = field(factory=dict)
    """All that was told of each letter, in order."""
    edition: int = 0
    """How often it was begun anew: entries of another edition have other numbers."""
    _threads: dict[str, _Thread] = field(factory=dict)

    def add(
        self,
        room: Room,
        lines: tuple[str, ...],
        weight: Weight = "noise",
        heard: Heard | None = None,
        turn: int = 0,
    ) -> Entry:
        """Note what is told."""
        entry = Entry(len(self.entries), room, lines, weight, heard, turn)
        self._add(entry)
        return entry

    def _add(self, entry: Entry) -> None:
        self.entries.append(entry)
        if entry.heard is not None and isinstance(entry.heard.notice, Letter):
            self.letters.setdefault(entry.heard.notice.ref, []).append(entry.heard.notice)
        thread = self._threads.setdefault(entry.room.key, _Thread(entry.room))
        thread.add(entry, self.marks.get(entry.room.key, 0))

    def begin_anew(self) -> None:
        """The stream is told from its beginning: what was heard goes, and with it the marks; answers stay."""
        kept = [entry for entry in self.entries if entry.heard is None]
        self.entries, self._threads, self.marks, self.letters = [], {}, {}, {}
        self.edition += 1
        for number, entry in enumerate(kept):
            self._add(evolve(entry, number=number, room=NEWS))

    def rooms(self) -> list[Room]:
        """Rooms in which anything was told, the news first, then in the order in which they began."""
        found = [thread.room for thread in self._threads.values()]
        return [NEWS, *(room for room in found if room.key != NEWS.key)]

    def of(self, key: str) -> list[Entry]:
        """The entries of a room."""
        if key == EVERYTHING.key:
            return self.entries
        thread = self._threads.get(key)
        return thread.entries if thread else []

    # -- what was seen ------------------------------------------------------------------------------------------

    def unread(self, key: str) -> Unread:
        """What came into a room after its mark."""
        thread = self._threads.get(key)
        counts = thread.counts if thread else {}
        return Unread(counts.get("named", 0), counts.get("message", 0), counts.get("noise", 0))

    def first_unread(self, key: str) -> Entry | None:
        """The oldest entry after the mark: above it the read marker is drawn."""
        if key == EVERYTHING.key:
            firsts = [thread.first for thread in self._threads.values() if thread.first is not None]
            return min(firsts, key=lambda entry: entry.number, default=None)
        thread = self._threads.get(key)
        return thread.first if thread else None

    def mark(self, key: str) -> int | None:
        """The player has seen all of a room; the cursor to keep, if it moved."""
        thread = self._threads.get(key)
        if thread is None or thread.seen == len(thread.entries):
            return None
        newest = max((e.heard.cursor for e in thread.entries[thread.seen :] if e.heard), default=0)
        thread.see(len(thread.entries))
        if newest <= self.marks.get(key, 0):
            return None
        self.marks[key] = newest
        return newest

    def mark_all(self) -> dict[str, int]:
        """The player has seen everything; the cursors to keep of the rooms in which they moved."""
        moved = {key: self.mark(key) for key in self._threads}
        return {key: cursor for key, cursor in moved.items() if cursor is not None}

    def marked(self, key: str, cursor: int) -> None:
        """Another machine of this player, or an earlier sitting, has seen the room up to this cursor."""
        if cursor <= self.marks.get(key, 0):
            return
        self.marks[key] = cursor
        thread = self._threads.get(key)
        if thread is not None:
            thread.see(thread.last_of(cursor))

    def next_active(self, current: str, closed: Container[str] = ()) -> Room | None:
        """The room with the weightiest unread things, the longest waiting first; where Alt-A goes. In those that are
        closed nothing waits for an answer."""
        waiting: dict[Weight, list[Entry]] = {}
        for key, thread in self._threads.items():
            unread = self.unread(key)
            weighs = unread.lapsed.weight if key in closed else unread.weight
            if key != current and unread.weight is not None and weighs is not None:
                waiting.setdefault(weighs, []).append(thread.oldest[unread.weight])
        found = next((waiting[weight] for weight in WEIGHTS if weight in waiting), [])
        first = min(found, key=lambda entry: entry.number, default=None)
        return first.room if first is not None else None
