"""The page of the ladder: the rungs on the left; beside them tension by turn with its causes, what heats and cools.

Owns: `LadderPage`: which part stands in which column.
Does not know: how parts look (`drawing`).
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize

from detente_client.app.actions import bindings
from detente_client.app.keynames import ActionRow
from detente_client.app.kit import Shown, Words, lines
from detente_client.app.match.composer import Prefill
from detente_client.app.pages.ladder import drawing
from detente_client.app.pages.ladder.actions import TABLE
from detente_client.app.pages.page import Page

NARROW, WIDE = 100, 150
"""Below the first two columns, from the second on three."""
TALL = 32
"""With so many rows each rung says what it brings."""


class LadderPage(Page):
    """The ladder, and columns beside it."""

    ACTIONS = TABLE
    BINDINGS = bindings(TABLE)
    DEFAULT_CSS = """
    LadderPage #rungs { width: 41; height: 1fr; padding: 0 1 0 0; border-right: solid $panel; }
    LadderPage.wide #rungs { width: 58; }
    LadderPage VerticalScroll { height: 1fr; padding: 0 1; }
    LadderPage .shelf { height: 1fr; }
    LadderPage .buttons { height: 1; background: $surface; }
    LadderPage .buttons Push { width: auto; min-width: 4; padding: 0; }
    """

    def compose(self) -> ComposeResult:
        """Ladder, causes, rules, keys."""
        with Horizontal(classes="shelf"):
            with VerticalScroll(id="rungs", can_focus=False):
                yield Words(classes="lines")
            with VerticalScroll(id="causes"):
                yield Words(classes="lines")
            with VerticalScroll(id="rules"):
                yield Words(classes="lines")
        yield ActionRow((row for row in TABLE if row.footer), self)

    def on_resize(self, event: Resize) -> None:
        """Lay it anew."""
        self.renew()

    def renew(self) -> None:
        """Draw every column that has room."""
        scene, width = self.delegation.scene, self.size.width
        self.set_class(width >= NARROW, "wide")
        side = 58 if width >= NARROW else 41
        three = width >= WIDE
        self.query_one("#rules").display = three
        room = (width - side) // (2 if three else 1) - 3
        tall = self.size.height >= TALL
        more = () if tall else drawing.beneath(scene, side - 3)
        self._show("rungs", [*drawing.ladder(scene, side - 3, effects=tall), *more])
        parts = [*drawing.standing(scene, room), "", *drawing.course(scene, room, 6 if tall else 4)]
        rules = list(drawing.rules(scene, room))
        self._show("causes", parts if three else [*parts, "", *rules])
        self._show("rules", rules if three else [])

    def _show(self, column: str, found: Iterable[Shown]) -> None:
        self.query_one(f"#{column} Words", Words).show(lines(found))

    def again(self) -> None:
        """Go into the causes, to leaf through them."""
        self.query_one("#causes").focus()

    def type_line(self, line: str) -> None:
        """Put a line before the player."""
        self.post_message(Prefill(line))
