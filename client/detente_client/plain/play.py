"""The plain line mode: one match, played by typed lines.

Owns: `play`; hearing and typing, the current channel, the confirmation that waits, the countdown.
Does not know: sockets (the table), how lines are read from a terminal (the screen), what commands mean (`commands`),
how the server is asked and its answers told (`errands`).

At the end of input the seat goes to a bot and the rest of the match is printed as it happens.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import assert_never

from attrs import define, field

from detente_client.describe.told import Scene
from detente_client.handles import Handles
from detente_client.hushed import Hushed
from detente_client.language import Misunderstood, split
from detente_client.plain import commands, deeds
from detente_client.plain.clock import TurnClock
from detente_client.plain.errands import Errands
from detente_client.plain.printer import Printer
from detente_client.plain.screen import Screen
from detente_client.slots import Here
from detente_client.table import (
    AnnouncedEvent,
    CalledOffEvent,
    ConnectionEvent,
    Event,
    HeardEvent,
    OverEvent,
    RemarkEvent,
    Table,
)
from detente_client.telling import URGENT, Teller
from detente_wire.gate import display, one_line
from detente_wire.messages import Heard
from detente_wire.notices import ChannelOpened, ClockSet, Mustered
from detente_wire.terms import PUBLIC, ChannelId

USUAL_WAIT_S = {"news": 5, "channel": 10, "turn": 600}
"""How long `/wait` waits where no number is given."""
TOGETHER_S = 0.05
"""What comes within this time is told before the next line is read."""


async def play(table: Table, screen: Screen, now: Callable[[], float] = time.time) -> int:
    """Play until the match is over or the player leaves for good; gives the exit code."""
    return await Session(table, screen, now).run()


@define(eq=False)
class Session:
    """One sitting of the line mode."""

    table: Table
    screen: Screen
    now: Callable[[], float] = time.time
    channel: ChannelId | None = None
    """Where free text is said."""
    scene: Scene = field(init=False)
    teller: Teller = field(init=False)
    printer: Printer = field(init=False)
    clock: TurnClock = field(init=False)
    errands: Errands = field(init=False)
    _waiting: deeds.Do | None = field(default=None, init=False)
    _explained: set[str] = field(factory=set, init=False)
    _hushed: Hushed = field(factory=Hushed, init=False)
    _heard_at: dict[str, int] = field(factory=dict, init=False)
    """By nation or reference: the cursor at which its words were heard last."""
    _left: bool = field(default=False, init=False)
    _typed_in: int = field(default=0, init=False)
    """The turn in which the last line but waiting was typed."""
    _news: asyncio.Event = field(factory=asyncio.Event, init=False)
    _begun: asyncio.Event = field(factory=asyncio.Event, init=False)

    def __attrs_post_init__(self) -> None:
        self._begin()
        self.printer = Printer(self.screen.width)
        self.clock = TurnClock(self.table.view, self.say, self.now)
        self.errands = Errands(self.table, self.screen, self.say, self._spell, self._hushed)

    def _begin(self) -> None:
        """Nothing is told yet: at the start, and again where the stream begins anew."""
        self.scene = Scene(self.table.pack, self.table.view, Handles(self.table.pack), self._hushed)
        self.teller = Teller(self.scene)

    @property
    def here(self) -> Here:
        """Where the player is now."""
        return Here(
            self.scene,
            self.channel,
            self.teller.gazette,
            self.teller.bulletin,
            self.table.match,
            self._heard_at,
        )

    # -- running ------------------------------------------------------------------------------------------------

    async def run(self) -> int:
        """Listen and read until one of the two has nothing more to give."""
        await self.errands.learn_muted()
        listening = asyncio.create_task(self._listen())
        reading = asyncio.create_task(self._read())
        try:
            await asyncio.wait({listening, reading}, return_when=asyncio.FIRST_COMPLETED)
            if reading.done() and not listening.done() and reading.result():
                await listening
            if listening.done():
                listening.result()
            return 0
        finally:
            for task in (listening, reading):
                task.cancel()
            self.errands.stop()
            self.clock.stop()

    async def _read(self) -> bool:
        """Lines until the end of input; whether the rest of the match is still to be watched."""
        while True:
            if not self.screen.interactive:
                await self._begun.wait()
            line = await self.screen.read(self._prompt())
            if line is None:
                await self._leave()
                return True
            self.printer.seen()
            if not await self.take(line):
                return False

    def _spell(self, text: str) -> str:
        return self.scene.handles.spell(text)

    def _prompt(self) -> str:
        name = self.scene.handles.name(self.channel) if self.channel else ""
        return f"{name}> "

    def say(self, *lines: str, keep: bool = True) -> None:
        """Print lines."""
        if lines:
            self.screen.show(self.printer.rows(lines, keep=keep))

    # -- hearing ------------------------------------------------------------------------------------------------

    async def _listen(self) -> None:
        async for event in self.table.events():
            self.hear(event)
            if isinstance(event, OverEvent):
                return

    def hear(self, event: Event) -> None:
        """Tell what happened."""
        match event:
            case HeardEvent():
                self._heard(event.heard)
            case ConnectionEvent():
                self.say(event.text or _CONNECTION[event.up])
            case AnnouncedEvent():
                self.say(f"{URGENT}From the server: {event.text}")
            case RemarkEvent():
                self._remark(event)
            case CalledOffEvent():
                why = f": {event.why}" if event.why else ""
                self.say(f"{URGENT}The match was called off before it began{why}.")
            case OverEvent():
                self._begun.set()
            case _:
                assert_never(event)

    def _remark(self, remark: RemarkEvent) -> None:
        """What is said in the gallery, a paragraph a line."""
        head = f"[gallery {remark.number}] {one_line(remark.name)}: "
        if self._hushed.has(remark.name):
            return
        self.say(*[head + line for line in display(remark.words).split("\n") if line.strip()])
        self._news.set()

    def _heard(self, heard: Heard) -> None:
        if heard.cursor == 1:  # also of another seat: it was drawn
            self._begin()
        self.clock.heard(heard.at_s)
        if heard.words:
            self._note(heard)
        turn = self.teller.turn
        lines = self.teller.hear(heard)
        self._follow(heard)
        self.say(*lines)
        if self.teller.turn != turn:
            self._begun.set()
        if lines:
            self._news.set()

    def _note(self, heard: Heard) -> None:
        """Where words were heard, should they be flagged."""
        for key in (getattr(heard.notice, "by", None), getattr(heard.notice, "ref", None)):
            if isinstance(key, str):
                self._heard_at[key] = heard.cursor

    def _follow(self, heard: Heard) -> None:
        """The first channel that opens is spoken in; one that is closed is left; a new clock is counted down."""
        match heard.notice:
            case ChannelOpened(channel=opened):
                if not self._can_speak() and self.table.view.is_open(opened):
                    self.channel = opened
            case ClockSet():
                self.clock.restart()
            case Mustered(confirmed=0, until_s=until_s) if until_s:
                self._begun.set()
        if self.channel is not None and not self._can_speak():
            mine = self.table.view.open_channels()
            self.channel = mine[0].id if mine else None

    def _can_speak(self) -> bool:
        return self.channel == PUBLIC or (self.channel is not None and self.table.view.is_open(self.channel))

    # -- typing -------------------------------------------------------------------------------------------------

    async def take(self, line: str) -> bool:
        """Do what a line asks for; False: the player leaves for good."""
        try:
            deed = commands.understand(self.here, line)
        except Misunderstood as problem:
            self.say(str(problem))
            return True
        if not self.teller.turn and isinstance(deed, deeds.Do):
            self._begun.clear()  # at a muster one act is asked for; the rest of a pipe waits for the first turn
        self._explain(line, deed)
        if not isinstance(deed, deeds.Wait):
            self._typed_in = self.teller.turn
        return await self._do(deed)

    def _explain(self, line: str, deed: deeds.Deed) -> None:
        """A rule is told when it first applies."""
        if not isinstance(deed, deeds.Do | deeds.Confirm):
            return
        name = split(line).command
        row = commands.find(name) if name else None
        if row is not None and row.rule and row.name not in self._explained:
            self._explained.add(row.name)
            self.say(f"(Rule: {row.rule})")

    async def _do(self, deed: deeds.Deed) -> bool:
        match deed:
            case deeds.Do() | deeds.Inquire() | deeds.Request() | deeds.Direct() | deeds.SetPassword():
                await self.errands.run(deed)
            case deeds.Yes():
                await self._confirmed()
            case deeds.Wait():
                await self._wait(deed)
            case deeds.Quit():
                return await self._quit()
            case _:
                self._show(deed)
        return True

    def _show(self, deed: deeds.Show | deeds.Confirm | deeds.Select | deeds.Recall | deeds.Clock) -> None:
        match deed:
            case deeds.Show():
                self.say(*deed.lines)
            case deeds.Confirm():
                self._waiting = deed.do
                self.say(*deed.lines)
            case deeds.Select():
                self._select(deed.channel)
            case deeds.Recall():
                lines = self.printer.last(deed.lines) if deed.lines else self.printer.unread()
                self.say(*(lines or ["Nothing is unread."]), keep=False)
            case deeds.Clock():
                self.say(self.clock.line())
            case _:
                assert_never(deed)

    def _select(self, channel: ChannelId) -> None:
        name = self.scene.handles.name(channel)
        if channel != PUBLIC and not self.table.view.is_open(channel):
            self.say(f"{name} is not open this turn. /channels shows those that are.")
            return
        self.channel = channel
        self.say(
            f"You speak in {name} now."
            if channel != PUBLIC
            else "You speak to everybody now: each takes an envoy."
        )

    # -- doing --------------------------------------------------------------------------------------------------

    async def _confirmed(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            self.say("Nothing waits for your yes.")
        else:
            await self.errands.run(waiting)

    async def _wait(self, deed: deeds.Wait) -> None:
        until = time.monotonic() + (deed.seconds or USUAL_WAIT_S[deed.until])
        self._news.clear()
        while not self._over() and not self._waited(deed) and (left := until - time.monotonic()) > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), left)
        await asyncio.sleep(TOGETHER_S)

    def _waited(self, deed: deeds.Wait) -> bool:
        """Whether what is waited for has come."""
        match deed.until:
            case "turn":
                return self.teller.turn > self._typed_in
            case "channel":
                return bool(self.table.view.open_channels())
            case "news":
                return self._news.is_set()

    def _over(self) -> bool:
        return self.table.view.ended is not None

    # -- leaving ------------------------------------------------------------------------------------------------

    async def _quit(self) -> bool:
        if self._left or self.table.view.me is None:
            return False
        await self._leave()
        self.say("A bot takes your seat. The match goes on here; /quit again ends at once.")
        return True

    async def _leave(self) -> None:
        if not self._left and not self._over():
            self._left = True
            if self.table.view.me is not None:  # who watches has nothing to give up, an umpire least of all
                await self.table.leave()


_CONNECTION = {
    False: "The connection is lost. It comes back by itself; what you do meanwhile waits.",
    True: "The connection is back; nothing is lost.",
}
