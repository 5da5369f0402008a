"""A match: begun, commanded, closed, and read again from its log."""

from __future__ import annotations

import attrs
import pytest

from detente_server.match import records
from detente_server.match.hashes import state_hash
from detente_server.match.match import Match
from detente_wire.acts import Ready
from detente_wire.messages import Committed, Denied
from detente_wire.notices import MatchBegan, Papers, SheetDealt
from tests.match.table import Table, game_for


def heard(match: Match, viewer: str) -> list[object]:
    return [heard.notice for _, heard in match.streams.after(viewer, 0)]


def test_it_begins_when_the_last_seat_is_taken() -> None:
    table = Table.lay()
    table.sit("ada", "player-ada")
    assert table.match.phase == "muster"
    assert table.tick() == []
    table.sit("bel", "player-bel")
    table.tick()
    assert table.match.phase == "playing"
    assert any(isinstance(notice, MatchBegan) for notice in heard(table.match, "public"))


def test_a_sheet_is_dealt_to_its_owner_alone() -> None:
    match = Table.lay().begin().match
    for viewer in ("ada", "bel"):
        assert [n.nation for n in heard(match, viewer) if isinstance(n, SheetDealt)] == [viewer]
        briefings = [n.text for n in heard(match, viewer) if isinstance(n, Papers) and "briefing" in n.text]
        assert briefings == [f"briefing-{viewer}"]
    assert not any(isinstance(n, SheetDealt) for n in heard(match, "public"))


def test_cursors_are_gap_free_for_every_viewer() -> None:
    match = Table.lay().begin().match
    for viewer in ("ada", "bel", "public"):
        cursors = [cursor for cursor, _ in match.streams.after(viewer, 0)]
        assert cursors == list(range(1, match.streams.cursor(viewer) + 1))


def test_a_command_id_gets_one_receipt_whatever_is_repeated() -> None:
    table = Table.lay().begin()
    first = table.send("ada", Ready(), id="a" * 26)
    assert isinstance(first.outcome, Committed)
    written = len(table.log)
    assert table.send("ada", Ready(), id="a" * 26) == first
    assert len(table.log) == written
    other = table.send("ada", Ready(), "with other words", id="a" * 26)
    assert isinstance(other.outcome, Denied)
    assert other.outcome.code == "command.id-reused"


def test_the_log_gives_the_same_match_again() -> None:
    table = Table.lay().begin()
    table.send("ada", Ready())
    again = table.restored()
    assert state_hash(again.state) == state_hash(table.match.state)
    assert again.archive_hash.hexdigest() == table.match.archive_hash.hexdigest()
    assert again.chain == table.match.chain
    assert again.receipts.known == table.match.receipts.known
    assert again.table == table.match.table
    for viewer in ("ada", "bel", "public"):
        assert list(again.streams.after(viewer, 0)) == list(table.match.streams.after(viewer, 0))


def test_a_changed_byte_in_the_log_is_noticed() -> None:
    table = Table.lay().begin()
    table.log[-1] = attrs.evolve(table.log[-1], facts=table.log[-1].facts + b"\xc0")
    with pytest.raises(records.Unreadable, match="chain"):
        table.restored()


def test_equal_seeds_give_equal_archive_hashes_whatever_the_secret() -> None:
    one, two = (Table.lay(secret=secret).begin().match for secret in (b"a", b"b"))
    assert one.archive_hash.hexdigest() == two.archive_hash.hexdigest()
    other = Table.lay(seed="2", mode="variable").begin().match
    assert other.game.dice != one.game.dice


def test_readiness_is_told_to_nobody() -> None:
    table = Table.lay().begin()
    before = {viewer: table.match.streams.cursor(viewer) for viewer in ("ada", "bel", "public")}
    table.send("ada", Ready())
    assert before == {viewer: table.match.streams.cursor(viewer) for viewer in ("ada", "bel", "public")}


__all__ = ["game_for"]
