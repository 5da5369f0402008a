"""A match's records as the store has them, and back.

Owns: the two translations, and reading a whole log.
Does not know: what a record means. Match and store know nothing of each other, so somebody has to translate.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_server.match.effects import StoredNotice, StoredReceipt, StoredRecord, StoredText
from detente_server.store import NoticeRow, ReceiptRow, Record, Store, TextRow

PAGE = 500


def to_store(match: str, record: StoredRecord) -> Record:
    """A record on its way into the store."""
    return Record(
        match,
        record.n,
        record.id,
        record.kind,
        record.turn,
        record.time_ms,
        record.facts,
        record.chain,
        tuple([NoticeRow(x.audience, x.kind, x.turn, x.body) for x in record.notices]),
        tuple([ReceiptRow(x.player, x.command, x.digest, x.body) for x in record.receipts]),
        tuple([TextRow(x.ref, x.salt, x.text) for x in record.texts]),
    )


def from_store(record: Record) -> StoredRecord:
    """A record as its match wrote it; erased words are empty."""
    return StoredRecord(
        record.n,
        record.id,
        record.kind,
        record.turn,
        record.time_ms,
        record.facts,
        record.chain,
        tuple([StoredNotice(x.audience, x.kind, x.turn, x.body) for x in record.notices]),
        tuple([StoredReceipt(x.player, x.command, x.digest, x.body) for x in record.receipts]),
        tuple([StoredText(x.ref, x.salt, x.text or "") for x in record.texts]),
    )


def whole_log(store: Store, match: str) -> Iterator[StoredRecord]:
    """Every record of a match, in order; reads page by page."""
    after = 0
    while records := store.read(match, after, PAGE).records:
        yield from map(from_store, records)
        after = records[-1].n


def size(record: StoredRecord) -> int:
    """Bytes that it takes in an append, roughly and rather too many."""
    notices = sum(len(x.body) + 96 for x in record.notices)
    receipts = sum(len(x.body) + 128 for x in record.receipts)
    texts = sum(4 * len(x.text) + 64 for x in record.texts)
    return len(record.facts) + notices + receipts + texts + 256
