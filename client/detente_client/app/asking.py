"""A small window that asks for one line.

Owns: `AskScreen`.
Does not know: what is asked, or why.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from detente_client.app.kit import Field, Words


class AskScreen(ModalScreen[str | None]):
    """Dismissed with the line, or with None by Escape."""

    DEFAULT_CSS = """
    AskScreen Words { max-height: 60vh; }
    """
    BINDINGS = [("escape", "never_mind", "")]

    def __init__(self, prompt: str, *, value: str = "", hidden: bool = False) -> None:
        super().__init__()
        self._prompt = prompt
        self._value = value
        self._hidden = hidden

    def compose(self) -> ComposeResult:
        """The question and a line."""
        with Vertical(classes="window"):
            yield Words(self._prompt)
            yield Field(self._value, hidden=self._hidden)

    def on_input_submitted(self, event: Field.Submitted) -> None:
        """That is the answer."""
        self.dismiss(event.value)

    def action_never_mind(self) -> None:
        """No answer."""
        self.dismiss(None)
