"""The end of every log: where it stands, and how records are added to it.

Owns the writing of records, texts and marks on the writer's connection, inside a transaction that
somebody else begins and ends. Holds for each match in use where its log ends; after a rollback this is
forgotten and read anew. Knows nothing of threads, commits and disks.

Rows go in by a few statements with many rows each, not by `executemany`: that steps once a row, and every
step gives up the interpreter's lock, which a busy event loop takes up to 5 ms to return. Measured beside such
a loop, a group of 50 records: 190 ms by executemany, 28 ms so, 3-8 ms with `sys.setswitchinterval(0.001)`
as well. Measured CPU a record (groups of 50, one receipt): sqlite-utils 23 us, executemany 14, this 12.5.
`OR ROLLBACK` because the default (`OR ABORT`) keeps a journal for each statement of many rows, which costs
more than it saves.
"""

from __future__ import annotations

import sqlite3
from typing import Any, Final

from attrs import Factory, define

from detente_server.store.audience import Tally, count, tally_of, tally_text
from detente_server.store.packing import (
    RECORD_COLUMNS,
    Row,
    check_records,
    pack_all,
)
from detente_server.store.records import Misuse, Stale, Version
from detente_server.store.schema import MARK_EVERY
from detente_server.store.works import Append

HEADS_LIMIT: Final = 10_000
"""Matches whose ends are held at most."""
ROWS_AT_ONCE: Final = 64
"""In one statement. A statement is prepared for each number of rows up to this, once."""


@define
class Head:
    """Where a match's log ends."""

    serial: int
    n: int
    tally: Tally


@define
class Batch:
    """Rows that wait for the end of the group."""

    records: list[Row] = Factory(list)
    texts: list[Row] = Factory(list)
    marks: list[Row] = Factory(list)


class Ledger:
    """Adds records; one transaction at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._heads: dict[str, Head] = {}
        self._next_record = 0
        self._batch = Batch()
        self.bytes_written = 0
        """Payload bytes since the count was last set to 0."""

    def forget(self) -> None:
        """Believe nothing: the transaction was rolled back."""
        self._heads.clear()
        self._next_record = 0
        self._batch = Batch()

    def append(self, work: Append) -> Version | Stale:
        """Take the records into the group when the log stands where the caller believes; Misuse before any
        is taken."""
        check_records(work.match, work.records)
        head = self._head(work.match)
        standing = 0 if head is None else head.n
        if standing != work.expected:
            return self._already(work, standing)
        if work.records[0].n != standing + 1:
            raise Misuse(f"record {work.records[0].n} of {work.match!r} cannot follow record {standing}")
        self._take(work)
        return Version(work.records[-1].n)

    def flush(self) -> None:
        """Write what was taken."""
        batch, self._batch = self._batch, Batch()
        insert(self._db, "records", RECORD_COLUMNS, batch.records)
        insert(self._db, "texts", ("record", "place", "ref", "salt", "text"), batch.texts)
        insert(self._db, "marks", ("serial", "n", "tally"), batch.marks)

    def serial(self, match: str) -> int | None:
        """The number of a match in the tables; None when it has no record."""
        head = self._head(match)
        return None if head is None else head.serial

    def _take(self, work: Append) -> None:
        """Pack all, then take all: whatever cannot be packed leaves nothing behind."""
        packed, total = pack_all(work.records)
        self.bytes_written += total
        head = self._head(work.match) or self._found(work.match)
        batch, serial, tally = self._batch, head.serial, head.tally
        row_id = self._record_ids(len(packed))
        for record, row in zip(work.records, packed):
            batch.records.append((row_id, serial, *row))
            for place, text in enumerate(record.texts):
                batch.texts.append((row_id, place, text.ref, text.salt, text.text))
            count(tally, [x.audience for x in record.notices])
            if record.n % MARK_EVERY == 0:
                batch.marks.append((serial, record.n, tally_text(tally)))
            row_id += 1
        head.n = work.records[-1].n

    def _already(self, work: Append, standing: int) -> Version | Stale:
        """The version these records reached when they were appended before, else Stale."""
        self.flush()
        last = work.records[-1].n
        if work.records[0].n == work.expected + 1 and last <= standing:
            rows = self._db.execute(
                "SELECT id, chain FROM records JOIN matches USING (serial) "
                "WHERE match = ? AND n > ? AND n <= ? ORDER BY n",
                (work.match, work.expected, last),
            ).fetchall()
            if rows == [(x.id, x.chain) for x in work.records]:
                return Version(last)
        return Stale(Version(standing))

    def _record_ids(self, many: int) -> int:
        """The first of so many numbers for rows."""
        if not self._next_record:
            newest = self._db.execute("SELECT max(record) FROM records").fetchone()[0]
            self._next_record = (newest or 0) + 1
        self._next_record += many
        return self._next_record - many

    def _found(self, match: str) -> Head:
        """The head of a match that is new."""
        cursor = self._db.execute("INSERT INTO matches (match) VALUES (?)", (match,))
        self._heads[match] = head = Head(cursor.lastrowid or 0, 0, {})
        return head

    def _head(self, match: str) -> Head | None:
        head = self._heads.get(match)
        if head is None:
            head = read_head(self._db, match)
            if head is not None:
                if len(self._heads) >= HEADS_LIMIT:
                    self.flush()
                    self._heads.clear()
                self._heads[match] = head
        return head


def read_head(db: sqlite3.Connection, match: str) -> Head | None:
    """Where a log ends by the tables: the last mark and the records after it."""
    found = db.execute("SELECT serial FROM matches WHERE match = ?", (match,)).fetchone()
    if found is None:
        return None
    serial = found[0]
    mark = db.execute(
        "SELECT n, tally FROM marks WHERE serial = ? ORDER BY n DESC LIMIT 1", (serial,)
    ).fetchone()
    n, tally = (mark[0], tally_of(mark[1])) if mark else (0, {})
    rows = db.execute(
        "SELECT n, audiences FROM records WHERE serial = ? AND n > ? ORDER BY n", (serial, n)
    ).fetchall()
    for n, audiences in rows:  # noqa: B007 (the last n is where the log ends)
        count(tally, audiences.split())
    return Head(serial, n, tally)


_statements: dict[tuple[str, int], str] = {}


def insert(db: sqlite3.Connection, table: str, columns: tuple[str, ...], rows: list[Row]) -> None:
    """Insert rows by as few statements as possible; a conflict ends the whole transaction."""
    for at in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[at : at + ROWS_AT_ONCE]
        values: list[Any] = []
        for row in part:
            values += row
        db.execute(_statement(table, columns, len(part)), values)


def _statement(table: str, columns: tuple[str, ...], size: int) -> str:
    statement = _statements.get((table, size))
    if statement is None:
        row = f"({','.join('?' * len(columns))})"
        names = ",".join(columns)
        statement = f"INSERT OR ROLLBACK INTO {table} ({names}) VALUES {','.join([row] * size)}"
        _statements[table, size] = statement
    return statement
