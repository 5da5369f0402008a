"""What a match has come to, as bytes: a cache from which a log need not be folded from its beginning.

Owns: `take`, `read`, their version, and when one is due.
Does not know: where it is kept; streams and receipts, which are read from the records in any case (docs/reference/
log-format.md says what that costs).

A snapshot holds state, table and archive hash after one record. It is never upcast: its version follows from the shapes
of all that is in it and from the engine, and one of another version is discarded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
import msgpack

from detente_server.match.effects import StoredRecord
from detente_server.match.hashes import ArchiveHash
from detente_server.match.seats import Table
from detente_server.match.settings import ENGINE_VERSION
from detente_server.match.shapes import classes_of, shape
from detente_server.rules.grown import Grown
from detente_server.rules.state import State
from detente_wire.values import frozen

if TYPE_CHECKING:
    from detente_server.match.match import Match

EVERY_RECORDS = 2_000
"""A snapshot is due at each turn's end, and when a turn has gone on for so many records."""


@frozen
class Snapshot:
    """A match after one of its records."""

    n: int
    chain: bytes
    """Of that record: a snapshot of another history is of no use."""
    state: State
    table: Table
    digest: bytes
    names: tuple[str, ...]

    def is_of(self, log: Sequence[StoredRecord]) -> bool:
        """Whether this is the history that it was taken of."""
        return 0 < self.n <= len(log) and log[self.n - 1].chain == self.chain

    def archive_hash(self) -> ArchiveHash:
        """To go on from."""
        return ArchiveHash(self.digest, self.names)


def is_due(kind: str, n: int) -> bool:
    """Whether a snapshot is to be taken after record n, which is of this kind."""
    return kind in ("begun", "turn") or n % EVERY_RECORDS == 0


def take(match: Match) -> bytes:
    """The match as it is now."""
    archive = match.archive_hash
    data = [match.n, match.chain, _flat(match.state), _flat(match.table), archive.digest, archive.names]
    return bytes(msgpack.packb(data))


def read(body: bytes) -> Snapshot | None:
    """A snapshot of this version; None if it is not one after all."""
    try:
        n, chain, state, table, digest, names = msgpack.unpackb(body, strict_map_key=False)
        return Snapshot(n, chain, _round(state), _round(table), digest, tuple(names))
    except (ValueError, TypeError, KeyError, msgpack.UnpackException):
        return None


@cache
def version() -> int:
    """Of the snapshots that this engine takes and reads."""
    shapes = [[name, shape(cls)] for name, cls in _classes().items()]
    digest = hashlib.sha256(msgpack.packb([ENGINE_VERSION, shapes])).digest()
    return int.from_bytes(digest[:4], "big")


@cache
def _classes() -> Mapping[str, type]:
    return {f"{cls.__module__}.{cls.__qualname__}": cls for cls in classes_of(State, Table)}


@cache
def _names() -> Mapping[type, str]:
    return {cls: name for name, cls in _classes().items()}


@cache
def _fields(cls: type) -> tuple[str, ...]:
    return tuple(a.name for a in attrs.fields(cls) if a.init)


def _flat(value: Any) -> Any:
    """Plain data; what is no scalar is a list that begins with what it is. Maps keep their order: rules may use it."""
    if isinstance(value, (str, int, bytes)) or value is None:
        return value
    if isinstance(value, tuple):
        return ["tuple", *map(_flat, value)]
    if isinstance(value, Mapping):
        kind = "grown" if isinstance(value, Grown) else "map"
        return [kind, *(_flat(part) for pair in value.items() for part in pair)]
    if isinstance(value, (frozenset, set)):
        return [type(value).__name__, *sorted(map(_flat, value), key=msgpack.packb)]
    cls: Any = type(value)
    return [_names()[cls], *[_flat(getattr(value, name)) for name in _fields(cls)]]


def _round(data: Any) -> Any:
    if not isinstance(data, list):
        return data
    kind, *parts = data
    values = list(map(_round, parts))
    if kind == "tuple":
        return tuple(values)
    if kind in ("map", "grown"):
        pairs = dict(zip(values[::2], values[1::2]))
        return Grown(pairs) if kind == "grown" else pairs
    if kind in ("frozenset", "set"):
        return frozenset(values) if kind == "frozenset" else set(values)
    return _classes()[kind](*values)
