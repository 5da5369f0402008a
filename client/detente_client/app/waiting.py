"""The screen behind all others: the name of the game, and what it is doing now.

Owns: `WaitingScreen`.
Does not know: what is waited for.
"""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.screen import Screen

from detente_client.app.kit import Words, lines, painted
from detente_client.i18n import tr


class WaitingScreen(Screen[Any]):
    """Shown while nothing else is."""

    def __init__(self) -> None:
        super().__init__()
        self._said: list[str] = []

    def compose(self) -> ComposeResult:
        """A title and the last lines that were said."""
        yield Words(painted(("D É T E N T E", "bold $accent")), id="title")
        yield Words(tr("One moment."), id="said")

    def say(self, *said: str) -> None:
        """Say lines below the title."""
        self._said = [*self._said, *said][-8:]
        if self.is_mounted:
            self.query_one("#said", Words).show(lines(self._said))
