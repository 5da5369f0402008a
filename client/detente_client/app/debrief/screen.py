"""The debrief's screen.

Owns: `DebriefScreen`.
Does not know: the archive's format.
"""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen

from detente_client.app.kit import Words, lines
from detente_client.replay import as_seen_by, load, player_of


class DebriefScreen(Screen[None]):
    """Dismissed when it has been looked at."""

    BINDINGS = [("escape,q", "leave", "")]

    def __init__(self, archive: Path) -> None:
        super().__init__()
        self._archive = archive

    def compose(self) -> ComposeResult:
        """A scroll of lines."""
        match = load(self._archive)
        nation = player_of(match)
        pages = as_seen_by(match, nation) if nation else []
        with VerticalScroll():
            yield Words(lines(pages[-1].lines if pages else []))

    def action_leave(self) -> None:
        """Enough."""
        self.dismiss(None)
