"""The gallery: what those who watch a match say to each other.

Owns: `Gallery`: the last remarks of each match, in memory alone, and who may hear them.
Does not know: the match. A remark is in no log, no archive and no seat's stream: before the end nobody who speaks for a
nation hears any, for those who watch may know from the gazette what a nation was not told yet. After the end all who
attend hear and speak.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator

from attrs import define, field, frozen

from detente_server.host.playing.owner import Owner
from detente_wire.messages import MatchId, Remarked

KEPT = 100
"""Remarks of one match, for whoever comes later."""
MATCHES = 1000
"""Matches of which remarks are kept; of those spoken in longest ago they are dropped."""


@frozen
class Spoken:
    """A remark, and whose it is."""

    remarked: Remarked
    player: str


@define
class _Room:
    """The gallery of one match."""

    last: int = 0
    spoken: deque[Spoken] = field(factory=lambda: deque(maxlen=KEPT))


class Gallery:
    """The galleries of all matches."""

    def __init__(self) -> None:
        self._rooms: OrderedDict[MatchId, _Room] = OrderedDict()

    def speak(self, owner: Owner, player: str, name: str, words: str) -> Remarked:
        """Take a remark in."""
        room = self._rooms.setdefault(owner.id, _Room())
        self._rooms.move_to_end(owner.id)
        while len(self._rooms) > MATCHES:
            self._rooms.popitem(last=False)
        room.last += 1
        remarked = Remarked(owner.id, room.last, name, words, owner.now_ms() // 1000)
        room.spoken.append(Spoken(remarked, player))
        return remarked

    def remarks(self, owner: Owner, player: str) -> list[Remarked]:
        """What was said lately, for who may hear it."""
        room = self._rooms.get(owner.id)
        return [one.remarked for one in room.spoken] if room and self.may_hear(owner, player) else []

    def spoken(self, match: MatchId, number: int) -> Spoken | None:
        """The remark of this number, if it is still kept."""
        room = self._rooms.get(match)
        return next((one for one in room.spoken if one.remarked.number == number), None) if room else None

    def hearers(self, owner: Owner) -> Iterator[str]:
        """The players who attend and may hear."""
        for player in dict.fromkeys(attachment.player for attachment in owner.attachments):
            if self.may_hear(owner, player):
                yield player

    def may_hear(self, owner: Owner, player: str) -> bool:
        """Whether the player holds no seat, nor is about to; or the match is over, and that is durable."""
        if owner.match.over and owner.version == owner.match.n:
            return True
        return (
            owner.durable.viewer_of(player) not in owner.match.table.seats and owner.nation_of(player) is None
        )

    def forget(self, player: str) -> None:
        """The player's data are erased."""
        for room in self._rooms.values():
            kept = [one for one in room.spoken if one.player != player]
            room.spoken.clear()
            room.spoken.extend(kept)


def watches(owner: Owner, player: str) -> bool:
    """Whether the player attends this match without a seat."""
    return any(
        one.player == player and one.viewer not in owner.match.table.seats for one in owner.attachments
    )
