"""A match's log as a host reads it: record by record, whether the chain holds, no words unless they are asked for.

Owns: what is shown.
Does not know: consoles, why somebody looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from attrs import frozen

from detente_server.host.playing.recording import whole_log
from detente_server.match.effects import StoredRecord
from detente_server.match.hashes import NO_CHAIN
from detente_server.match.records import Unreadable, decode_payload
from detente_server.match.writing import record_chain
from detente_server.store import Store
from detente_wire.gate import one_line


@frozen
class Line:
    """One record."""

    n: int
    turn: int
    kind: str
    input: str
    time: str
    audiences: tuple[str, ...]
    facts: tuple[str, ...]
    """Their kinds."""
    chain: bool
    """Whether it is what was written."""
    words: tuple[str, ...] = ()


def lines(store: Store, match: str, *, words: bool) -> Iterator[Line]:
    """Every record of a match."""
    before = NO_CHAIN
    for record in whole_log(store, match):
        good = record_chain(before, record) == record.chain
        before = record.chain
        yield _line(record, good=good, words=words)


def _line(record: StoredRecord, *, good: bool, words: bool) -> Line:
    try:
        payload = decode_payload(record.facts)
        given, facts = str(payload.input[0]), tuple(str(row[0]) for row in payload.facts)
        if given == "commanded":
            given = _act(payload.given())
    except Unreadable as problem:
        given, facts = f"unreadable: {problem}", ()
    return Line(
        record.n,
        record.turn,
        record.kind,
        one_line(given),
        f"{datetime.fromtimestamp(record.time_ms / 1000, UTC):%Y-%m-%d %H:%M:%S}",
        tuple(notice.audience for notice in record.notices),
        facts,
        good,
        tuple(one_line(text.text) or "(erased)" for text in record.texts) if words else (),
    )


def _act(given: Any) -> str:
    return f"{given.nation}: {type(given.act).__name__}"
