"""When the disk fails: nothing acknowledged that is not there, read-only with a reason, and back when it is mended."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from detente_server.store import (
    ABSENT,
    EMPTY,
    Append,
    Hooks,
    ReadOnly,
    SqliteStore,
    Stale,
    Unknown,
    Version,
    writer,
)
from tests.store.making import MATCH, record, records


def disk_full() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error


def fsync_failed() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    return error


class Strike:
    """A hook that raises at one point while it is armed."""

    def __init__(self, point: str, error: Callable[[], Exception]) -> None:
        self.point, self.error, self.armed = point, error, False

    def __call__(self, point: str) -> None:
        if self.armed and point == self.point:
            raise self.error()


def open_with(folder: Path, strike: Strike) -> SqliteStore:
    return SqliteStore(folder, Hooks(fault=strike), threaded=False)


@pytest.mark.parametrize("error", [disk_full, lambda: OSError(errno.ENOSPC, "No space left on device")])
@pytest.mark.parametrize("point", ["store:before-write", "store:after-write"])
def test_before_the_commit_nothing_was_written(
    tmp_path: Path, point: str, error: Callable[[], Exception]
) -> None:
    strike = Strike(point, error)
    with closing(open_with(tmp_path, strike)) as store:
        store.append(MATCH, EMPTY, records(1, 3))
        strike.armed = True
        answers: list[Any] = []
        for match, expected in ((MATCH, 3), ("oder", 0)):
            work = Append(match, Version(expected), (record(expected + 1, match),))
            store.submit(work, answers.append)
        store.step()
        assert [type(x) for x in answers] == [ReadOnly, ReadOnly]
        assert isinstance(store.put("lobby", "rhine", b"", ABSENT), ReadOnly)
        assert store.read_only is not None
        assert not store.must_end
        assert store.read(MATCH).records == records(1, 3)
        assert not store.probe() or point == "store:after-write"
        strike.armed = False
        assert store.probe()
        assert store.read_only is None
        assert store.append(MATCH, Version(3), records(4, 4)) == 4
        assert store.append("oder", EMPTY, records(1, 1, "oder")) == 1


def test_at_the_commit_nobody_can_say_and_the_tail_tells(tmp_path: Path) -> None:
    strike = Strike("store:before-commit", disk_full)
    with closing(open_with(tmp_path, strike)) as store:
        store.append(MATCH, EMPTY, records(1, 3))
        strike.armed = True
        assert isinstance(store.append(MATCH, Version(3), records(4, 5)), Unknown)
        strike.armed = False
        assert store.tail(MATCH, 1).records == (record(3),)
        assert store.probe()
        assert store.append(MATCH, Version(3), records(4, 5)) == 5


def test_an_answer_lost_after_the_commit_is_found_by_repeating(tmp_path: Path) -> None:
    strike = Strike("store:after-commit", lambda: TimeoutError("planted"))
    with closing(open_with(tmp_path, strike)) as store:
        strike.armed = True
        assert isinstance(store.append(MATCH, EMPTY, records(1, 3)), Unknown)
        strike.armed = False
        assert store.probe()
        assert store.read(MATCH).records == records(1, 3)
        assert store.append(MATCH, EMPTY, records(1, 3)) == 3
        assert store.append(MATCH, EMPTY, records(1, 3, salt="other")) == Stale(Version(3))


def test_after_a_failed_fsync_the_process_must_end(tmp_path: Path) -> None:
    strike = Strike("store:before-commit", fsync_failed)
    with closing(open_with(tmp_path, strike)) as store:
        strike.armed = True
        assert isinstance(store.append(MATCH, EMPTY, records(1, 3)), Unknown)
        strike.armed = False
        assert store.must_end
        assert not store.probe()
        assert isinstance(store.append(MATCH, EMPTY, records(1, 3)), ReadOnly)
    with closing(SqliteStore(tmp_path)) as store:
        assert store.append(MATCH, EMPTY, records(1, 3)) == 3


def test_a_failed_checkpoint_keeps_what_is_committed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "CHECKPOINT_BYTES", 100)
    strike = Strike("store:checkpoint", disk_full)
    with closing(open_with(tmp_path, strike)) as store:
        strike.armed = True
        assert store.append(MATCH, EMPTY, records(1, 3)) == 3
        assert store.read_only
        strike.armed = False
        assert store.probe()
        assert store.append(MATCH, Version(3), records(4, 4)) == 4
        assert store.read(MATCH).records == records(1, 4)


def test_a_database_that_may_not_grow(tmp_path: Path) -> None:
    """SQLite's own answer to a full disk, at whichever statement it comes."""
    with closing(SqliteStore(tmp_path, threaded=False)) as store:
        store.append(MATCH, EMPTY, records(1, 20))
        pages = store._writer._db.execute("PRAGMA page_count").fetchone()[0]
        store._writer._db.execute(f"PRAGMA max_page_count = {pages + 4}")
        reached = _append_until_full(store, 20)
        assert store.read_only is not None
        assert "full" in store.read_only
        assert store.read(MATCH, limit=10_000).records == records(1, reached)
        assert not store.probe()
        store._writer._db.execute("PRAGMA max_page_count = 1000000")
        assert store.probe()
        assert store.append(MATCH, Version(reached), records(reached + 1, reached + 1)) == reached + 1


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    """The kernel's answer: writes to the WAL fail with EFBIG until the limit is lifted."""
    resource = pytest.importorskip("resource")
    with closing(SqliteStore(tmp_path, threaded=False)) as store:
        store.append(MATCH, EMPTY, records(1, 20))
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (256 << 10, hard))
        try:
            reached = _append_until_full(store, 20)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert store.probe()
        assert store.read(MATCH, limit=10_000).records == records(1, reached)
        assert store.append(MATCH, Version(reached), records(reached + 1, reached + 9)) == reached + 9
    with closing(SqliteStore(tmp_path)) as store:
        assert store.read(MATCH, limit=10_000).records == records(1, reached + 9)


def _append_until_full(store: SqliteStore, standing: int) -> int:
    for n in range(standing + 1, standing + 5000):
        answer = store.append(MATCH, Version(n - 1), [record(n)])
        if not isinstance(answer, int):
            assert isinstance(answer, ReadOnly | Unknown)
            return n - 1
    raise AssertionError("the disk never filled up")
