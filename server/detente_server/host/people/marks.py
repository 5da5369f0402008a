"""How far each player has read in each match, so that all his machines agree.

Owns: `ReadMarks`, the handlers of the wishes about them.
Does not know: what a client's rooms are, when it thinks something read.

A document a player and match, read when it is asked for. Losing one costs nothing but a wrong count of what is unread.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from detente_server.host.documents import Shape
from detente_server.match.match import denied
from detente_server.store import ANY, AsyncStore, Version
from detente_server.store.records import ABSENT, Stale
from detente_wire.messages import Done, KeepMark, ListMarks, Mark, Marks, MatchId, Reply, RoomKey
from detente_wire.refusals import Refusal

if TYPE_CHECKING:
    from detente_server.host.people.players import Player
    from detente_server.host.playing.owner import Owner
    from detente_server.host.services import Services

KIND = "marks"
MOST_ROOMS = 64
"""Of one player in one match; of more the mark that stands furthest back is forgotten."""
TRIES = 5
"""Two machines may write at once; the slower one looks again."""


@frozen
class Kept:
    """One player's marks in one match, for as long as he reads the same stream."""

    player: str
    match: MatchId
    stream: str
    """Whose stream it is, and of which history."""
    marks: tuple[Mark, ...] = ()

    def having(self, room: RoomKey, cursor: int) -> Kept:
        """The same with this mark; `self` if nothing changes by it."""
        known = {mark.room: mark.cursor for mark in self.marks}
        if known.get(room, 0) >= cursor:
            return self
        rows = sorted({**known, room: cursor}.items(), key=lambda row: row[1])[-MOST_ROOMS:]
        return evolve(self, marks=tuple(Mark(*row) for row in rows))


_SHAPE = Shape(Kept)


class ReadMarks:
    """All players'."""

    def __init__(self, store: AsyncStore) -> None:
        self._store = store

    async def of(self, player: str, match: MatchId, stream: str) -> tuple[Kept, Version]:
        """What is kept of this stream, and the version of the document; none of another stream."""
        document = await self._store.ask(self._store.store.get, KIND, _key(player, match))
        kept = _SHAPE.read(document.body) if document is not None else None
        fits = kept is not None and kept.stream == stream
        return (
            kept if kept and fits else Kept(player, match, stream)
        ), document.version if document else ABSENT

    async def has(self, player: str, match: MatchId) -> bool:
        """Whether anything is kept."""
        return await self._store.ask(self._store.store.get, KIND, _key(player, match)) is not None

    async def keep(self, player: str, wish: KeepMark, stream: str) -> bool:
        """Keep a mark; True once it is durable, or was there before."""
        for _ in range(TRIES):
            before, version = await self.of(player, wish.match, stream)
            after = before.having(wish.room, wish.cursor)
            if after == before:
                return True
            outcome = await self._store.put(KIND, _key(player, wish.match), _SHAPE.write(after), version)
            if not isinstance(outcome, Stale):
                return isinstance(outcome, int)
        return False

    async def forget(self, player: str) -> None:
        """The player's data are erased."""
        found = await self._store.ask(self._store.store.list_documents, KIND, f"{player}.")
        await asyncio.gather(*[self._store.delete(KIND, one.key, ANY) for one in found])


def _key(player: str, match: MatchId) -> str:
    return f"{player}.{match}"


# -- wishes --------------------------------------------------------------------------------------------------------


async def keep_mark(services: Services, player: Player, wish: KeepMark) -> Reply:
    """Keep how far a room was read."""
    owner = _attended(services, player, wish.match)
    if owner is None:
        return denied(Refusal("match.unknown", (("match", wish.match),)))
    viewer = owner.durable.viewer_of(player.id)
    last = owner.durable.last(viewer)
    if last == 0 or not owner.match.begun:
        return Done()  # a table that is called off leaves no marks behind
    within = evolve(wish, cursor=min(wish.cursor, last))
    kept = await services.marks.keep(player.id, within, _stream(services, viewer))
    return Done() if kept else denied(Refusal("host.read-only"))


async def list_marks(services: Services, player: Player, wish: ListMarks) -> Reply:
    """How far the player has read: asked while he is still being attached, so that it must not wait for that."""
    if not await services.marks.has(player.id, wish.match):
        return Marks(wish.match)
    owner = await services.matches.bring_known(wish.match)
    if owner is None:
        return Marks(wish.match)
    stream = _stream(services, owner.durable.viewer_of(player.id))
    kept, _ = await services.marks.of(player.id, wish.match, stream)
    return Marks(wish.match, kept.marks)


def _stream(services: Services, viewer: str) -> str:
    return f"{viewer} {services.lineage}"


def _attended(services: Services, player: Player, match: MatchId) -> Owner | None:
    """The match, if the player attends it."""
    owner = services.matches.owners.get(match)
    if owner is None or not any(one.player == player.id for one in owner.attachments):
        return None
    return owner
