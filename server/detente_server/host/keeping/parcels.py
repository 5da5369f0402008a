"""One match as a single file: every record with its words, the pack it is played with, who sits where.

Owns: `Parcel`, its bytes, the guard against files that unpack without end.
Does not know: stores, whether what is in it is right (`importing`).

The file begins with a line that names it; then comes msgpack, compressed with zlib. It holds every secret of the match:
keep it like a backup.
"""

from __future__ import annotations

import zlib
from typing import Any

import msgpack
from attrs import frozen

from detente_server.store import NoticeRow, ReceiptRow, Record, TextRow

MAGIC = b"detente match 1\n"
EXTENSION = ".match"
UNPACKED_BYTES = 512 << 20
"""Most that a file may unpack to."""


class NoParcel(Exception):
    """The bytes are no match; the message ends a sentence."""


@frozen
class Parcel:
    """A match on its way."""

    match: str
    server: str
    """Name and version of the server that wrote it."""
    pack: bytes
    """The pack's files, as the store keeps them."""
    records: tuple[Record, ...]


def written(parcel: Parcel) -> bytes:
    """The file."""
    data = [parcel.match, parcel.server, parcel.pack, [_row(record) for record in parcel.records]]
    return MAGIC + zlib.compress(msgpack.packb(data), 6)


def read(file: bytes) -> Parcel:
    """The match in a file; `NoParcel` for anything else."""
    if not file.startswith(MAGIC):
        raise NoParcel("it does not begin as the export of a match does")
    try:
        unpacking = zlib.decompressobj()
        plain = unpacking.decompress(file[len(MAGIC) :], UNPACKED_BYTES)
        if unpacking.unconsumed_tail or not unpacking.eof:
            raise NoParcel("it is cut short, or unpacks to more than half a gigabyte")
        match, server, pack, rows = msgpack.unpackb(plain, strict_map_key=True)
        records = tuple([_record(match, row) for row in rows])
        if not (isinstance(match, str) and isinstance(server, str) and isinstance(pack, bytes)):
            raise NoParcel("its parts are not what they should be")
    except NoParcel:
        raise
    except (zlib.error, ValueError, TypeError, msgpack.UnpackException) as problem:
        raise NoParcel(f"it cannot be unpacked ({type(problem).__name__})") from None
    return Parcel(match, server, pack, records)


def _row(record: Record) -> list[Any]:
    return [
        record.n, record.id, record.kind, record.turn, record.time_ms, record.facts, record.chain,
        [(one.audience, one.kind, one.turn, one.body) for one in record.notices],
        [(one.player, one.command, one.digest, one.body) for one in record.receipts],
        [(one.ref, one.salt, one.text) for one in record.texts],
    ]  # fmt: skip


def _record(match: str, row: list[Any]) -> Record:
    n, id, kind, turn, time_ms, facts, chain, notices, receipts, texts = row
    if tuple(type(value) for value in row[:7]) != (int, bytes, str, int, int, bytes, bytes):
        raise NoParcel("a record's parts are not what they should be")
    return Record(
        match, n, id, kind, turn, time_ms, facts, chain,
        tuple([NoticeRow(*one) for one in notices]),
        tuple([ReceiptRow(*one) for one in receipts]),
        tuple([TextRow(*one) for one in texts]),
    )  # fmt: skip
