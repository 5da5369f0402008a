"""Notices and receipts as bytes, and back.

Owns: the two forms.
Does not know: whom a notice is for (its row in the store says), what was decided (`payloads`).
"""

from __future__ import annotations

from detente_server.match.kinds import unpacked
from detente_server.match.records.versions import NOTICE_KINDS, NOTICE_VERSIONS, RECEIPT_KINDS
from detente_wire.codec import MSGPACK
from detente_wire.messages import Receipt
from detente_wire.notices import NOTICE_NAMES, Notice
from detente_wire.shapes import TAG
from detente_wire.terms import Ref
from detente_wire.values import frozen


def encode_notice(
    notice: Notice, body: bytes, words_ref: Ref | None = None, words_digest: bytes | None = None
) -> bytes:
    """A notice as stored: its version, its body as it goes over the wire, and which words go with it."""
    return MSGPACK.pack([NOTICE_VERSIONS[notice_kind(notice)], body, words_ref, words_digest])


@frozen
class ReadNotice:
    """A stored notice."""

    notice: Notice
    body: bytes
    """As it was stored; encoded anew if it was written in an older version."""
    words_ref: Ref | None
    words_digest: bytes | None


def decode_notice(kind: str, stored: bytes) -> ReadNotice:
    """The notice again, or `Unreadable`."""
    v, body, words_ref, words_digest = unpacked(stored, f"a notice {kind!r}")
    data = unpacked(body, f"a notice {kind!r}")
    data.pop(TAG, None)
    notice: Notice = NOTICE_KINDS.value(kind, v, data)
    if v != NOTICE_VERSIONS[kind]:
        body = MSGPACK.encode_body(notice)
    return ReadNotice(notice, body, words_ref, words_digest)


def notice_kind(notice: Notice) -> str:
    """Its kind in the log."""
    return NOTICE_NAMES[type(notice)]


def encode_receipt(receipt: Receipt) -> bytes:
    """A receipt as stored."""
    return MSGPACK.pack(RECEIPT_KINDS.row(receipt)[1:])


def decode_receipt(stored: bytes) -> Receipt:
    """The receipt again, or `Unreadable`."""
    v, data = unpacked(stored, "a receipt")
    receipt: Receipt = RECEIPT_KINDS.value("receipt", v, data)
    return receipt
