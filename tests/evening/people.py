"""Simulated people: each plays one seat as a bot would, and has a habit that makes an evening an evening.

Owns: `Person`, the habits, the canary that each puts into whatever it writes.
Does not know: the server. It plays through the SDK, as anybody's program would, over real sockets.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from typing import Literal

from attrs import define, field

from detente_client.link.memory import Forgetful
from detente_client.sdk import HeardEvent, Session, Trouble, acts, connect
from detente_client.sessions.attended import Match as Table
from detente_server.bots.player import BotPlayer
from detente_wire.messages import Denied, Heard, MatchId, SetContact
from detente_wire.notices import TurnBegan

Habit = Literal["steady", "dozes", "leaves", "drops", "naps"]
"""`dozes`: sends nothing for two turns, then is back. `leaves`: gives the seat up for good. `drops`: the line breaks,
often. `naps`: goes home in the middle, and comes back when told by a webhook that a later turn began."""
HABITS: tuple[Habit, ...] = ("steady", "naps", "drops", "dozes", "leaves")
"""Of the five at a table."""
DOZES_FROM, DOZES_TO = 3, 5
LEAVES_IN = 4
NAPS_FROM, NAPS_TO = 5, 7
DROPS_EVERY = 3
TRIES = 100


@define(eq=False)
class World:
    """What a person needs of the world around the table."""

    port: Callable[[], int]
    """Where the server is now: after a restart it may be elsewhere."""
    cut: Callable[[str], None]
    """Breaks the line of the player with this id."""
    left: Callable[[MatchId], None]
    """Somebody left this table for good."""
    hook: str = ""
    """The address of webhooks; empty: there are none."""
    told: Callable[[MatchId, int], Awaitable[bool]] | None = None
    """Waits until a webhook has told of this turn of the match, or of its end; True: it goes on."""


@define(eq=False)
class Person:
    """One player for one evening."""

    number: int
    world: World
    habit: Habit = "steady"
    heard: list[Heard] = field(factory=list)
    """Everything of the match, in order."""
    refused: list[Denied] = field(factory=list)
    memory: Forgetful = field(factory=Forgetful)
    over: bool = False
    left: bool = False
    napped: tuple[int, int] | None = None
    """From and to which turn."""
    session: Session = field(init=False)
    _written: int = 0
    _tries: int = 0

    @property
    def name(self) -> str:
        """A name that no other has, nor one that looks like it."""
        first = f"Guest {chr(65 + self.number // 26)}{chr(97 + self.number % 26)}{self.number:03d}"
        return first if not self._tries else f"{first} {self._tries}"

    def canary(self) -> str:
        """A word that nobody else writes, and that this person writes once."""
        self._written += 1
        return "canary" + hashlib.sha256(f"{self.number}/{self._written}".encode()).hexdigest()[:16]

    # -- coming and going ------------------------------------------------------------------------------------------

    async def come(self) -> None:
        """Connect; who means to nap leaves word where to be told."""
        await self._connect()
        if self.habit == "naps" and self.world.hook:
            answer = await self.session.wish(SetContact("webhook", self.world.hook, events=("turn", "ended")))
            assert not isinstance(answer, Denied), answer

    async def _connect(self) -> None:
        """Come in; a server that is just starting again is tried again."""
        for again in range(TRIES, -1, -1):
            self.session = connect(f"127.0.0.1:{self.world.port()}", self.name, memory=self.memory)
            try:
                await self.session.__aenter__()
                return
            except Trouble:
                if not again:
                    raise
                self._tries += (
                    self.memory.token == ""
                )  # the name may be taken already, and the answer was lost
            await asyncio.sleep(0.2)

    async def go(self) -> None:
        """Go home."""
        await self.session.__aexit__(None, None, None)

    # -- playing ---------------------------------------------------------------------------------------------------

    async def play(self, match: MatchId) -> None:
        """Sit there until the match is over."""
        await self.sit(await self.session.join(match))

    async def sit(self, table: Table) -> None:
        """Play the seat as a bot does, but for the habit."""
        while await self._sit_down(table):
            await self._nap(table)
            table = await self.session.attend(table.match)
        self.over = True

    async def _sit_down(self, table: Table) -> bool:
        """Play to the end; True: a nap comes first."""
        assert table.nation is not None
        bot = BotPlayer(table.match, table.nation, table.public, self.name.encode(), "mixed")
        self.heard.clear()
        async for event in table.events():
            if isinstance(event, HeardEvent):
                self.heard.append(event.heard)
                bot.hear(event.heard)
                await self._live(table, event.heard)
            if self._is_tired(table):
                return True
            if table.idle and table.view.turn and not table.view.ended and not self._is_away(table):
                await self._act(table, bot)
        return False

    def _is_tired(self, table: Table) -> bool:
        naps = self.habit == "naps" and self.world.told is not None and self.napped is None
        return naps and table.idle and table.view.turn >= NAPS_FROM and not table.view.ended

    async def _nap(self, table: Table) -> None:
        """Be gone until told."""
        turn = table.view.turn
        self.napped = (turn, turn)
        await self.go()
        assert self.world.told is not None
        until = turn + NAPS_TO - NAPS_FROM
        if await self.world.told(table.match, until):
            self.napped = (turn, until)
        await self._connect()

    def _is_away(self, table: Table) -> bool:
        turn = table.view.turn
        return (self.habit == "dozes" and DOZES_FROM <= turn < DOZES_TO) or (
            self.habit == "leaves" and turn >= LEAVES_IN
        )

    async def _live(self, table: Table, heard: Heard) -> None:
        if not isinstance(heard.notice, TurnBegan):
            return
        if self.habit == "drops" and table.view.turn % DROPS_EVERY == 0:
            self.world.cut(self.session.welcome.player)
        if self.habit == "leaves" and table.view.turn == LEAVES_IN and not self.left:
            self.left = True  # whoever takes the seat has its stream, and this one hears the public's anew
            await table.leave()
            self.world.left(table.match)

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
