"""Who heard what: the notices of a match, and every viewer's own gap-free stream of them.

Owns: `Heard` (a notice with audience, turn and time, its body encoded once), `Streams`.
Does not know: sockets; a viewer is a nation, ``public`` for those who hold no seat, or ``umpire``.
A stream belongs to the seat: the next holder reads the seat's papers. Internal numbers never leave here: a cursor is
the count of what this viewer heard, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from detente_wire.notices import Notice
from detente_wire.terms import Ref
from detente_wire.values import frozen

PUBLIC = "public"
UMPIRE = "umpire"
"""The viewer who hears every notice, whatever its audience; there is none but in a match with an umpire."""


@frozen
class Heard:
    """One notice as it was told."""

    audience: frozenset[str] | None
    """None: everybody."""
    turn: int
    at_s: int
    notice: Notice
    body: bytes
    """The notice in msgpack, encoded once for its whole audience."""
    words_ref: Ref | None = None
    words: str = ""
    """What a person wrote with it; empty once erased."""

    def entitled(self, viewer: str) -> bool:
        """Whether exactly this body is for the viewer."""
        return self.audience is None or viewer in self.audience


@lru_cache(maxsize=1024)
def audience_name(audience: frozenset[str] | None) -> str:
    """How an audience is stored."""
    return PUBLIC if audience is None else "+".join(sorted(audience))


def audience_of(name: str) -> frozenset[str] | None:
    """The audience that was stored under the name."""
    return None if name == PUBLIC else frozenset(name.split("+"))


class Streams:
    """Every viewer's stream; in memory while the match is loaded."""

    def __init__(self, viewers: Iterable[str]) -> None:
        self.all: list[Heard] = []
        """In the order in which they were told."""
        self._own: dict[str, list[int]] = {viewer: [] for viewer in (*viewers, PUBLIC)}

    def __contains__(self, viewer: object) -> bool:
        return viewer in self._own

    def cursor(self, viewer: str) -> int:
        """How much the viewer has heard."""
        return len(self._own[viewer])

    def add(self, heard: Iterable[Heard]) -> None:
        """Append to the stream of everybody who is entitled."""
        for one in heard:
            index = len(self.all)
            self.all.append(one)
            for viewer in self.hearers(one):
                self._own[viewer].append(index)

    def hearers(self, one: Heard) -> Iterable[str]:
        """Whose stream the notice is in."""
        if one.audience is None:
            return self._own
        return (*one.audience, UMPIRE) if UMPIRE in self._own else one.audience

    def after(self, viewer: str, cursor: int, last: int | None = None) -> Iterator[tuple[int, Heard]]:
        """(cursor, notice) of everything that the viewer heard after the cursor, up to the last if one is named."""
        own = self._own[viewer]
        for place in range(max(cursor, 0), len(own) if last is None else min(last, len(own))):
            yield place + 1, self.all[own[place]]
