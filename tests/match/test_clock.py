"""Deadlines, pauses, extensions, credit and the warning: when the talks close, to the millisecond."""

from __future__ import annotations

from typing import Any

import pytest

from detente_server.match.effects import DueSoon
from detente_server.match.inputs import Credit, Ticked
from detente_wire.acts import Instruct, Ready
from detente_wire.notices import ClockSet, DeadlineNear, OrderGiven
from detente_wire.orders import Extend, GoOn, Pause
from detente_wire.terms import NationId
from tests.match.table import Table

ADA, BEL = NationId("ada"), NationId("bel")
MINUTE = 60_000
TURN = 10 * MINUTE


def timed(**changes: Any) -> Table:
    """Turn 1 of ten-minute turns, and both have spoken, so that nobody is warned."""
    table = Table.lay(**({"turn_ms": TURN} | changes)).begin()
    for nation in ("ada", "bel"):
        table.send(nation, Instruct("firm"))
    return table


def left_ms(table: Table) -> int | None:
    """From now until something happens by itself."""
    at = table.match.wake_at()
    return None if at is None else at - table.now_ms


def test_an_extension_and_a_credit_move_the_deadline() -> None:
    table = timed()
    assert left_ms(table) == TURN
    table.order(Extend(600))
    assert left_ms(table) == TURN + 600_000
    table.order(Credit(1500), role="host")
    assert left_ms(table) == TURN + 601_500
    assert [(n.role, n.order, n.seconds) for n in table.notices(OrderGiven)] == [
        ("operator", "extend", 600),
        ("host", "credit", 2),
    ]
    assert table.notices(ClockSet)[-1].deadline_s == table.match.table.deadline_ms // 1000
    assert table.restored().table == table.match.table


def test_a_pause_stops_deadline_and_closing_and_the_deadline_moves_by_its_length() -> None:
    table = timed()
    table.order(Pause(3600))
    assert left_ms(table) == 3_600_000
    for nation in ("ada", "bel"):
        table.send(nation, Ready())
    table.tick(TURN + 1)
    assert table.match.state.turn == 1, "neither deadline nor readiness closes the talks"
    table.match.table.ready.clear()
    table.order(GoOn())
    assert left_ms(table) == TURN - 1 + 1, "ten minutes were left when it stopped"
    table.tick(TURN)
    assert table.match.state.turn == 2


def test_a_pause_ends_by_itself() -> None:
    table = timed()
    table.tick(4 * MINUTE)
    table.order(Pause(60))
    assert table.notices(ClockSet)[-1] == ClockSet(0, True, (table.now_ms + MINUTE) // 1000)
    table.tick(MINUTE)
    assert not table.match.table.paused_ms
    assert left_ms(table) == 6 * MINUTE
    assert table.restored().table == table.match.table


@pytest.mark.parametrize(
    ("order", "why"),
    [(GoOn(), "the clock runs"), (Extend(60), None), (Pause(), None)],
)
def test_an_order_that_makes_no_sense_changes_nothing(order: object, why: str | None) -> None:
    table = timed()
    records = len(table.log)
    table.order(order)  # type: ignore[arg-type]
    assert (len(table.log) == records) == (why is not None)


def test_without_a_clock_there_is_nothing_to_extend() -> None:
    table = Table.lay().begin()
    records = len(table.log)
    assert table.order(Extend(60)) == []
    assert len(table.log) == records


# -- the warning ------------------------------------------------------------------------------------------------


def test_who_has_sent_nothing_is_warned_alone_and_once() -> None:
    table = Table.lay(turn_ms=TURN).begin()
    table.send("ada", Ready())
    assert left_ms(table) == TURN * 3 // 4
    effects = table.tick(TURN * 3 // 4)
    assert DueSoon((BEL,)) in effects
    assert [n.deadline_s for n in table.notices(DeadlineNear, "bel")] == [
        table.match.table.deadline_ms // 1000
    ]
    for viewer in ("ada", "public"):
        assert table.notices(DeadlineNear, viewer) == []
    assert left_ms(table) == TURN // 4
    assert table.tick() == table.match._wake()
    assert table.restored().table == table.match.table


def test_an_extended_deadline_is_recalled_again() -> None:
    table = Table.lay(turn_ms=TURN).begin()
    table.tick(TURN * 3 // 4)
    table.order(Extend(TURN // 1000))
    table.tick(TURN)
    assert len(table.notices(DeadlineNear, "ada")) == 2


def test_nobody_is_warned_in_a_turn_of_a_minute_or_when_all_have_spoken() -> None:
    assert left_ms(Table.lay(turn_ms=MINUTE).begin()) == MINUTE
    assert left_ms(timed()) == TURN


# -- calendars: the host says whereto a deadline moves ------------------------------------------------------------


def test_the_deadline_that_the_input_carries_is_the_deadline() -> None:
    table = Table.lay(turn_ms=TURN)
    for nation in ("ada", "bel"):
        table.sit(nation, f"player-{nation}")
    given = Ticked(table.now_ms)
    assert table.match.deadline_set_by(given) == table.now_ms + TURN
    moved = table.now_ms + 5 * TURN
    table.keep(table.match.handle(Ticked(table.now_ms, moved)))
    assert table.match.table.deadline_ms == moved
    assert table.match.deadline_set_by(Ticked(table.now_ms)) is None, "nothing is due"
    assert table.match.deadline_set_by(Ticked(moved)) == moved + TURN
    table.order(Pause(60))
    assert table.match.deadline_set_by(Ticked(table.now_ms + MINUTE)) == moved + MINUTE
