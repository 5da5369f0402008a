"""A line on its way: who would see it, sending it, what became of it. Nothing typed is lost on the way.

Owns: `Outbox`.
Does not know: where lines are typed.

A line is noted before it is sent and struck out when its receipt has come: should the process die between, it stands
there as a draft the next time.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from detente_client.commands import catalogue, deeds
from detente_client.delegation.errands import PATIENCE_S, Settled, unheeded
from detente_client.delegation.outlet import Outlet
from detente_client.i18n import tr
from detente_client.words.language import Misunderstood

if TYPE_CHECKING:
    from detente_client.delegation.delegation import Delegation

Fate = Literal["done", "refused", "unclear", "late", "leaving", "left"]
"""``unclear``: it could not be made out; ``late``: the receipt is still to come; ``leaving``: the player wants to leave
and is to be asked what becomes of his seat; ``left``: he leaves."""


@frozen
class Outbox:
    """Of one delegation."""

    delegation: Delegation

    async def send(self, outlet: Outlet, line: str, later: Settled = unheeded) -> Fate:
        """Do what the line asks for, from the room of this outlet; what went wrong has been told.

        `later` is told what became of a line that is ``late``, once its receipt has come.
        """
        notebook = self.delegation.notebook
        sent, answers, late = notebook.send(outlet.room.key, line), list[bool](), list[bool]()

        def settled(done: bool) -> None:
            answers.append(done)
            notebook.received(sent)
            if late:
                later(done)

        self._turn_to(outlet, line)
        deed = self.delegation.understand(line)
        if deed is None:
            settled(False)
            return "unclear"
        if isinstance(deed, deeds.Quit) and not deed.way:
            settled(True)
            return "leaving"
        if not await self.delegation.do(deed, settled):
            return "left"
        if not answers:
            late.append(True)
            return "late"
        return "done" if answers[0] else "refused"

    def _turn_to(self, outlet: Outlet, line: str) -> None:
        """Words go to the channel that is looked at, and what follows them too."""
        channel = outlet.room.channel
        if channel is not None and outlet.open and not line.startswith("/"):
            self.delegation.whereabouts.channel = channel

    async def foresee(self, outlet: Outlet, line: str) -> list[str]:
        """Who would see it, what it costs and how it may come out, in sentences; nothing is sent but the question."""
        self._turn_to(outlet, line)
        try:
            deed = catalogue.foresee(self.delegation.here, line)
        except Misunderstood as problem:
            return [str(problem)]
        if not isinstance(deed, deeds.Inquire):
            return [tr("Nobody would see that: it only looks something up.")]
        try:
            async with asyncio.timeout(PATIENCE_S):
                return deed.tell(await self.delegation.table.ask(deed.question))
        except TimeoutError:
            return [tr("The server has not answered yet, so it cannot be said.")]
