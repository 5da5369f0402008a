"""The list above the line that is typed: what the last word may become, and what each means.

Owns: `Completion`: whether it is open, which is marked.
Does not know: what a word may become, what is done with the one that is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.geometry import Offset, Region
from textual.message import Message

from detente_client.app.kit import Choices, Shown, painted
from detente_client.commands.hints import Suggestion

MOST_ROWS = 8
WIDEST = 96
MOST = 100
"""Suggestions that are listed."""


class Completion(Choices):
    """Lies over the page, and never has the focus: the line above which it stands keeps it."""

    DEFAULT_CSS = """
    Completion {
        display: none; overlay: screen; height: auto; width: 78; max-height: 8; padding: 0; border: none;
        background: $panel; scrollbar-size-vertical: 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    Completion:focus { border: none; }
    Completion > .option-list--option { padding: 0 1; }
    """
    can_focus = False

    class Taken(Message):
        """One was pointed at; it is marked."""

    def __init__(self) -> None:
        super().__init__(id="completion")
        self._found: list[Suggestion] = []
        self.chosen = False
        """The mark was moved: Enter takes it."""

    @property
    def is_open(self) -> bool:
        """Whether it is seen."""
        return bool(self.display)

    def propose(self, found: Sequence[Suggestion], above: Region) -> None:
        """List these above that region; nothing, if there are none."""
        self._found, self.chosen = list(found[:MOST]), False
        if not found:
            self.close()
            return
        self.clear_options()
        self.offer(self._rows())
        rows, width = min(MOST_ROWS, len(self._found)), min(WIDEST, self.screen.size.width - 2)
        self.styles.width = width
        self.absolute_offset = Offset(above.x + 1, max(0, above.y - rows))
        self.display = True
        self.highlighted = 0

    def _rows(self) -> Iterator[tuple[str, Shown]]:
        """One row each: the word, and what it means."""
        wide = max(len(one.word) for one in self._found)
        for n, one in enumerate(self._found):
            yield str(n), painted((one.word.strip().ljust(wide + 2), "bold"), (one.gloss, "$text-muted"))

    def close(self) -> None:
        """Be seen no more."""
        self.chosen = False
        self.display = False

    def move(self, by: int) -> bool:
        """Mark the one above or below, around the ends."""
        self.highlighted = ((self.highlighted or 0) + by) % len(self._found) if self.chosen or by < 0 else 0
        self.chosen = True
        return True

    def taken(self) -> str | None:
        """The line with the one that is marked; None if nothing is open."""
        if not self.is_open or not self._found:
            return None
        return self._found[self.highlighted or 0].line

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """It was clicked."""
        event.stop()
        self.post_message(self.Taken())
