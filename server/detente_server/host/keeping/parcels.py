"""One match as a single file: every record with its words, the pack it is played with, who sits where.

Owns: `Parcel`, its bytes, the guard against files that unpack without end.
Does not know: stores, whether what is in it is right (`importing`).

The file begins with a line that names it; then, compressed with zlib, msgpack values one after the other: the match,
the server, the pack's bytes, and each record packed by itself. It holds every secret of the match: keep it like a
backup.
"""

from __future__ import annotations

import zlib
from itertools import islice
from typing import Any

import msgpack
from attrs import frozen

from detente_server.store import NoticeRow, ReceiptRow, Record, TextRow

MAGIC = b"detente match 1\n"
EXTENSION = ".match"
UNPACKED_BYTES = 256 << 20
"""Most that a file may unpack to."""
RECORD_BYTES = 2 << 20
"""Of one record; the store takes one megabyte at once."""
RECORDS = 1_000_000
PARTS = 100_000
"""Notices, receipts or texts of one record."""


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
    packing = msgpack.Packer()
    head = [packing.pack(one) for one in (parcel.match, parcel.server, parcel.pack)]
    rows = [packing.pack(msgpack.packb(_row(record))) for record in parcel.records]
    return MAGIC + zlib.compress(b"".join([*head, *rows]), 6)


def read(file: bytes) -> Parcel:
    """The match in a file; `NoParcel` for anything else."""
    if not file.startswith(MAGIC):
        raise NoParcel("it does not begin as the export of a match does")
    try:
        match, server, pack, *rows = _parts(_unpacked(file[len(MAGIC) :]))
        if not (type(match) is str and type(server) is str and type(pack) is bytes):
            raise NoParcel("its parts are not what they should be")
        return Parcel(match, server, pack, tuple([_record(match, row) for row in rows]))
    except (zlib.error, ValueError, TypeError, msgpack.UnpackException) as problem:
        raise NoParcel(f"it cannot be unpacked ({type(problem).__name__})") from None


def _unpacked(data: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    plain = unpacking.decompress(data, UNPACKED_BYTES)
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise NoParcel(f"it is cut short, or unpacks to more than {UNPACKED_BYTES >> 20} MB")
    return plain


def _parts(plain: bytes) -> list[str | bytes]:
    """Texts and bytes, one after the other, and nothing within another: it costs no more memory than its bytes."""
    unpacker = msgpack.Unpacker(max_buffer_size=UNPACKED_BYTES, max_array_len=0, max_map_len=0, max_ext_len=0)
    unpacker.feed(plain)
    found = list(islice(unpacker, RECORDS + 3))
    if unpacker.read_bytes(1):
        raise NoParcel("it does not end where it should")
    return found


def _row(record: Record) -> list[Any]:
    return [
        record.n, record.id, record.kind, record.turn, record.time_ms, record.facts, record.chain,
        [(one.audience, one.kind, one.turn, one.body) for one in record.notices],
        [(one.player, one.command, one.digest, one.body) for one in record.receipts],
        [(one.ref, one.salt, one.text) for one in record.texts],
    ]  # fmt: skip


def _record(match: str, row: str | bytes) -> Record:
    if type(row) is not bytes or len(row) > RECORD_BYTES:
        raise NoParcel("a record is not what it should be")
    n, id, kind, turn, time_ms, facts, chain, notices, receipts, texts = cells = msgpack.unpackb(
        row, max_array_len=PARTS, max_map_len=0
    )
    if tuple(type(cell) for cell in cells[:7]) != (int, bytes, str, int, int, bytes, bytes):
        raise NoParcel("a record's parts are not what they should be")
    return Record(
        match, n, id, kind, turn, time_ms, facts, chain,
        tuple([NoticeRow(*_typed(one, (str, str, int, bytes))) for one in notices]),
        tuple([ReceiptRow(*_typed(one, (str, bytes, bytes, bytes))) for one in receipts]),
        tuple([TextRow(*_typed(one, (str, bytes, type(one[2]) if one[2] is None else str))) for one in texts]),
    )  # fmt: skip


def _typed(cells: list[Any], types: tuple[type, ...]) -> list[Any]:
    if tuple(type(cell) for cell in cells) != types:
        raise NoParcel("a record's parts are not what they should be")
    return cells
