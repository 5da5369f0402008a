"""One match and its way into the store: playbooks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from detente_server.host.playing import places
from detente_server.host.playing.owner import Owner
from detente_server.match.effects import Effect
from detente_server.match.inputs import CommandGiven, Input
from detente_server.match.match import Match
from detente_wire.acts import Invite, Ready, Say
from detente_wire.messages import Command, Committed, Denied, JoinMatch, LeaveMatch
from detente_wire.terms import ChannelId, MediumId, NationId
from tests.host.eager import EagerOwner
from tests.host.speaking import new_id
from tests.host.stores import HeldStore
from tests.host.table import ID, FakeBot, Table

INVITE = Invite(MediumId("meeting"), (NationId("bel"),))


# -- commit before anybody hears -------------------------------------------------------------------------------


async def nothing_leaves_before_it_is_durable(owner_type: type[Owner]) -> None:
    """A command, its repetition, its notices: all wait for the record."""
    store = HeldStore()
    table = await Table(store, owner_type).begun()
    before = table.told("bel")
    store.held = True
    command = table.send("ada", INVITE)
    table.owner.command("player-ada", command)
    await table.settle()
    assert table.of(command) == []
    assert table.told("bel") == before
    store.let_go()
    await table.settle()
    first, again = table.of(command)
    assert first == again
    assert isinstance(first.outcome, Committed)
    assert len(table.told("bel")) > len(before)


async def test_nothing_leaves_before_it_is_durable() -> None:
    await nothing_leaves_before_it_is_durable(Owner)


async def test_an_owner_that_tells_too_early_is_caught() -> None:
    with pytest.raises(AssertionError):
        await nothing_leaves_before_it_is_durable(EagerOwner)


async def test_one_append_is_under_way_and_takes_all_that_was_decided_meanwhile() -> None:
    store = HeldStore()
    table = await Table(store).begun()
    store.appends.clear()
    store.held = True
    commands = [table.send("ada", Say(ChannelId("nowhere")), "hello") for _ in range(2)]
    await table.settle()
    commands += [table.send("ada", Say(ChannelId("nowhere")), "hello") for _ in range(4)]
    await table.settle()
    store.let_go(1)
    await table.settle()
    assert [len(append.records) for append in store.appends] == [2]
    store.let_go()
    await table.settle()
    assert [len(append.records) for append in store.appends] == [2, 4]
    assert [receipt.id for _, receipt in table.answers][-6:] == [command.id for command in commands]


async def test_receipts_come_in_the_order_of_decisions_and_before_their_notices() -> None:
    table = await Table(HeldStore()).begun()
    cursor = len(table.told("ada"))
    receipt = table.of(await _sent(table, INVITE))[0]
    assert receipt.outcome == Committed(cursor)


async def _sent(table: Table, act: Invite) -> Command:
    command = table.send("ada", act)
    await table.settle()
    return command


async def test_what_observers_hear_waits_for_the_turns_end() -> None:
    table = await Table(HeldStore()).begun()
    released = len(table.told("public"))
    table.send("ada", INVITE)
    await table.settle()
    assert len(table.told("public")) == released
    table.send("ada", Ready())
    table.send("bel", Ready())
    await asyncio.sleep(0.01)
    await table.settle()
    assert table.owner.match.state.turn == 2
    assert len(table.told("public")) > released


# -- when the store fails --------------------------------------------------------------------------------------


async def test_a_full_disk_refuses_commands_and_loses_nothing() -> None:
    store = HeldStore()
    table = await Table(store).begun()
    before = table.told("bel")
    store.full = True
    command = table.send("ada", INVITE)
    later = table.send("ada", INVITE)
    await table.settle()
    assert [code(one) for one in table.of(command) + table.of(later)] == ["host.read-only"] * 2
    assert table.told("bel") == before
    refused = table.send("bel", Ready())
    assert code(table.of(refused)[0]) == "host.read-only"
    store.full = False
    assert await table.store.probe()
    table.owner.recovered()
    table.owner.command("player-ada", command)
    await table.settle()
    assert isinstance(table.of(command)[-1].outcome, Committed)
    assert len(table.told("bel")) > len(before)


async def test_an_append_of_which_nobody_heard_is_looked_up() -> None:
    store = HeldStore()
    table = await Table(store).begun()
    store.mute = True
    command = table.send("ada", INVITE)
    await table.settle()
    assert table.reloads == 1
    assert [type(receipt.outcome) for receipt in table.of(command)] == [Committed]


async def test_seats_and_streams_are_there_again_after_a_reload() -> None:
    store = HeldStore()
    table = await Table(store).begun()
    table.send("ada", INVITE)
    await table.settle()
    before = {viewer: table.told(viewer) for viewer in ("ada", "bel", "public")}
    store.full = True
    table.send("ada", Ready())
    await table.settle()
    assert table.reloads == 1
    assert {viewer: table.told(viewer) for viewer in before} == before
    assert table.owner.nation_of("player-ada") == "ada"


def code(receipt: object) -> str:
    """The code of a refusal."""
    outcome = getattr(receipt, "outcome", None)
    assert isinstance(outcome, Denied)
    return outcome.code


# -- when the match fails --------------------------------------------------------------------------------------


def failing_at(words: str) -> Callable[[Match], None]:
    """Make a match fail at every command with these words."""

    def spoil(match: Match) -> None:
        handle = match.handle

        def failing(given: Input) -> list[Effect]:
            if isinstance(given, CommandGiven) and given.command.words == words:
                raise ZeroDivisionError("planted")
            return handle(given)

        match.handle = failing  # type: ignore[method-assign]

    return spoil


async def test_a_match_that_fails_is_read_again_and_goes_on() -> None:
    store = HeldStore()
    table = await Table(store).begun()
    table.spoil = failing_at("boom")
    table.spoil(table.owner.match)
    store.held = True
    good = table.send("ada", INVITE)
    bad = table.send("ada", Say(ChannelId("x")), "boom")
    store.held = False
    store.let_go()
    await table.settle()
    assert table.crashes == table.reloads == 1
    assert isinstance(table.of(good)[0].outcome, Committed), "what was decided before is stored"
    assert code(table.of(bad)[0]) == "host.no-owner"
    after = table.send("ada", Say(ChannelId("x")), "fine")
    await table.settle()
    assert code(table.of(after)[0]) == "rules.unknown-channel"


# -- seats, bots, time -----------------------------------------------------------------------------------------


async def test_joining_twice_with_one_id_gives_one_receipt() -> None:
    table = Table(HeldStore())
    command = JoinMatch(new_id(), ID)
    for _ in range(2):
        places.join(table.owner, "somebody", "Some Body", command)
        await table.settle()
    (_, first), (_, second) = table.answers
    assert first == second
    assert first.nation == "ada"
    other = JoinMatch(command.id, ID, NationId("bel"))
    places.join(table.owner, "somebody", "Some Body", other)
    await table.settle()
    assert code(table.answers[-1][1]) == "command.id-reused"


async def test_leaving_before_the_first_turn_frees_the_seat() -> None:
    table = Table(HeldStore())
    places.join(table.owner, "one", "One", JoinMatch(new_id(), ID, NationId("ada")))
    leave = LeaveMatch(new_id(), ID)
    for _ in range(2):
        places.leave(table.owner, "one", "One", leave)
        await table.settle()
    assert table.answers[-1] == table.answers[-2]
    assert isinstance(table.answers[-1][1].outcome, Committed)
    assert table.owner.nation_of("one") is None
    places.join(table.owner, "two", "Two", JoinMatch(new_id(), ID, NationId("ada")))
    await table.settle()
    assert table.answers[-1][1].nation == "ada"


async def test_who_leaves_later_is_spoken_for_and_may_come_back() -> None:
    table = await Table(HeldStore()).begun()
    places.leave(table.owner, "player-ada", "Ada", LeaveMatch(new_id(), ID))
    await table.settle()
    assert table.owner.match.table.seats[NationId("ada")].holder == "charge"
    assert NationId("ada") in table.bots
    command = table.send("ada", INVITE)
    await table.settle()
    assert isinstance(table.of(command)[0].outcome, Committed)
    assert table.owner.match.table.seats[NationId("ada")].holder == "player"


async def test_bots_hear_only_what_is_theirs_and_act_by_the_same_door() -> None:
    store = HeldStore()
    table = Table(store, seats=1)
    table.bots[NationId("bel")] = FakeBot([Invite(MediumId("meeting"), (NationId("ada"),))])
    places.sit(table.owner, "player-ada", "Ada", NationId("ada"))
    await asyncio.sleep(0.05)
    await table.settle()
    bot = table.bots[NationId("bel")]
    assert [heard.cursor for heard in bot.heard] == list(range(1, len(bot.heard) + 1))
    assert len(bot.heard) == table.owner.durable.cursors["bel"]
    assert "Invited" in table.told("ada")
    assert NationId("bel") in table.owner.match.table.ready
    table.send("ada", Ready())
    await asyncio.sleep(0.05)
    assert table.owner.match.state.turn == 2


async def test_bots_hear_nothing_that_is_not_durable() -> None:
    store = HeldStore()
    table = Table(store, seats=1)
    places.sit(table.owner, "player-ada", "Ada", NationId("ada"))
    await asyncio.sleep(0.05)
    bot = table.bots[NationId("bel")]
    before = len(bot.heard)
    store.held = True
    table.send("ada", INVITE)
    await table.settle()
    assert len(bot.heard) == before
    store.held = False
    store.let_go()
    await asyncio.sleep(0.02)
    assert len(bot.heard) > before


async def test_a_clock_that_is_set_back_does_not_turn_time_back() -> None:
    store = HeldStore()
    table = await Table(store).begun()
    table.clock_ms -= 500_000
    table.send("ada", INVITE)
    table.environment._latest_ms = 0
    table.send("bel", Ready())
    await table.settle()
    times = [record.time_ms for append in store.appends for record in append.records]
    assert times == sorted(times)


async def test_the_deadline_closes_the_talks() -> None:
    table = await Table(HeldStore(), turn_ms=50).begun()
    table.clock_ms += 60
    await asyncio.sleep(0.1)
    await table.settle()
    assert table.owner.match.state.turn >= 2


async def test_what_strangers_try_is_not_kept_by_the_match() -> None:
    table = await Table(HeldStore()).begun()
    version, answers, landmarks = table.owner.version, len(table.answers), table.landmarks
    for nation in ("ada", "nowhere", None):
        wish = JoinMatch(new_id(), ID, NationId(nation) if nation else None)
        refusal = places.join(table.owner, "stranger", "Some Body", wish)
        assert refusal is not None
        assert refusal.definite
    await table.settle()
    assert (table.owner.version, len(table.answers), table.landmarks) == (version, answers, landmarks)


async def test_who_comes_too_late_to_a_match_that_was_put_away_is_told_so() -> None:
    table = await Table(HeldStore()).begun()
    table.owner.end()
    refused: list[str] = []
    table.owner.when_running(lambda: None, lambda refusal: refused.append(refusal.code))
    assert refused == ["host.no-owner"]
