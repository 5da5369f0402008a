"""What the SQLite engine promises beyond the contract: one commit for many, rights, one server, steps, backups."""

from __future__ import annotations

import os
import random
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from msgpack import packb

from detente_server.store import (
    ABSENT,
    EMPTY,
    Append,
    Hooks,
    Misuse,
    Refusal,
    SqliteStore,
    StoreError,
    Version,
    writer,
)
from detente_server.store.connections import READER, WRITER
from detente_server.store.folder import DATABASE
from detente_server.store.reports import detente_json, open_reports, summary
from tests.store.making import MATCH, receipt, record, records

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Iterator[SqliteStore]:
    """Driven by the test: nothing is written until `step`."""
    engine = SqliteStore(folder, threaded=False)
    yield engine
    engine.close()


def plain(folder: Path) -> closing[sqlite3.Connection]:
    """The file as any other program opens it."""
    return closing(sqlite3.connect(folder / DATABASE))


# One commit for many


def test_what_is_queued_goes_in_one_transaction(folder: Path) -> None:
    points: list[str] = []
    with closing(SqliteStore(folder, Hooks(fault=points.append), threaded=False)) as store:
        answers: list[Any] = []
        for match in ("rhine", "oder", "elbe"):
            store.submit(Append(match, EMPTY, records(1, 3, match)), answers.append)
        points.clear()
        assert answers == []
        store.step()
    assert answers == [3, 3, 3]
    assert points == [f"store:{x}" for x in ("before-write", "after-write", "before-commit", "after-commit")]


def test_what_the_database_does_not_take_fails_nobody_else(store: SqliteStore) -> None:
    answers: list[Any] = []
    store.submit(Append(MATCH, EMPTY, records(1, 2)), answers.append)
    store.submit(Append("vast", EMPTY, (evolve(record(1, "vast"), turn=1 << 70),)), answers.append)
    store.submit(Append("oder", EMPTY, records(1, 1, "oder")), answers.append)
    store.step()
    assert (answers[0], answers[2]) == (2, 1)
    assert isinstance(answers[1], Misuse)
    assert store.matches() == (MATCH, "oder")
    assert store.read(MATCH).records == records(1, 2)


def test_nobody_hears_of_a_write_before_it_is_durable(folder: Path) -> None:
    heard: list[str] = []

    def fault(point: str) -> None:
        heard.append(point)

    with closing(SqliteStore(folder, Hooks(fault=fault), threaded=False)) as store:
        store.listen(MATCH, lambda _: heard.append("news"))
        heard.clear()
        store.submit(Append(MATCH, EMPTY, records(1, 1)), lambda _: heard.append("answer"))
        store.step()
    assert heard[-3:] == ["store:after-commit", "answer", "news"]


def test_settings_are_as_designed(folder: Path, store: SqliteStore) -> None:
    assert WRITER["synchronous"] == 2
    with plain(folder) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with store._readers.lend() as reader:
        assert {name: reader.execute(f"PRAGMA {name}").fetchone()[0] for name in READER} == READER
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader.execute("DELETE FROM meta")


def test_the_database_itself_keeps_records_final(folder: Path, store: SqliteStore) -> None:
    store.append(MATCH, EMPTY, records(1, 3))
    with plain(folder) as other:
        for statement in ("UPDATE records SET turn = 9", "DELETE FROM records WHERE n = 2"):
            with pytest.raises(sqlite3.IntegrityError, match="final"):
                other.execute(statement)


# Over a restart


def test_all_is_found_after_a_restart(folder: Path) -> None:
    with closing(SqliteStore(folder)) as store:
        store.append(MATCH, EMPTY, records(1, 130))
        version = store.put("account", "ada", b"1", ABSENT, due_ms=5)
        store.put_snapshot(MATCH, 100, 1, b"state")
        term = store.claim(MATCH, "north", 0, 10_000)
        lineage = store.lineage
    with closing(SqliteStore(folder)) as store:
        assert store.read(MATCH).records == records(1, 130)
        filed = receipt(7)
        assert store.receipt(MATCH, filed.player, filed.command) == filed
        assert store.append(MATCH, Version(130), records(131, 131)) == 131
        assert [x.cursor for x in store.stream(MATCH, "fra")] == list(
            range(1, store.cursor(MATCH, "fra") + 1)
        )
        found = store.get("account", "ada")
        assert found is not None
        assert (found.version, found.due_ms) == (version, 5)
        assert store.put("account", "bob", b"", ABSENT) > version  # type: ignore[operator]
        assert store.latest_snapshot(MATCH, 1) is not None
        again = store.claim(MATCH, "south", 1, 10_000)
        assert again.term == term.term + 1  # type: ignore[union-attr]
        assert store.lineage == lineage


