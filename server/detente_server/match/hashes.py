"""The hashes of a match: words, chain, state, archive. Each definition is final (docs/reference/log-format.md).

Owns: the four, and the canonical form of a state.
Does not know: records, kinds, stores.

*Words*: what the chain holds of words that a person wrote. *Chain*: over the stored bytes of every record. *State
hash*: over the state, whatever log it was folded from. *Archive hash*: over turn and facts of the rules alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs
import msgpack

from detente_server.match.kinds import Row
from detente_server.rules.state import State
from detente_wire.acts import kind_of
from detente_wire.codec import MSGPACK

NO_CHAIN = b"\0" * 32
"""The chain before the first record."""


def words_hash(salt: bytes, text: str) -> bytes:
    """What the chain holds of words that a person wrote: without the salt nobody can try guesses."""
    return hashlib.sha256(salt + text.encode()).digest()


def chained(before: bytes, parts: list[Any]) -> bytes:
    """sha256 of the chain so far and of what is stored of one record, in msgpack."""
    return hashlib.sha256(before + MSGPACK.pack(parts)).digest()


# -- state ------------------------------------------------------------------------------------------------------


def state_hash(state: State) -> str:
    """sha256 over the state in canonical msgpack: see `canonical`."""
    return hashlib.sha256(msgpack.packb(canonical(state))).hexdigest()


def canonical(value: Any) -> Any:
    """Plain data that equal values share and unequal ones do not.

    A value of a class: its kind, then name and value of each field that is not at its default, by name: a field that a
    later release adds changes no old hash. Maps and sets are sorted.
    """
    if attrs.has(type(value)):
        return [kind_of(type(value)), *_fields(value)]
    if isinstance(value, Mapping):
        return sorted(([canonical(key), canonical(each)] for key, each in value.items()), key=msgpack.packb)
    if isinstance(value, (frozenset, set)):
        return sorted((canonical(one) for one in value), key=msgpack.packb)
    if isinstance(value, (tuple, list)):
        return [canonical(one) for one in value]
    return value


def _fields(value: Any) -> list[list[Any]]:
    return sorted(
        [name, canonical(now)]
        for name, default in _defaults(type(value))
        if (now := getattr(value, name)) != default
    )


_NONE = object()
_DEFAULTS: dict[type, list[tuple[str, Any]]] = {}


def _defaults(cls: type) -> list[tuple[str, Any]]:
    """(name, default) of each stored field; a thing that nothing equals, if there is none."""
    if cls not in _DEFAULTS:
        _DEFAULTS[cls] = [(a.name, _default(a)) for a in attrs.fields(cls) if a.init]
    return _DEFAULTS[cls]


def _default(attribute: attrs.Attribute[Any]) -> Any:
    default: Any = attribute.default
    if default is attrs.NOTHING:
        return _NONE
    return default.factory() if isinstance(default, attrs.Factory) else default  # type: ignore[arg-type]


# -- archive ----------------------------------------------------------------------------------------------------

_REFERENCE = re.compile(rb"\xb0[a-z2-7]{16}|\xd9\x40[0-9a-f]{64}")
"""A reference, or the hash of a text, as msgpack writes a string of its length."""


class ArchiveHash:
    """The hash that equal seeds must reproduce: turn and facts of the rules; references numbered as they appear.

    Facts are taken as they were stored, in the version of their time, so that a later release finds the same hash.
    References are replaced in the packed bytes: that costs a fifth of walking the values.
    """

    def __init__(self, digest: bytes = b"", names: Iterable[str] = ()) -> None:
        self.digest = digest
        """After the facts so far: it can be kept, and gone on from."""
        self._numbers = _Numbers()
        for name in names:
            _REFERENCE.sub(self._numbers.of, MSGPACK.pack(name))

    def add(self, turn: int, rows: Sequence[Row]) -> None:
        """Take the facts of one record."""
        if rows:
            told = _REFERENCE.sub(self._numbers.of, MSGPACK.pack([turn, *rows]))
            self.digest = hashlib.sha256(self.digest + told).digest()

    def hexdigest(self) -> str:
        """So far."""
        return self.digest.hex()

    @property
    def names(self) -> tuple[str, ...]:
        """The references so far, in the order of their first appearance."""
        return tuple(msgpack.unpackb(packed) for packed in self._numbers)


class _Numbers(dict[bytes, bytes]):
    """What takes the place of each reference, as it stands packed: its number, in order of first appearance."""

    def of(self, found: re.Match[bytes]) -> bytes:
        """What takes its place."""
        return self[found[0]]

    def __missing__(self, packed: bytes) -> bytes:
        number = self[packed] = b"#%d" % len(self)
        return number
