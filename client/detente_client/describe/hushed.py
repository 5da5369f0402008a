"""Whose words this viewer does not want to read.

Owns: `Hushed`.
Does not know: where the list is kept (the host keeps it), what is shown of a notice whose words are hidden.

Words are hidden here, at the reader's own screen, and nowhere else: the stream is the same for all, so that nobody can
find out that he is muted, and no act can be hidden. Where a table has no names nobody is muted by name either: that
would tell who sits there.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field

from detente_wire import gate


@define
class Hushed:
    """Names as the host keeps them, compared as it compares them."""

    _skeletons: set[str] = field(factory=set)

    def set(self, names: Iterable[str]) -> None:
        """These, and no others."""
        self._skeletons = {gate.skeleton(name) for name in names}

    def has(self, name: str) -> bool:
        """Whether what this player writes is hidden."""
        return bool(name) and gate.skeleton(name) in self._skeletons
