"""A map that only grows, and of which every state has its own version.

Owns: `Grown`. A plain dict is copied whole for every entry; what has been said in a match would cost more with every
word. Here the newest version holds the one dict, and each older one remembers only how it differs from the next.

To everybody outside a version never changes. One that is not the newest is given a dict of its own the first time that
it is read, so that it costs most to go back; states go forward.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")
_NOTHING: Any = object()


class Grown(Mapping[K, V]):
    """A mapping in order of first entry; keys are never taken out."""

    __slots__ = ("_before", "_dict", "_key", "_next")

    def __init__(self, items: Mapping[K, V] | None = None) -> None:
        self._dict: dict[K, V] | None = dict(items or {})
        self._next: Grown[K, V] | None = None
        """The version that followed and took the dict, if this one is not the newest."""
        self._key: K = _NOTHING
        self._before: V = _NOTHING
        """What stood in this version under the key that the next one set."""

    def put(self, key: K, value: V) -> Grown[K, V]:
        """The version that follows this one."""
        held = self._held()
        following: Grown[K, V] = Grown.__new__(Grown)
        following._dict, following._next, following._key, following._before = held, None, _NOTHING, _NOTHING
        self._dict, self._next, self._key, self._before = None, following, key, held.get(key, _NOTHING)
        held[key] = value
        return following

    def _held(self) -> dict[K, V]:
        """This version's dict; made from the newest one's if that has moved on."""
        if self._dict is None:
            between, at = [], self
            while at._dict is None:
                between.append(at)
                assert at._next is not None
                at = at._next
            self._dict = dict(at._dict)
            for version in reversed(between):
                version._undo(self._dict)
            self._next, self._key, self._before = None, _NOTHING, _NOTHING
        return self._dict

    def _undo(self, held: dict[K, V]) -> None:
        if self._before is _NOTHING:
            del held[self._key]
        else:
            held[self._key] = self._before

    def __getitem__(self, key: K) -> V:
        return self._held()[key]

    def __len__(self) -> int:
        return len(self._held())

    def __iter__(self) -> Iterator[K]:
        return iter(list(self._held()))

    def __contains__(self, key: object) -> bool:
        return key in self._held()

    def values(self) -> ValuesView[V]:
        """As they are now: whoever goes through them may put meanwhile."""
        return self._held().copy().values()

    def items(self) -> ItemsView[K, V]:
        """As `values`."""
        return self._held().copy().items()

    def __repr__(self) -> str:
        return f"Grown({self._held()!r})"
