"""Simulated people: each plays one seat as a bot would, and has a habit that makes an evening an evening.

Owns: `Person`, the habits, the canary that each puts into whatever it writes.
Does not know: the server. It plays through the SDK, as anybody's program would, over real sockets.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from typing import Literal

from attrs import define, field

from detente_client.attended import Match as Table
from detente_client.sdk import HeardEvent, Session, acts, connect
from detente_server.bots.player import BotPlayer
from detente_wire.messages import Denied, Heard, MatchId
from detente_wire.notices import TurnBegan

Habit = Literal["steady", "dozes", "leaves", "drops"]
"""`dozes`: sends nothing for two turns, then is back. `leaves`: gives the seat up. `drops`: the line breaks, often."""
HABITS: tuple[Habit, ...] = ("steady", "steady", "steady", "drops", "dozes", "steady", "leaves")
DOZES_FROM, DOZES_TO = 3, 5
LEAVES_IN = 4
DROPS_EVERY = 3


@define(eq=False)
class Person:
    """One player for one evening."""

    number: int
    port: Callable[[], int]
    """Where the server is now: after a restart it may be elsewhere."""
    cut: Callable[[str], None]
    """Breaks the line of the player with this id."""
    habit: Habit = "steady"
    heard: list[Heard] = field(factory=list)
    """Everything of the match, in order."""
    refused: list[Denied] = field(factory=list)
    over: bool = False
    session: Session = field(init=False)
    _written: int = 0

    @property
    def name(self) -> str:
        """A name that no other has, nor one that looks like it."""
        return f"Guest {chr(65 + self.number // 26)}{chr(97 + self.number % 26)}{self.number:03d}"

    def canary(self) -> str:
        """A word that nobody else writes, and that this person writes once."""
        self._written += 1
        return "canary" + hashlib.sha256(f"{self.number}/{self._written}".encode()).hexdigest()[:16]

    async def come(self) -> None:
        """Connect."""
        self.session = connect(f"127.0.0.1:{self.port()}", self.name)
        await self.session.__aenter__()

    async def go(self) -> None:
        """Go home."""
        await self.session.__aexit__(None, None, None)

    async def play(self, match: MatchId) -> None:
        """Sit there until the match is over."""
        table = await self.session.join(match)
        await self.sit(table)

    async def sit(self, table: Table) -> None:
        """Play the seat as a bot does, but for the habit."""
        assert table.nation is not None
        bot = BotPlayer(table.match, table.nation, table.public, self.name.encode(), "mixed")
        async for event in table.events():
            if isinstance(event, HeardEvent):
                self.heard.append(event.heard)
                bot.hear(event.heard)
                await self._live(table, event.heard)
            if table.idle and table.view.turn and not table.view.ended and not self._is_away(table):
                await self._act(table, bot)
        self.over = True

    def _is_away(self, table: Table) -> bool:
        turn = table.view.turn
        return (self.habit == "dozes" and DOZES_FROM <= turn < DOZES_TO) or (
            self.habit == "leaves" and turn >= LEAVES_IN
        )

    async def _live(self, table: Table, heard: Heard) -> None:
        if not isinstance(heard.notice, TurnBegan):
            return
        if self.habit == "drops" and table.view.turn % DROPS_EVERY == 0:
            self.cut(self.session.welcome.player)
        if self.habit == "leaves" and table.view.turn == LEAVES_IN:
            await table.leave()

    async def _act(self, table: Table, bot: BotPlayer) -> None:
        """What a bot would do now, one act at a time; then ready."""
        while table.idle and not table.view.ended:
            command = bot.next()
            act = command.act if command is not None else acts.Ready()
            words = f"{command.words} {self.canary()}" if command is not None and command.words else ""
            outcome = await table.do(act, words)
            if isinstance(outcome, Denied):
                self.refused.append(outcome)
            if command is None:
                return
            await asyncio.sleep(0)
