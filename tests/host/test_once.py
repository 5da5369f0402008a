"""One command id: one effect and one receipt, over repetition, connections and restarts."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from detente_server.host.lobby.receipts import Receipts
from detente_server.match.match import Match
from detente_server.match.stream import PUBLIC
from detente_wire.acts import Ready, Say
from detente_wire.messages import (
    Attend,
    Command,
    Committed,
    CreateMatch,
    Denied,
    Heard,
    JoinMatch,
    LeaveMatch,
    ListMatches,
    Matches,
    MatchId,
    Outcome,
    Receipt,
    RequestId,
)
from detente_wire.terms import ChannelId, NationId
from tests.host.house import meeting, on_disk, serving, two_at_table
from tests.host.speaking import Speaker, new_id
from tests.host.stores import HeldStore

IDS = 150
REPEATS = 22
"""How often each id is said in each life of the server: 10^4 in three."""
LIVES = 3
AT_ONCE = 4


class Repeater:
    """Says the same commands again and again, on one connection after another, and compares the receipts."""

    def __init__(self, commands: list[Command]) -> None:
        self.commands = commands
        self.outcomes: dict[str, Outcome] = {}
        self.compared = 0
        self.dice = random.Random(5)

    async def live(self, port: int, client: Speaker) -> Speaker:
        """One life of the server; the client that is left."""
        said = [command for command in self.commands for _ in range(REPEATS)]
        self.dice.shuffle(said)
        for start in range(0, len(said), AT_ONCE):
            await self._say(client, said[start : start + AT_ONCE])
            if start % 400 == 0:
                self._compare(client)
                client = await Speaker.come(port, client.resume)
        self._compare(client)
        return client

    async def _say(self, client: Speaker, commands: list[Command]) -> None:
        before = len(receipts(client))
        for command in commands:
            await client.say(command)
        await client.wait(lambda: len(receipts(client)) >= before + len(commands) or None)

    def _compare(self, client: Speaker) -> None:
        for receipt in receipts(client):
            assert receipt.outcome == self.outcomes.setdefault(receipt.id, receipt.outcome)
            self.compared += 1


def receipts(client: Speaker) -> list[Receipt]:
    """Those that the client got."""
    return [one for one in client.got if isinstance(one, Receipt)]


async def repeat_over_lives(folder: Path) -> Repeater:
    """Three lives of a server; in the end everything that was committed was said just once."""
    repeater: Repeater | None = None
    client: Speaker | None = None
    for _ in range(LIVES):
        async with serving(on_disk(folder)) as (_, port):
            if client is None:
                ada, client, match = await two_at_table(port)
                channel = await meeting(ada, client, match)
                repeater = Repeater([_command(match, channel, n) for n in range(IDS)])
            else:
                client = await Speaker.come(port, client.resume)
            assert repeater is not None
            client = await repeater.live(port, client)
            await _check_words(client, match, repeater)
    assert repeater is not None
    return repeater


def _command(match: MatchId, channel: ChannelId, n: int) -> Command:
    """Every third one is refused."""
    return Command(new_id(), match, Say(channel if n % 3 else ChannelId("nowhere")), f"word {n}")


async def _check_words(client: Speaker, match: MatchId, repeater: Repeater) -> None:
    await client.say(Attend(match))
    committed = {
        command.words for command in repeater.commands if isinstance(repeater.outcomes[command.id], Committed)
    }
    await client.wait(lambda: {heard.words for heard in client.heard()} >= committed or None)
    await client.quiet()
    spoken = [heard.words for heard in client.heard() if heard.words]
    assert sorted(spoken) == sorted(committed)


async def test_one_id_has_one_effect_and_one_receipt(tmp_path: Path) -> None:
    repeater = await repeat_over_lives(tmp_path)
    assert repeater.compared > 9_000
    refused = [one for one in repeater.outcomes.values() if isinstance(one, Denied)]
    assert len(refused) == IDS // 3


async def test_a_match_that_forgets_its_receipts_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Match, "repeated", lambda match, *_: match.receipts.clear())
    monkeypatch.setattr("tests.host.test_once.REPEATS", 3)
    with pytest.raises((AssertionError, TimeoutError)):
        await repeat_over_lives(tmp_path)


# -- the lobby -----------------------------------------------------------------------------------------------------


async def test_creating_twice_gives_one_match_even_when_the_first_copy_was_half_done(tmp_path: Path) -> None:
    create = CreateMatch(new_id(), "teatime", people=2)
    async with serving(on_disk(tmp_path)) as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        filing = host.services.receipts.file

        async def killed(*_: object) -> bool:
            return False

        host.services.receipts.file = killed  # type: ignore[assignment]
        half = await ada.ask(create)
        assert isinstance(half.outcome, Denied)
        assert half.outcome.retry
        host.services.receipts.file = filing  # type: ignore[method-assign]
    async with serving(on_disk(tmp_path)) as (_, port):
        ada = await Speaker.come(port, ada.resume)
        await ada.say(create)
        first = await ada.ask(create)
        assert isinstance(first.outcome, Committed)
        assert first.nation == "ada"
        await ada.say(ListMatches(RequestId("all")))
        assert [row.match for row in (await ada.hear(Matches)).rows] == [first.match]
        other = CreateMatch(create.id, "teatime", people=1)
        await ada.say(other)
        await ada.hear(Receipt, lambda one: code(one) == "command.id-reused")
    async with serving(on_disk(tmp_path)) as (_, port):
        ada = await Speaker.come(port, ada.resume)
        assert await ada.ask(create) == first


def code(receipt: Receipt) -> str:
    """The code of a refusal."""
    return receipt.outcome.code if isinstance(receipt.outcome, Denied) else ""


async def test_refusals_of_strangers_stay_what_they_were(tmp_path: Path) -> None:
    async with serving(on_disk(tmp_path)) as (_, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        match = (await ada.create(people=2)).match
        assert match is not None
        bel = await Speaker.come(port, "Bel Canto")
        early = Command(new_id(), match, Ready())
        assert code(await bel.ask(early)) == "match.not-seated"
        long = Command(new_id(), match, Say(ChannelId("x")), "x" * 4001)
        await bel.join(match)
        assert code(await bel.ask(long)) == "text.too-long"
    async with serving(on_disk(tmp_path)) as (_, port):
        bel = await Speaker.come(port, bel.resume)
        assert code(await bel.ask(early)) == "match.not-seated"
        assert code(await bel.ask(long)) == "text.too-long"
        assert (await bel.do(match, Ready())).match == match


async def test_seats_and_streams_are_there_after_a_restart(tmp_path: Path) -> None:
    async with serving(on_disk(tmp_path)) as (_, port):
        _, bel, match = await two_at_table(port)
        heard = bel.heard(match)
        lineage = bel.hello.lineage
    async with serving(on_disk(tmp_path)) as (host, port):
        bel = await Speaker.come(port, bel.resume)
        assert [(seat.match, seat.nation) for seat in bel.welcome.seats] == [(match, "bel")]
        assert bel.hello.lineage == lineage
        await bel.attend(match)
        await bel.hear(Heard, lambda one: one.cursor == len(heard))
        assert bel.heard(match) == heard
        assert host.services.matches.owners[match].durable.last(PUBLIC) > 0


async def test_a_receipt_outlives_the_seat() -> None:
    async with serving() as (_, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        match = (await ada.create(people=2, watch=True)).match
        assert match is not None
        bel = await Speaker.come(port, "Bel Canto")
        join = JoinMatch(new_id(), match, NationId("bel"))
        early, leave = Command(new_id(), match, Ready()), LeaveMatch(new_id(), match)
        for command in (join, early, leave, join, early, leave):
            await bel.say(command)
        await bel.wait(lambda: len(receipts(bel)) == 6 or None)
        first, second = receipts(bel)[:3], receipts(bel)[3:]
        assert first == second
        assert [one.nation for one in first] == ["bel", None, "bel"]
        await ada.say(ListMatches(RequestId("a")))
        (row,) = (await ada.hear(Matches)).rows
        assert [seat.holder for seat in row.seats] == ["empty", "empty"]


async def refused_while_the_seat_is_taken() -> tuple[list[str], bool]:
    """A stranger's command, twice, and between the two he sits down: the codes, and whether it was done."""
    store = HeldStore()
    async with serving(store) as (_, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        match = (await ada.create(people=2)).match
        assert match is not None
        bel = await Speaker.come(port, "Bel Canto")
        store.held = True
        early, join = Command(new_id(), match, Ready()), JoinMatch(new_id(), match)
        for command in (early, join, early):
            await bel.say(command)
        await asyncio.sleep(0.2)
        store.held = False
        store.let_go()
        await bel.wait(lambda: len(receipts(bel)) == 3 or None)
        codes = [code(one) for one in receipts(bel) if one.id == early.id]
        return codes, isinstance((await bel.receipt(join.id)).outcome, Committed)


async def test_a_refusal_on_its_way_is_the_answer_of_every_copy() -> None:
    assert await refused_while_the_seat_is_taken() == (["match.not-seated"] * 2, True)


async def test_a_lobby_that_forgets_what_it_is_about_to_answer_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Receipts, "under_way", lambda *_: None)
    with pytest.raises((AssertionError, KeyError)):
        assert await refused_while_the_seat_is_taken() == (["match.not-seated"] * 2, True)


