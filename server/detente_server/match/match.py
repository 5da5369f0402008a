"""A running match: `handle(input) -> effects`.

Owns: the state of one game, its streams, seats and receipts, all ahead of what is durable by what it has decided since.
Does not know: sockets, stores, clocks. Nobody may hear anything of a `Commit` before its record is durable; when a
record could not be appended the whole match is dropped and read again from its log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from typing import Any, assert_never

from attrs import evolve

from detente_server.match import clock, muster, notify, orders, polls, records, seating, turns
from detente_server.match.digests import command_digest as command_digest
from detente_server.match.digests import sealed
from detente_server.match.effects import (
    Commit,
    Effect,
    Over,
    Reply,
    StoredRecord,
    StoredText,
    WakeAt,
)
from detente_server.match.hashes import NO_CHAIN, ArchiveHash
from detente_server.match.inputs import (
    CommandGiven,
    Input,
    Ordered,
    PresenceNoted,
    SeatTaken,
    Ticked,
    UmpireTaken,
)
from detente_server.match.receipts import Receipts
from detente_server.match.receipts import denied as denied
from detente_server.match.records import MatchFact, Payload, is_rules_fact
from detente_server.match.seats import Seat, Table
from detente_server.match.settings import ENGINE_VERSION, Settings
from detente_server.match.snapshots import Snapshot
from detente_server.match.stream import UMPIRE, Streams
from detente_server.match.writing import ID_BYTES, Entry, heard_again, record_chain
from detente_server.rules import facts as rules_facts
from detente_server.rules.book import Game, Telling
from detente_server.rules.game import decide
from detente_server.rules.state import State
from detente_wire.acts import Excuse, Instruct, Poll, Ready
from detente_wire.messages import Command, CommandId, Receipt
from detente_wire.notices import UmpireSeated
from detente_wire.refusals import Refusal, Refused
from detente_wire.terms import NationId, Ref


class Match:
    """One match. Make it with `create` or `restore`."""

    def __init__(self, game: Game, settings: Settings, texts: Mapping[str, str]) -> None:
        self.game = game
        self.settings = settings
        self.texts = texts
        """The pack's prose by text id; each is handed out as papers when its time comes."""
        self.state = State()
        self.streams = Streams((*game.pack.order, UMPIRE) if settings.umpire else game.pack.order)
        self.table = Table({nation: Seat() for nation in game.pack.order})
        self.receipts = Receipts(settings.match)
        self._words: dict[str, StoredText] = {}
        """By the act that they were written with: what is told of it later comes with them again."""
        self.archive_hash = ArchiveHash()
        self.n = 0
        """Records so far: internal, never told."""
        self.chain = NO_CHAIN

    # -- making -------------------------------------------------------------------------------------------------

    @classmethod
    def create(
        cls, game: Game, settings: Settings, texts: Mapping[str, str], now_ms: int
    ) -> tuple[Match, list[Effect]]:
        """A new match at muster, and the commit of its first record."""
        settings = evolve(settings, engine=ENGINE_VERSION)
        match = cls(game, settings, texts)
        entry = Entry("created", now_ms, records.Created())
        entry.facts.append(records.MatchCreated(settings))
        entry.tellings += notify.laid(settings)
        return match, [match._commit(entry)]

    @classmethod
    def restore(
        cls,
        game: Game,
        settings: Settings,
        texts: Mapping[str, str],
        log: Iterable[StoredRecord],
        snapshot: Snapshot | None = None,
    ) -> Match:
        """The match as its log left it: a fold, no dice, no bots. `records.Unreadable` if it cannot be read.

        Up to the snapshot, if one is given, records are verified and heard, but not folded.
        """
        match = cls(game, settings, texts)
        log = list(log)
        if snapshot is not None and snapshot.is_of(log):
            for record in log[: snapshot.n]:
                match._verify(record)
                match._recall(record)
                match._advance(record)
            match.state, match.table = snapshot.state, deepcopy(snapshot.table)
            match.archive_hash = snapshot.archive_hash()
        for record in log[match.n :]:
            match._fold(record)
        return match

    # -- reading ------------------------------------------------------------------------------------------------

    @property
    def begun(self) -> bool:
        """Whether the first turn has dawned."""
        return self.state.turn > 0

    @property
    def over(self) -> bool:
        """Whether it has an outcome."""
        return self.state.outcome is not None

    @property
    def phase(self) -> str:
        """``muster``, ``playing`` or ``over``."""
        return "over" if self.over else "playing" if self.begun else "muster"

    def wake_at(self) -> int | None:
        """When something happens by itself as things stand, milliseconds UTC; None: nothing does."""
        if self.over:
            return None
        return clock.wake_at(self.table, self.settings) if self.begun else muster.begins_at(self)

    def may_sit(self, given: SeatTaken) -> Refusal | None:
        """None, or why this player may not sit there."""
        return seating.may_sit(self, given)

    def free_seats(self) -> list[NationId]:
        """Playable seats that a newcomer may take, in pack order."""
        return seating.free_seats(self)

    def deadline_set_by(self, given: Ticked | Ordered) -> int | None:
        """The deadline that this input would set, before a calendar moves it; None or 0: none."""
        return None if self.over else clock.proposed(self.table, self.settings, given)

    # -- inputs -------------------------------------------------------------------------------------------------

    def handle(self, given: Input) -> list[Effect]:
        """What the input does; the state is ahead at once, nobody hears before the commit is durable."""
        match given:
            case CommandGiven():
                return self._command(given)
            case SeatTaken():
                return self._asked(given, "seat", self.may_sit(given), self._seat)
            case UmpireTaken():
                return self._asked(given, "umpire", seating.may_umpire(self, given), self._umpire)
            case Ordered():
                return self._asked(given, orders.kind(given), orders.may(self, given), self._order)
            case PresenceNoted():
                return self._presence(given)
            case Ticked():
                return self._tick(given)
            case _:
                assert_never(given)

    def _command(self, given: CommandGiven) -> list[Effect]:
        command, digest = given.command, command_digest(given.command)
        repeated = self.repeated(given.player, command.id, digest)
        if repeated:
            return [repeated]
        stored = records.Commanded(given.nation, command.act, command.expect_turn, command.expect_hash)
        entry = Entry("command", given.now_ms, stored)
        done = self._do(entry, given)
        refusal = done if isinstance(done, Refusal) else None
        if refusal is not None and not refusal.definite:
            return [Reply(given.player, Receipt(command.id, denied(refusal), self.settings.match))]
        self._acted(records.Commanded(given.nation, command.act), given.player)
        entry.receipt = (given.player, command.id, sealed(digest, given.salt), refusal)
        entry.viewer = given.nation
        effects = done if isinstance(done, list) else []
        return [self._commit(entry), *effects, *self._wake()]

    def _acted(self, given: records.Commanded, player: str) -> None:
        """Whoever sends something is there; who asks to be excused is not."""
        if not isinstance(given.act, Excuse):
            self.table.acted(given.nation, player)

    def _do(self, entry: Entry, given: CommandGiven) -> list[Effect] | Refusal:
        """Enter what comes of a command; or why nothing does, and then nothing is entered."""
        try:
            self._check(given.command)
            if isinstance(given.command.act, Excuse):
                return seating.excuse(self, entry, given, given.command.act.turns)
            if refusal := self._enter(entry, given):
                return refusal
        except Refused as refused:
            return refused.refusal
        return seating.hand_back(self, entry, given)

    def _enter(self, entry: Entry, given: CommandGiven) -> Refusal | None:
        nation, act = given.nation, given.command.act
        match act:
            case Ready():
                if self.begun:
                    entry.facts.append(records.ReadinessChanged(nation, True))
                else:
                    muster.confirm(self, entry, nation)
            case Instruct(stance, avoid):
                entry.facts.append(records.Instructed(nation, stance, avoid))
            case Poll():
                polls.vote(self, entry, given, act)
            case _:
                fresh = self.fresh(nation, f"{given.player}\x1f{given.command.id}".encode())
                outcome = decide(self.game, self.state, nation, act, fresh)
                if isinstance(outcome, Refusal):
                    return outcome
                entry.decided(outcome, given.salt, given.command.words)
                entry.facts += self._unready(nation, outcome.tellings)
        return None

    def _check(self, command: Command) -> None:
        if not self.begun and not (isinstance(command.act, Ready) and self.table.muster_until_ms):
            raise Refused("match.not-begun")
        if self.over:
            raise Refused("match.over")
        if command.expect_turn is not None and command.expect_turn != self.state.turn:
            raise Refused("match.turn-passed", expected=command.expect_turn, turn=self.state.turn)
        named = getattr(command.act, "hash", command.expect_hash)
        if command.expect_hash is not None and named != command.expect_hash:
            raise Refused("rules.hash", hash=named)

    def repeated(self, player: str, command: CommandId, digest: bytes) -> Reply | None:
        """The answer to a command id that has its receipt already; None: it is new."""
        return self.receipts.again(player, command, digest)

    def _unready(self, author: NationId, tellings: Iterable[Telling]) -> list[MatchFact]:
        """Whoever is addressed is no longer ready; what is told to all addresses nobody."""
        if not self.table.ready:
            return []
        addressed: set[NationId] = set()
        for telling in tellings:
            if telling.audience != "public" and author in telling.audience:
                addressed |= set(telling.audience)
        addressed.discard(author)
        return [
            records.ReadinessChanged(one, False)
            for one in self.game.pack.order
            if one in addressed & self.table.ready
        ]

    # -- seats and orders ----------------------------------------------------------------------------------------

    def _asked(
        self,
        given: Asked,
        kind: str,
        refusal: Refusal | None,
        enter: Callable[[Entry, Any], list[Effect]],
    ) -> list[Effect]:
        """What somebody asked for beside the game, with a receipt if it was a player's command."""
        command = CommandId(given.command.decode())
        player = given.by if isinstance(given, Ordered) else given.player
        if command and (repeated := self.repeated(player, command, given.digest)):
            return [repeated]
        if refusal is not None and not command:
            return []
        entry = Entry(kind, given.now_ms, _stored(given))
        effects = enter(entry, given) if refusal is None else []
        if command:
            salt = given.salt if isinstance(given, Ordered) else b""
            entry.receipt = (player, command, sealed(given.digest, salt), refusal)
            entry.viewer = given.nation if isinstance(given, SeatTaken) else UMPIRE
            entry.joined = self._joined(given)
        return self._done(entry, effects)

    def _joined(self, given: Asked) -> NationId | None:
        """The seat that the receipt names; of drawn seats none before the draw."""
        drawn = self.settings.drawn and not self.begun
        return given.nation if isinstance(given, SeatTaken) and not drawn else None

    def _seat(self, entry: Entry, given: SeatTaken) -> list[Effect]:
        effects = seating.take(self, entry, given)
        people = set(self.table.people()) - {given.nation}
        if given.holder == "player":
            people.add(given.nation)
        muster.seats_change(self, entry, len(people))
        return effects

    def _umpire(self, entry: Entry, given: UmpireTaken) -> list[Effect]:
        entry.facts.append(records.UmpireChanged(given.player, given.name, given.present))
        entry.tellings.append(Telling("public", UmpireSeated(given.name, given.present)))
        return []

    def _order(self, entry: Entry, given: Ordered) -> list[Effect]:
        return orders.obey(self, entry, given)

    def _presence(self, given: PresenceNoted) -> list[Effect]:
        """The host sees a player no more, or again: polls and, without a deadline, the others wait for him or not."""
        seat, away = self.table.seats[given.nation], self.table.away
        if self.over or not self.begun or seat.holder != "player" or (given.nation in away) == given.away:
            return []
        entry = Entry("presence", given.now_ms, records.PresenceSeen(given.nation, given.away))
        entry.facts.append(records.PresenceChanged(given.nation, given.away))
        polls.people_change(self, entry, away | {given.nation} if given.away else away - {given.nation})
        return [self._commit(entry), *self._wake()]

    # -- turns --------------------------------------------------------------------------------------------------

    def _tick(self, given: Ticked) -> list[Effect]:
        at = self.wake_at()
        if self.over or at is None:
            return []
        return self._done(*turns.due(self, given)) if given.now_ms >= at else [WakeAt(at)]

    def _done(self, entry: Entry, effects: list[Effect]) -> list[Effect]:
        """Commit the entry; its effects follow, and when to wake, or that the match is over."""
        ended = entry.state is not None and entry.state.outcome is not None
        return [self._commit(entry), *effects, *([Over()] if ended else self._wake())]

    def _wake(self) -> list[Effect]:
        at = self.wake_at()
        return [] if at is None else [WakeAt(at)]

    # -- the log ------------------------------------------------------------------------------------------------

    def fresh(self, author: str, cause: bytes) -> Callable[[int], Ref]:
        """Gives the n-th reference of a cause."""
        return lambda n: self.settings.reference(author, cause, n)

    def _commit(self, entry: Entry) -> Commit:
        """Fold the entry into the match and write its record."""
        before = self.streams.cursor(entry.viewer) if entry.viewer in self.streams else 0
        payload = records.payload_of(entry.given, entry.facts)
        self._take(entry, payload)
        self._write_down(entry.text)
        heard = entry.heard(self.state.turn, self._words)
        self.streams.add(heard)
        filed = self.receipts.file(entry, before)
        stored = (filed[0],) if filed else ()
        record = entry.record(self.n + 1, self.chain, self.state.turn, payload, heard, stored, self._words)
        self._advance(record)
        receipts = ((filed[0].player, filed[1]),) if filed else ()
        changed = [fact for fact in entry.facts if isinstance(fact, records.SeatChanged)]
        seated = tuple([(fact.nation, fact.player) for fact in changed])
        umpires = [fact for fact in entry.facts if isinstance(fact, records.UmpireChanged)]
        reading = tuple([(fact.player, fact.present) for fact in umpires])
        return Commit(record, receipts, heard, seated, reading)

    def _write_down(self, text: StoredText | None) -> None:
        """Keep what was written, unless it was erased."""
        if text is not None and text.text:
            self._words[text.ref] = text

    def _take(self, entry: Entry, payload: Payload) -> None:
        """What was decided just now: the facts of the rules are in the decision's state."""
        if entry.state is not None:
            self.state = entry.state
        for fact in entry.facts:
            if not is_rules_fact(fact):
                self.table.apply(fact)  # type: ignore[arg-type]
        self.archive_hash.add(self.state.turn, payload.of_the_rules())

    def _apply(self, facts: Iterable[rules_facts.Fact | MatchFact], payload: Payload) -> None:
        for fact in facts:
            if is_rules_fact(fact):
                self.state = rules_facts.apply(self.state, fact)  # type: ignore[arg-type]
            else:
                self.table.apply(fact)  # type: ignore[arg-type]
        self.archive_hash.add(self.state.turn, payload.of_the_rules())

    def _advance(self, record: StoredRecord) -> None:
        """The match has come this far."""
        self.table.last_act_ms = record.time_ms
        self.n, self.chain = record.n, record.chain

    def _fold(self, record: StoredRecord) -> None:
        """Take a stored record in; `Unreadable` if its chain is broken or a kind is unknown."""
        self._verify(record)
        payload = records.decode_payload(record.facts)
        given = payload.given()
        if isinstance(given, records.Commanded):
            self._acted(given, record.receipts[0].player)
        self._apply(payload.values(), payload)
        self._recall(record)
        self._advance(record)

    def _verify(self, record: StoredRecord) -> None:
        chain = record_chain(self.chain, record)
        if record.n != self.n + 1 or record.chain != chain or record.id != chain[:ID_BYTES]:
            raise records.Unreadable(f"record {record.n} does not continue the log's chain")

    def _recall(self, record: StoredRecord) -> None:
        """What was told and answered then."""
        for text in record.texts:
            self._write_down(text)
        self.streams.add(heard_again(record, self._words))
        self.receipts.recall(record)


Asked = SeatTaken | UmpireTaken | Ordered
"""What a player, or the host, asks beside the game."""


def _stored(given: Asked) -> records.StoredInput:
    """The input as it is stored."""
    match given:
        case SeatTaken():
            return records.Seated(given.nation, given.holder, given.player, given.name)
        case UmpireTaken():
            return records.Umpired(given.player, given.name, given.present)
        case Ordered():
            return records.Directed(given.role, given.by, given.order, given.deadline_ms)
        case _:
            assert_never(given)
