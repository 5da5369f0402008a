"""Read marks to the server and from it, so that all machines of a player agree; lazily, for they are a comfort.

Owns: `Marking`: which marks are still to be kept, when they are sent.
Does not know: what counts as read (`transcript`), what a server does with a mark.
"""

from __future__ import annotations

import asyncio
import contextlib

from attrs import define, field

from detente_client.delegation.transcript import Transcript
from detente_client.sessions.table import Table
from detente_client.trouble import Trouble
from detente_wire.messages import KeepMark, ListMarks, Marks, RoomKey

PAUSE_S = 3.0
"""Marks that move within this time are sent together, each room's last."""
PATIENCE_S = 3.0
"""How long the server's marks are waited for before the match is told without them."""
AT_ONCE = 8
"""Rooms whose marks are sent without a pause."""


@define(eq=False)
class Marking:
    """One delegation's."""

    table: Table
    transcript: Transcript
    pause_s: float = PAUSE_S
    _due: dict[str, int] = field(factory=dict, init=False)
    """Room key -> cursor, not sent yet."""
    _task: asyncio.Task[None] | None = field(default=None, init=False)

    async def learn(self) -> None:
        """What was read before, here or elsewhere; a server that does not know marks has none."""
        with contextlib.suppress(TimeoutError, Trouble):
            async with asyncio.timeout(PATIENCE_S):
                answer = await self.table.wish(ListMarks(self.table.match))
                if isinstance(answer, Marks):
                    for row in answer.rows:
                        self.transcript.marked(row.room, row.cursor)

    def moved(self, marks: dict[str, int]) -> None:
        """The player has read these rooms up to these cursors."""
        self._due.update(marks)
        if self._due and self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._send_soon())

    async def _send_soon(self) -> None:
        try:
            while self._due:
                await asyncio.sleep(self.pause_s)
                await self.send(AT_ONCE)
        finally:
            self._task = None

    async def send(self, most: int = 1000) -> None:
        """Send what is due now, so many of them."""
        for key in list(self._due)[:most]:
            cursor = self._due.pop(key)
            with contextlib.suppress(Trouble):
                await self.table.wish(KeepMark(self.table.match, RoomKey(key), cursor))

    async def finish(self) -> None:
        """The player leaves: send what is due, if the server takes it at once."""
        self.stop()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1.0):
                await self.send()

    def stop(self) -> None:
        """Send nothing more by itself."""
        if self._task is not None:
            self._task.cancel()
        self._task = None
