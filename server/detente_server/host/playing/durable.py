"""How much of a match may be told, to whom: what is durable, seats included.

Owns: `Durable`: each viewer's last cursor, how far the public has been told, who holds which seat for certain.
Does not know: what is decided beyond that; sockets.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_server.match.effects import Commit
from detente_server.match.match import Match
from detente_server.match.stream import PUBLIC, UMPIRE, Heard
from detente_wire.terms import NationId

LANDMARKS = frozenset({"created", "seat", "umpire", "muster", "begun", "order", "turn"})
"""Records after which the lobby shows the match differently."""
TURNS = frozenset({"begun", "turn"})
"""Records at which the public hears what was said in the turn before."""


class Durable:
    """The part of one match's streams that is stored."""

    def __init__(self, match: Match, version: int, released: int) -> None:
        self._match = match
        viewers = (*match.game.pack.order, PUBLIC, UMPIRE)
        self.cursors: dict[str, int] = {
            viewer: match.streams.cursor(viewer) if version else 0
            for viewer in viewers
            if viewer in match.streams
        }
        self._released = released
        """The public's cursor at the beginning of this turn."""
        seats = match.table.seats.items()
        self.holders: dict[NationId, str] = {nation: seat.player for nation, seat in seats if seat.player}
        """Who holds which seat for certain."""
        self.umpires = set(match.table.umpires)
        """Who reads everything, for certain."""

    def take(self, commit: Commit) -> None:
        """This commit is stored."""
        for heard in commit.heard:
            for viewer in self._match.streams.hearers(heard):
                self.cursors[viewer] += 1
        for nation, player in commit.seated:
            self.holders.pop(nation, None)
            if player:
                self.holders[nation] = player
        for player, present in commit.umpires:
            (self.umpires.add if present else self.umpires.discard)(player)
        if commit.record.kind in TURNS or commit.record.turn == 0:
            self._released = self.cursors[PUBLIC]

    def viewer_of(self, player: str) -> str:
        """Whose stream the player reads: of the seat that he holds for certain; the umpire's; else the public's."""
        held = (nation for nation, holder in self.holders.items() if holder == player)
        return next(held, UMPIRE if player in self.umpires else PUBLIC)

    def last(self, viewer: str) -> int:
        """The viewer's last cursor of what may be told; to the public what was released at the turn's end."""
        return self._released if viewer == PUBLIC else self.cursors[viewer]

    def told(self, viewer: str, after: int) -> Iterator[tuple[int, Heard]]:
        """What may be told to the viewer after this cursor."""
        return self._match.streams.after(viewer, after, self.last(viewer))
