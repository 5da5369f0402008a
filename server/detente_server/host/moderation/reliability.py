"""How reliably a player comes to his turns: recent and forgiving.

Owns: `Reliability`: of each player the last 40 turns that wanted him, and what they come to.
Does not know: what a turn is, when somebody counts as there (`match`); where the figure is shown.

A turn counts as kept if the player did something in it, or had excused himself before. A miss counts against him for
30 of his turns, then it is forgotten. Before there are five turns there is no figure: a newcomer is new.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import Literal

from attrs import frozen

from detente_server.host.documents import Shape
from detente_server.store import ANY, AsyncStore, Document, Put

KIND = "reliability"
KEPT = 40
"""Turns of a player that are remembered."""
FORGIVEN = 30
"""A miss is forgotten after so many of his turns."""
ENOUGH = 5
"""Turns from which on there is a figure."""

Attended = Literal["present", "excused", "missed"]
_LETTERS: dict[Attended, str] = {"present": "p", "excused": "e", "missed": "m"}


@frozen
class Figure:
    """A player's reliability."""

    percent: int
    turns: int
    """How many turns it is of."""


@frozen
class Kept:
    """What is remembered of one player."""

    player: str
    turns: str
    """A letter for each turn, the newest last: present, excused, missed."""


_SHAPE = Shape(Kept)


def figure_of(turns: str) -> Figure | None:
    """What these turns come to; None: there are too few."""
    recent = turns[-FORGIVEN:]
    older = turns[:-FORGIVEN].replace("m", "")
    counted = older + recent
    if len(counted) < ENOUGH:
        return None
    return Figure(100 * sum(one != "m" for one in counted) // len(counted), len(counted))


class Reliability:
    """Every player's figure."""

    def __init__(self, store: AsyncStore) -> None:
        self._store = store
        self._turns: dict[str, str] = {}

    def load(self, documents: Iterable[Document]) -> None:
        """Take in what the store holds."""
        for document in documents:
            kept = _SHAPE.read(document.body)
            self._turns[kept.player] = kept.turns

    def of(self, player: str) -> Figure | None:
        """The player's figure; None: he is new here."""
        return figure_of(self._turns.get(player, ""))

    def enough(self, player: str, asked: int) -> bool:
        """Whether a table that asks for so many per cent takes this player; newcomers are given a chance."""
        figure = self.of(player)
        return figure is None or figure.percent >= asked

    async def attended(self, marks: Sequence[tuple[str, Attended]]) -> None:
        """A turn has ended: who was there. All is written in one batch.

        A server that is killed just then loses this one turn of the figure, and nothing else.
        """
        works = []
        for player, how in marks:
            turns = self._turns[player] = (self._turns.get(player, "") + _LETTERS[how])[-KEPT:]
            works.append(self._store.submit(Put(KIND, player, _SHAPE.write(Kept(player, turns)), ANY)))
        await asyncio.gather(*works)

    async def forget(self, player: str) -> None:
        """The player's data are erased."""
        self._turns.pop(player, None)
        await self._store.delete(KIND, player, ANY)
