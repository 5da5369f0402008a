"""Time that passed for nobody: the server was down, or its clock was set forward.

Owns: `Gaps`: when the server was seen alive last, the gaps there were, and how much of them a match has not been
given back yet.
Does not know: deadlines, matches; how time is given back.

A match is owed the gaps after its last record: whoever gives it back does so by a record, so it is owed nothing more.
"""

from __future__ import annotations

import asyncio

from attrs import frozen

from detente_server.host.documents import Shape
from detente_server.host.environment import Environment
from detente_server.store import ANY, AsyncStore

KEY = ("host", "gaps")
LEAST_MS = 1000
"""Shorter ones are not worth a record."""
KEPT = 500
"""Gaps that are remembered, the last ones."""
ALIVE_EVERY_S = 30
"""So often it is noted that the server lives: after a kill, so much too much may be given back."""


@frozen
class Gap:
    """From when to when, milliseconds UTC."""

    from_ms: int
    until_ms: int


@frozen
class Noted:
    """As it is kept."""

    alive_ms: int
    """When the server was seen alive last."""
    gaps: tuple[Gap, ...] = ()


_SHAPE = Shape(Noted)


class Gaps:
    """All gaps of this server."""

    def __init__(self, store: AsyncStore, environment: Environment) -> None:
        self._store = store
        self._environment = environment
        self._gaps: tuple[Gap, ...] = ()
        self._writing = asyncio.Lock()

    async def begin(self) -> None:
        """Take in what the store holds; since the server was seen last there was a gap."""
        known = await self._store.ask(self._store.store.get, *KEY)
        if known is not None:
            noted = _SHAPE.read(known.body)
            self._gaps = noted.gaps
            self.add(noted.alive_ms, self._environment.now_ms())
        await self.alive()

    def add(self, from_ms: int, until_ms: int) -> bool:
        """There was a gap; False: it was too short to matter. `alive` makes it durable."""
        if until_ms - from_ms < LEAST_MS:
            return False
        self._gaps = (*self._gaps, Gap(from_ms, until_ms))[-KEPT:]
        return True

    def owed_ms(self, after_ms: int) -> int:
        """How much of the gaps lies after this time, that of a match's last record."""
        return sum(max(0, gap.until_ms - max(gap.from_ms, after_ms)) for gap in self._gaps)

    async def alive(self) -> None:
        """Note that the server lives now, and the gaps."""
        async with self._writing:
            noted = Noted(self._environment.now_ms(), self._gaps)
            await self._store.put(*KEY, _SHAPE.write(noted), ANY)
