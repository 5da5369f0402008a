"""X1 within a match: ten thousand commands with repeats in any order: one effect each, always the same receipt."""

from __future__ import annotations

import random

import attrs
import pytest

from detente_server.match.effects import Commit, Reply
from detente_server.match.hashes import state_hash
from detente_server.match.inputs import CommandGiven, SeatTaken
from detente_server.match.match import Match, command_digest
from detente_server.match.receipts import FiledTwice
from detente_server.match.records import Unreadable
from detente_wire.acts import Act, Concerns, Instruct, Invite, Lift, Ready, StandDown
from detente_wire.messages import Command, CommandId, Committed, Denied, JoinMatch, Receipt
from detente_wire.terms import NationId
from tests.match.table import Table

COMMANDS = 10_000
RESTARTS = (3_000, 7_500)
ADA, BEL = NationId("ada"), NationId("bel")


@attrs.define
class Client:
    """Sends commands and sends some of them again; keeps the first receipt of each."""

    table: Table
    rng: random.Random
    sent: list[CommandGiven | SeatTaken] = attrs.field(factory=list)
    receipts: dict[tuple[str, str], Receipt] = attrs.field(factory=dict)
    repeats: int = 0
    reused: int = 0

    def step(self) -> None:
        """A new command, an old one again, or an old id with another command."""
        chance = self.rng.random()
        if chance < 0.6 or not self.sent:
            self._new()
        elif chance < 0.9:
            self._again(self.rng.choice(self.sent))
        else:
            self._reuse(self.rng.choice(self.sent))

    def _new(self) -> None:
        nation = self.rng.choice((ADA, BEL))
        player = f"player-{nation}"
        # Ids belong to a player: two players may use the same one.
        id = CommandId(f"{self.rng.randrange(COMMANDS * 20):032x}")
        if (player, id) in self.receipts:
            return
        self.table.now_ms += 1
        given = self._given(player, nation, id)
        before = self.table.match.n
        effects = self.table.keep(self.table.match.handle(given))
        commit = effects[0]
        assert isinstance(commit, Commit)
        assert self.table.match.n == before + 1
        ((who, receipt),) = commit.receipts
        assert (who, receipt.id) == (player, id)
        self.receipts[player, id] = receipt
        self.sent.append(given)

    def _given(self, player: str, nation: NationId, id: CommandId) -> CommandGiven | SeatTaken:
        match = self.table.match.settings.match
        if self.rng.random() < 0.05:
            join = JoinMatch(id, match, self.rng.choice((ADA, BEL)))
            return SeatTaken(
                self.table.now_ms, nation, "player", player, player, id.encode(), command_digest(join)
            )
        words = self.rng.choice(("", "", "a word", "other words"))
        command = Command(id, match, self._act(nation), words)
        return CommandGiven(self.table.now_ms, player, nation, command, self.rng.randbytes(16))

    def _act(self, nation: NationId) -> Act:
        pack = self.table.pack.pack
        others = tuple(one for one in pack.order if one != nation)
        acts: tuple[Act, ...] = (
            Ready(),
            Instruct("conciliatory", others),
            Concerns(tuple(issue.id for issue in pack.issues)),
            Invite(self.rng.choice(pack.media).id, others),
            StandDown(),
            Lift("sanctions", others[0]),
        )
        return self.rng.choice(acts)

    def _again(self, given: CommandGiven | SeatTaken) -> None:
        """Later, over another connection, with another salt: the same command."""
        self.repeats += 1
        later = attrs.evolve(given, now_ms=self.table.now_ms)
        if isinstance(later, CommandGiven):
            later = attrs.evolve(later, salt=self.rng.randbytes(16))
            key = (later.player, str(later.command.id))
        else:
            key = (later.player, later.command.decode())
        assert self._reply(later).receipt == self.receipts[key]

    def _reuse(self, given: CommandGiven | SeatTaken) -> None:
        if not isinstance(given, CommandGiven):
            return
        self.reused += 1
        other = attrs.evolve(given.command, act=Instruct("firm", (ADA, BEL)))
        outcome = self._reply(attrs.evolve(given, command=other)).receipt.outcome
        assert isinstance(outcome, Denied)
        assert outcome.code == "command.id-reused"

    def _reply(self, given: CommandGiven | SeatTaken) -> Reply:
        """The one answer to what must have no effect."""
        match = self.table.match
        before = (match.n, match.chain, match.state, len(match.streams.all))
        effects = match.handle(given)
        assert (match.n, match.chain, match.state, len(match.streams.all)) == before
        (reply,) = effects
        assert isinstance(reply, Reply)
        return reply


def seated() -> Client:
    return Client(Table.lay(turn_ms=10**9).begin(), random.Random(7))


def steps(client: Client, many: int) -> None:
    for _ in range(many):
        client.step()


def test_ten_thousand_commands_have_one_effect_each() -> None:
    client = seated()
    for n in range(COMMANDS):
        client.step()
        if n in RESTARTS:
            before = client.table.match
            client.table.match = client.table.restored()
            assert state_hash(client.table.match.state) == state_hash(before.state)
            assert client.table.match.table == before.table
    assert client.repeats > 2_500
    assert client.reused > 800
    kinds = {type(receipt.outcome) for receipt in client.receipts.values()}
    assert kinds == {Committed, Denied}
    shared = {id for _, id in client.receipts}
    assert len(shared) < len(client.receipts), "no two players used one id"


def test_a_match_that_forgets_its_receipts_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Match, "repeated", lambda match, *_: match.receipts.known.clear())
    client = seated()
    with pytest.raises(AssertionError):
        steps(client, 200)


def test_a_match_files_no_second_receipt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: it does not look whether a command is repeated, but has its receipts."""
    monkeypatch.setattr(Match, "repeated", lambda *_: None)
    client = seated()
    with pytest.raises(FiledTwice, match="has a receipt already"):
        steps(client, 200)


def test_a_log_with_two_receipts_for_one_command_is_not_read() -> None:
    """Planted: a match that forgot its receipts wrote it."""
    table = Table.lay().begin()
    table.send("ada", Ready(), id="a" * 32)
    table.match.receipts.known.clear()
    table.send("ada", Ready(), id="a" * 32)
    with pytest.raises(Unreadable, match="has a receipt already"):
        table.restored()


def test_other_words_under_the_same_id_are_noticed_as_long_as_there_are_words() -> None:
    table = Table.lay().begin()
    pack = table.pack.pack
    invite = Invite(pack.media[0].id, tuple(one for one in pack.order if one != ADA))
    first = table.send("ada", invite, "come and talk", id="a" * 32)
    assert isinstance(first.outcome, Committed)
    for match in (table.match, table.restored()):
        table.match = match
        assert table.send("ada", invite, "come and talk", id="a" * 32) == first
        other = table.send("ada", invite, "stay at home", id="a" * 32)
        assert isinstance(other.outcome, Denied)
        assert other.outcome.code == "command.id-reused"
