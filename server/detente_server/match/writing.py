"""The entry that an input makes in the log: facts, tellings and the receipt on their way to a record, and back.

Owns: `Entry`, `record_chain`, and how a stored record's notices are heard again.
Does not know: what was decided, who is attending.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from attrs import define, field

from detente_server.match import records
from detente_server.match.effects import StoredNotice, StoredReceipt, StoredRecord, StoredText
from detente_server.match.hashes import chained, words_hash
from detente_server.match.records import MatchFact, Payload, StoredInput
from detente_server.match.stream import Heard, audience_name, audience_of
from detente_server.rules.book import Telling
from detente_server.rules.facts import Fact
from detente_server.rules.game import Decision
from detente_server.rules.state import State
from detente_wire.codec import MSGPACK
from detente_wire.messages import CommandId
from detente_wire.refusals import Refusal
from detente_wire.terms import NationId

ID_BYTES = 16
"""A record's id is the beginning of its chain: it is another if anything in it or before it is."""


@define
class Entry:
    """What one input came to."""

    kind: str
    now_ms: int
    given: StoredInput
    facts: list[Fact | MatchFact] = field(factory=list)
    tellings: list[Telling] = field(factory=list)
    text: StoredText | None = None
    receipt: tuple[str, CommandId, bytes, Refusal | None] | None = None
    """(player, command, digest, refusal or None)"""
    viewer: str = ""
    """Whose cursor the receipt gives."""
    joined: NationId | None = None
    state: State | None = None
    """With the facts of the rules folded in already, where a decision was taken in."""

    def decided(self, decision: Decision, salt: bytes = b"", words: str = "") -> None:
        """Take a decision in; the words go under the reference that the tellings name."""
        self.facts += decision.facts
        self.tellings += decision.tellings
        self.state = decision.state
        ref = next((telling.words for telling in decision.tellings if telling.words), None)
        if words and ref is not None:
            self.text = StoredText(ref, salt, words)

    def heard(self, turn: int, words: Mapping[str, StoredText]) -> tuple[Heard, ...]:
        """The notices as viewers get them: each body encoded once. `words`: all that is written, this entry's too.

        What was written now may be told later: a letter arrives, a copy is read, a paper prints.
        """
        at_s = self.now_ms // 1000
        return tuple([_heard(telling, turn, at_s, words) for telling in self.tellings])

    def record(
        self,
        n: int,
        before: bytes,
        turn: int,
        payload: Payload,
        heard: Iterable[Heard],
        receipts: tuple[StoredReceipt, ...],
        words: Mapping[str, StoredText],
    ) -> StoredRecord:
        """The record that follows the chain `before`."""
        notices = tuple([_stored(one, words) for one in heard])
        texts = (self.text,) if self.text else ()
        facts = records.encode_payload(payload)
        chain = _chain(before, n, self.kind, turn, self.now_ms, facts, notices, receipts)
        id = chain[:ID_BYTES]
        return StoredRecord(n, id, self.kind, turn, self.now_ms, facts, chain, notices, receipts, texts)


def _heard(telling: Telling, turn: int, at_s: int, words: Mapping[str, StoredText]) -> Heard:
    audience = None if telling.audience == "public" else cast("frozenset[str]", telling.audience)
    body = MSGPACK.encode_body(telling.notice)
    text = words.get(telling.words) if telling.words else None
    if text is None:
        return Heard(audience, turn, at_s, telling.notice, body)
    return Heard(audience, turn, at_s, telling.notice, body, telling.words, text.text)


def _stored(heard: Heard, words: Mapping[str, StoredText]) -> StoredNotice:
    text = words[heard.words_ref] if heard.words_ref else None
    digest = words_hash(text.salt, text.text) if text else None
    body = records.encode_notice(heard.notice, heard.body, heard.words_ref, digest)
    return StoredNotice(audience_name(heard.audience), records.notice_kind(heard.notice), heard.turn, body)


def record_chain(before: bytes, record: StoredRecord) -> bytes:
    """The chain's next hash: over everything stored of the record but the words that people wrote."""
    return _chain(
        before,
        record.n,
        record.kind,
        record.turn,
        record.time_ms,
        record.facts,
        record.notices,
        record.receipts,
    )


def _chain(
    before: bytes,
    n: int,
    kind: str,
    turn: int,
    time_ms: int,
    facts: bytes,
    notices: Iterable[StoredNotice],
    receipts: Iterable[StoredReceipt],
) -> bytes:
    told = [[one.audience, one.kind, one.turn, one.body] for one in notices]
    answered = [[one.player, one.command, one.digest, one.body] for one in receipts]
    return chained(before, [n, kind, turn, time_ms, facts, told, answered])


def heard_again(record: StoredRecord, words: Mapping[str, StoredText]) -> list[Heard]:
    """The notices of a stored record as viewers get them, with what is left of the words; or `Unreadable`.

    `words`: those of this record and of all before it.
    """
    return [_heard_again(record, stored, words) for stored in record.notices]


def _heard_again(record: StoredRecord, stored: StoredNotice, texts: Mapping[str, StoredText]) -> Heard:
    read = records.decode_notice(stored.kind, stored.body)
    text = texts.get(read.words_ref) if read.words_ref else None
    if text is not None and words_hash(text.salt, text.text) != read.words_digest:
        raise records.Unreadable(f"the words of record {record.n} are not those that were written")
    return Heard(
        audience_of(stored.audience),
        stored.turn,
        record.time_ms // 1000,
        read.notice,
        read.body,
        read.words_ref,
        text.text if text else "",
    )
