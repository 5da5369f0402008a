"""Going back through lines that were typed before, and finding one of them.

Owns: `Recollection`: where one is among the lines, what stood there before one went back.
Does not know: keys, where the lines are kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define


@define
class Recollection:
    """One walk through the lines of a room; begun anew whenever something is typed."""

    lines: Sequence[str]
    """The newest last."""
    typed: str = ""
    """What stood there when the walk began."""
    _at: int | None = None
    """Index of the line that stands there; none: what was typed."""

    def back(self) -> str | None:
        """The line before; None if there is none."""
        at = len(self.lines) if self._at is None else self._at
        if at == 0:
            return None
        self._at = at - 1
        return self.lines[self._at]

    def forth(self) -> str | None:
        """The line after, at last what was typed; None if that stands there already."""
        if self._at is None:
            return None
        self._at = self._at + 1 if self._at + 1 < len(self.lines) else None
        return self.typed if self._at is None else self.lines[self._at]

    def find(self, words: str, *, further: bool = False) -> str | None:
        """The newest line that contains the words, whatever their case; `further`: one older than that found last."""
        at = len(self.lines) if self._at is None else self._at + (0 if further else 1)
        for index in range(min(at, len(self.lines)) - 1, -1, -1):
            if words.casefold() in self.lines[index].casefold():
                self._at = index
                return self.lines[index]
        return None
