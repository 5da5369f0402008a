"""The audit log: what those in charge did, to whom or what, why, and when.

Owns: `AuditLog`, entries that are only ever added, and forgotten when they are old.
Does not know: who may do what (`rights`), how an order is done, consoles.

An entry is one document, under the time at which it was made. Two of one millisecond are moved apart, so the order is
the order in which things were done.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable

from attrs import frozen

from detente_server.host.documents import Shape
from detente_server.host.environment import Environment
from detente_server.store import ABSENT, ANY, AsyncStore, Document
from detente_wire.gate import one_line

log = logging.getLogger("detente.audit")

KIND = "audit"
DAY_MS = 86_400_000
AT_ONCE = 1000
"""Old entries that are deleted in one go."""
WHY_CHARACTERS = 300


@frozen
class Noted:
    """One thing that was done."""

    at_ms: int
    who: str
    """An operator's or umpire's name, or ``console``, or ``the server``."""
    what: str
    """The order, a word or two: ``kick``, ``ban``, ``drain``."""
    about: str = ""
    """Whom or which match it was done to; empty: the server as a whole."""
    why: str = ""


_SHAPE = Shape(Noted)


class AuditLog:
    """Everything that was noted, the oldest first."""

    def __init__(self, store: AsyncStore, environment: Environment, days: int) -> None:
        self._store = store
        self._environment = environment
        self._kept_ms = days * DAY_MS
        self._entries: list[Noted] = []

    def load(self, documents: Iterable[Document]) -> None:
        """Take in what the store holds."""
        self._entries = sorted((_SHAPE.read(one.body) for one in documents), key=lambda one: one.at_ms)

    async def note(self, who: str, what: str, about: str = "", why: str = "") -> bool:
        """Note what was done; True once it is durable. One that cannot be written stays in memory and is logged."""
        last_ms = self._entries[-1].at_ms if self._entries else 0
        at_ms = max(self._environment.now_ms(), last_ms + 1)
        noted = Noted(at_ms, one_line(who), one_line(what), one_line(about), one_line(why)[:WHY_CHARACTERS])
        self._entries.append(noted)
        outcome = await self._store.put(KIND, _key(noted), _SHAPE.write(noted), ABSENT, at_ms + self._kept_ms)
        if not isinstance(outcome, int):
            log.error("what an operator did could not be written into the audit log")
        return isinstance(outcome, int)

    def entries(self, name: str = "", most: int = 50) -> list[Noted]:
        """The newest entries, the oldest of them first: all, or those by or about somebody or some match."""
        wanted = name.casefold()
        found = [one for one in self._entries if not wanted or wanted in _named(one)]
        return found[-most:]

    async def rename(self, before: str, after: str) -> None:
        """Write another name for somebody whose data are erased; what was done stays on record."""
        for n, one in enumerate(self._entries):
            if before.casefold() in _named(one):
                who, about = (after if text == before else text for text in (one.who, one.about))
                self._entries[n] = changed = Noted(one.at_ms, who, one.what, about, one.why)
                due_ms = one.at_ms + self._kept_ms
                await self._store.put(KIND, _key(changed), _SHAPE.write(changed), ANY, due_ms)

    async def sweep(self) -> None:
        """Forget what is too old."""
        oldest = self._environment.now_ms() - self._kept_ms
        self._entries = [one for one in self._entries if one.at_ms > oldest]
        old = await self._store.ask(self._store.store.due, KIND, self._environment.now_ms(), AT_ONCE)
        await asyncio.gather(*[self._store.delete(KIND, one.key, one.version) for one in old])


def _key(noted: Noted) -> str:
    return f"{noted.at_ms:015d}"


def _named(noted: Noted) -> tuple[str, str]:
    return noted.who.casefold(), noted.about.casefold()
