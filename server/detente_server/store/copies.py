"""A database file that no server uses: a backup, to be looked through or put in place.

Owns: reading one without changing it, whether SQLite finds it whole, putting one into a data folder.
Does not know: what records mean, whether their chains hold.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from detente_server.store import folder as folders
from detente_server.store.connections import SHARED, connect, settle
from detente_server.store.documents import RESTORED, Documents
from detente_server.store.packing import record_of
from detente_server.store.reading import RECORDS
from detente_server.store.records import Record, Refusal, StoreError
from detente_server.store.schema import check_ours

BESIDE = ("", "-wal", "-shm")
"""The files of one database."""
BATCH = 500


class Copy:
    """A database file, open for reading."""

    def __init__(self, path: Path) -> None:
        """Refusal with a sentence if it is no database of ours, or one of a newer version."""
        if not path.is_file():
            raise Refusal(f"there is no file {path}")
        try:
            self._db = connect(path, "ro")
        except sqlite3.Error as error:
            raise Refusal(f"{path} cannot be opened: {error}") from error
        try:
            settle(self._db, {**SHARED, "query_only": 1})
            check_ours(self._db)
            if not self._db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
                raise Refusal("it is empty")
        except (sqlite3.Error, Refusal) as error:
            self._db.close()
            raise Refusal(f"{path} is no backup of a Détente server: {error}") from error

    def faults(self) -> list[str]:
        """What SQLite finds wrong with the file; empty: nothing."""
        try:
            found = [str(row[0]) for row in self._db.execute("PRAGMA integrity_check(5)")]
        except sqlite3.Error as error:
            return [str(error)]
        return [] if found == ["ok"] else found

    def matches(self) -> list[str]:
        """Every match with a record."""
        return [row[0] for row in self._db.execute("SELECT match FROM matches ORDER BY serial")]

    def records(self, match: str) -> Iterator[Record]:
        """A match's records in order, without the words."""
        rows = self._db.execute(f"{RECORDS} ORDER BY n", (match,))
        while batch := rows.fetchmany(BATCH):
            yield from (record_of(match, row, ()) for row in batch)

    def close(self) -> None:
        """Close it."""
        self._db.close()


def put_in_place(backup: Path, folder: Path, aside: str = "") -> Path | None:
    """Make a backup the database of a data folder that no server uses; where the old one went, if there was one.

    With a word `aside` an old database is kept under that name beside the new one; without, there must be none.
    """
    database = folders.prepared(folder)
    lock = folders.FolderLock(folder)
    try:
        old = database.exists()
        if old and not aside:
            raise Refusal(f"the data folder {folder} has a database already")
        part = database.with_name(database.name + ".part")
        part.unlink(missing_ok=True)
        folders.create_private(part)
        shutil.copyfile(backup, part)
        _mark(part)
        folders.sync_file(part)
        kept = _set_aside(database, aside) if old else None
        os.replace(part, database)
        folders.sync_file(folder)
    finally:
        lock.release()
    return kept


def _mark(path: Path) -> None:
    """Whoever opens it as a server's database begins a new lineage, however the copy was made."""
    with closing(connect(path, "rw")) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        Documents(db).put_value(RESTORED, b"yes")


def _set_aside(database: Path, word: str) -> Path:
    kept = database.with_name(f"{database.stem}.{word}{database.suffix}")
    if kept.exists():
        raise StoreError(f"{kept} exists already")
    for end in BESIDE:
        path = database.with_name(database.name + end)
        if path.exists():
            os.replace(path, kept.with_name(kept.name + end))
    return kept
