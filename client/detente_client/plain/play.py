"""The plain line mode: one match, played by typed lines.

Owns: `play`; the order in which lines are read and told.
Does not know: sockets (the table), how lines are read from a terminal (the screen), what they ask for and how it is
done (the delegation).

At the end of a pipe the seat goes to a bot and the rest of the match is printed as it happens. Who leaves a terminal is
asked what becomes of his seat; who closes it keeps the seat.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from attrs import define, field

from detente_client.commands import deeds
from detente_client.commands.slots import Here
from detente_client.delegation.alerting import Alarm
from detente_client.delegation.delegation import Delegation
from detente_client.delegation.notebook import Shelf, nowhere
from detente_client.delegation.rooms import EVERYTHING
from detente_client.delegation.transcript import Entry
from detente_client.describe.telling import URGENT
from detente_client.i18n import tr
from detente_client.plain.screen import Screen
from detente_client.printer import Printer
from detente_client.sessions.table import Event, HeardEvent, OverEvent, Table
from detente_client.settings import Settings
from detente_wire.notices import Mustered

SETTLED_S = 0.25
"""Nothing was told for so long: the tutor speaks."""
HINT_S = 90
"""After so long without a line he gives his hint."""


async def play(table: Table, screen: Screen, now: Callable[[], float] = time.time) -> int:
    """Play until the match is over or the player leaves for good; gives the exit code."""
    return await Session(table, screen, now).run()


@define(eq=False)
class Session:
    """One sitting of the line mode: the surface of a delegation that is printed row by row."""

    table: Table
    screen: Screen
    now: Callable[[], float] = time.time
    shelf: Shelf = nowhere
    """Where the player's notebooks lie."""
    again: str = ""
    """The command by which the player comes back to his seat."""
    settings: Callable[[], Settings] = Settings
    """What he wants, whenever it matters: whether he is called, and by which words."""
    alarm: Alarm = field(init=False)
    delegation: Delegation = field(init=False)
    printer: Printer = field(init=False)
    _begun: asyncio.Event = field(factory=asyncio.Event, init=False)
    """A pipe may give its next line."""
    _lesson: asyncio.TimerHandle | None = field(default=None, init=False)
    """When the tutor speaks next."""

    def __attrs_post_init__(self) -> None:
        self.printer = Printer(self.screen.width)
        self.delegation = Delegation(
            self.table, self, self.now, shelf=self.shelf, names=lambda line: self.settings().names(line)
        )
        self.alarm = Alarm(self.settings, self.delegation.scene.pack.title)

    @property
    def here(self) -> Here:
        """Where the player is now."""
        return self.delegation.here

    # -- the surface --------------------------------------------------------------------------------------------

    def tell(self, entry: Entry) -> None:
        """Print what is told; who sits idle at a terminal is called to it, if it is for him."""
        self.printer.fit(self.screen.width)
        self.screen.show(self.printer.rows(self._marked(entry)))
        if self.screen.interactive:
            self.screen.call(self.alarm.heard(entry))

    def _marked(self, entry: Entry) -> list[str]:
        """What was told, marked where one of the player's own words stands: it counts as naming him."""
        if entry.heard is None or entry.weight == "own":
            return list(entry.lines)
        wanted = self.settings().names
        return [
            URGENT + line if wanted(line) and not line.startswith(URGENT) else line for line in entry.lines
        ]

    def recall(self, lines: int) -> None:
        """Print again what was printed."""
        self.printer.fit(self.screen.width)
        again = self.printer.last(lines) if lines else self.printer.unread()
        self.screen.show(self.printer.rows(again or [tr("Nothing is unread.")], keep=False))

    async def read_secret(self, prompt: str) -> str | None:
        """A line that is not shown."""
        return await self.screen.read_secret(f"{prompt} ")

    # -- running ------------------------------------------------------------------------------------------------

    async def run(self) -> int:
        """Listen and read until one of the two has nothing more to give."""
        await self.delegation.start()
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
            for task in (listening, reading, self._lesson):
                if task is not None:
                    task.cancel()
            await self.delegation.marking.finish()
            self.delegation.stop()

    async def _listen(self) -> None:
        async for event in self.table.events():
            self.hear(event)
            self._teach_soon()
            if isinstance(event, OverEvent):
                return

    def hear(self, event: Event) -> None:
        """Tell what happened, and let a pipe go on where something can be done."""
        turn = self.delegation.teller.turn
        self.delegation.hear(event)
        if self.delegation.teller.turn != turn or isinstance(event, OverEvent) or _is_muster(event):
            self._begun.set()

    async def _read(self) -> bool:
        """Lines until the end of input; whether the rest of the match is still to be watched."""
        while True:
            if not self.screen.interactive:
                await self._begun.wait()
            line = await self.screen.read(self._prompt())
            if line is None and self.screen.interactive:
                return False  # who closes a terminal comes back to it
            if line is None:
                await self.delegation.leave()
                return True
            self.printer.seen()
            self.alarm.touched()
            if self.screen.interactive:  # a person has read what was printed above the line that he typed
                self.delegation.seen(EVERYTHING)
            if not await self.take(line):
                return False
            self._teach_soon()

    def _teach_soon(self) -> None:
        """Let the tutor speak when no more comes."""
        if self._lesson is not None:
            self._lesson.cancel()
        if self.delegation.tutor.is_on:
            self._lesson = asyncio.get_running_loop().call_later(SETTLED_S, self._teach)

    def _teach(self) -> None:
        self.delegation.say(*self.delegation.taught())
        if self.screen.interactive and not self.delegation.tutor.wants_hint:
            self._lesson = asyncio.get_running_loop().call_later(HINT_S, self._hint)

    def _hint(self) -> None:
        """The pupil has thought for a while."""
        self.delegation.tutor.nudge()
        self.delegation.say(*self.delegation.taught())

    def _prompt(self) -> str:
        channel = self.delegation.channel
        name = self.delegation.scene.handles.name(channel) if channel else ""
        return f"{name}> "

    async def take(self, line: str) -> bool:
        """Do what a line asks for; False: the player leaves for good."""
        deed = self.delegation.understand(line)
        if deed is None:
            return True
        if deed == deeds.Quit() and self.screen.interactive and self.delegation.seated:
            self.delegation.say(*self._ways_out())
            return True
        if not self.delegation.teller.turn and isinstance(deed, deeds.Do):
            self._begun.clear()  # at a muster one act is asked for; the rest of a pipe waits for the first turn
        return await self.delegation.do(deed)

    def _ways_out(self) -> list[str]:
        """What may become of the seat, a way a line, the one that loses nothing first."""
        keep = tr("/quit keep: keep your seat, and come back later.")
        if self.again:
            keep = tr("/quit keep: keep your seat, and come back later with: {command}", command=self.again)
        return [
            tr("You leave a match that is not over. Say how, or play on:"),
            keep,
            tr("/quit bot: give your seat to a bot, and watch. /quit again leaves it.")
            if self.delegation.teller.turn
            else tr("/quit bot: give your seat up, for others or a bot to take."),
        ]


def _is_muster(event: Event) -> bool:
    notice = event.heard.notice if isinstance(event, HeardEvent) else None
    return isinstance(notice, Mustered) and not notice.confirmed and notice.until_s > 0
