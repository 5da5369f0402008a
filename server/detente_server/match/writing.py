"""The entry that an input makes in the log: facts, tellings and the receipt on their way to a record, and back.

Owns: `Entry`, `record_chain`, and how a stored record's notices and receipts are read again.
Does not know: what was decided, who is attending.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import msgpack
from attrs import define, field

from detente_server.match import records
from detente_server.match.effects import StoredNotice, StoredReceipt, StoredRecord, StoredText
from detente_server.match.records import MatchFact
from detente_server.match.stream import Heard, audience_name, audience_of
from detente_server.rules.book import Telling
from detente_server.rules.facts import Fact
from detente_server.rules.game import Decision
from detente_server.rules.state import State
from detente_wire.codec import MSGPACK
from detente_wire.messages import CommandId, Receipt
from detente_wire.reader import STORED, Reading
from detente_wire.refusals import Refusal
from detente_wire.shapes import TAG
from detente_wire.terms import NationId


@define
class Entry:
    """What one input came to."""

    kind: str
    now_ms: int
    cause: bytes
    """Unique in the match; a repeated append of the record is known by it."""
    facts: list[Fact | MatchFact] = field(factory=list)
    tellings: list[Telling] = field(factory=list)
    text: StoredText | None = None
    receipt: tuple[str, CommandId, bytes, Refusal | None] | None = None
    """(player, command, digest, refusal or None)"""
    viewer: str = ""
    """Whose cursor the receipt gives."""
    joined: NationId | None = None
    state: State | None = None
    """What the facts lead to, if a decision said so."""
    _heard: tuple[Heard, ...] = ()

    def decided(self, decision: Decision, salt: bytes = b"", words: str = "") -> None:
        """Take a decision in; the words go under the reference that the tellings name."""
        self.facts += decision.facts
        self.state = decision.state
        self.tellings += decision.tellings
        ref = next((telling.words for telling in decision.tellings if telling.words), None)
        if words and ref is not None:
            self.text = StoredText(ref, salt, words)

    def heard(self, turn: int) -> tuple[Heard, ...]:
        """The notices as viewers get them: each body encoded once."""
        at_s = self.now_ms // 1000
        found = []
        for telling in self.tellings:
            audience = None if telling.audience == "public" else frozenset[str](telling.audience)
            with_words = self.text is not None and telling.words == self.text.ref
            found.append(
                Heard(
                    audience,
                    turn,
                    at_s,
                    telling.notice,
                    MSGPACK.encode_body(telling.notice),
                    telling.words if with_words else None,
                    self.text.text if with_words and self.text else "",
                )
            )
        self._heard = tuple(found)
        return self._heard

    def record(self, n: int, before: bytes, turn: int, receipts: tuple[StoredReceipt, ...]) -> StoredRecord:
        """The record that follows the chain `before`."""
        digest = records.words_hash(self.text.salt, self.text.text) if self.text else None
        notices = tuple(
            StoredNotice(
                audience_name(one.audience),
                records.notice_kind(one.notice),
                one.turn,
                records.encode_notice(one.body, one.words_ref, digest if one.words_ref else None),
            )
            for one in self._heard
        )
        texts = (self.text,) if self.text else ()
        identity = hashlib.sha256(b"record\x1f" + self.cause).digest()[:16]
        facts = records.encode_facts(self.facts)
        record = StoredRecord(n, identity, self.kind, turn, self.now_ms, facts, b"", notices, receipts, texts)
        return StoredRecord(
            n,
            identity,
            self.kind,
            turn,
            self.now_ms,
            facts,
            record_chain(before, record),
            notices,
            receipts,
            texts,
        )


def record_chain(before: bytes, record: StoredRecord) -> bytes:
    """The chain's next hash: over everything stored of the record but the words that people wrote."""
    parts = [
        record.id,
        record.kind.encode(),
        str(record.turn).encode(),
        str(record.time_ms).encode(),
        record.facts,
    ]
    for notice in record.notices:
        parts += [notice.audience.encode(), notice.kind.encode(), notice.body]
    for receipt in record.receipts:
        parts += [receipt.player.encode(), receipt.command, receipt.digest, receipt.body]
    return records.chained(before, *parts)


def heard_again(record: StoredRecord, texts: Mapping[str, str]) -> Iterable[Heard]:
    """The notices of a stored record as viewers get them."""
    for stored in record.notices:
        notice, body, ref = records.decode_notice(stored.kind, stored.body)
        words = texts.get(ref, "") if ref else ""
        yield Heard(
            audience_of(stored.audience), stored.turn, record.time_ms // 1000, notice, body, ref, words or ""
        )


_RECEIPT = Reading(Receipt, STORED)


def receipt_again(body: bytes) -> Receipt:
    """A stored receipt."""
    data = msgpack.unpackb(body)
    data.pop(TAG, None)
    receipt: Receipt = _RECEIPT(data)
    return receipt
