"""Before the first turn: musters, lots, and tables without names."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from detente_server.match import orders
from detente_server.match.inputs import Credit, Ordered, SeatTaken
from detente_server.rules.dice import match_key
from detente_wire.acts import Invite, Ready
from detente_wire.messages import Committed, Denied
from detente_wire.notices import Mustered, NamesOpened, SeatChanged, TableLaid
from detente_wire.orders import End, Replace
from detente_wire.terms import MediumId, NationId
from tests.match.table import Table
from tests.secrecy.script import frames

MINUTE = 60_000
ADA, BEL = NationId("ada"), NationId("bel")


def mustering(**changes: Any) -> Table:
    """Both seats are taken and all must confirm."""
    table = Table.lay(**({"muster_ms": 5 * MINUTE} | changes))
    table.sit("ada", "player-ada")
    assert table.match.wake_at() is None
    table.sit("bel", "player-bel")
    return table


def counts(table: Table) -> list[tuple[int, int, bool]]:
    """What all heard of the muster: confirmed, of, whether it is on."""
    return [(n.confirmed, n.of, bool(n.until_s)) for n in table.notices(Mustered)]


def test_it_begins_when_all_have_confirmed() -> None:
    table = mustering()
    assert table.match.wake_at() == table.now_ms + 5 * MINUTE
    assert isinstance(table.send("ada", Ready()).outcome, Committed)
    table.send("ada", Ready())
    table.send("bel", Ready())
    assert counts(table) == [(0, 2, True), (1, 2, True), (2, 2, True)]
    table.tick()
    assert table.match.state.turn == 1
    assert not table.match.table.ready
    assert table.restored().table == table.match.table


def test_time_in_which_nobody_could_confirm_is_given_back() -> None:
    table = mustering()
    table.send("bel", Ready())
    until = table.match.wake_at()
    assert until is not None
    table.order(Credit(7 * MINUTE), role="host")
    assert table.match.wake_at() == until + 7 * MINUTE
    assert table.match.table.ready == {"bel"}, "who has confirmed need not again"
    assert counts(table)[-1] == (1, 2, True)
    assert table.restored().table == table.match.table
    table.tick(6 * MINUTE)
    assert table.match.table.people() == ["ada", "bel"]
    table.send("ada", Ready())
    table.tick()
    assert table.match.begun


def test_time_is_given_back_to_a_muster_alone() -> None:
    table = Table.lay(muster_ms=5 * MINUTE)
    given = Ordered(table.now_ms, "host", "", Credit(MINUTE))
    assert orders.may(table.match, given) is not None, "nothing runs before all seats are taken"


def test_who_does_not_confirm_loses_the_seat() -> None:
    table = mustering()
    table.send("bel", Ready())
    table.tick(5 * MINUTE)
    assert not table.match.begun
    assert [seat.holder for seat in table.match.table.seats.values()] == ["empty", "player"]
    assert counts(table)[-1] == (0, 1, False)
    assert table.match.free_seats() == ["ada"]
    table.sit("ada", "player-eve")
    assert counts(table)[-1] == (0, 2, True), "all confirm anew"
    assert table.restored().table == table.match.table


def test_who_leaves_calls_the_muster_off() -> None:
    table = mustering()
    table.keep(table.match.handle(SeatTaken(table.now_ms, BEL, "empty")))
    assert counts(table)[-1] == (0, 1, False)
    assert table.match.wake_at() is None
    refused = table.send("ada", Ready()).outcome
    assert isinstance(refused, Denied)
    assert refused.code == "match.not-begun"


def test_an_operator_frees_a_seat_at_muster() -> None:
    table = mustering()
    table.order(Replace(BEL))
    assert table.match.table.seats[BEL].holder == "empty"
    assert table.match.wake_at() is None


@pytest.mark.parametrize("first", ["ada", "bel"])
def test_who_has_confirmed_is_sealed(first: str) -> None:
    """Whoever it is, those who watch are sent the same bytes."""
    table = mustering()
    table.send(first, Ready())
    other = mustering()
    other.send("bel" if first == "ada" else "ada", Ready())
    for viewer in ("public", "ada", "bel"):
        assert frames(table.match, viewer) == frames(other.match, viewer)


def test_how_a_table_is_set_is_told_first() -> None:
    table = Table.lay(umpire=True, drawn=True, anonymous=True, muster_ms=MINUTE)
    assert table.notices(TableLaid) == [TableLaid(True, True, True, 60)]
    assert Table.lay().notices(TableLaid) == []


# -- lots -------------------------------------------------------------------------------------------------------


def drawn(seed: str, **changes: Any) -> Table:
    """Two people at a regatta of four seats, drawn."""
    table = Table.lay("regatta", seed=seed, drawn=True, **changes)
    table.sit("nor", "player-one")
    table.sit("sud", "player-two")
    table.tick()
    return table


def test_people_are_spread_over_all_seats_by_the_key() -> None:
    places: Counter[str] = Counter()
    for seed in range(60):
        table = drawn(str(seed))
        seats = table.match.table.seats
        where = {seat.player: nation for nation, seat in seats.items() if seat.player}
        assert set(where) == {"player-one", "player-two"}
        places.update(where.values())
        assert all(seat.holder != "empty" for seat in seats.values())
        assert table.restored().table == table.match.table
    playable = {nation.id for nation in table.match.game.pack.nations if nation.playable}
    assert set(places) == playable, "each seat is drawn"
    assert min(places.values()) > 10


def test_the_draw_can_be_checked_with_the_opened_salt() -> None:
    one, other = drawn("7", salt=b"a" * 32), drawn("7", salt=b"b" * 32)
    assert one.match.settings.key == match_key("7", b"a" * 32)
    assert one.match.settings.key != other.match.settings.key
    assert drawn("7", salt=b"a" * 32).match.table.seats == one.match.table.seats


def test_each_gets_the_papers_of_the_seat_that_was_drawn_for_him() -> None:
    table = drawn("3")
    begun = next(record for record in table.log if record.kind == "begun")
    told = [notice.kind for notice in begun.notices]
    assert told.index("seat-changed") < told.index("sheet-dealt"), "the seats are known before the cards"


# -- tables without names ---------------------------------------------------------------------------------------

NAMES = {"player-one": "Al", "player-two": "Bartholomew the Long"}


def nameless(first: str, **changes: Any) -> Table:
    """Two people whose names nobody is to know; which of them sits down first is the world's secret."""
    table = Table.lay(anonymous=True, turn_ms=MINUTE, **changes)
    other = next(player for player in NAMES if player != first)
    for nation, player in ((ADA, first), (BEL, other)):
        given = SeatTaken(table.now_ms, nation, "player", player, NAMES[player])
        table.keep(table.match.handle(given))
    table.tick()
    return table


