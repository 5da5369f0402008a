"""One running match and its way into the store: decide, commit, and only then tell.

Owns: `Owner`: the order of decisions, receipts and notices of one match; what is durable of it, seats included; what
happens when the store or the match fails.
Does not know: sockets (an `Audience` passes receipts on), packs, how records are appended (`commits`), how a match is
loaded (`matches`), how one takes a place there (`places`).

The match decides at once, on state that is ahead of the store. Nothing of a decision leaves before its record is
durable: receipts wait in the queue, and viewers draw their streams as far as they are `Durable`, never from the end of
the match's own. A repeated command whose first copy is still under way is answered when that one is.

When an append is refused or nobody knows what became of it, the match is dropped and read again from its log, and every
receipt that waited is looked up there: found, it is sent; else the command may be sent again. When the match itself
fails, what it decided before is appended, and then it is read again; the third time at the same record it is
quarantined.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar, assert_never

from attrs import evolve

from detente_server.host.environment import Environment
from detente_server.host.logs import fields
from detente_server.host.playing import calendar
from detente_server.host.playing.alarm import Alarm
from detente_server.host.playing.audience import Audience
from detente_server.host.playing.commits import Commits, Decided
from detente_server.host.playing.deputies import BOT, BotMaker, Deputies
from detente_server.host.playing.durable import LANDMARKS, Durable
from detente_server.host.playing.presence import Presence
from detente_server.host.visiting.attendance import Attachment
from detente_server.match import orders
from detente_server.match.effects import (
    Attended,
    Commit,
    DueSoon,
    Effect,
    Over,
    Reply,
    SeatVacant,
    WakeAt,
)
from detente_server.match.inputs import (
    CommandGiven,
    InCharge,
    Input,
    MatchOrder,
    Ordered,
    Ticked,
)
from detente_server.match.match import Match, command_digest
from detente_server.match.receipts import refused
from detente_server.match.stream import Heard
from detente_server.store import AsyncStore
from detente_wire.messages import (
    Calendar,
    Command,
    CommandId,
    Direct,
    JoinMatch,
    LeaveMatch,
    MatchId,
    Receipt,
)
from detente_wire.refusals import Refusal
from detente_wire.terms import NationId
from detente_wire.view import View

log = logging.getLogger("detente.owner")

Reckoned = TypeVar("Reckoned", Ticked, Ordered)


class Owner:
    """The one who speaks for a match; runs on the loop, never awaits."""

    def __init__(
        self,
        match: Match,
        version: int,
        released: int,
        *,
        store: AsyncStore,
        environment: Environment,
        audience: Audience,
        make_bot: BotMaker,
        public: Mapping[str, Any],
    ) -> None:
        self.id: MatchId = match.settings.match
        self.environment = environment
        self.audience = audience
        self.attachments: list[Attachment] = []
        self._store = store
        self.make_bot = make_bot
        self.public = public
        """The public part of the pack."""
        self.views: dict[NationId, View] = {}
        """Of the seats that asked a question; see `questions`."""
        self.loop = asyncio.get_running_loop()
        self._commits = Commits(
            self.id, version, store, environment, durable=self._are_durable, failed=self._append_failed
        )
        self._calls: deque[tuple[Callable[[], None], Callable[[Refusal], None]]] = deque()
        self.presence = Presence(self)
        self._alarm = Alarm(self.loop, self._tick)
        self.running = False
        self.failing = False
        """A fault was met: what is decided is appended, then the match is read again."""
        self.ended = False
        self.busy_at = self.loop.time()
        """When something happened last."""
        self.loaded(match, version, released)

    # -- beginnings ------------------------------------------------------------------------------------------------

    def loaded(self, match: Match, version: int, released: int) -> None:
        """Go on with this match, of which so many records are durable; `released`: the public's cursor."""
        self.match = match
        self.views = {}
        lost = self._commits.take_lost(version)
        self.durable = Durable(match, version, released)
        self._floor_ms = match.table.last_act_ms
        self.deputies = Deputies(self)
        self.failing = False
        self.running = True
        self._answer_lost(lost, Refusal("host.read-only" if self.read_only else "host.no-owner"))
        self._wake_at(match.wake_at())
        if match.table.warned and not match.over:
            self.audience.due_soon(self, match.table.warned)
        for attachment in self.attachments:
            self._touch(attachment)
        while self._calls and self.running:
            self._calls.popleft()[0]()
        self.deputies.wake()

    def begin(self, effects: list[Effect]) -> None:
        """Store how the match was created."""
        for effect in effects:
            self._perform(effect)
        self._commits.append()

    def when_running(self, call: Callable[[], None], refuse: Callable[[Refusal], None]) -> None:
        """Call this now, or when the match has been read again; or refuse, if it cannot be."""
        if self.running:
            call()
        elif self.ended:
            refuse(Refusal("host.no-owner"))
        else:
            self._calls.append((call, refuse))

    def end(self) -> None:
        """No longer own the match: it was put away, or given up."""
        self.ended = True
        self.running = False
        self._alarm.cancel()
        self._commits.close()

    def give_up(self, refusal: Refusal) -> None:
        """End, and answer all who still wait."""
        self._answer_lost(self._commits.take_lost(self.version), refusal)
        while self._calls:
            self._calls.popleft()[1](refusal)
        self.end()

    # -- what comes in ---------------------------------------------------------------------------------------------

    def command(self, player: str, command: Command) -> None:
        """A player, or a bot by the same door, commands. He holds a seat (see `nation_of`)."""
        nation = self.nation_of(player)
        if nation is None:
            self.refuse(player, command.id, "match.not-seated")
            return
        salt = self.environment.random_bytes(16) if command.words else b""
        self.give(CommandGiven(self.now_ms(), player, nation, command, salt), player, command.id)

    def repeat(self, player: str, command: Command | Direct | JoinMatch | LeaveMatch) -> bool:
        """Answer a command that has its receipt already, whoever the player is by now; False: it is new."""
        reply = self.match.repeated(player, command.id, command_digest(command))
        if reply is not None:
            self._reply(reply)
        return reply is not None

    def is_umpire(self, player: str) -> bool:
        """Whether the player reads everything here."""
        return player in self.match.table.umpires

    def direct(self, player: str, command: Direct) -> None:
        """The umpire orders something."""
        salt = self.environment.random_bytes(16) if command.words else b""
        id, digest = command.id.encode(), command_digest(command)
        now, words = self.now_ms(), command.words
        given = Ordered(now, "umpire", player, command.order, words, salt, id, digest)
        self.give(self._reckoned(given), player, command.id)

    def order(self, role: InCharge, by: str, order: MatchOrder, words: str = "") -> Refusal | None:
        """An operator, or the host itself, orders something; why not, or None: it is on its way into the log.

        The words have passed the gate. Nobody gets a receipt: whoever must know waits for `settled`.
        """
        if self.read_only:
            return Refusal("host.read-only")
        salt = self.environment.random_bytes(16) if words else b""
        given = self._reckoned(Ordered(self.now_ms(), role, by, order, words, salt))
        refusal = orders.may(self.match, given)
        if refusal is None:
            self.give(given)
        return refusal

    def give(self, given: Input, player: str = "", command: CommandId | None = None) -> None:
        """Let the match decide, and store what came of it."""
        if self.read_only:
            self.refuse(player, command, "host.read-only")
            return
        self.busy_at = self.loop.time()
        try:
            effects = self.match.handle(given)
        except Exception:
            self._crash(given)
            self.refuse(player, command, "host.no-owner")
            return
        for effect in effects:
            self._perform(effect)
        self._commits.append()

    def _answer(self, player: str, receipt: Receipt) -> None:
        if player.startswith(BOT):
            self.deputies.answered(NationId(player.removeprefix(BOT)))
        else:
            self.audience.answer(player, receipt)

    def refuse(self, player: str, command: CommandId | None, code: str) -> None:
        """Answer a command, if it was one, with a refusal that nobody keeps."""
        if command is not None:
            self._answer(player, refused(command, Refusal(code), self.id))

    # -- what comes of it ------------------------------------------------------------------------------------------

    def _perform(self, effect: Effect) -> None:
        match effect:
            case Commit():
                self._commits.add(effect)
            case Reply():
                self._reply(effect)
            case WakeAt(at_ms):
                self._wake_at(at_ms)
            case SeatVacant(nation, bot, mode):
                self.deputies.seat(nation, mode if bot else None)
            case DueSoon() | Attended():
                self._tell_with_last(effect)
            case Over():
                self._end_with_last()
            case _:
                assert_never(effect)

    def _reply(self, reply: Reply) -> None:
        """At once, or behind what is under way: it may repeat a receipt that is not durable yet."""
        last = self._commits.last
        if last is None:
            self._answer(reply.player, reply.receipt)
        else:
            last.replies.append(reply)

    def _end_with_last(self) -> None:
        last = self._commits.last
        if last is not None:
            last.over = True

    def _tell_with_last(self, news: DueSoon | Attended) -> None:
        last = self._commits.last
        if last is not None:
            last.news.append(news)

    def _are_durable(self, done: list[Decided]) -> None:
        """Tell: receipts first; notices are drawn from the streams, as far as they are durable now."""
        for decided in done:
            self._tell(decided)
        for attachment in self.attachments:
            self._touch(attachment)
        self.environment.fault("host:told")
        if self.failing and self._commits.last is None:
            self._lose()
        else:
            self.deputies.wake()

    def _tell(self, decided: Decided) -> None:
        for player, receipt in decided.waiting():
            self._answer(player, receipt)
        self.durable.take(decided.commit)
        self._landmark(decided.commit)
        for news in decided.news:
            self._tell_news(news)
        if decided.over:
            self.audience.over(self)

    def _tell_news(self, news: DueSoon | Attended) -> None:
        if isinstance(news, DueSoon):
            self.audience.due_soon(self, news.seats)
        else:
            self.audience.attended(self, news.turn, [(row.player, row.how) for row in news.seats])

    def _landmark(self, commit: Commit) -> None:
        """A turn, a phase or a seat has changed; the lobby's row waits while another such change is on its way."""
        n, kind = commit.record.n, commit.record.kind
        if kind in LANDMARKS:
            coming = any(one.n > n and one.commit.record.kind in LANDMARKS for one in self._commits)
            (self.audience.seated if coming else self.audience.landmark)(self)

    # -- who listens -----------------------------------------------------------------------------------------------

    def nation_of(self, player: str) -> NationId | None:
        """The nation that the player, or the bot, speaks for."""
        if player.startswith(BOT):
            return NationId(player.removeprefix(BOT))
        return self.match.table.seat_of(player)

    def told(self, viewer: str, after: int) -> Iterator[tuple[int, Heard]]:
        """What may be told to the viewer after this cursor, as far as it is durable."""
        return self.durable.told(viewer, after)

    def attach(self, attachment: Attachment) -> None:
        """Somebody attends."""
        self.attachments.append(attachment)

    def detach(self, attachment: Attachment) -> None:
        """Somebody attends no more."""
        if attachment in self.attachments:
            self.attachments.remove(attachment)
            self.busy_at = self.loop.time()

    def _touch(self, attachment: Attachment) -> None:
        if attachment.cursor < self.durable.last(attachment.viewer):
            attachment.touch()

    # -- time ------------------------------------------------------------------------------------------------------

    def now_ms(self) -> int:
        """The host's clock, which never falls within a match."""
        self._floor_ms = max(self._floor_ms, self.environment.now_ms())
        return self._floor_ms

    def _wake_at(self, at_ms: int | None) -> None:
        if at_ms is None:
            self._alarm.cancel()
        else:
            self._alarm.set(at_ms, self.now_ms)

    def _tick(self) -> None:
        if self.running:
            self.give(self._reckoned(Ticked(self.now_ms())))

    def _reckoned(self, given: Reckoned) -> Reckoned:
        """The input with the deadline that it sets, moved out of quiet time."""
        quiet = self.match.settings.calendar
        at_ms = self.match.deadline_set_by(given) if quiet != Calendar() else None
        return evolve(given, deadline_ms=calendar.moved(quiet, at_ms)) if at_ms else given

    @property
    def version(self) -> int:
        """How many records are durable."""
        return self._commits.version

    @property
    def idle(self) -> bool:
        """Whether nobody attends and nothing is under way."""
        waiting = self._commits.last or self._calls or self.attachments
        return self.running and not waiting and not self.deputies.busy

    async def settled(self) -> None:
        """Wait until all that is decided now is stored, or lost."""
        await self._commits.settled()

    def recovered(self) -> None:
        """The store writes again: what was to happen by itself may happen now."""
        if self.running:
            self._wake_at(self.match.wake_at())
            self.deputies.wake()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be stored at the moment."""
        return self._store.store.read_only is not None

    # -- failures --------------------------------------------------------------------------------------------------

    def _crash(self, given: Input) -> None:
        """The match failed at this input: a fault of ours. What it decided before is still good."""
        log.exception(
            "a match failed", extra=fields(match=self.id, record=self.match.n + 1, input=_kind(given))
        )
        self.audience.crashed(self)
        self.read_again()

    def read_again(self) -> None:
        """Decide nothing more; when what was decided is appended, the match is read from its log again."""
        self.running, self.failing = False, True
        self._alarm.cancel()
        if self._commits.last is None:
            self._lose()

    def _append_failed(self, mistake: bool) -> None:
        if mistake:
            self.audience.crashed(self)
        self._lose()

    def _lose(self) -> None:
        """Drop the match and have it read again; receipts that wait are looked up then."""
        self.running = False
        self._alarm.cancel()
        self.deputies.dismiss()
        self.audience.reload(self)

    def _answer_lost(self, lost: list[Decided], refusal: Refusal) -> None:
        """Answer what waited when the match was dropped: by its receipt if it was stored after all."""
        for decided in lost:
            stored = decided.n <= self.version
            for player, receipt in decided.waiting():
                known = self.match.receipts.of(player, receipt.id) if stored else None
                self._answer(player, known or refused(receipt.id, refusal, self.id))


def _kind(given: Input) -> str:
    return type(given.command.act).__name__ if isinstance(given, CommandGiven) else type(given).__name__
