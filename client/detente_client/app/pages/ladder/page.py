"""The page of ladder.

Owns: `LadderPage`.
Does not know: other pages.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from detente_client.app.kit import Words, lines
from detente_client.app.pages.page import Page
from detente_client.standing import crisis


class LadderPage(Page):
    """Lines, as the line mode has them."""

    def compose(self) -> ComposeResult:
        """A scroll of lines."""
        with VerticalScroll():
            yield Words(classes="lines")

    def renew(self) -> None:
        """Look it up again."""
        self.query_one(".lines", Words).show(lines(crisis.ladder_lines(self.delegation.scene)))