def test_closing_leaves_one_file(folder: Path) -> None:
    with closing(SqliteStore(folder)) as store:
        store.append(MATCH, EMPTY, records(1, 30))
    assert sorted(x.name for x in folder.iterdir()) == ["detente.db", "detente.lock"]


def test_many_checkpoints_lose_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "CHECKPOINT_BYTES", 2000)
    points: list[str] = []
    with closing(SqliteStore(folder, Hooks(fault=points.append), threaded=False)) as store:
        for n in range(1, 200):
            store.append(MATCH, Version(n - 1), [record(n)])
        assert store.read(MATCH).records == records(1, 199)
    assert points.count("store:checkpoint") > 20


# The folder


@pytest.mark.skipif(sys.platform == "win32", reason="rights are POSIX's")
def test_only_the_owner_reads_the_folder(folder: Path) -> None:
    before = os.umask(0)
    try:
        with closing(SqliteStore(folder)) as store:
            store.append(MATCH, EMPTY, records(1, 3))
            store.backup(folder / "copy.db")
            assert folder.stat().st_mode & 0o777 == 0o700
            rights = {x.name: x.stat().st_mode & 0o777 for x in folder.iterdir()}
    finally:
        os.umask(before)
    assert set(rights.values()) == {0o600}
    assert {"detente.db", "detente.db-wal", "detente.db-shm", "detente.lock", "copy.db"} == set(rights)


def test_two_servers_are_refused(folder: Path) -> None:
    with closing(SqliteStore(folder)), pytest.raises(Refusal, match="in use by another Détente server"):
        SqliteStore(folder)
    program = (
        "import sys; from pathlib import Path; from detente_server.store import SqliteStore, Refusal\n"
        "try: SqliteStore(Path(sys.argv[1])).close()\n"
        "except Refusal as refusal: print(refusal)\n"
    )
    command = [sys.executable, "-c", program, str(folder)]
    with closing(SqliteStore(folder)):
        refused = subprocess.run(command, capture_output=True, text=True, check=True)
        assert "in use by another Détente server" in refused.stdout
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == ""


def test_a_file_of_somebody_else_is_refused(folder: Path) -> None:
    folder.mkdir()
    with plain(folder) as other:
        other.execute("CREATE TABLE photos (name)")
    before = (folder / DATABASE).read_bytes()
    with pytest.raises(Refusal, match="not a Détente database"):
        SqliteStore(folder)
    assert (folder / DATABASE).read_bytes() == before
    (folder / DATABASE).write_bytes(b"no database at all, but long enough to have a header" * 100)
    with pytest.raises(Refusal, match="cannot be opened"):
        SqliteStore(folder)


# Steps of the schema


def old_database(folder: Path, name: str) -> None:
    folder.mkdir()
    with plain(folder) as other:
        other.executescript((FIXTURES / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(x.name for x in FIXTURES.iterdir()))
def test_every_older_database_is_brought_forward(folder: Path, name: str) -> None:
    old_database(folder, name)
    with closing(SqliteStore(folder)) as store:
        assert store.read(MATCH).records == records(1, 70)
        assert store.append(MATCH, Version(70), records(71, 75)) == 75
        assert store.put("account", "ada", b"", ABSENT)
        assert store.cursor(MATCH, "fra") == len(store.stream(MATCH, "fra"))
        filed = receipt(3)
        assert store.receipt(MATCH, filed.player, filed.command) == filed


def test_a_newer_database_is_refused_and_left_alone(folder: Path) -> None:
    SqliteStore(folder).close()
    with plain(folder) as other, other:
        other.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('detente', 'step_99_moon')"
        )
    before = (folder / DATABASE).read_bytes()
    with pytest.raises(Refusal, match=r"newer version of Détente \(step 'step_99_moon'"):
        SqliteStore(folder)
    assert (folder / DATABASE).read_bytes() == before


# Backups and erasure


def test_a_backup_is_complete_and_begins_a_lineage(folder: Path, tmp_path: Path) -> None:
    with closing(SqliteStore(folder)) as store:
        store.append(MATCH, EMPTY, records(1, 70))
        lineage = store.lineage
        store.backup(tmp_path / "copy.db")
        store.append(MATCH, Version(70), records(71, 80))
        with pytest.raises(StoreError, match="exists already"):
            store.backup(tmp_path / "copy.db")
    restored = tmp_path / "restored"
    restored.mkdir()
    (tmp_path / "copy.db").rename(restored / DATABASE)
    with closing(SqliteStore(restored)) as store:
        assert store.read(MATCH).records == records(1, 70)
        begun = store.lineage
        assert begun != lineage
    with closing(SqliteStore(restored)) as store:
        assert store.lineage == begun
    with closing(SqliteStore(folder)) as store:
        assert store.lineage == lineage


