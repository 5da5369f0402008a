"""From a snapshot and the tail of the log comes the same match as from the whole log, and it goes on the same."""

from __future__ import annotations

import attrs
import pytest

from detente_server.match import snapshots
from detente_server.match.effects import StoredRecord
from detente_server.match.hashes import state_hash
from detente_server.match.inputs import Ticked
from detente_server.match.match import Match
from detente_server.match.snapshots import Snapshot
from detente_server.match.stream import PUBLIC
from detente_server.rules import facts as rules_facts
from tests.match.logs import Logged, lively, played


def taken(logged: Logged, n: int) -> Snapshot:
    """A snapshot after record n, through its bytes."""
    snapshot = snapshots.read(snapshots.take(logged.restored(upto=n)))
    assert snapshot is not None
    return snapshot


def assert_same(one: Match, other: Match) -> None:
    """Everything that a host or a viewer can see."""
    assert state_hash(one.state) == state_hash(other.state)
    assert one.state == other.state
    assert orders(one) == orders(other)
    assert one.table == other.table
    assert one.archive_hash.hexdigest() == other.archive_hash.hexdigest()
    assert (one.n, one.chain, one.receipts.known) == (other.n, other.chain, other.receipts.known)
    assert one.streams.all == other.streams.all
    for viewer in (*one.game.pack.order, PUBLIC):
        assert list(one.streams.after(viewer, 0)) == list(other.streams.after(viewer, 0))


def orders(match: Match) -> list[list[object]]:
    """The order of entries in every map of the state: rules walk through some of them."""
    maps = [getattr(match.state, field.name) for field in attrs.fields(type(match.state))]
    return [list(one) for one in maps if hasattr(one, "items")]


@pytest.mark.parametrize(("name", "seed"), [("teatime", "3"), ("hong-kong-1984", "3"), ("cuba-1962", "3")])
def test_a_snapshot_and_the_tail_give_the_match_of_the_whole_log(name: str, seed: str) -> None:
    logged = played(name, seed)
    due = [record.n for record in logged.log if snapshots.is_due(record.kind, record.n)]
    assert len(due) > 3
    for n in (due[0], due[len(due) // 2], due[-1]):
        assert_same(logged.restored(taken(logged, n)), logged.match)


@pytest.mark.parametrize("seed", range(12))
def test_any_record_will_do(seed: int) -> None:
    logged = lively(seed)
    for n in range(1, len(logged.log) + 1, 7):
        assert_same(logged.restored(taken(logged, n)), logged.match)


def test_from_a_snapshot_the_match_goes_on_the_same() -> None:
    logged = played("cuba-1962", "5")
    middle = [record.n for record in logged.log if record.kind == "turn"][3]
    zero, other = logged.restored(upto=middle), logged.restored(taken(logged, middle), upto=middle)
    for match in (zero, other):
        for n in range(4):
            for nation in match.game.pack.order:
                match.table.ready.add(nation)
            match.handle(Ticked(10_000 + n))
    assert zero.n > middle + 3
    assert_same(zero, other)


def test_facts_before_the_snapshot_are_not_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    logged = played("teatime", "3")
    snapshot = taken(logged, len(logged.log))

    def never(*_: object) -> None:
        raise AssertionError("a fact was folded")

    monkeypatch.setattr(rules_facts, "apply", never)
    logged.restored(snapshot)
    with pytest.raises(AssertionError, match="folded"):
        logged.restored()


def test_a_snapshot_of_another_history_is_of_no_use() -> None:
    logged, other = played("teatime", "3"), played("teatime", "4")
    foreign = taken(other, 40)
    assert not foreign.is_of(logged.log)
    assert_same(logged.restored(foreign), logged.match)
    ahead = taken(logged, 50)
    assert not ahead.is_of(logged.log[:49])


def test_the_chain_is_verified_before_the_snapshot_too() -> None:
    logged = played("teatime", "3")
    snapshot = taken(logged, 60)
    log: list[StoredRecord] = list(logged.log)
    log[10] = attrs.evolve(log[10], time_ms=log[10].time_ms + 1)
    with pytest.raises(Exception, match="record 11 does not continue"):
        Match.restore(logged.game, logged.settings, logged.pack.texts, log, snapshot)


def test_what_is_no_snapshot_is_discarded() -> None:
    for body in (b"", b"\xc0", b"\x93\x01\x02\x03", snapshots.take(played("teatime", "3").match)[:-9]):
        assert snapshots.read(body) is None


def test_the_version_follows_from_the_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshots.version()
    assert before == snapshots.version()
    monkeypatch.setattr(snapshots, "ENGINE_VERSION", 99)
    snapshots.version.cache_clear()
    try:
        assert snapshots.version() != before
    finally:
        snapshots.version.cache_clear()
