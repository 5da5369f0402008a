"""Read marks to the server and from it, so that all machines of a player agree; lazily, for they are a comfort.

Owns: `Marking`: which marks are still to be kept, when they are sent, what becomes of those that cannot be.
Does not know: what counts as read (`transcript`), what a server does with a mark.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

from attrs import define, field

from detente_client.delegation.notebook import Notebook
from detente_client.delegation.transcript import Transcript
from detente_client.sessions.table import Table
from detente_client.trouble import Trouble
from detente_wire.messages import KeepMark, ListMarks, Marks, RoomKey

SOON_S = 0.3
"""After a rest the first marks are sent so soon: who goes on elsewhere in a moment finds them there."""
PAUSE_S = 3.0
"""Then those that move within this time are sent together, each room's last."""
PATIENCE_S = 3.0
"""How long the server's marks are waited for before the match is told without them."""
AT_ONCE = 8
"""Rooms whose marks are sent without a pause."""
LEAVING_S = 1.0
"""Who leaves waits for the server so long."""


@define(eq=False)
class Marking:
    """One delegation's."""

    table: Table
    transcript: Transcript
    notebook: Callable[[], Notebook]
    """Where marks wait that could not be sent, for the next time."""
    _due: dict[str, int] = field(factory=dict, init=False)
    """Room key -> cursor that the server does not have yet."""
    _task: asyncio.Task[None] | None = field(default=None, init=False)

    async def learn(self) -> None:
        """What was read before, here or elsewhere; a server that does not know marks has none."""
        self.moved(self.notebook().unsent)
        for key, cursor in self._due.items():
            self.transcript.marked(key, cursor)
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

    def forget(self) -> None:
        """The stream begins anew: its cursors count other things now."""
        self._due.clear()

    async def _send_soon(self) -> None:
        """Until nothing is due, or nothing is carried any more."""
        try:
            await asyncio.sleep(SOON_S)
            while self._due:
                with contextlib.suppress(Trouble):
                    await self._send()
                await asyncio.sleep(PAUSE_S)
        finally:
            self._task = None

    async def _send(self) -> None:
        """Send some of what is due; `Trouble` if nothing is carried any more."""
        sent = list(self._due.items())[:AT_ONCE]
        await asyncio.gather(*[self._keep(key, cursor) for key, cursor in sent])

    async def _keep(self, key: str, cursor: int) -> None:
        await self.table.wish(KeepMark(self.table.match, RoomKey(key), cursor))
        if self._due.get(key) == cursor:
            del self._due[key]

    async def finish(self) -> None:
        """The player leaves, or was sent away: send what is due if the server takes it at once; the rest waits in the
        notebook until he comes again."""
        self.stop()
        with contextlib.suppress(TimeoutError, Trouble):
            async with asyncio.timeout(LEAVING_S):
                while self._due:
                    await self._send()
        self.notebook().owe(self._due)

    def stop(self) -> None:
        """Send nothing more by itself."""
        if self._task is not None:
            self._task.cancel()
        self._task = None
