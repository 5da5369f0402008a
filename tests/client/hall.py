"""A table without a server: one person among bots, played by the match itself.

Owns: `Hall`, a `Table` for tests. Nothing is between it and the rules but the match.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterable
from functools import cache
from pathlib import Path

from attrs import evolve

from detente_client.publicpack import PublicPack, read_pack
from detente_client.sessions.table import Event, HeardEvent, OverEvent
from detente_server.arena import settings_for
from detente_server.bots.player import BotPlayer
from detente_server.match import queries
from detente_server.match.effects import Commit, Effect
from detente_server.match.inputs import CommandGiven, SeatTaken, Ticked
from detente_server.match.match import Match
from detente_server.packs.loader import LoadedPack, load
from detente_server.rules.book import Game
from detente_server.rules.dice import Dice
from detente_wire.acts import Act
from detente_wire.messages import (
    AnswerBody,
    Command,
    CommandId,
    Committed,
    Denied,
    Done,
    Exposure,
    Heard,
    MatchId,
    Points,
    PointsAnswer,
    Question,
    Ratify,
    RatifyAnswer,
    Reply,
    Role,
    Term,
    Validate,
    ValidateAnswer,
    Wish,
)
from detente_wire.orders import Order
from detente_wire.terms import NationId, instrument_hash
from detente_wire.view import View

ROOT = Path(__file__).parents[2]


@cache
def loaded(name: str) -> LoadedPack:
    """A pack of the game or of the tests."""
    folder = ROOT / "content" / name
    found = load(folder if folder.exists() else ROOT / "tests" / "packs" / name)
    assert isinstance(found, LoadedPack), found
    return found


class Hall:
    """The person's table; bots act when the person has acted, turns close when all are ready."""

    def __init__(self, pack: str, me: str, seed: str = "1", temper: str = "dove") -> None:
        self.loaded = loaded(pack)
        self.me = NationId(me)
        assert self.me in self.loaded.pack.order, f"{pack} has no {me}"
        self._pack = read_pack(self.loaded.public)
        self._view = View.of(self.me, self.loaded.public)
        self._events: asyncio.Queue[Event] = asyncio.Queue()
        self._now = 0
        self._cursor = 0
        self._bots: dict[NationId, BotPlayer] = {}
        settings = evolve(
            settings_for(self.loaded, seed, mode="historical", temper=temper), people=(self.me,), seats=1
        )
        self.settings = settings
        for nation in self.loaded.pack.order:
            self._bots[nation] = BotPlayer(
                settings.match, nation, self.loaded.public, settings.bot_seed(nation), temper
            )
        self.left = False
        self.as_role: Role = "player"
        self._lent_until = 0
        self._sent = 0
        game = Game(self.loaded.pack, Dice(settings.key, settings.rules_digest))
        self._match, effects = Match.create(game, settings, self.loaded.texts, 0)
        self._perform(effects)
        self._perform(self._match.handle(SeatTaken(self._tick(), self.me, "player", "person", "Tester")))
        self._settle()

    # -- the protocol -------------------------------------------------------------------------------------------

    @property
    def view(self) -> View:
        return self._view

    @property
    def pack(self) -> PublicPack:
        return self._pack

    @property
    def match(self) -> MatchId:
        return self.settings.match

    @property
    def role(self) -> Role:
        return self.as_role

    async def do(self, act: Act, words: str = "") -> Committed | Denied:
        self._sent += 1
        command = Command(CommandId(f"person{self._sent:026d}"), self.match, act, words)
        outcome = self._command("person", self.me, command)
        self._settle()
        await asyncio.sleep(0)
        return outcome

    async def ask(self, question: Question) -> AnswerBody:
        match question:
            case Points():
                return PointsAnswer(self._view.points(question.package), self._view.batna)
            case Validate():
                return ValidateAnswer(instrument_hash(question.text), ())
            case Ratify():
                return RatifyAnswer(37, 36, (Term("home", 27), Term("points", 10)))
            case Exposure():
                return queries.answer(self._view, self.loaded.pack, question)

    async def wish(self, wish: Wish) -> Reply:
        return Done()

    async def direct(self, order: Order, words: str = "") -> Committed | Denied:
        return Denied("match.not-umpire", "You are not the umpire of this match.")

    async def leave(self) -> None:
        self.left = True
        self._settle()

    async def events(self) -> AsyncIterator[Event]:
        while True:
            event = await self._events.get()
            if isinstance(event, HeardEvent):
                self._view.hear(event.heard)
            yield event
            if isinstance(event, OverEvent):
                return

    def lend(self, until: int) -> None:
        """Let a bot play for the person until this turn begins, then give the seat back."""
        self._lent_until = until
        self._settle()

    # -- the match ----------------------------------------------------------------------------------------------

    def _tick(self) -> int:
        self._now += 1000
        return self._now

    def _command(self, player: str, nation: NationId, command: Command) -> Committed | Denied:
        salt = hashlib.sha256(command.id.encode()).digest()[:16]
        effects = self._match.handle(CommandGiven(self._tick(), player, nation, command, salt))
        self._perform(effects)
        receipts = [
            receipt for effect in effects if isinstance(effect, Commit) for _, receipt in effect.receipts
        ]
        return receipts[0].outcome if receipts else Committed()

    def _settle(self) -> None:
        """Bots act until they have nothing to do; the turn closes once all are ready."""
        while not self._match.over:
            if not self._match.begun or self._match.table.all_ready():
                self._perform(self._match.handle(Ticked(self._tick())))
                if self._match.begun and self._match.over:
                    break
                continue
            moved = [self._bot(nation) for nation in self._match.table.seats if self._plays(nation)]
            if not any(moved):
                if self._plays(self.me) and self.me not in self._match.table.ready:
                    self._command("person", self.me, self._bots[self.me].ready())
                    continue
                return
        self._events.put_nowait(OverEvent())

    def _plays(self, nation: NationId) -> bool:
        return nation != self.me or self.left or self._match.state.turn < self._lent_until

    def _bot(self, nation: NationId) -> bool:
        bot = self._bots[nation]
        command = bot.next()
        if command is None:
            if nation in self._match.table.ready or nation == self.me:
                return False
            command = bot.ready()
        player = "person" if nation == self.me else f"bot:{nation}"
        self._command(player, nation, command)
        return True

    def _perform(self, effects: Iterable[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, Commit):
                for one in effect.heard:
                    for nation, bot in self._bots.items():
                        if one.entitled(nation):
                            bot.take(one.notice, one.turn, one.words)
                    if one.entitled(self.me):
                        self._tell(
                            Heard(self.match, self._cursor + 1, one.turn, one.at_s, one.notice, one.words)
                        )

    def _tell(self, heard: Heard) -> None:
        self._cursor += 1
        self._events.put_nowait(HeardEvent(heard))