async def test_the_lobby_answers_no_id_that_a_match_has_answered() -> None:
    async with serving() as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        match = (await ada.create(people=2)).match
        assert match is not None
        bel = await Speaker.come(port, "Bel Canto")
        join = JoinMatch(new_id(), match)
        first = await bel.ask(join)
        said = Command(new_id(), match, Say(ChannelId("x")), "short")
        second = await bel.ask(said)
        for other in (
            JoinMatch(join.id, match, role="observer"),
            JoinMatch(join.id, match, role="umpire"),
            Command(said.id, match, Say(ChannelId("y")), "x" * 4001),
        ):
            bel.got.clear()
            assert code(await bel.ask(other)) == "command.id-reused"
        bel.got.clear()
        assert await bel.ask(join) == first
        assert await bel.ask(said) == second
        version = host.services.matches.owners[match].version
        stranger = await Speaker.come(port, "Third Man")
        late = JoinMatch(new_id(), match)
        refusals = [await stranger.ask(late)]
        stranger.got.clear()
        refusals.append(await stranger.ask(late))
        assert refusals[0] == refusals[1]
        assert code(refusals[0]) == "match.full"
        assert host.services.matches.owners[match].version == version


async def test_of_one_player_so_many_receipts_are_kept_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente_server.host.lobby.receipts.MOST", 3)
    async with serving() as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        nowhere = [Command(new_id(), MatchId(f"nowhere{n}"), Ready()) for n in range(4)]
        codes = [code(await ada.ask(command)) for command in nowhere]
        assert codes == ["match.unknown"] * 3 + ["host.rate"]
        assert code(await ada.create()) == "host.rate"
        assert host.services.directory.listings() == []


async def test_a_table_and_its_creators_seat_come_into_being_together() -> None:
    store = HeldStore()
    async with serving(store) as (_, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        await ada.create(people=2)
    assert [record.kind for record in store.appends[0].records] == ["created", "seat"]