@pytest.mark.parametrize("drawn", [False, True])
def test_no_name_can_be_told_from_what_anybody_is_sent(drawn: bool) -> None:
    """Two worlds in which names of another length sit the other way round: the same bytes, until the end."""
    worlds = [nameless(player, drawn=drawn) for player in NAMES]
    for table in worlds:
        table.tick(MINUTE)  # both are away, a chargé d'affaires speaks
        table.tick(MINUTE)
    for viewer in (ADA, BEL, "public"):
        one, other = (frames(table.match, viewer) for table in worlds)
        assert one == other
        assert not any(name.encode() in frame for frame in one for name in NAMES.values())


def test_at_the_end_all_hear_who_was_who() -> None:
    table = nameless("player-one")
    table.order(End())
    assert table.match.over
    opened = table.notices(NamesOpened)
    assert [(row.nation, row.name) for row in opened[0].names] == [
        ("ada", "Al"),
        ("bel", "Bartholomew the Long"),
    ]


def test_a_planted_name_is_found() -> None:
    """Negative control: a table with names is not the same in two worlds."""
    one, other = (nameless(player) for player in NAMES)
    object.__setattr__(one.match.settings, "anonymous", False)
    object.__setattr__(other.match.settings, "anonymous", False)
    for table in (one, other):
        table.tick(MINUTE)
    assert frames(one.match, "public") != frames(other.match, "public")
    assert any(n.name for n in one.notices(SeatChanged))


def test_nobody_acts_at_muster() -> None:
    table = mustering()
    refused = table.send("ada", Invite(MediumId("meeting"), (BEL,))).outcome
    assert isinstance(refused, Denied)
    assert refused.code == "match.not-begun"
