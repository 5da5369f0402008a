"""How an input and all that came of it is written down, and read back.

Owns: the bytes of facts, notices and receipts in the log, their versions and upcasters, and the three hashes: the
*chain* over stored bytes, the *state hash*, and the *archive hash* over turn and facts alone.
Does not know: which store keeps them.

Stored bytes are never rewritten. Every fact is stored as ``[kind, v, data]``; reading applies upcasters (plain data,
v -> v + 1) until the version is today's. An unknown kind or version is an error of the whole match, never skipped.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs
import msgpack
from attrs import frozen

from detente_server.match.settings import Settings
from detente_server.rules.facts import FACT_NAMES, FACT_VERSIONS, FACTS, Fact
from detente_server.rules.state import State
from detente_wire.notices import NOTICE_NAMES, NOTICES, Notice
from detente_wire.reader import STORED, Reading
from detente_wire.shapes import TAG
from detente_wire.terms import NationId, Ref
from detente_wire.writer import plain


class Unreadable(Exception):
    """A record that this version cannot read: its match is quarantined, with this sentence."""


# -- facts of the match itself, beside those of the rules -------------------------------------------------------


@frozen
class MatchCreated:
    """The first fact of every log."""

    settings: Settings


@frozen
class SeatChanged:
    """Who speaks for a nation from now on. Names are a table of seats, not a part of the game."""

    nation: NationId
    holder: str
    player: str
    name: str


@frozen
class TalksOpened:
    """When the talks of this turn close, milliseconds UTC; 0: when all are ready."""

    deadline_ms: int


@frozen
class ReadinessChanged:
    """A seat is ready, or no longer."""

    nation: NationId
    ready: bool


@frozen
class Instructed:
    """Standing instructions for the chargé d'affaires."""

    nation: NationId
    stance: str
    avoid: tuple[NationId, ...]


MatchFact = MatchCreated | SeatChanged | TalksOpened | ReadinessChanged | Instructed
MATCH_FACTS: dict[str, type[Any]] = {
    "match-created": MatchCreated,
    "seat-changed": SeatChanged,
    "talks-opened": TalksOpened,
    "readiness-changed": ReadinessChanged,
    "instructed": Instructed,
}
_READ_FACT = {kind: Reading(cls, STORED) for kind, cls in {**FACTS, **MATCH_FACTS}.items()}
_READ_NOTICE = {kind: Reading(cls, STORED) for kind, cls in NOTICES.items()}

VERSIONS: dict[str, int] = {**FACT_VERSIONS, **dict.fromkeys(MATCH_FACTS, 1), **dict.fromkeys(NOTICES, 1)}
"""The version in which each kind is written now."""

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]
UPCASTERS: dict[tuple[str, int], Upcaster] = {}
"""(kind, v) -> how its data become version v + 1. From the first release on one is added, never changed."""


def upcast(
    kind: str,
    v: int,
    data: dict[str, Any],
    versions: Mapping[str, int] = VERSIONS,
    upcasters: Mapping[tuple[str, int], Upcaster] = UPCASTERS,
) -> dict[str, Any]:
    """The data in today's version, or `Unreadable`."""
    if kind not in versions:
        raise Unreadable(f"this version knows nothing of the kind {kind!r}")
    if v > versions[kind]:
        raise Unreadable(f"{kind} v{v} was written by a newer version")
    for version in range(v, versions[kind]):
        if (kind, version) not in upcasters:
            raise Unreadable(f"there is no way from {kind} v{version} to v{version + 1}")
        data = upcasters[kind, version](data)
    return data


# -- facts ------------------------------------------------------------------------------------------------------


def _fact_row(fact: Fact | MatchFact) -> list[Any]:
    data = plain(fact)
    kind = data.pop(TAG)
    return [kind, VERSIONS[kind], data]


def encode_facts(facts: Iterable[Fact | MatchFact]) -> bytes:
    """The facts of one record."""
    return bytes(msgpack.packb([_fact_row(fact) for fact in facts]))


def decode_facts(stored: bytes) -> list[Fact | MatchFact]:
    """The facts again, or `Unreadable`."""
    found: list[Fact | MatchFact] = []
    for kind, v, data in msgpack.unpackb(stored, strict_map_key=False):
        data = upcast(kind, v, data)
        try:
            found.append(_READ_FACT[kind](data))
        except ValueError as problem:
            raise Unreadable(f"a stored {kind} cannot be read: {problem}") from problem
    return found


# -- notices ----------------------------------------------------------------------------------------------------


def words_hash(salt: bytes, text: str) -> bytes:
    """What the chain holds of words that a person wrote."""
    return hashlib.sha256(salt + text.encode()).digest()


def encode_notice(body: bytes, words_ref: Ref | None, words_digest: bytes | None) -> bytes:
    """A notice as stored: its body as it goes over the wire, and which words go with it."""
    return bytes(msgpack.packb([body, words_ref, words_digest]))


def decode_notice(kind: str, stored: bytes) -> tuple[Notice, bytes, Ref | None]:
    """(notice, body, words) again, or `Unreadable`."""
    body, words_ref, _ = msgpack.unpackb(stored)
    data = msgpack.unpackb(body)
    data.pop(TAG, None)
    try:
        return _READ_NOTICE[kind](upcast(kind, 1, data)), body, words_ref
    except ValueError as problem:
        raise Unreadable(f"a stored notice {kind} cannot be read: {problem}") from problem


def notice_kind(notice: Notice) -> str:
    """Its kind in the log."""
    return NOTICE_NAMES[type(notice)]


# -- hashes -----------------------------------------------------------------------------------------------------


def chained(before: bytes, *parts: bytes) -> bytes:
    """sha256 of the chain so far and the stored bytes of one record, each with its length."""
    digest = hashlib.sha256(before)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


def state_hash(state: State) -> str:
    """sha256 over the state in canonical msgpack: declared field order, maps and sets sorted."""
    return hashlib.sha256(msgpack.packb(_canonical(state))).hexdigest()


def _canonical(value: Any) -> Any:
    if attrs.has(type(value)):
        return [_canonical(getattr(value, f.name)) for f in attrs.fields(type(value)) if f.init]
    if isinstance(value, Mapping):
        return [[_canonical(key), _canonical(value[key])] for key in sorted(value)]
    if isinstance(value, (frozenset, set)):
        return sorted((_canonical(one) for one in value), key=msgpack.packb)
    if isinstance(value, (tuple, list)):
        return [_canonical(one) for one in value]
    return value


_REFERENCE = re.compile(rb"\xb0[a-z2-7]{16}|\xd9\x40[0-9a-f]{64}")
"""A reference or a hash as msgpack writes it; nothing else in a fact is spelled so."""


class ArchiveHash:
    """The hash that equal seeds must reproduce: turn and facts of the rules; references numbered as they appear."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._names: dict[bytes, bytes] = {}

    def add(self, turn: int, facts: Iterable[Fact]) -> None:
        """Take the facts of one record."""
        rows = msgpack.packb([[turn, *_fact_row(fact)] for fact in facts])
        self._digest.update(_REFERENCE.sub(self._named, rows))

    def hexdigest(self) -> str:
        """So far."""
        return self._digest.hexdigest()

    def _named(self, found: re.Match[bytes]) -> bytes:
        return self._names.setdefault(found[0], b"#%d" % len(self._names))


def is_rules_fact(fact: Fact | MatchFact) -> bool:
    """Whether the fact is one of the game itself."""
    return type(fact) in FACT_NAMES
