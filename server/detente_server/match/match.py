"""A running match: `handle(input) -> effects`.

Owns: the state of one game, its streams, seats and receipts, all ahead of what is durable by what it has decided since.
Does not know: sockets, stores, clocks. Nobody may hear anything of a `Commit` before its record is durable; when a
record could not be appended the whole match is dropped and read again from its log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy

from attrs import evolve

from detente_server.match import notify, records
from detente_server.match.digests import command_digest as command_digest
from detente_server.match.digests import is_same, sealed
from detente_server.match.effects import (
    Commit,
    Effect,
    Over,
    Reply,
    SeatVacant,
    StoredReceipt,
    StoredRecord,
    WakeAt,
)
from detente_server.match.hashes import NO_CHAIN, ArchiveHash
from detente_server.match.inputs import CommandGiven, Holder, Input, SeatTaken, Ticked
from detente_server.match.records import MatchFact, Payload, is_rules_fact
from detente_server.match.seats import MISSED_FOR_MINISTER, Seat, Table
from detente_server.match.settings import ENGINE_VERSION, Settings
from detente_server.match.snapshots import Snapshot
from detente_server.match.stream import Streams
from detente_server.match.writing import ID_BYTES, Entry, heard_again, record_chain
from detente_server.rules import facts as rules_facts
from detente_server.rules.book import Game, Telling
from detente_server.rules.game import Decision, begin, close_turn, decide
from detente_server.rules.state import State
from detente_wire.acts import Instruct, Ready
from detente_wire.messages import Command, CommandId, Committed, Denied, Receipt
from detente_wire.refusals import Refusal, Refused
from detente_wire.terms import NationId, Ref


class FiledTwice(Exception):
    """A bug: one command was about to get a second receipt."""


class Match:
    """One match. Make it with `create` or `restore`."""

    def __init__(self, game: Game, settings: Settings, texts: Mapping[str, str]) -> None:
        self.game = game
        self.settings = settings
        self.texts = texts
        """The pack's prose by text id; each is handed out as papers when its time comes."""
        self.state = State()
        self.streams = Streams(game.pack.order)
        self.table = Table({nation: Seat() for nation in game.pack.order})
        self.receipts: dict[tuple[str, bytes], tuple[bytes, Receipt]] = {}
        """(player, command) -> (sealed digest of the command, its receipt): as long as the match lives."""
        self._salts: dict[tuple[str, bytes], bytes] = {}
        """Of the words that came with a command, as long as they are kept."""
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
        """When the talks close as things stand, milliseconds UTC; None: not by themselves."""
        if self.over:
            return None
        if not self.begun:
            return 0 if self._full() else None
        return self.table.closes_at(self.settings.quiet_ms)

    # -- inputs -------------------------------------------------------------------------------------------------

    def handle(self, given: Input) -> list[Effect]:
        """What the input does; the state is ahead at once, nobody hears before the commit is durable."""
        match given:
            case CommandGiven():
                return self._command(given)
            case SeatTaken():
                return self._seat(given)
            case Ticked():
                return self._tick(given.now_ms)

    def _command(self, given: CommandGiven) -> list[Effect]:
        command, digest = given.command, command_digest(given.command)
        repeated = self.repeated(given.player, command.id, digest)
        if repeated:
            return [repeated]
        stored = records.Commanded(given.nation, command.act, command.expect_turn, command.expect_hash)
        entry = Entry("command", given.now_ms, stored)
        outcome = self._decide(given)
        if isinstance(outcome, Refusal):
            if not outcome.definite:
                return [Reply(given.player, Receipt(command.id, denied(outcome), self.settings.match))]
        elif isinstance(outcome, Decision):
            entry.decided(outcome, given.salt, command.words)
            entry.facts += self._unready(given.nation, outcome.tellings)
        else:
            entry.facts.append(outcome)
        self.table.acted(given.nation, given.player)
        return self._close_entry(entry, given, digest, outcome)

    def _close_entry(
        self, entry: Entry, given: CommandGiven, digest: bytes, outcome: Refusal | Decision | MatchFact
    ) -> list[Effect]:
        effects: list[Effect] = []
        if not isinstance(outcome, Refusal):
            effects += self._returned(entry, given)
        refusal = outcome if isinstance(outcome, Refusal) else None
        entry.receipt = (given.player, given.command.id, sealed(digest, given.salt), refusal)
        entry.viewer = given.nation
        return [self._commit(entry), *effects, *self._wake()]

    def _decide(self, given: CommandGiven) -> Refusal | Decision | MatchFact:
        command = given.command
        try:
            self._check(command)
        except Refused as refused:
            return refused.refusal
        if isinstance(command.act, Ready):
            return records.ReadinessChanged(given.nation, True)
        if isinstance(command.act, Instruct):
            return records.Instructed(given.nation, command.act.stance, command.act.avoid)
        fresh = self._fresh(given.nation, f"{given.player}\x1f{command.id}".encode())
        return decide(self.game, self.state, given.nation, command.act, fresh)

    def _check(self, command: Command) -> None:
        if not self.begun:
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
        known = self.receipts.get((player, command.encode()))
        if known is None:
            return None
        if is_same(known[0], digest, self._salts.get((player, command.encode()))):
            return Reply(player, known[1])
        refusal = Refusal("command.id-reused")
        return Reply(player, Receipt(command, denied(refusal), self.settings.match))

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

    # -- seats --------------------------------------------------------------------------------------------------

    def _returned(self, entry: Entry, given: CommandGiven) -> list[Effect]:
        """A player who acts speaks for himself again: his chargé d'affaires or minister hands back."""
        seat = self.table.seats[given.nation]
        if seat.player != given.player:
            return []
        self._is_back(entry, given.nation)
        if seat.holder not in ("charge", "minister"):
            return []
        self._sit(entry, given.nation, "player", seat.player, seat.name)
        return [SeatVacant(given.nation, bot=False)]

    def _is_back(self, entry: Entry, nation: NationId) -> None:
        if self.table.missed.get(nation):
            entry.facts.append(records.Missed(nation, 0))

    def _sit(self, entry: Entry, nation: NationId, holder: Holder, player: str, name: str) -> None:
        entry.facts.append(records.SeatChanged(nation, holder, player, name))
        entry.tellings.append(notify.seat(nation, holder, name))

    def _full(self) -> bool:
        return len(self.table.people()) >= self.settings.seats

    def _seat(self, given: SeatTaken) -> list[Effect]:
        command = CommandId(given.command.decode())
        if command:
            repeated = self.repeated(given.player, command, given.digest)
            if repeated:
                return [repeated]
        refusal = self.may_sit(given)
        asked = records.Seated(given.nation, given.holder, given.player, given.name)
        entry = Entry("seat", given.now_ms, asked)
        effects: list[Effect] = []
        if refusal is None:
            nobody = given.holder == "empty"
            who, name = ("", "") if nobody else (given.player, given.name)
            self._is_back(entry, given.nation)
            self._sit(entry, given.nation, given.holder, who, name)
            if self.begun:
                mode = "charge" if given.holder == "charge" else "full"
                effects.append(SeatVacant(given.nation, bot=given.holder != "player", mode=mode))
        if command:
            entry.receipt = (given.player, command, given.digest, refusal)
            entry.viewer, entry.joined = given.nation, given.nation
        elif refusal is not None:
            return []
        return [self._commit(entry), *effects, *self._wake()]

    def may_sit(self, given: SeatTaken) -> Refusal | None:
        """None, or why this player may not sit there."""
        try:
            if given.nation not in self.table.seats:
                raise Refused(
                    "match.unknown-nation", nation=given.nation, nations=", ".join(self.game.pack.order)
                )
            if self.over:
                raise Refused("match.over")
            seat = self.table.seats[given.nation]
            if given.holder != "player":
                return None
            if not self.game.pack.nation(given.nation).playable:
                raise Refused("match.not-playable", nation=given.nation, nations=", ".join(self.free_seats()))
            own = self.table.seat_of(given.player)
            if own is not None and own != given.nation:
                raise Refused("match.already-seated", nation=own)
            if seat.player != given.player and (
                seat.holder == "player" or given.nation not in self.free_seats()
            ):
                raise Refused(
                    "match.seat-taken", nation=given.nation, free=", ".join(self.free_seats()) or "none"
                )
        except Refused as refused:
            return refused.refusal
        return None

    def free_seats(self) -> list[NationId]:
        """Playable seats that a newcomer may take, in pack order."""
        playable = [nation.id for nation in self.game.pack.nations if nation.playable]
        if self.begun:
            return [n for n in playable if self.table.seats[n].holder in ("bot", "minister", "empty")]
        reserved = self.settings.people
        free = [n for n in playable if self.table.seats[n].holder == "empty"]
        return [n for n in free if not reserved or n in reserved]

    # -- turns --------------------------------------------------------------------------------------------------

    def _tick(self, now_ms: int) -> list[Effect]:
        at = self.wake_at()
        if self.over or at is None:
            return []
        if now_ms < at:
            return [WakeAt(at)]
        return self._close(now_ms) if self.begun else self._begin(now_ms)

    def _begin(self, now_ms: int) -> list[Effect]:
        entry = Entry("begun", now_ms, records.Elapsed())
        effects: list[Effect] = []
        for nation, seat in list(self.table.seats.items()):
            if seat.holder == "empty":
                self._sit(entry, nation, "bot", "", "")
                effects.append(SeatVacant(nation, bot=True))
        entry.tellings.append(notify.match_began(self.settings, self.game.pack.order))
        entry.tellings += notify.muster(self.texts, self.game.pack.order)
        entry.decided(begin(self.game, self.settings.mode, self._fresh("engine", b"begin")))
        notify.add_papers(entry.tellings, self.texts, self.game.pack.order)
        self._open_talks(entry, now_ms)
        return [self._commit(entry), *effects, *self._wake()]

    def _close(self, now_ms: int) -> list[Effect]:
        turn = self.state.turn
        entry = Entry("turn", now_ms, records.Elapsed())
        effects = self._absences(entry)
        decision = close_turn(self.game, self.state, self._fresh("engine", f"turn:{turn}".encode()))
        if decision.state.outcome is not None:
            decision = notify.with_salt(decision, self.settings)
        entry.decided(decision)
        notify.add_papers(entry.tellings, self.texts, self.game.pack.order)
        if decision.state.outcome is None:
            self._open_talks(entry, now_ms)
        effects.insert(0, self._commit(entry))
        return [*effects, Over()] if self.over else [*effects, *self._wake()]

    def _open_talks(self, entry: Entry, now_ms: int) -> None:
        deadline = now_ms + self.settings.turn_ms if self.settings.turn_ms else 0
        entry.facts.append(records.TalksOpened(deadline))
        entry.tellings.append(notify.clock(deadline))

    def _absences(self, entry: Entry) -> list[Effect]:
        """Whose player sent nothing all turn is spoken for: first by a chargé d'affaires, then by a minister."""
        effects: list[Effect] = []
        for nation, seat in list(self.table.seats.items()):
            if seat.holder not in ("player", "charge") or nation in self.table.sent:
                continue
            missed = self.table.missed.get(nation, 0) + 1
            entry.facts.append(records.Missed(nation, missed))
            minister = missed >= MISSED_FOR_MINISTER and nation in self.game.pack.must_sign
            holder: Holder = "minister" if minister else "charge"
            if holder != seat.holder:
                self._sit(entry, nation, holder, seat.player, seat.name)
                effects.append(SeatVacant(nation, bot=True, mode="full" if minister else "charge"))
        return effects

    def _wake(self) -> list[Effect]:
        at = self.wake_at()
        return [] if at is None else [WakeAt(at)]

    # -- the log ------------------------------------------------------------------------------------------------

    def _fresh(self, author: str, cause: bytes) -> Callable[[int], Ref]:
        return lambda n: self.settings.reference(author, cause, n)

    def _commit(self, entry: Entry) -> Commit:
        """Fold the entry into the match and write its record."""
        before = self.streams.cursor(entry.viewer) if entry.viewer in self.game.pack.order else 0
        payload = records.payload_of(entry.given, entry.facts)
        self._take(entry, payload)
        heard = entry.heard(self.state.turn)
        self.streams.add(heard)
        receipt = self._receipt(entry, before)
        stored = self._filed(entry, receipt) if receipt else ()
        record = entry.record(self.n + 1, self.chain, self.state.turn, payload, heard, stored)
        self._advance(record)
        receipts = ((stored[0].player, receipt),) if receipt else ()
        changed = [fact for fact in entry.facts if isinstance(fact, records.SeatChanged)]
        seated = tuple([(fact.nation, fact.player) for fact in changed])
        return Commit(record, receipts, heard, seated)

    def _receipt(self, entry: Entry, before: int) -> Receipt | None:
        if entry.receipt is None:
            return None
        _, command, _, refusal = entry.receipt
        if refusal is not None:
            return Receipt(command, denied(refusal), self.settings.match)
        return Receipt(command, Committed(before), self.settings.match, entry.joined)

    def _filed(self, entry: Entry, receipt: Receipt) -> tuple[StoredReceipt, ...]:
        assert entry.receipt is not None
        player, command, digest, _ = entry.receipt
        key = (player, command.encode())
        self._file(key, digest, receipt)
        if entry.text:
            self._salts[key] = entry.text.salt
        return (StoredReceipt(*key, digest, records.encode_receipt(receipt)),)

    def _file(self, key: tuple[str, bytes], digest: bytes, receipt: Receipt) -> None:
        """A command has one receipt for ever; the store does not look."""
        if key in self.receipts:
            raise FiledTwice(f"the command {receipt.id!r} has a receipt already")
        self.receipts[key] = (digest, receipt)

    def _take(self, entry: Entry, payload: Payload) -> None:
        """What was decided just now: the facts of the rules are in the decision's state."""
        if entry.state is not None:
            self.state = entry.state
        for fact in entry.facts:
            if not is_rules_fact(fact) and not isinstance(fact, records.MatchCreated):
                self.table.apply(fact)  # type: ignore[arg-type]
        self.archive_hash.add(self.state.turn, payload.of_the_rules())

    def _apply(self, facts: Iterable[rules_facts.Fact | MatchFact], payload: Payload) -> None:
        for fact in facts:
            if is_rules_fact(fact):
                self.state = rules_facts.apply(self.state, fact)  # type: ignore[arg-type]
            elif not isinstance(fact, records.MatchCreated):
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
            self.table.acted(given.nation, record.receipts[0].player)
        self._apply(payload.values(), payload)
        self._recall(record)
        self._advance(record)

    def _verify(self, record: StoredRecord) -> None:
        chain = record_chain(self.chain, record)
        if record.n != self.n + 1 or record.chain != chain or record.id != chain[:ID_BYTES]:
            raise records.Unreadable(f"record {record.n} does not continue the log's chain")

    def _recall(self, record: StoredRecord) -> None:
        """What was told and answered then."""
        self.streams.add(heard_again(record))
        for stored in record.receipts:
            key = (stored.player, stored.command)
            try:
                self._file(key, stored.digest, records.decode_receipt(stored.body))
            except FiledTwice as twice:
                raise records.Unreadable(f"record {record.n}: {twice}") from None
            for text in record.texts:
                if text.text:
                    self._salts[key] = text.salt


def denied(refusal: Refusal) -> Denied:
    """How a refusal is said."""
    return Denied(refusal.code, refusal.message(), refusal.params, not refusal.definite)
