"""Stored values by kind and version: ``[kind, v, data]``, written once and read for ever.

Owns: `Kinds`, one family of them (facts, notices, inputs), and the climb from an old version to today's.
Does not know: what any kind means.

Stored bytes are never rewritten. Reading applies upcasters (plain data, v -> v + 1) until the version is today's. An
unknown kind or version is an error of the whole match, never skipped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

import msgpack
from attrs import field

from detente_wire.reader import STORED, Reading
from detente_wire.values import frozen
from detente_wire.writer import bare


class Unreadable(Exception):
    """A record that this version cannot read: its match is quarantined, with this sentence."""


Row = list[Any]
"""``[kind, v, data]``: plain data as they are stored."""
Upcaster = Callable[[dict[str, Any]], dict[str, Any]]
"""How the data of version v become those of v + 1; it may change the map that it is given, a copy."""


@frozen
class Kinds:
    """A family of stored kinds: which class each is read as, and in which version it is written now."""

    family: str
    """What one of them is called, e.g. ``fact``. A fact and a notice may share a name and nothing else."""
    classes: Mapping[str, type[Any]]
    versions: Mapping[str, int]
    """The version in which each kind is written now."""
    upcasters: Mapping[tuple[str, int], Upcaster] = field(factory=dict)
    """(kind, v) -> how its data become version v + 1. From the first release on one is added, never changed."""
    _names: Mapping[type, str] = field(init=False)
    _reads: Mapping[str, Reading] = field(init=False)

    @_names.default
    def _name_classes(self) -> Mapping[type, str]:
        return {cls: kind for kind, cls in self.classes.items()}

    @_reads.default
    def _make_reads(self) -> Mapping[str, Reading]:
        return {kind: Reading(cls, STORED) for kind, cls in self.classes.items()}

    def row(self, value: object) -> Row:
        """The value as it is stored today; fields at their default are left out."""
        kind = self._names[value.__class__]
        return [kind, self.versions[kind], bare(value)]

    def value(self, kind: str, v: int, data: dict[str, Any]) -> Any:
        """The value that was stored, or `Unreadable`."""
        data = self.upcast(kind, v, data)
        try:
            return self._reads[kind](data)
        except ValueError as problem:
            raise Unreadable(f"the stored {self.family} {kind!r} cannot be read: {problem}") from problem

    def upcast(self, kind: str, v: int, data: dict[str, Any]) -> dict[str, Any]:
        """The data in today's version, or `Unreadable`."""
        now = self.versions.get(kind)
        if now is None:
            raise Unreadable(f"this version knows nothing of the {self.family} {kind!r}")
        if v > now:
            raise Unreadable(f"the {self.family} {kind!r} v{v} was written by a newer version")
        data = deepcopy(data) if v < now else data
        for version in range(v, now):
            upcaster = self.upcasters.get((kind, version))
            if upcaster is None:
                raise Unreadable(
                    f"there is no way from the {self.family} {kind!r} v{version} to v{version + 1}"
                )
            data = upcaster(data)
        return data


def unpacked(stored: bytes, what: str) -> Any:
    """Plain data from stored msgpack, or `Unreadable`."""
    try:
        return msgpack.unpackb(stored, strict_map_key=False)
    except (ValueError, msgpack.UnpackException) as problem:
        raise Unreadable(f"{what} cannot be unpacked: {problem}") from problem
