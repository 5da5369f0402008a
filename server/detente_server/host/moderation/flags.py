"""What players flagged for the operators: words or an act, with the evidence, until an operator closes it.

Owns: `Flag`, `Flags`.
Does not know: how evidence is found (`evidence`), who may read it (operators alone).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from attrs import evolve, frozen

from detente_server.host.documents import Shape
from detente_server.host.environment import Environment
from detente_server.store import ANY, AsyncStore, Document

KIND = "flag"
OPEN_OF_ONE = 20
"""Flags of one player that may be open."""
OPEN = 2000
"""Of all players."""
CLOSED_MS = 90 * 86_400_000
"""A closed flag, with the words in it, is kept so long."""
AT_ONCE = 1000


@frozen
class Evidence:
    """What was flagged, as the server knows it: nothing of it comes from the one who flags."""

    match: str
    cursor: int
    """In the stream of the one who flags; 0: a remark of the gallery."""
    turn: int
    at_s: int
    notice: str
    """As JSON."""
    words: str
    nation: str = ""
    """Who did it."""
    player: str = ""
    """Who held that seat when it was flagged; empty: a bot."""
    name: str = ""


@frozen
class Flag:
    """One flag."""

    number: int
    at_ms: int
    by: str
    by_name: str
    evidence: Evidence
    why: str = ""
    closed_ms: int = 0
    """0: open."""
    closed_by: str = ""
    closed_why: str = ""


_SHAPE = Shape(Flag)


class Flags:
    """All flags, by number."""

    def __init__(self, store: AsyncStore, environment: Environment) -> None:
        self._store = store
        self._environment = environment
        self._by_number: dict[int, Flag] = {}
        self._last = 0

    def load(self, documents: Iterable[Document]) -> None:
        """Take in what the store holds."""
        for document in documents:
            flag = _SHAPE.read(document.body)
            self._by_number[flag.number] = flag
            self._last = max(self._last, flag.number)

    def get(self, number: int) -> Flag | None:
        """The flag of this number."""
        return self._by_number.get(number)

    def all(self, *, closed: bool = False) -> list[Flag]:
        """The open ones, oldest first; or the closed ones."""
        return [
            self._by_number[n]
            for n in sorted(self._by_number)
            if bool(self._by_number[n].closed_ms) == closed
        ]

    def full(self, player: str) -> bool:
        """Whether this player, or everybody, has as many open flags as are kept."""
        still = self.all()
        return len(still) >= OPEN or sum(one.by == player for one in still) >= OPEN_OF_ONE

    def same(self, player: str, evidence: Evidence) -> Flag | None:
        """The player's open flag of the same thing."""
        return next((one for one in self.all() if one.by == player and one.evidence == evidence), None)

    async def raise_(self, player: str, name: str, evidence: Evidence, why: str) -> Flag | None:
        """Keep a new flag; None: nothing can be written."""
        self._last += 1
        flag = Flag(self._last, self._environment.now_ms(), player, name, evidence, why)
        return flag if await self._put(flag) else None

    async def close(self, number: int, by: str, why: str) -> Flag | None:
        """An operator has dealt with it; None: nothing can be written."""
        now = self._environment.now_ms()
        flag = evolve(self._by_number[number], closed_ms=now, closed_by=by, closed_why=why)
        return flag if await self._put(flag, now + CLOSED_MS) else None

    async def forget(self, player: str) -> None:
        """The player's data are erased: what he wrote and flagged goes."""
        for flag in list(self._by_number.values()):
            if player in (flag.by, flag.evidence.player):
                await self._store.delete(KIND, _key(flag.number), ANY)
                del self._by_number[flag.number]

    async def sweep(self) -> None:
        """Drop what was closed long ago."""
        old = await self._store.ask(self._store.store.due, KIND, self._environment.now_ms(), AT_ONCE)
        for document in old:
            self._by_number.pop(_SHAPE.read(document.body).number, None)
        await asyncio.gather(*[self._store.delete(KIND, one.key, one.version) for one in old])

    async def _put(self, flag: Flag, due_ms: int | None = None) -> bool:
        outcome = await self._store.put(KIND, _key(flag.number), _SHAPE.write(flag), ANY, due_ms)
        if not isinstance(outcome, int):
            return False
        self._by_number[flag.number] = flag
        return True


def _key(number: int) -> str:
    return f"{number:08d}"