def test_erased_words_are_nowhere_in_the_folder(folder: Path) -> None:
    rng = random.Random(1938)
    secrets = {f"letter-{n}": f"{rng.getrandbits(160):040x}" for n in range(1, 301)}
    with closing(SqliteStore(folder)) as store:
        for n in range(1, 301):
            words = secrets[f"letter-{n}"] * rng.randrange(1, 40)
            store.append(MATCH, Version(n - 1), [record(n, words=words)])
        gone = rng.sample(sorted(secrets), 60)
        for ref in gone:
            assert store.erase_text(MATCH, ref) == 1
        store.probe()
        found = b"".join(x.read_bytes() for x in folder.iterdir())
        assert [ref for ref in gone if secrets[ref].encode() in found] == []
        kept = secrets.keys() - set(gone)
        assert all(secrets[ref].encode() in found for ref in kept)


def test_words_erased_while_somebody_reads_go_from_the_wal_later(folder: Path) -> None:
    words = "a secret of some length, to be found in a file"
    with closing(SqliteStore(folder)) as store:
        store.append(MATCH, EMPTY, [record(1, words=words)])
        with plain(folder) as other:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM texts").fetchone()
            store.erase_text(MATCH, "letter-1")
            store.probe()
            other.execute("COMMIT")
        store.probe()
        store.probe()
        assert words.encode() not in b"".join(x.read_bytes() for x in folder.iterdir())


# For hosts


def test_a_host_reads_the_log_with_any_tool(folder: Path, store: SqliteStore) -> None:
    store.append(MATCH, EMPTY, records(1, 12))
    with plain(folder) as other:
        rows = other.execute(
            "SELECT n, turn, kind, audiences, time FROM log WHERE match = ? AND turn = 1 ORDER BY n", (MATCH,)
        ).fetchall()
        plan = other.execute(
            "EXPLAIN QUERY PLAN SELECT * FROM log WHERE match = 'rhine' AND n > 5"
        ).fetchall()
    assert rows[0] == (10, 1, "SendLetter", "public", "2023-11-14T22:13:20.010Z")
    assert len(rows) == 3
    assert not [step for step in plan if "SCAN" in step[3]]


def test_reports_show_payloads_as_json(folder: Path, store: SqliteStore) -> None:
    fact = evolve(record(1), facts=packb([{"kind": "TrustMoved", "by": -2, "seal": b"\x01\x02"}]))
    store.append(MATCH, EMPTY, [fact])
    store.put("directory", MATCH, packb({"turn": 1}), ABSENT, due_ms=5)
    database = open_reports(folder)
    with closing(database.conn):
        row = next(iter(database.query("SELECT * FROM record_json")))
        assert row["facts"] == '[{"kind": "TrustMoved", "by": -2, "seal": "0102"}]'
        assert '"ok": true' in row["receipts"]
        document = next(iter(database.query("SELECT * FROM document_json")))
        assert (document["body"], document["due_ms"]) == ('{"turn": 1}', 5)
        assert [(x["match"], x["records"]) for x in summary(database)] == [(MATCH, 1)]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            database.execute("DELETE FROM records")


@pytest.mark.parametrize(
    ("payload", "shown"),
    [
        (None, None),
        (b"", None),
        (b"\xc1", None),
        (packb(7), "7"),
        (packb({1: [None, True, "é"]}), '{"1": [null, true, "\\u00e9"]}'),
        (packb(packb({"in": "side"})), '{"in": "side"}'),
        (b"\x91" * 40 + b"\x90", '[[[[[[[[[[[["..."]]]]]]]]]]]]'),
    ],
)
def test_a_payload_as_json(payload: bytes | None, shown: str | None) -> None:
    assert detente_json(payload) == shown


@pytest.mark.parametrize(
    ("query", "args"),
    [
        ("SELECT * FROM documents WHERE kind = ? AND due_ms <= ? ORDER BY due_ms", ("directory", 5)),
        ("SELECT receipts FROM records WHERE serial = ? AND instr(receipts, ?) ORDER BY n", (1, b"")),
        ("SELECT tally FROM marks WHERE serial = ? AND n = ?", (1, 64)),
        ("SELECT * FROM records WHERE serial = ? AND n > ? ORDER BY n", (1, 1)),
    ],
)
def test_frequent_questions_have_an_index(
    folder: Path, store: SqliteStore, query: str, args: tuple[Any, ...]
) -> None:
    with plain(folder) as other:
        plan = "\n".join(row[3] for row in other.execute(f"EXPLAIN QUERY PLAN {query}", args))
    assert "SCAN" not in plan
    assert not re.search("TEMP B-TREE", plan)
