"""Whole matches in the line mode: typed lines in, rows out, bots at the other seats, no socket between."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator

import pytest
from attrs import define, field, fields

from detente_client.delegation import errands
from detente_client.delegation.clock import TurnClock, spell
from detente_client.plain.play import Session, play
from detente_client.plain.screen import PipeScreen
from detente_client.publicpack import PublicPack, read_pack
from detente_client.sessions.table import AnnouncedEvent, ConnectionEvent, Event, HeardEvent, OverEvent
from detente_client.trouble import Trouble
from detente_wire.acts import Act, Ready
from detente_wire.messages import (
    AnswerBody,
    Committed,
    Denied,
    Done,
    ListMarks,
    ListMuted,
    Marks,
    MatchId,
    Muted,
    NewToken,
    PointsAnswer,
    Question,
    Reply,
    Role,
    SetPassword,
    TokenLabel,
    Wish,
)
from detente_wire.notices import Mustered
from detente_wire.orders import Order
from detente_wire.view import View
from tests.client.hall import Hall
from tests.client.plain.story import ADA, BEL, END, MUSTER, PACK, RESOLVE, TALKS, TEATIME, hearing, ref


async def played(pack: str, me: str, *lines: str) -> str:
    """What stands on the screen after these lines and the end of input."""
    sink = io.StringIO()
    source = io.StringIO("".join(line + "\n" for line in lines))
    assert await play(Hall(pack, me), PipeScreen(source, sink)) == 0
    return sink.getvalue()


MATCH = MatchId("mmmmmmmmmmmmmmmm")


@define(eq=False)
class Stage:
    """A table that plays a script of events, and notes what is done at it."""

    script: list[Event]
    outcome: Committed | Denied = field(factory=Committed)
    done: list[tuple[Act, str]] = field(factory=list)
    wished: list[Wish] = field(factory=list)
    reply: Reply | Trouble = field(factory=lambda: Done("It is done."))
    directed: list[tuple[Order, str]] = field(factory=list)
    left: int = 0
    hold: asyncio.Event = field(factory=asyncio.Event)
    """The rest of the script waits for this after the first part."""
    pause_after: int = 10_000
    slow_s: float = 0
    view: View = field(factory=lambda: View.of(ADA, TEATIME))
    pack: PublicPack = PACK
    match: MatchId = MATCH
    role: Role = "player"

    async def do(self, act: Act, words: str = "") -> Committed | Denied:
        await asyncio.sleep(self.slow_s)
        self.done.append((act, words))
        return self.outcome

    async def ask(self, question: Question) -> AnswerBody:
        return PointsAnswer(65, 50)

    async def wish(self, wish: Wish) -> Reply:
        if isinstance(wish, ListMuted):  # asked for by itself, at the beginning
            return Muted()
        if isinstance(wish, ListMarks):  # likewise
            return Marks(wish.match)
        self.wished.append(wish)
        if isinstance(self.reply, Trouble):
            raise self.reply
        return self.reply

    async def direct(self, order: Order, words: str = "") -> Committed | Denied:
        self.directed.append((order, words))
        return self.outcome

    async def leave(self) -> None:
        self.left += 1
        self.hold.set()

    async def events(self) -> AsyncIterator[Event]:
        for n, event in enumerate(self.script):
            if n == self.pause_after:
                await self.hold.wait()
            if isinstance(event, HeardEvent):
                self.view.hear(event.heard)
            yield event


def stage(**changes: object) -> Stage:
    """The story of the toll bridge, stopping in the first turn's talks until the player leaves."""
    events: list[Event] = [HeardEvent(heard) for heard in hearing([*MUSTER, *TALKS, *RESOLVE, *END])]
    made = Stage([*events, OverEvent()], pause_after=len(MUSTER) + len(TALKS) - 2)
    for name, value in changes.items():
        setattr(made, name, value)
    return made


@define(eq=False)
class Drawn(Stage):
    """At the muster the player sits for Ada; then Bel is drawn for him, and the stream begins anew."""

    async def events(self) -> AsyncIterator[Event]:
        for heard in hearing(MUSTER[:3]):
            self.view.hear(heard)
            yield HeardEvent(heard)
        fresh = View.of(BEL, TEATIME)
        for attribute in fields(View):
            setattr(self.view, attribute.name, getattr(fresh, attribute.name))
        yield ConnectionEvent(True, "You have another seat now.")
        async for event in super().events():
            yield event


