"""A player's side of one match: what he is told, what he types, where he speaks. No front end is in it.

Owns: `Delegation`, the protocol `Surface` behind which the front ends stand; the current channel, the confirmation
that waits, whose words are hidden.
Does not know: how entries are drawn and lines typed (the surface), sockets (the table), what commands mean
(`commands`), how the server is asked (`errands`).
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import Protocol, assert_never

from attrs import define, field

from detente_client.commands import catalogue, deeds
from detente_client.commands.audience import is_for
from detente_client.commands.grammar import Command
from detente_client.commands.slots import Here
from detente_client.delegation.clock import TurnClock
from detente_client.delegation.desk import Desk
from detente_client.delegation.errands import Errands, Settled, unheeded
from detente_client.delegation.marking import Marking
from detente_client.delegation.notebook import Notebook, Shelf, UnderWay, nowhere
from detente_client.delegation.outbox import Outbox
from detente_client.delegation.rooms import EVERYTHING, GALLERY, NEWS, Room, room_of
from detente_client.delegation.transcript import Entry, Transcript, Weight
from detente_client.delegation.whereabouts import Whereabouts
from detente_client.describe.hushed import Hushed
from detente_client.describe.telling import URGENT, Teller
from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_client.sessions.table import (
    AnnouncedEvent,
    CalledOffEvent,
    ConnectionEvent,
    Event,
    HeardEvent,
    OverEvent,
    RemarkEvent,
    Table,
)
from detente_client.standing.chronicle import Chronicle
from detente_client.tutorial.tutor import Tutor
from detente_client.words.handles import Handles
from detente_client.words.language import Misunderstood, split
from detente_wire.gate import display, one_line
from detente_wire.messages import Heard
from detente_wire.notices import ChannelOpened, ClockSet, Ended, InstrumentShown, TurnBegan
from detente_wire.terms import PUBLIC, ChannelId

USUAL_WAIT_S = {"news": 5, "channel": 10, "turn": 600}
"""How long `/wait` waits where no number is given."""
TOGETHER_S = 0.05
"""What comes within this time is told before the next line is read."""


class Surface(Protocol):
    """Where the player looks, and where he types what nobody may see."""

    def tell(self, entry: Entry) -> None:
        """Something is told; it stands in the transcript already."""

    def recall(self, lines: int) -> None:
        """Tell again the last so many lines; 0: what came since the player last typed."""

    async def read_secret(self, prompt: str) -> str | None:
        """A line that is not shown; None: none was typed."""


@define(eq=False)
class Delegation:
    """One player at one table."""

    table: Table
    surface: Surface
    now: Callable[[], float] = time.time
    shelf: Shelf = nowhere
    """Where notebooks lie."""
    names: Callable[[str], bool] = lambda line: False
    """Whether a word stands in a line that counts as naming the player."""
    notebook: Notebook = field(init=False)
    """What the player keeps for himself."""
    tutor: Tutor = field(init=False)
    transcript: Transcript = field(factory=Transcript, init=False)
    scene: Scene = field(init=False)
    teller: Teller = field(init=False)
    whereabouts: Whereabouts = field(init=False)
    chronicle: Chronicle = field(init=False)
    """What happened when."""
    marking: Marking = field(init=False)
    clock: TurnClock = field(init=False)
    errands: Errands = field(init=False)
    connected: bool = field(default=True, init=False)
    """Whether the server can be reached now."""
    left: bool = field(default=False, init=False)
    """The seat was given to a bot."""
    called_off: bool = field(default=False, init=False)
    """The match will never begin."""
    _written_for: str | None = field(default=None, init=False)
    """Whose the notebook is."""
    _lost: list[UnderWay] = field(factory=list, init=False)
    """Lines that had no receipt when the last process ended."""
    _waiting: deeds.Do | None = field(default=None, init=False)
    """What waits for a yes."""
    _put_in: int = field(default=0, init=False)
    """The turn in which it was put before the player."""
    _explained: set[str] = field(factory=set, init=False)
    _hushed: Hushed = field(factory=Hushed, init=False)
    _heard_at: dict[str, int] = field(factory=dict, init=False)
    """By nation or reference: the cursor at which its words were heard last."""
    _typed_in: int = field(default=0, init=False)
    """The turn in which the last line but waiting was typed."""
    _news: asyncio.Event = field(factory=asyncio.Event, init=False)

    def __attrs_post_init__(self) -> None:
        self.whereabouts = Whereabouts(lambda: self.scene)
        self.marking = Marking(self.table, self.transcript, lambda: self.notebook)
        self._begin()
        self._lost = self.notebook.lost()
        self.clock = TurnClock(self.table.view, self.say, self.now)
        self.errands = Errands(self.table, self.surface, self.say, self.spell, self._hushed)

    def _begin(self) -> None:
        """Nothing is told yet: at the start, and again where the stream begins anew."""
        self.scene = Scene(self.table.pack, self.table.view, Handles(self.table.pack), self._hushed)
        self.teller = Teller(self.scene)
        self.chronicle = Chronicle(self.table.view)
        if self._written_for != (self.scene.me or ""):
            self._written_for = self.scene.me or ""
            self.notebook = self.shelf(self.table.match, self._written_for)
            self.tutor = Tutor(self.notebook)

    @property
    def desk(self) -> Desk:
        """What he does for himself."""
        own = self.scene, self.transcript, self.notebook, self.tutor, self.table.match
        return Desk(*own, self.channel)

    @property
    def outbox(self) -> Outbox:
        """By which lines are sent that must not be lost."""
        return Outbox(self)

    @property
    def here(self) -> Here:
        """Where the player is now."""
        return Here(
            self.scene,
            self.channel,
            self.teller.gazettes,
            self.teller.bulletins,
            self.table.match,
            self._heard_at,
            self.chronicle,
            self.left,
            self.umpire,
        )

    @property
    def channel(self) -> ChannelId | None:
        """Where free text is said."""
        return self.whereabouts.channel

    @property
    def room(self) -> Room:
        """The room that is looked at."""
        return self.whereabouts.looking

    @property
    def over(self) -> bool:
        """Whether the match has ended."""
        return self.table.view.ended is not None

    async def start(self) -> None:
        """Learn what must be known before the first thing is told."""
        if self.umpire:
            self.say(
                tr(
                    "You are the umpire of this table: you read everything. /umpire gives an order, /each the same at "
                    "all your tables; /help umpire says which."
                )
            )
        if self.notebook.trouble:
            self.say(self.notebook.trouble)
        for lost in self._lost:
            self.say(
                tr("You left before this was answered. Look whether it was done: {line}", line=lost.line)
            )
        await asyncio.gather(self.errands.learn_muted(), self.marking.learn())

    def stop(self) -> None:
        """Wait for nothing any more."""
        self.errands.stop()
        self.marking.stop()
        self.clock.stop()

    def spell(self, text: str) -> str:
        """A refusal with the player's own names for things."""
        return self.scene.handles.spell(text)

    def seen(self, room: Room) -> None:
        """The player has seen all that stands in a room."""
        if room == EVERYTHING:
            self.marking.moved(self.transcript.mark_all())
        elif (cursor := self.transcript.mark(room.key)) is not None:
            self.marking.moved({room.key: cursor})

    def say(self, *lines: str) -> None:
        """Answer the player."""
        self._tell(NEWS if self.room == EVERYTHING else self.room, lines, "own")

    def _tell(
        self, room: Room, lines: tuple[str, ...], weight: Weight = "noise", heard: Heard | None = None
    ) -> None:
        if lines:
            turn = heard.turn if heard is not None else self.teller.turn
            self.surface.tell(self.transcript.add(room, tuple(lines), weight, heard, turn))

    # -- hearing ------------------------------------------------------------------------------------------------

    def hear(self, event: Event) -> None:
        """Tell what happened."""
        match event:
            case HeardEvent():
                self._heard(event.heard)
            case ConnectionEvent():
                self.connected = event.up
                self._tell(NEWS, (event.text or _CONNECTION[event.up],), "own")
            case AnnouncedEvent():
                self._tell(NEWS, (URGENT + tr("From the server: {text}", text=event.text),), "named")
            case RemarkEvent():
                self._remark(event)
            case CalledOffEvent():
                self.called_off = True
                self._tell(NEWS, (URGENT + _called_off(event.why),), "named")
            case OverEvent():
                pass
            case _:
                assert_never(event)

    def _remark(self, remark: RemarkEvent) -> None:
        """What is said in the gallery, a paragraph a line."""
        head = tr("[gallery {number}] {name}:", number=remark.number, name=one_line(remark.name))
        if self._hushed.has(remark.name):
            return
        lines = [f"{head} {line}" for line in display(remark.words).split("\n") if line.strip()]
        self._tell(GALLERY, tuple(lines), "message")
        self._news.set()

    def _heard(self, heard: Heard) -> None:
        if heard.cursor == 1:  # also of another seat: it was drawn
            self._begin()
            if any(entry.heard for entry in self.transcript.entries):
                self.transcript.begin_anew()
                self.marking.forget()
        self.clock.heard(heard.at_s)
        if heard.words:
            self._note(heard)
        lines = self.teller.hear(heard)
        self.chronicle.hear(heard)
        self._follow(heard)
        lines += self._way_there(heard)
        self._tell(room_of(self.scene, heard), tuple(lines), self._weight(heard, lines), heard)
        if lines:
            self.chronicle.told(self.transcript.entries[-1].number)
            self._news.set()

    def _weight(self, heard: Heard, lines: list[str]) -> Weight:
        if any(line.startswith(URGENT) for line in lines):
            return "named"
        by = getattr(heard.notice, "by", None)
        if isinstance(heard.notice, InstrumentShown) and heard.notice.status == "draft":
            by = heard.notice.author
        if by is not None and by == self.scene.me:
            return "own"
        if any(map(self.names, lines)):
            return "named"
        if isinstance(heard.notice, TurnBegan | Ended):
            return "message"  # a gazette is read
        return "message" if room_of(self.scene, heard) is not NEWS else "noise"

    def _note(self, heard: Heard) -> None:
        """Where words were heard, should they be flagged."""
        for key in (getattr(heard.notice, "by", None), getattr(heard.notice, "ref", None)):
            if isinstance(key, str):
                self._heard_at[key] = heard.cursor

    def _follow(self, heard: Heard) -> None:
        """The first channel that opens is spoken in; one that is closed is left; a new clock is counted down."""
        match heard.notice:
            case ChannelOpened(channel=opened):
                self.whereabouts.opened(opened)
            case ClockSet():
                self.clock.restart()
        self.whereabouts.settle()

    def _way_there(self, heard: Heard) -> list[str]:
        """How to speak in what has just opened, for who speaks elsewhere."""
        opened = heard.notice.channel if isinstance(heard.notice, ChannelOpened) else None
        if opened is None or self.channel == opened:
            return []
        if not self.acts or not self.table.view.is_open(opened):
            return []
        return [tr("Speak there with /in {name}.", name=self.scene.handles.name(opened))]

    # -- typing -------------------------------------------------------------------------------------------------

    def understand(self, line: str) -> deeds.Deed | None:
        """What a line asks for; None: it could not be made out, and the player was told why."""
        if line.strip() and not line.lstrip().startswith("/") and (why := self.whereabouts.why_mute()):
            self.say(why)
            return None
        try:
            deed = catalogue.understand(self.here, line)
        except Misunderstood as problem:
            self.say(str(problem))
            self.tutor.tried(amiss=True)
            return None
        self._explain(line, deed)
        self._let_see(line, deed)
        return deed

    async def take(self, line: str) -> bool:
        """Do what a line asks for; False: the player leaves for good."""
        deed = self.understand(line)
        return deed is None or await self.do(deed)

    def _explain(self, line: str, deed: deeds.Deed) -> None:
        """A rule is told when it first applies."""
        if not isinstance(deed, deeds.Do | deeds.Confirm):
            return
        name = split(line).command
        row = catalogue.find(name) if name else None
        if row is not None and row.rule and row.name not in self._explained:
            self._explained.add(row.name)
            self.say(tr("(Rule: {rule})", rule=row.rule))

    def _let_see(self, line: str, deed: deeds.Deed) -> None:
        """The tutor looks on."""
        name = split(line).command
        if name:
            self.tutor.used(catalogue.find(name).name)
        if not isinstance(deed, deeds.Wait | deeds.Tutor):
            self.tutor.tried()

    def taught(self) -> list[str]:
        """What the tutor says now that he has not said yet."""
        self.tutor.look(self.scene)
        return self.tutor.lines(self.scene)

    async def do(self, deed: deeds.Deed, settled: Settled = unheeded) -> bool:
        """Do a deed; False: the player leaves for good. `settled` is told when it is done, or has been refused."""
        if not isinstance(deed, deeds.Wait):
            self._typed_in = self.teller.turn
        match deed:
            case deeds.Do() | deeds.Inquire() | deeds.Request() | deeds.Direct() | deeds.SetPassword():
                await self.errands.run(deed, settled)
                return True
            case deeds.Yes():
                await self._confirmed()
            case deeds.Wait():
                await self._wait(deed)
            case (
                deeds.Rooms()
                | deeds.Reread()
                | deeds.Find()
                | deeds.Jot()
                | deeds.Notes()
                | deeds.Strike()
                | deeds.Export()
                | deeds.Tutor()
            ):
                self.say(*self.desk.do(deed))
            case deeds.Quit(way=way):
                settled(True)
                return way != "keep" and await self._quit()
            case _:
                self._show(deed)
        settled(True)
        return True

    def _show(self, deed: deeds.Show | deeds.Confirm | deeds.Select | deeds.Recall | deeds.Clock) -> None:
        match deed:
            case deeds.Show():
                self.say(*deed.lines)
            case deeds.Confirm():
                self._waiting, self._put_in = deed.do, self.teller.turn
                self.say(*deed.lines)
            case deeds.Select():
                self.select(deed.channel)
            case deeds.Recall():
                self.surface.recall(deed.lines)
            case deeds.Clock():
                self.say(self.clock.line())
            case _:
                assert_never(deed)

    def select(self, channel: ChannelId) -> None:
        """Speak in this channel from now on, if it is open."""
        name = self.scene.handles.name(channel)
        if channel != PUBLIC and not self.table.view.is_open(channel):
            self.say(tr("{name} is not open this turn. /channels shows those that are.", name=name))
            return
        self.whereabouts.speak(channel)
        self.say(
            tr("You speak in {name} now.", name=name)
            if channel != PUBLIC
            else tr("You speak to everybody now: each takes an envoy.")
        )

    # -- doing --------------------------------------------------------------------------------------------------

    async def _confirmed(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            self.say(tr("Nothing waits for your yes."))
        elif self._put_in != self.teller.turn:
            self.say(tr("That was put before you in an earlier turn: nothing is done. Type it again."))
        else:
            await self.errands.run(waiting)

    async def _wait(self, deed: deeds.Wait) -> None:
        until = time.monotonic() + (deed.seconds or USUAL_WAIT_S[deed.until])
        self._news.clear()
        while not self.over and not self._waited(deed) and (left := until - time.monotonic()) > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), left)
                if (
                    deed.until != "news"
                ):  # else what has come would be waited for again and again, without a pause
                    self._news.clear()
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

    @property
    def acts(self) -> bool:
        """Whether the player speaks for a nation: who watches does not, nor does who gave his seat away."""
        return self.table.role == "player" and self.table.view.me is not None and not self.left

    @property
    def umpire(self) -> bool:
        """Whether he is the umpire: he reads everything and gives orders."""
        return self.table.role == "umpire"

    def may(self, command: Command) -> bool:
        """Whether a command is for this player."""
        sheet = self.scene.me is not None and not self.left
        return is_for(command, acts=self.acts, sheet=sheet, umpire=self.umpire)

    # -- leaving ------------------------------------------------------------------------------------------------

    @property
    def seated(self) -> bool:
        """Whether he who leaves now gives something up."""
        return self.acts and not self.over and not self.called_off

    async def _quit(self) -> bool:
        if not self.acts:
            return False
        begun = bool(self.teller.turn)
        await self.leave()
        self.say(
            tr("A bot takes your seat. The match goes on here; /quit again leaves it.")
            if begun
            else tr("Your seat is free for others. You can look on here; /quit again leaves.")
        )
        return True

    async def leave(self) -> None:
        """Give the seat to a bot, once; who watches has nothing to give up, an umpire least of all."""
        if not self.left and not self.over:
            self.left = True
            if self.table.view.me is not None:
                await self.errands.leave()


def _called_off(why: str) -> str:
    if not why:
        return tr("The match was called off before it began.")
    return tr("The match was called off before it began: {why}.", why=why)


_CONNECTION = {
    False: tr("The connection is lost. It comes back by itself; what you do meanwhile waits."),
    True: tr("The connection is back; nothing is lost."),
}
