"""The line that is typed, below whatever is looked at.

Owns: `Composer`, the message `Prefill` by which a page puts a line before the player.
Does not know: what a line means.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from detente_client.app.kit import Field
from detente_client.i18n import tr


class Prefill(Message):
    """Put this line before the player, to be completed and sent by him."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.line = line


class Composer(Vertical):
    """Where lines are typed."""

    class Typed(Message):
        """A line was typed and sent."""

        def __init__(self, line: str) -> None:
            super().__init__()
            self.line = line

    def compose(self) -> ComposeResult:
        """One line."""
        yield Field(hint=tr("Say something, or / for a command"), id="line")

    def on_input_submitted(self, event: Field.Submitted) -> None:
        """Send it."""
        event.stop()
        line = event.value.strip()
        self.query_one("#line", Field).value = ""
        if line:
            self.post_message(self.Typed(line))

    def prefill(self, line: str) -> None:
        """Put a line there, and the cursor behind it."""
        field = self.query_one("#line", Field)
        field.value = line
        field.focus()
        field.cursor_position = len(line)
