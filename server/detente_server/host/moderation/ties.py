"""Whom a player does not want to hear, and with whom he does not want to play.

Owns: `Ties`: each player's mutes and blocks, kept with his name over sessions.
Does not know: what becomes of them. A mute is carried out by the player's own client, from the list that it gets: the
streams stay as they are, so nobody can find out that he is muted, and no act can be hidden by it. A block bars the
other from the tables that this player sets (`lobby`), and is a mute besides.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from detente_server.host.documents import Shape
from detente_server.store import ANY, AsyncStore, Document

KIND = "ties"
MOST = 200
"""Players whom one may mute or block."""


@frozen
class Tie:
    """What a player wants of another."""

    player: str
    name: str
    """As it was then; names do not change."""
    blocked: bool = False
    """Not only muted."""


@frozen
class Kept:
    """One player's list."""

    player: str
    ties: tuple[Tie, ...] = ()


_SHAPE = Shape(Kept)


class Ties:
    """Every player's list."""

    def __init__(self, store: AsyncStore) -> None:
        self._store = store
        self._kept: dict[str, dict[str, Tie]] = {}

    def load(self, documents: Iterable[Document]) -> None:
        """Take in what the store holds."""
        for document in documents:
            kept = _SHAPE.read(document.body)
            self._kept[kept.player] = {tie.player: tie for tie in kept.ties}

    def of(self, player: str) -> tuple[Tie, ...]:
        """Whom the player mutes or blocks, in the order in which he did."""
        return tuple(self._kept.get(player, {}).values())

    def blocks(self, player: str, other: str) -> bool:
        """Whether the player blocks the other."""
        tie = self._kept.get(player, {}).get(other)
        return tie is not None and tie.blocked

    def apart(self, player: str, other: str) -> bool:
        """Whether one of the two blocks the other."""
        return self.blocks(player, other) or self.blocks(other, player)

    def full(self, player: str, other: str) -> bool:
        """Whether the list has no room for this other."""
        mine = self._kept.get(player, {})
        return other not in mine and len(mine) >= MOST

    async def mute(self, player: str, tie: Tie) -> bool:
        """Mute or block; who is blocked and is muted stays blocked. True once it is durable."""
        before = self._kept.get(player, {})
        known = before.get(tie.player)
        blocked = tie.blocked or (known is not None and known.blocked)
        return await self._put(player, {**before, tie.player: evolve(tie, blocked=blocked)})

    async def release(self, player: str, other: str) -> bool:
        """Neither mute nor block any more."""
        before = self._kept.get(player, {})
        return await self._put(player, {id: tie for id, tie in before.items() if id != other})

    async def forget(self, player: str) -> None:
        """The player's data are erased: his own list, and he in those of others."""
        await self._put(player, {})
        for other in [other for other, ties in self._kept.items() if player in ties]:
            await self.release(other, player)

    async def _put(self, player: str, ties: dict[str, Tie]) -> bool:
        """Keep a list; in memory as soon as it is durable."""
        body = _SHAPE.write(Kept(player, tuple(ties.values())))
        work = self._store.put(KIND, player, body, ANY) if ties else self._store.delete(KIND, player, ANY)
        if not isinstance(await work, int):
            return False
        self._kept[player] = ties
        return True