async def test_who_gets_another_seat_at_the_draw_is_spoken_to_as_its_holder_to_the_end() -> None:
    screen = await at(Drawn([*map(HeardEvent, hearing([*MUSTER, *TALKS, *RESOLVE, *END])), OverEvent()]))
    _, debrief = screen.split("What was agreed")
    assert "Ada's sheet" in debrief
    assert "Your sheet" not in debrief, "only Ada's is in the story"


async def test_a_line_from_a_pipe_confirms_at_the_muster() -> None:
    called = next(n for n, (_, notice, _) in enumerate(MUSTER, 1) if isinstance(notice, Mustered))

    class Mustering(Stage):
        async def do(self, act: Act, words: str = "") -> Committed | Denied:
            self.hold.set()
            return await super().do(act, words)

    story = hearing([*MUSTER, *TALKS, *RESOLVE, *END])
    table = Mustering([*map(HeardEvent, story), OverEvent()], pause_after=called)
    screen = await at(table, "/clock", "/raedy", "/ready", "/ready")
    assert "to confirm with /ready." in screen, "a question does not stand for the confirmation"
    assert "You have confirmed that you are there." in screen
    assert [act for act, _ in table.done][:1] == [Ready()]
    assert "Turn 1," in screen, "the story went on, for it waited for that line alone"


async def at(table: Stage, *lines: str) -> str:
    """The screen after these lines at this table."""
    sink = io.StringIO()
    assert await play(table, PipeScreen(io.StringIO("".join(line + "\n" for line in lines)), sink)) == 0
    return sink.getvalue()


async def test_an_empty_pipe_plays_to_the_end() -> None:
    """At once at the end of input a bot takes the seat; the debrief is printed, the exit code is 0."""
    text = await played("teatime", "ada")
    assert "The match is over" in text
    assert "Your score" in text
    assert "What history agreed" in text
    assert "\x1b" not in text
    assert all(len(row) <= 80 for row in text.split("\n"))


@pytest.mark.parametrize("nation", ["prc", "gbr", "hkg"])
async def test_every_seat_of_the_tutorial(nation: str) -> None:
    """Every seat gets its briefing, its sheet and a first step."""
    text = await played("hong-kong-1984", nation, "/sheet", "/issues", "/nations", "/todo", "/rules media")
    for part in ("Your briefing.", "Your secret sheet", "What to do first", "1=1 ", "The match is over"):
        assert part in text


async def test_a_meeting_and_a_text() -> None:
    """Meet, ask, restate, offer, draft, table, initial, sign: all by typed lines."""
    text = await played(
        "teatime", "ada",
        "/meet bel : Good morning.", "/wait channel 1", "/ask bel toll", "/restate bel most bridge",
        "/offer bridge=together toll=shared : Half and half.", "/draft treaty 1=3 2=3", "/check t1", "/whips t1",
        "/table t1", "/initial t1", "/yes", "/yes", "/texts", "/points 1=3 2=3",
        "/clock", "/last 3", "/ready", "/wait turn 1",
        "/gazette", "/bulletin", "/ledger bel", "/insight bel",
    )  # fmt: skip
    for part in ("is open", "You ask Bel (q", "You offer (o", "Text t1, draft", "treaty between ada, bel",
                 "You initial t1.", "Nothing waits for your yes.", "GAZETTE", "IN PRIVATE", "No deadline"):  # fmt: skip
        assert part in text, part


async def test_free_text_goes_where_the_player_speaks() -> None:
    """In the channel that opened first, in the one chosen, nowhere if none is open."""
    table = stage()
    text = await at(table, "Good day.", "/in b1", "Psst.\\nNobody hears.", "/in public", "/in m1")
    assert [(getattr(act, "channel", ""), words) for act, words in table.done] == [
        ("mmmmmmmmmmmmmmmm", "Good day."),
        ("bbbbbbbbbbbbbbbb", "Psst.\nNobody hears."),
    ]
    assert "You speak in b1 now." in text
    assert "You speak to everybody now" in text


async def test_a_refusal_names_things_as_the_player_does() -> None:
    """Message and next step, references by their short names, nothing done."""
    no = Denied("rules.stale", f"{ref('offer')} no longer stands. Look up what stands now.")
    text = await at(stage(outcome=no), "/accept o1")
    assert "Not done. o1 no longer stands. Look up what stands now." in text


async def test_a_rule_is_told_once() -> None:
    """The first time an act is used, and never again."""
    text = await at(stage(), "/offer 1=3", "/offer 2=3")
    assert text.count("(Rule: Three offers") == 1


