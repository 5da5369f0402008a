"""What a player asks of the server, and what he is told of the answer.

Owns: asking, waiting for a while, telling the outcome; what is still unanswered.
Does not know: how lines are read, which deed a line asks for.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from typing import Protocol, assert_never

from attrs import define, field

from detente_client.account.own import NOT_DONE, Asking, answer_lines, ask_password
from detente_client.commands import deeds
from detente_client.describe.hushed import Hushed
from detente_client.i18n import tr
from detente_client.sessions.table import Table
from detente_client.trouble import Trouble
from detente_client.words.refusing import said
from detente_wire.messages import Committed, Denied, ListMuted, Muted

PATIENCE_S = 3.0
"""How long an answer is waited for before the player is told that it takes longer."""
SLOW_S = 1.0
"""So long an answer may take before it is shown that it is waited for."""

Asked = deeds.Do | deeds.Inquire | deeds.Request | deeds.Direct | deeds.SetPassword
"""The deeds that the server answers."""


Settled = Callable[[bool], None]
"""Told when the answer has come: whether it was done."""


def unheeded(done: bool) -> None:
    """Nobody asks what became of it."""


def _succeeded(task: asyncio.Task[bool]) -> bool:
    return task.exception() is None and task.result()


class Say(Protocol):
    """Prints lines."""

    def __call__(self, *lines: str) -> None: ...


@define(eq=False)
class Errands:
    """Asks, and tells the answer when it comes."""

    table: Table
    surface: Asking
    say: Say
    spell: Callable[[str], str]
    """A refusal with the player's own names for things."""
    hushed: Hushed
    _tasks: set[asyncio.Task[bool]] = field(factory=set, init=False)
    """Of which the player knows that they take longer."""
    _asked: dict[asyncio.Task[bool], float] = field(factory=dict, init=False)
    """All that wait for their answer, and since when, by the loop's clock."""

    async def run(self, deed: Asked, settled: Settled = unheeded) -> None:
        """Ask it; if the answer takes long the player may go on typing. `settled` is told when it has come."""
        match deed:
            case deeds.Do():
                await self._patiently(self._act(deed), settled)
            case deeds.Inquire():
                await self._patiently(self._inquire(deed), settled)
            case deeds.Request():
                await self._patiently(self._wish(deed), settled)
            case deeds.Direct():
                await self._patiently(self._direct(deed), settled)
            case deeds.SetPassword():
                await self._set_password()
                settled(True)
            case _:
                assert_never(deed)

    async def learn_muted(self) -> None:
        """Whose words the player does not want to read, before the first are told."""
        with contextlib.suppress(TimeoutError, Trouble):
            async with asyncio.timeout(PATIENCE_S):
                answer = await self.table.wish(ListMuted())
                if isinstance(answer, Muted):
                    self.hushed.set(row.name for row in answer.rows)

    @property
    def slow(self) -> bool:
        """Whether an answer is waited for that should have come."""
        now_s = asyncio.get_running_loop().time() if self._asked else 0.0
        return any(now_s - since_s >= SLOW_S for since_s in self._asked.values())

    @property
    def waits(self) -> bool:
        """Whether any answer is waited for."""
        return bool(self._asked)

    async def leave(self) -> None:
        """Give the seat to a bot; who leaves does not wait for a server that is gone."""
        await self._patiently(self._leave())

    async def _leave(self) -> bool:
        await self.table.leave()
        return True

    def stop(self) -> None:
        """Wait for nothing any more."""
        for task in self._tasks:
            task.cancel()

    # -- waiting ------------------------------------------------------------------------------------------------

    async def _patiently(self, doing: Coroutine[None, None, bool], settled: Settled = unheeded) -> None:
        task = asyncio.create_task(doing)
        self._asked[task] = asyncio.get_running_loop().time()
        task.add_done_callback(lambda task: self._asked.pop(task, None))
        task.add_done_callback(lambda task: None if task.cancelled() else settled(_succeeded(task)))
        done, _ = await asyncio.wait({task}, timeout=PATIENCE_S)
        if done:
            task.result()
            return
        self.say(tr("The server has not answered yet. It is kept and will be done."))
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[bool]) -> None:
        """What took long is done; if it failed the player is told, for nobody waits for it any more."""
        self._tasks.discard(task)
        if not task.cancelled() and (why := task.exception()) is not None:
            self.say(tr("What you asked for could not be done: {why}", why=why))

    # -- asking -------------------------------------------------------------------------------------------------

    async def _act(self, deed: deeds.Do) -> bool:
        return self._outcome(await self.table.do(deed.act, deed.words), deed.done)

    async def _direct(self, deed: deeds.Direct) -> bool:
        return self._outcome(await self.table.direct(deed.order, deed.words), deed.done)

    def _outcome(self, outcome: Committed | Denied, done: str) -> bool:
        """Tell it; whether it was done."""
        match outcome:
            case Committed():
                self.say(*([done] if done else []))
                return True
            case Denied():
                self.say(f"{NOT_DONE} {self.spell(said(outcome.code, outcome.message))}")
                return False

    async def _inquire(self, deed: deeds.Inquire) -> bool:
        answer = await self.table.ask(deed.question)
        self.say(*deed.tell(answer))
        return not isinstance(answer, Denied)

    async def _wish(self, deed: deeds.Request) -> bool:
        try:
            answer = await self.table.wish(deed.wish)
        except Trouble as trouble:  # a secret is not sent where others read along; the match goes on
            self.say(str(trouble))
            return False
        if isinstance(answer, Muted):
            self.hushed.set(row.name for row in answer.rows)
        self.say(*deed.tell(answer))
        return not isinstance(answer, Denied)

    async def _set_password(self) -> None:
        wish = await ask_password(self.surface)
        if isinstance(wish, str):
            self.say(wish)
        else:
            await self._patiently(self._wish(deeds.Request(wish, answer_lines)))
