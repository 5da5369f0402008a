"""Who may not come, and who may not write: bans and silences, each with an end and a reason.

Owns: `Sanctions`, as documents that lapse by themselves.
Does not know: who imposes them (`console`, an umpire), how a client is sent away (`gateway`). Nothing here happens by
itself: no count of anything bans anybody.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from typing import Literal

from attrs import frozen

from detente_server.host.documents import Shape
from detente_server.host.environment import Environment
from detente_server.store import ANY, AsyncStore, Document

KIND = "sanction"
AT_ONCE = 1000

What = Literal["ban", "silence"]


@frozen
class Sanction:
    """What was imposed on somebody."""

    what: What
    whom: str
    """A player's id; of a ban also an address: IPv4, or the /64 of IPv6."""
    until_ms: int
    name: str = ""
    """The player's, or the address."""
    match: str = ""
    """A silence in this match alone; empty: everywhere."""
    by: str = ""
    why: str = ""
    at_ms: int = 0

    @property
    def until(self) -> str:
        """When it ends, in words."""
        return moment(self.until_ms)

    @property
    def term(self) -> str:
        """When it ends and why it was imposed, for whoever is refused."""
        return f"{self.until} ({self.why})" if self.why else self.until

    def sentence(self) -> str:
        """What is told to whoever may not come in."""
        why = f" Reason: {self.why}" if self.why else ""
        return f"You are banned from this server until {self.until}.{why}"


_SHAPE = Shape(Sanction)


def moment(at_ms: int) -> str:
    """A time as people read it, in UTC."""
    return time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(at_ms // 1000))


class Sanctions:
    """All that are in force."""

    def __init__(self, store: AsyncStore, environment: Environment) -> None:
        self._store = store
        self._environment = environment
        self._by_key: dict[str, Sanction] = {}

    def load(self, documents: Iterable[Document]) -> None:
        """Take in what the store holds."""
        for document in documents:
            sanction = _SHAPE.read(document.body)
            self._by_key[_key(sanction.what, sanction.whom, sanction.match)] = sanction

    def all(self) -> list[Sanction]:
        """Those in force, by what ends first."""
        now = self._environment.now_ms()
        found = [one for one in self._by_key.values() if one.until_ms > now]
        return sorted(found, key=lambda one: (one.until_ms, one.whom))

    def ban_of(self, player: str, house: str = "") -> Sanction | None:
        """Why this player, or somebody from this address, may not come in."""
        return self._in_force("ban", player) or self._in_force("ban", house)

    def silence_of(self, player: str, match: str) -> Sanction | None:
        """Why this player may not write in this match."""
        return self._in_force("silence", player) or self._in_force("silence", player, match)

    def _in_force(self, what: What, whom: str, match: str = "") -> Sanction | None:
        found = self._by_key.get(_key(what, whom, match)) if whom else None
        return found if found and found.until_ms > self._environment.now_ms() else None

    async def impose(self, sanction: Sanction) -> bool:
        """In force at once; one of the same kind before it is replaced. True once it is durable."""
        key = _key(sanction.what, sanction.whom, sanction.match)
        self._by_key[key] = sanction
        outcome = await self._store.put(KIND, key, _SHAPE.write(sanction), ANY, sanction.until_ms)
        return isinstance(outcome, int)

    async def lift(self, what: What, whom: str, match: str = "") -> Sanction | None:
        """End one; which it was, None: there was none, or nothing can be written."""
        found = self._in_force(what, whom, match)
        if found is None or not isinstance(await self._store.delete(KIND, _key(what, whom, match), ANY), int):
            return None
        del self._by_key[_key(what, whom, match)]
        return found

    async def forget(self, player: str) -> None:
        """The player's data are erased: what he may not do goes with them."""
        for one in [one for one in self._by_key.values() if one.whom == player]:
            await self.lift(one.what, one.whom, one.match)

    async def sweep(self) -> None:
        """Drop what has lapsed."""
        now = self._environment.now_ms()
        self._by_key = {key: one for key, one in self._by_key.items() if one.until_ms > now}
        old = await self._store.ask(self._store.store.due, KIND, now, AT_ONCE)
        await asyncio.gather(*[self._store.delete(KIND, one.key, one.version) for one in old])


def _key(what: What, whom: str, match: str) -> str:
    return f"{what}.{whom}.{match}"