async def test_leaving_twice_ends_at_once() -> None:
    """The first /quit gives the seat to a bot and looks on, the second goes."""
    table = stage(pause_after=len(MUSTER) + 1)
    text = await at(table, "/quit", "/quit")
    assert table.left == 1
    assert "A bot takes your seat" in text


async def test_a_password_and_a_token_are_asked_of_the_host_in_a_match() -> None:
    """Lines that hold a password are no commands, and stand nowhere on the screen."""
    table = stage()
    text = await at(
        table, "/password", "", "seven geese over", "seven geese over", "/token new my-bot", "/token make"
    )
    assert table.wished == [SetPassword("seven geese over"), NewToken(TokenLabel("my-bot"))]
    assert text.count("It is done.") == 2
    assert "/token new|list|revoke" in " ".join(text.split()), "how it is written"
    assert "seven geese" not in text


async def test_what_is_not_sent_where_others_read_along_ends_no_match() -> None:
    """The player is told, and plays on."""

    text = await at(stage(reply=Trouble("Others may read along.")), "/token new my-bot", "/clock")
    assert "Others may read along." in text
    assert "The match is over" in text


async def test_a_slow_server_does_not_lock_the_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while the player is told, and may go on typing."""
    monkeypatch.setattr(errands, "PATIENCE_S", 0.01)
    text = await at(stage(slow_s=0.1), "/ready", "/clock")
    assert "The server has not answered yet." in text


async def test_what_is_not_of_the_match() -> None:
    """Connections and announcements are told in words."""
    announced = AnnouncedEvent("Tea\x1b[2J at five.")
    events: list[Event] = [ConnectionEvent(False), ConnectionEvent(True), announced, OverEvent()]
    text = await at(Stage(events))
    assert "The connection is lost." in text
    assert "nothing is lost" in text
    assert "! From the server: Tea[2J at five." in text


async def test_a_stream_that_begins_anew() -> None:
    """After a restored backup the story is told from its beginning, under the same names."""
    events: list[Event] = [HeardEvent(heard) for heard in hearing([*MUSTER, *TALKS])]
    table = Stage([])
    session = Session(table, PipeScreen(io.StringIO(), io.StringIO()))
    for event in events:
        assert isinstance(event, HeardEvent)
        table.view.hear(event.heard)
        session.hear(event)
    names = {thing.name: thing.ref for thing in session.delegation.scene.handles.all()}
    table.view.cursor = 0
    for event in events:
        assert isinstance(event, HeardEvent)
        table.view.hear(event.heard)
        session.hear(event)
    assert {thing.name: thing.ref for thing in session.delegation.scene.handles.all()} == names
    session.delegation.clock.stop()


async def test_the_clock_is_announced_not_drawn() -> None:
    """Once at each mark; asked, it says what is left."""
    view, now = View.of(ADA, TEATIME), [1000.0]
    said: list[str] = []
    clock = TurnClock(view, said.append, lambda: now[0])
    assert clock.line() == "The talks have not begun: they do when everybody has come."
    view.mustered = Mustered(0, 2, 1090)
    clock.heard(1000)
    assert clock.line() == "The talks have not begun. 1 minute 30 seconds left to confirm with /ready."
    view.turn, view.deadline_s = 1, 1021
    clock = TurnClock(view, said.append, lambda: now[0])
    clock.heard(1000)
    assert clock.left_s() == 21
    assert "21 seconds left" in clock.line()
    view.deadline_s = 1020
    clock.restart()
    await asyncio.sleep(0)
    assert said == []
    clock.stop()
    assert [spell(s) for s in (600, 80, 20)] == ["10 minutes", "1 minute 20 seconds", "20 seconds"]
    assert spell(7500) == "2 hours 5 minutes"


async def test_the_mark_is_announced_when_it_comes() -> None:
    """Twenty seconds before the end one hears of it, without asking."""
    view = View.of(ADA, TEATIME)
    said: list[str] = []
    loop = asyncio.get_running_loop()
    start = loop.time()
    view.deadline_s = 1022
    clock = TurnClock(view, said.append, lambda: 1000.95 + loop.time() - start)
    clock.heard(1001)
    clock.restart()
    await asyncio.sleep(1.3)
    clock.stop()
    assert said == ["! 20 seconds left in this turn."]


def test_the_pack_is_read_with_titles() -> None:
    """The asset of a pack is typed, and passes over what a newer server adds."""
    pack = read_pack({**TEATIME, "weather": "fine"})
    assert pack.title == "Tea at the Toll Bridge"
    assert pack.rung(27) == "sulking"
    assert pack.issues[0].options[2].clause.amount == 50
