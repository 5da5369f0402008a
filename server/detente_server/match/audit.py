"""Whether a log says what its inputs really lead to: every input is decided again, dice and all, and compared.

Owns: `audit`, `Difference`, and how a stored input becomes one that a match can handle.
Does not know: stores. A replay (`Match.restore`) needs none of this: it folds facts, and throws no dice.

An audit is of the engine that wrote the log. Words that were erased are not compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import zip_longest
from typing import Any

from detente_server.match import records
from detente_server.match.digests import HALF
from detente_server.match.effects import Commit, Effect, StoredNotice, StoredReceipt, StoredRecord
from detente_server.match.inputs import (
    CommandGiven,
    Input,
    Ordered,
    PresenceNoted,
    SeatTaken,
    Ticked,
    UmpireTaken,
)
from detente_server.match.match import Match
from detente_server.match.settings import ENGINE_VERSION, Settings
from detente_server.rules.book import Game
from detente_wire.messages import Command, CommandId
from detente_wire.values import frozen

ERASED = "…"
"""In the place of words that were erased: an order without words would be refused."""


class OtherEngine(Exception):
    """The log was decided by another engine version; audit it with a release that has that one."""


@frozen
class Difference:
    """Where the log first says something else than its inputs lead to."""

    record: int
    """The record's number, from 1."""
    part: str
    """What of it, e.g. ``fact 3`` or ``audience of notice 1``."""
    stored: Any
    """What the log says; None: nothing."""
    decided: Any
    """What was decided now; None: nothing."""

    def __str__(self) -> str:
        return f"record {self.record}, {self.part}: the log says {self.stored!r}, the rules {self.decided!r}"


def audit(
    game: Game, settings: Settings, texts: Mapping[str, str], log: Iterable[StoredRecord]
) -> Difference | None:
    """The first difference between a log and what its inputs lead to; None: there is none.

    Raises `Unreadable` if the log cannot be read, `OtherEngine` if another engine version wrote some of it.
    """
    match: Match | None = None
    erased: set[str | None] = set()
    for record in log:
        erased |= {text.ref for text in record.texts if not text.text}
        payload = records.decode_payload(record.facts)
        if payload.engine != ENGINE_VERSION:
            raise OtherEngine(
                f"record {record.n} was decided by engine {payload.engine}, this is engine {ENGINE_VERSION}"
            )
        if match is None:
            match, effects = Match.create(game, settings, texts, record.time_ms)
        else:
            effects = match.handle(given_again(settings, record, payload.given()))
        if difference := _compared(record, effects, erased):
            return difference
    return None


def given_again(settings: Settings, record: StoredRecord, given: records.StoredInput) -> Input:
    """The input that led to the record; words that were erased are empty."""
    receipt = record.receipts[0] if record.receipts else StoredReceipt("", b"", b"", b"")
    text = next((text for text in record.texts if text.text), None)
    salt, words = (text.salt, text.text) if text else (b"", "")
    now = record.time_ms
    match given:
        case records.Commanded(nation, act, expect_turn, expect_hash):
            id = CommandId(receipt.command.decode())
            command = Command(id, settings.match, act, words, expect_turn, expect_hash)
            return CommandGiven(now, receipt.player, nation, command, salt)
        case records.Seated(nation, holder, player, name):
            return SeatTaken(now, nation, holder, player, name, receipt.command, receipt.digest)  # type: ignore[arg-type]
        case records.Umpired(player, name, present):
            return UmpireTaken(now, player, name, present, receipt.command, receipt.digest)
        case records.Directed(role, by, order, deadline):
            said = words or (ERASED if record.texts else "")
            id_bytes, digest = receipt.command, receipt.digest
            return Ordered(now, role, by, order, said, salt, id_bytes, digest, deadline)
        case records.PresenceSeen(nation, away):
            return PresenceNoted(now, nation, away)
        case records.Elapsed(deadline):
            return Ticked(now, deadline)
        case records.Created():
            raise records.Unreadable(f"record {record.n} creates the match again")


def _compared(stored: StoredRecord, effects: Iterable[Effect], erased: Set[str | None]) -> Difference | None:
    """`erased`: references of words that are no more."""
    commit = next((effect for effect in effects if isinstance(effect, Commit)), None)
    if commit is None:
        return Difference(stored.n, "record", stored.kind, None)
    for part, said, decided in _parts(stored, commit.record, erased):
        if said != decided:
            return Difference(stored.n, part, said, decided)
    return None


_Part = tuple[str, Any, Any]


def _parts(stored: StoredRecord, decided: StoredRecord, erased: Set[str | None]) -> Iterator[_Part]:
    """(what, as stored, as decided), in the order in which differences are named."""
    yield "kind", stored.kind, decided.kind
    yield "turn", stored.turn, decided.turn
    said, now = records.decode_payload(stored.facts), records.decode_payload(decided.facts)
    yield "input", said.input, now.input
    for n, (one, other) in enumerate(zip_longest(said.facts, now.facts), 1):
        yield f"fact {n}", one, other
    for n, (told, other_told) in enumerate(zip_longest(stored.notices, decided.notices), 1):
        yield from _notice_parts(n, told, other_told, erased)
    for filed, other_filed in zip_longest(stored.receipts, decided.receipts):
        yield "receipt", _receipt(filed), _receipt(other_filed)


def _notice_parts(
    n: int, stored: StoredNotice | None, decided: StoredNotice | None, erased: Set[str | None]
) -> Iterator[_Part]:
    if stored is None or decided is None:
        yield f"notice {n}", stored and stored.kind, decided and decided.kind
        return
    yield f"kind of notice {n}", stored.kind, decided.kind
    yield f"audience of notice {n}", stored.audience, decided.audience
    yield f"turn of notice {n}", stored.turn, decided.turn
    said, now = (
        records.decode_notice(stored.kind, stored.body),
        records.decode_notice(decided.kind, decided.body),
    )
    yield f"notice {n}", said.notice, now.notice
    if said.words_ref not in erased:
        yield f"words of notice {n}", (said.words_ref, said.words_digest), (now.words_ref, now.words_digest)


def _receipt(receipt: StoredReceipt | None) -> Any:
    """Of the digest only the half that does not speak of words."""
    if receipt is None:
        return None
    return receipt.player, receipt.command, receipt.digest[:HALF], records.decode_receipt(receipt.body)
