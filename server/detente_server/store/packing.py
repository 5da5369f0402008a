"""One record as one row.

Owns the layout of the payload columns. A record is one row with named columns for what a host asks about;
its notices and receipts are packed (msgpack) in two columns, the audiences stand beside them as text.
Measured in groups of 50: 18 us of CPU a record for this layout with one receipt and one text, 22 us with a
row for each notice. Knows nothing of connections.
"""

from __future__ import annotations

from typing import Any, Final

from msgpack import packb, unpackb

from detente_server.store.audience import members
from detente_server.store.records import APPEND_LIMIT_BYTES, Misuse, NoticeRow, ReceiptRow, Record, TextRow

RECORD_COLUMNS: Final = (
    "record", "serial", "n", "id", "kind", "turn", "time_ms", "audiences", "facts", "chain", "notices",
    "receipts",
)  # fmt: skip

Row = tuple[Any, ...]


def pack(record: Record) -> Row:
    """The row of one record, in the order of RECORD_COLUMNS from `n` on."""
    notices, receipts = record.notices, record.receipts
    return (
        record.n, record.id, record.kind, record.turn, record.time_ms,
        " ".join([x.audience for x in notices]), record.facts, record.chain,
        packb([(x.kind, x.turn, x.body) for x in notices]),
        packb([(x.player, x.command, x.digest, x.body) for x in receipts]),
    )  # fmt: skip


def pack_all(records: tuple[Record, ...]) -> tuple[list[Row], int]:
    """The rows of one append and how many bytes they carry with the texts; Misuse when that cannot be
    stored."""
    try:
        rows = [pack(record) for record in records]
        total = sum([len(row[6]) + len(row[8]) + len(row[9]) + 128 for row in rows])
        for record in records:
            total += len(record.kind.encode())
            for text in record.texts:
                total += len((text.text or "").encode()) + len(text.ref.encode()) + 32
    except (ValueError, TypeError, OverflowError) as error:
        raise Misuse(f"a record cannot be packed ({error})") from error
    if total > APPEND_LIMIT_BYTES:
        raise Misuse(f"an append carries at most {APPEND_LIMIT_BYTES} bytes, not {total}")
    return rows, total


def notices_of(audiences: str, packed: bytes) -> tuple[NoticeRow, ...]:
    """The notices of a row."""
    parts = unpackb(packed)
    return tuple(
        NoticeRow(audience, kind, turn, body)
        for audience, (kind, turn, body) in zip(audiences.split(" "), parts, strict=False)
    )


def receipts_of(packed: bytes) -> tuple[ReceiptRow, ...]:
    """The receipts of a row."""
    return tuple(ReceiptRow(*parts) for parts in unpackb(packed))


def record_of(match: str, row: Row, texts: tuple[TextRow, ...]) -> Record:
    """The record of a row in the order of RECORD_COLUMNS."""
    _, _, n, id_, kind, turn, time_ms, audiences, facts, chain, notices, receipts = row
    return Record(
        match, n, id_, kind, turn, time_ms, facts, chain,
        notices_of(audiences, notices), receipts_of(receipts), texts,
    )  # fmt: skip


def check_records(match: str, records: tuple[Record, ...]) -> None:
    """Misuse unless these can be one append: of this match, numbered without a gap, ids and audiences well
    formed."""
    if not records:
        raise Misuse("an append needs at least one record")
    for number, record in enumerate(records, records[0].n):
        if record.match != match or record.n != number:
            raise Misuse(f"record {record.n} of {record.match!r} is not record {number} of {match!r}")
        if len(record.id) != 16 or len(record.chain) != 32:
            raise Misuse("a record has an id of 16 bytes and a chain of 32")
        for notice in record.notices:
            members(notice.audience)
