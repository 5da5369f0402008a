"""Lines on paper: wrapped to a width, made safe once more, remembered for `/last` and `/unread`.

Owns: the width, the last gate before the output, the log of what was printed.
Does not know: terminals, prompts, what lines mean.
"""

from __future__ import annotations

import textwrap
from collections import deque
from collections.abc import Iterable

from detente_wire.gate import one_line

WIDTH = 80
"""Characters a line where nothing better is known."""
NARROWEST = 40
KEPT = 2000
"""Printed lines that can be recalled."""


class Printer:
    """Turns lines into rows of at most `width` characters."""

    def __init__(self, width: int = WIDTH) -> None:
        self.fit(width)
        self._log: deque[str] = deque(maxlen=KEPT)
        self._unread = 0

    def fit(self, width: int) -> None:
        """Wrap to this width from now on."""
        self.width = max(NARROWEST, width)

    def rows(self, lines: Iterable[str], *, keep: bool = True) -> list[str]:
        """The lines as rows; they are remembered unless they are only printed again."""
        safe = [one_line(line).rstrip() for line in lines]
        if keep:
            self._log.extend(safe)
            self._unread += len(safe)
        return [row for line in safe for row in self._wrap(line)]

    def last(self, number: int) -> list[str]:
        """The last lines that were printed."""
        return list(self._log)[-number:] if number > 0 else []

    def unread(self) -> list[str]:
        """What was printed since `seen` was last said."""
        return self.last(min(self._unread, KEPT))

    def seen(self) -> None:
        """The player has typed: what came before is read."""
        self._unread = 0

    def _wrap(self, line: str) -> list[str]:
        indent = line[: len(line) - len(line.lstrip(" "))]
        rows = textwrap.wrap(
            line.strip(" "),
            self.width,
            initial_indent=indent,
            subsequent_indent=indent + "  ",
            break_long_words=True,
            break_on_hyphens=False,
        )
        return rows or [""]
