"""The default engine: one SQLite database in one data folder, one thread that writes.

Owns opening, the writer's thread, waiting, backup and closing. While one transaction is on its way to the
disk all that is submitted gathers for the next (no timed window). Knows nothing of asyncio: `facade.py`
does.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final, TypeVar

from detente_server.store import folder as folders
from detente_server.store.connections import Readers, connect, make_writer
from detente_server.store.documents import LINEAGE, RESTORED, Documents, stored_value
from detente_server.store.folder import FolderLock
from detente_server.store.interface import Cancel
from detente_server.store.news import News
from detente_server.store.reading import Reads
from detente_server.store.records import Change, Misuse, Refusal, StoreError, Undone, Version
from detente_server.store.schema import check_ours, migrate
from detente_server.store.works import Done, Outcome, Work
from detente_server.store.writer import Hooks, Writer

T = TypeVar("T")

PLAIN: Final = Hooks()


class SqliteStore(Reads):
    """Records and documents in `<folder>/detente.db`."""

    def __init__(self, folder: Path, hooks: Hooks = PLAIN, *, threaded: bool = True) -> None:
        """Open, create or migrate the database; Refusal with a sentence when that must not be.

        Not `threaded`: whoever submits drives the writer with `step` (simulations and tests).
        """
        path = folders.prepare(folder)
        self._path = path
        self._lock = FolderLock(folder)
        self._gate = threading.Lock()
        self._closed = False
        self._news = News()
        try:
            self._open(path, hooks)
        except BaseException:
            self._lock.release()
            raise
        self._readers = Readers(path)
        self._thread: threading.Thread | None = None
        if threaded:
            self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
            self._thread.start()

    def _open(self, path: Path, hooks: Hooks) -> None:
        hooks.fault("store:recovery")
        connection = connect(path, "rw")
        try:
            check_ours(connection)
            make_writer(connection)
            migrate(connection)
            self._writer = Writer(connection, hooks, self._news)
            self._begin_lineage(connection)
        except sqlite3.DatabaseError as error:
            connection.close()
            raise Refusal(f"the database in this data folder cannot be opened: {error}") from error
        except BaseException:
            connection.close()
            raise

    def _begin_lineage(self, connection: sqlite3.Connection) -> None:
        """A new database, and one that comes from a backup, begins a lineage."""
        if stored_value(connection, LINEAGE) is not None and stored_value(connection, RESTORED) is None:
            return
        connection.execute("BEGIN IMMEDIATE")
        self._writer.new_lineage()
        Documents(connection).put_value(RESTORED, None)
        connection.execute("COMMIT")

    def submit(self, work: Work[T], done: Done[T]) -> None:
        """See `Store`."""
        with self._gate:
            if self._closed:
                raise StoreError("the store is closed")
            self._writer.submit(work, done)

    def perform(self, work: Work[T]) -> T | Undone:
        """See `Store`."""
        answered = threading.Lock()
        answered.acquire()
        outcomes: list[Outcome[T]] = []

        def done(outcome: Outcome[T]) -> None:
            outcomes.append(outcome)
            answered.release()

        self.submit(work, done)
        if self._thread is None:
            self.step()
        answered.acquire()
        if isinstance(outcomes[0], StoreError):
            raise outcomes[0]
        return outcomes[0]

    def step(self) -> None:
        """Perform what is queued, in one transaction (only of a store that is not threaded)."""
        if self._thread is not None:
            raise Misuse("this store's own thread drives its writer")
        self._writer.step()

    def listen(self, match: str, heard: Callable[[Version], None]) -> Cancel:
        """See `Store`."""
        return self._news.listen(match, heard)

    def watch(self, kind: str, seen: Callable[[Change], None]) -> Cancel:
        """See `Store`."""
        return self._news.watch(kind, seen)

    def call_after_group(self, call: Callable[[], None]) -> None:
        """See `Store`."""
        self._writer.after_group = call

    @property
    def read_only(self) -> str | None:
        """See `Store`."""
        return self._writer.trouble.reason if self._writer.trouble else None

    @property
    def must_end(self) -> bool:
        """Whether this process can never write again (a failed fsync, a damaged file): end it and start
        anew."""
        return self._writer.trouble is not None and self._writer.trouble.forever

    @property
    def lineage(self) -> str:
        """See `Store`."""
        with self._readers.lend() as db:
            return (stored_value(db, LINEAGE) or b"").decode()

    @property
    def size_bytes(self) -> int:
        """See `Store`."""
        beside = (self._path.with_name(self._path.name + end) for end in ("", "-wal", "-shm"))
        return sum(path.stat().st_size for path in beside if path.exists())

    def backup(self, path: Path) -> None:
        """See `Store`."""
        if path.exists():
            raise StoreError(f"{path} exists already")
        part = path.with_name(path.name + ".part")
        part.unlink(missing_ok=True)
        folders.create_private(part)
        with closing(connect(self._path, "ro")) as db:
            db.execute("VACUUM INTO ?", (str(part),))
        with closing(connect(part, "rw")) as db:
            Documents(db).put_value(RESTORED, b"yes")
        folders.sync_file(part)
        os.replace(part, path)
        folders.sync_file(path.absolute().parent)

    def close(self) -> None:
        """See `Store`."""
        with self._gate:
            if self._closed:
                return
            self._closed = True
            self._writer.submit_stop()
        if self._thread is not None:
            self._thread.join()
        else:
            self._writer.step()
        self._readers.close()
        self._writer.close()
        self._lock.release()

    def _run(self) -> None:
        while self._writer.step():
            pass
