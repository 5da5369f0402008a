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


def refused(table: Table, nation: str, who: str) -> str:
    """Why a newcomer may not sit there; empty: he may."""
    given = SeatTaken(table.now_ms, NationId(nation), "player", who, who.title())
    refusal = table.match.may_sit(given)
    return refusal.code if refusal is not None else ""


def test_the_seats_that_are_meant_for_bots_stay_theirs() -> None:
    """A table for one: Bel's seat is a bot's, before the beginning and after it."""
    table = Table.lay(seats=1)
    table.sit("ada", "player-ada")
    assert (table.match.free_seats(), refused(table, "bel", "third")) == ([], "match.full")
    table.tick()
    assert table.match.begun
    assert table.match.table.seats[BEL].holder == "bot"
    assert (table.match.free_seats(), refused(table, "bel", "third")) == ([], "match.full")
    table.keep(table.match.handle(SeatTaken(table.now_ms, ADA, "charge", "player-ada", "Ada")))
    assert table.match.free_seats() == [ADA], "who left leaves a seat for a person"
    assert refused(table, "bel", "third") == "match.seat-taken"
    assert refused(table, "ada", "third") == ""


def test_while_all_confirm_nobody_takes_a_seat_beyond_those_for_people() -> None:
    table = Table.lay(seats=1, muster_ms=60_000)
    table.sit("ada", "player-ada")
    assert not table.match.begun
    assert refused(table, "bel", "third") == "match.full"
    assert refused(table, "ada", "player-ada") == "", "whoever sits there asks again and is answered"
