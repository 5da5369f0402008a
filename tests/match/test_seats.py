"""Absence: a chargé d'affaires, then a minister; counted in the log, so that a restart forgets nothing."""

from __future__ import annotations

import pytest

from detente_server.match.inputs import CommandGiven
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
