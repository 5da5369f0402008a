"""What those in charge, the calendar and the absent do to a running match: through its owner, and the disk."""

from __future__ import annotations

from typing import Any

from detente_server.host.visiting.attendance import Attachment
from detente_server.match.inputs import Credit
from detente_wire.acts import Instruct, Poll, Ready
from detente_wire.codec import MSGPACK
from detente_wire.messages import Calendar
from detente_wire.orders import End, Extend, Pause, Replace
from detente_wire.terms import NationId
from tests.host.stores import HeldStore
from tests.host.table import ID, Table

ADA, BEL = NationId("ada"), NationId("bel")
TURN = 600_000


async def timed(store: HeldStore | None = None, **settings: Any) -> Table:
    """Turn 1 of ten-minute turns."""
    return await Table(store or HeldStore(), turn_ms=TURN, **settings).begun()


def attend(table: Table, player: str) -> Attachment:
    """A player attends."""
    attachment = Attachment(table.owner, ID, "public", 0, player=player, codec=MSGPACK, touch=lambda: None)
    table.owner.attach(attachment)
    return attachment


async def later(table: Table, ms: int) -> None:
    """So much later the timer rings."""
    table.clock_ms += ms
    table.owner._tick()
    await table.settle()


# -- orders -----------------------------------------------------------------------------------------------------


async def test_an_operator_orders_by_the_owner_and_is_told_why_not() -> None:
    table = await timed()
    deadline = table.owner.match.table.deadline_ms
    assert table.owner.order("operator", "Olga", Extend(60)) is None
    await table.owner.settled()
    assert table.owner.match.table.deadline_ms == deadline + 60_000
    assert table.told("ada")[-2:] == ["OrderGiven", "ClockSet"]
    refusal = table.owner.order("operator", "Olga", Replace(NationId("atlantis")))
    assert refusal is not None
    assert refusal.code == "match.unknown-nation"


async def test_an_order_is_told_once_it_is_durable() -> None:
    store = HeldStore()
    table = await timed(store)
    before = table.told("ada")
    store.held = True
    assert table.owner.order("host", "", Credit(5000)) is None
    await table.settle()
    assert table.told("ada") == before
    store.let_go()
    await table.settle()
    assert table.told("ada")[-2:] == ["OrderGiven", "ClockSet"]


async def test_nothing_is_ordered_while_nothing_can_be_written() -> None:
    store = HeldStore()
    table = await timed(store)
    store.full = True
    table.send("ada", Ready())
    await table.settle()
    refusal = table.owner.order("operator", "Olga", End())
    assert refusal is not None
    assert refusal.code == "host.read-only"


async def test_the_end_by_order_reaches_those_who_watch() -> None:
    table = await timed()
    assert "Ended" not in table.told("public")
    table.owner.order("operator", "Olga", End())
    await table.settle()
    assert table.is_over
    assert "Ended" in table.told("public")


async def test_a_pause_and_a_vote_survive_a_reload() -> None:
    store = HeldStore()
    table = await timed(store, pause_ms=TURN)
    for nation in ("ada", "bel"):
        table.send(nation, Poll("pause"))
    await table.settle()
    store.mute = True  # the answer to the next append is lost: the match is read again
    table.send("ada", Instruct("firm"))
    await table.settle()
    await table.store.probe()
    table.owner.recovered()
    await later(table, 0)
    assert table.reloads == 1
    assert table.owner.match.table.paused_ms
    await later(table, TURN)
    assert not table.owner.match.table.paused_ms
    assert table.owner.match.state.turn == 1


# -- what is told beyond the match --------------------------------------------------------------------------------


async def test_who_has_sent_nothing_is_named_to_those_who_remind_once_it_is_durable() -> None:
    store = HeldStore()
    table = await timed(store)
    table.send("ada", Instruct("firm"))
    await table.settle()
    store.held = True
    await later(table, TURN * 3 // 4)
    assert table.due == []
    store.let_go()
    await table.settle()
    assert table.due == [(BEL,)]


async def test_it_is_said_again_when_the_match_is_read_anew() -> None:
    """Whoever reminds keeps what he has sent: a server that was killed in between may have told nobody."""
    table = await timed()
    await later(table, TURN * 3 // 4)
    table.owner._lose()
    await table.settle()
    assert table.due == [(ADA, BEL), (ADA, BEL)]
    await later(table, TURN // 4)
    table.owner._lose()
    await table.settle()
    assert len(table.due) == 2, "but not in the next turn"


async def test_how_players_attended_is_said_once_with_the_turn() -> None:
    table = await timed()
    table.send("ada", Instruct("firm"))
    await later(table, TURN)
    await later(table, 0)
    assert table.attendance == [(1, {"player-ada": "present", "player-bel": "missed"})]


# -- calendars --------------------------------------------------------------------------------------------------


async def test_a_deadline_keeps_out_of_the_night() -> None:
    """1970-01-01 00:16:40 UTC is in the night; so is ten minutes later."""
    night = Calendar("", 22 * 60, 8 * 60)
    table = await timed(calendar=night)
    assert table.owner.match.table.deadline_ms == 8 * 3_600_000
    table.owner.order("operator", "Olga", Extend(15 * 3600))
    assert table.owner.match.table.deadline_ms == 32 * 3_600_000, "eleven at night moves to the next morning"
    table.owner.order("operator", "Olga", Pause(60))
    await later(table, 60_000)
    assert table.owner.match.table.deadline_ms == 32 * 3_600_000 + 60_000


# -- presence ---------------------------------------------------------------------------------------------------


async def test_a_table_without_a_clock_goes_on_without_one_who_is_gone() -> None:
    table = await Table(HeldStore()).begun()
    attend(table, "player-ada")
    bel = attend(table, "player-bel")
    table.owner.presence.look(0.0)
    assert not table.owner.match.table.away
    table.owner.detach(bel)
    table.owner.presence.look(1000.0)
    assert not table.owner.match.table.away, "a cut line is no absence yet"
    table.owner.presence.look(0.0)
    assert table.owner.match.table.away == {BEL}
    table.send("ada", Ready())
    await table.settle()
    await later(table, 0)
    assert table.owner.match.state.turn == 2
    assert table.owner.match.table.seats[BEL].holder == "charge"


async def test_who_comes_back_is_waited_for() -> None:
    table = await Table(HeldStore()).begun()
    attend(table, "player-ada")
    table.owner.presence.look(0.0)
    assert table.owner.match.table.away == {BEL}
    attend(table, "player-bel")
    table.owner.presence.look(0.0)
    assert not table.owner.match.table.away


async def test_by_correspondence_nobody_is_expected_to_be_there() -> None:
    table = await timed(tempo="correspondence")
    table.owner.presence.look(0.0)
    assert not table.owner.match.table.away
