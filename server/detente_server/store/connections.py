"""How a connection to the database is opened, and by whom.

Owns the settings and the discipline: one connection writes and checkpoints (SQLite 3.7.0-3.51.2 can corrupt
a WAL with several of either), readers are query-only and never checkpoint. The folder's lock keeps it so
over processes, whichever SQLite is linked (Python 3.11 often brings 3.40). Settings are read back and
asserted. Python 3.11: `isolation_level=None`, every transaction begins with an explicit BEGIN.
"""

from __future__ import annotations

import queue
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from detente_server.store.records import Refusal, StoreError

OLDEST_SQLITE: Final = (3, 37, 0)
"""STRICT tables."""
WAL_LIMIT_BYTES: Final = 64 << 20
"""To which a WAL that grew is cut back."""

STATEMENTS: Final = 320
"""Kept prepared by a connection: those of the ledger, of 1 to 64 rows, among them."""

SHARED: Final = {"foreign_keys": 1, "trusted_schema": 0, "wal_autocheckpoint": 0, "mmap_size": 0}
WRITER: Final = SHARED | {
    "synchronous": 2,
    "secure_delete": 1,
    "cache_spill": 0,
    "journal_size_limit": WAL_LIMIT_BYTES,
}
READER: Final = SHARED | {"query_only": 1}
ON_DEMAND: Final = frozenset({"mmap_size"})
"""Settings that answer with nothing where the build leaves them out."""


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open the existing file with these rights (`ro`, `rw`); used by one thread at a time, whichever."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=5.0,
        cached_statements=STATEMENTS,
    )


def settle(connection: sqlite3.Connection, settings: dict[str, int]) -> None:
    """Make the settings and read them back."""
    for name, value in settings.items():
        connection.execute(f"PRAGMA {name} = {value}")
        row = connection.execute(f"PRAGMA {name}").fetchone()
        if row is None and name in ON_DEMAND:
            continue
        if row is None or int(row[0]) != value:
            raise Refusal(
                f"this SQLite ({sqlite3.sqlite_version}) does not take the setting {name} = {value}"
            )


def make_writer(connection: sqlite3.Connection) -> None:
    """Make this the one connection that writes and checkpoints."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise Refusal(f"SQLite {sqlite3.sqlite_version} is too old: 3.37 or newer is needed")
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":
        raise Refusal("the data folder must be on a local disk: a write-ahead log is not possible there")
    settle(connection, WRITER)
    connection.execute("PRAGMA cache_size = -16000")


class Readers:
    """Query-only connections, lent to one caller at a time and kept for the next."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        self._closed = False

    @contextmanager
    def lend(self) -> Iterator[sqlite3.Connection]:
        """A connection for the time of a `with`."""
        if self._closed:
            raise StoreError("the store is closed")
        try:
            connection = self._idle.get_nowait()
        except queue.Empty:
            connection = connect(self._path, "rw")
            settle(connection, READER)
        try:
            yield connection
        finally:
            self._idle.put(connection)
            if self._closed:
                self._close_idle()

    def close(self) -> None:
        """Close all; one that is lent is closed when it comes back."""
        self._closed = True
        self._close_idle()

    def _close_idle(self) -> None:
        while True:
            try:
                self._idle.get_nowait().close()
            except queue.Empty:
                return
