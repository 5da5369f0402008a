"""Everything that is read, on query-only connections beside the writer.

Owns the queries. A viewer's stream is found through `marks` by bisection: the segment of 64 records that
holds his next notice, then that segment alone, so its cost does not grow with the log. Texts are searched
by reference only when the caller does not say in which record they came.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from detente_server.store.audience import cursor_of, holds, tally_of
from detente_server.store.connections import Readers
from detente_server.store.interface import Store
from detente_server.store.ledger import read_head
from detente_server.store.packing import RECORD_COLUMNS, notices_of, receipts_of, record_of
from detente_server.store.records import Document, Heard, Page, ReceiptRow, Snapshot, TextRow, Version
from detente_server.store.schema import MARK_EVERY

RECORDS = f"SELECT {','.join(RECORD_COLUMNS)} FROM records JOIN matches USING (serial) WHERE match = ?"
DOCUMENTS = "SELECT kind, key, version, body, due_ms FROM documents WHERE kind = ?"
TEXTS = "SELECT ref, salt, text, record FROM texts WHERE record"
LAST_LETTER = "\U0010ffff"
RECORD_OF = "(SELECT record FROM records JOIN matches USING (serial) WHERE match = ?"


class Reads(Store):
    """The reading half of the SQLite engine."""

    _readers: Readers

    def read(self, match: str, after: int = 0, limit: int = 1000) -> Page:
        """See `Store`."""
        with self._readers.lend() as db:
            rows = db.execute(f"{RECORDS} AND n > ? ORDER BY n LIMIT ?", (match, after, limit)).fetchall()
            return _page(db, match, rows)

    def tail(self, match: str, limit: int) -> Page:
        """See `Store`."""
        with self._readers.lend() as db:
            rows = db.execute(f"{RECORDS} ORDER BY n DESC LIMIT ?", (match, limit)).fetchall()
            return _page(db, match, rows[::-1])

    def stream(self, match: str, viewer: str, after: int = 0, limit: int = 1000) -> tuple[Heard, ...]:
        """See `Store`."""
        heard: list[Heard] = []
        with self._readers.lend() as db:
            found = db.execute("SELECT serial FROM matches WHERE match = ?", (match,)).fetchone()
            while found and len(heard) < limit:
                cursor = after + len(heard)
                more = _segment(db, found[0], viewer, cursor)
                if not more:
                    break
                heard += more[: limit - len(heard)]
        return tuple(heard)

    def cursor(self, match: str, viewer: str) -> int:
        """See `Store`."""
        with self._readers.lend() as db:
            head = read_head(db, match)
            return cursor_of(head.tally, viewer) if head else 0

    def receipt(self, match: str, player: str, command: bytes) -> ReceiptRow | None:
        """See `Store`."""
        with self._readers.lend() as db:
            rows = db.execute(
                "SELECT receipts FROM records JOIN matches USING (serial) "
                "WHERE match = ? AND instr(receipts, ?) ORDER BY n",
                (match, command),
            ).fetchall()
        filed = (x for row in rows for x in receipts_of(row[0]))
        return next((x for x in filed if (x.player, x.command) == (player, command)), None)

    def texts(self, match: str, refs: Iterable[str], records: Iterable[int] = ()) -> dict[str, TextRow]:
        """See `Store`."""
        wanted = frozenset(refs)
        found: dict[str, TextRow] = {}
        with self._readers.lend() as db:
            for n in sorted(set(records)):
                for ref, salt, text, _ in db.execute(f"{TEXTS} IN {RECORD_OF} AND n = ?)", (match, n)):
                    if ref in wanted:
                        found[ref] = _text(ref, salt, text)
            for missing in sorted(wanted - found.keys()):
                query = f"{TEXTS} IN {RECORD_OF}) AND ref = ? ORDER BY record LIMIT 1"
                for ref, salt, text, _ in db.execute(query, (match, missing)):
                    found[ref] = _text(ref, salt, text)
        return found

    def latest_snapshot(self, match: str, version: int) -> Snapshot | None:
        """See `Store`."""
        with self._readers.lend() as db:
            row = db.execute(
                "SELECT n, version, body FROM snapshots JOIN matches USING (serial) WHERE match = ? "
                "AND version = ? AND n <= (SELECT max(n) FROM records WHERE serial = snapshots.serial)",
                (match, version),
            ).fetchone()
        return Snapshot(*row) if row else None

    def matches(self) -> tuple[str, ...]:
        """See `Store`."""
        with self._readers.lend() as db:
            return tuple(row[0] for row in db.execute("SELECT match FROM matches ORDER BY serial"))

    def get(self, kind: str, key: str) -> Document | None:
        """See `Store`."""
        with self._readers.lend() as db:
            row = db.execute(f"{DOCUMENTS} AND key = ?", (kind, key)).fetchone()
        return _document(row) if row else None

    def list_documents(self, kind: str, prefix: str = "") -> tuple[Document, ...]:
        """See `Store`."""
        query = f"{DOCUMENTS} AND key >= ? AND key < ? ORDER BY key"
        with self._readers.lend() as db:
            rows = db.execute(query, (kind, prefix, prefix + LAST_LETTER)).fetchall()
        return tuple(map(_document, rows))

    def due(self, kind: str, until_ms: int, limit: int = 1000) -> tuple[Document, ...]:
        """See `Store`."""
        query = f"{DOCUMENTS} AND due_ms <= ? ORDER BY due_ms, key LIMIT ?"
        with self._readers.lend() as db:
            rows = db.execute(query, (kind, until_ms, limit)).fetchall()
        return tuple(map(_document, rows))

    def pack(self, digest: bytes) -> bytes | None:
        """See `Store`."""
        with self._readers.lend() as db:
            row = db.execute("SELECT body FROM packs WHERE digest = ?", (digest.hex(),)).fetchone()
        return bytes(row[0]) if row else None


def _page(db: sqlite3.Connection, match: str, rows: list[Any]) -> Page:
    """Records with their texts; the version after them."""
    if not rows:
        head = read_head(db, match)
        return Page((), Version(head.n if head else 0))
    texts: dict[int, tuple[TextRow, ...]] = {}
    first, last = rows[0][2], rows[-1][2]
    query = f"{TEXTS} IN {RECORD_OF} AND n >= ? AND n <= ?) ORDER BY record, place"
    for ref, salt, text, record in db.execute(query, (match, first, last)):
        texts[record] = (*texts.get(record, ()), _text(ref, salt, text))
    records = tuple(record_of(match, row, texts.get(row[0], ())) for row in rows)
    return Page(records, Version(last))


def _segment(db: sqlite3.Connection, serial: int, viewer: str, cursor: int) -> list[Heard]:
    """The viewer's notices after his cursor in the segment that holds the next one; empty at the end."""
    mark, place = _mark_before(db, serial, viewer, cursor)
    rows = db.execute(
        "SELECT n, time_ms, audiences, notices FROM records WHERE serial = ? AND n > ? ORDER BY n LIMIT ?",
        (serial, mark, MARK_EVERY),
    )
    heard: list[Heard] = []
    for n, time_ms, audiences, packed in rows:
        if not any(holds(x, viewer) for x in audiences.split()):
            continue
        for notice in notices_of(audiences, packed):
            if holds(notice.audience, viewer):
                place += 1
                if place > cursor:
                    heard.append(Heard(place, n, time_ms, notice))
    return heard


def _mark_before(db: sqlite3.Connection, serial: int, viewer: str, cursor: int) -> tuple[int, int]:
    """The last mark at which the viewer had not yet heard more than `cursor` notices: its n, and his count
    there."""
    newest = db.execute("SELECT max(n) FROM marks WHERE serial = ?", (serial,)).fetchone()[0] or 0
    low, place, high = 0, 0, newest // MARK_EVERY
    while low < high:
        middle = (low + high + 1) // 2
        row = db.execute(
            "SELECT tally FROM marks WHERE serial = ? AND n = ?", (serial, middle * MARK_EVERY)
        ).fetchone()
        there = cursor_of(tally_of(row[0]), viewer)
        if there <= cursor:
            low, place = middle, there
        else:
            high = middle - 1
    return low * MARK_EVERY, place


def _text(ref: str, salt: bytes | None, text: str | None) -> TextRow:
    return TextRow(ref, salt or b"", text)


def _document(row: Any) -> Document:
    return Document(*row)
