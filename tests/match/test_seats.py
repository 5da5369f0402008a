"""Absence: a chargé d'affaires, then a minister; counted in the log, so that a restart forgets nothing."""

from __future__ import annotations

import pytest

from detente_server.match.inputs import CommandGiven, Holder, SeatTaken
from detente_server.match.seats import Seat
from detente_wire.acts import Ready
from detente_wire.messages import Command, CommandId
from detente_wire.terms import NationId
from tests.match.table import Table

ADA, BEL = NationId("ada"), NationId("bel")


def turn_without_ada(table: Table, n: int) -> None:
    """Bel is ready; a bot that sits in for Ada says so too, which does not make her present."""
    if table.match.table.seats[ADA].holder != "player":
        command = Command(CommandId(f"{n:032x}"), table.match.settings.match, Ready())
        table.keep(table.match.handle(CommandGiven(table.now_ms, "bot:ada", ADA, command)))
    table.send("bel", Ready())
    table.match.table.ready.discard(ADA)  # or the turn would close with nobody absent
    table.tick(60_000)


@pytest.mark.parametrize("restart", [False, True])
def test_whoever_is_absent_twice_is_spoken_for_by_a_minister(restart: bool) -> None:
    table = Table.lay(turn_ms=60_000).begin()
    holders = []
    for n in range(3):
        turn_without_ada(table, n)
        holders.append(table.match.table.seats[ADA].holder)
        if restart:
            assert table.restored().table == table.match.table
            table.match = table.restored()
    assert holders == ["charge", "minister", "minister"]
    assert table.match.table.seats[BEL].holder == "player"


def test_whoever_returns_begins_anew() -> None:
    table = Table.lay(turn_ms=60_000).begin()
    turn_without_ada(table, 0)
    table.send("ada", Ready())
    assert table.match.table.seats[ADA].holder == "player"
    assert table.restored().table == table.match.table
    table.send("bel", Ready())
    table.tick(60_000)
    turn_without_ada(table, 1)
    assert table.match.table.seats[ADA].holder == "charge"


def test_a_seat_that_was_given_up_is_free_until_its_player_is_back() -> None:
    """Who only dozes keeps his seat from newcomers; who left it does not, but may return while nobody has it."""
    table = Table.lay(turn_ms=60_000).begin()
    turn_without_ada(table, 0)
    assert ADA not in table.match.free_seats()
    player = table.match.table.seats[ADA].player

    def sits(holder: Holder, who: str) -> None:
        table.keep(table.match.handle(SeatTaken(table.now_ms, ADA, holder, who, who.title())))

    sits("charge", player)
    assert ADA in table.match.free_seats()
    assert table.restored().table == table.match.table
    sits("player", player)
    assert ADA not in table.match.free_seats()
    sits("charge", player)
    sits("player", "volunteer")
    assert table.match.table.seats[ADA] == Seat("player", "volunteer", "Volunteer")
    sits("player", player)
    assert table.match.table.seats[ADA].player == "volunteer"
