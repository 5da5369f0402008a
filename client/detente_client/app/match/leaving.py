"""Leaving a match that is not over: what becomes of the seat.

Owns: `LeaveScreen`.
Does not know: how a seat is given up (the delegation), where the player goes from here (his journey).
"""

from __future__ import annotations

from typing import Literal

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from detente_client.app.kit import Choices, Words, painted
from detente_client.i18n import tr

Leaving = Literal["keep", "bot", "stay"]


class LeaveScreen(ModalScreen[Leaving | None]):
    """Dismissed with what becomes of the seat; None, by Escape: nothing."""

    DEFAULT_CSS = """
    LeaveScreen { align: center middle; }
    LeaveScreen Choices { height: auto; margin: 1 0; }
    LeaveScreen #again { color: $noise; }
    """
    BINDINGS = [("escape", "close", "")]

    def __init__(self, again: str, *, begun: bool = True) -> None:
        super().__init__()
        self._again = again
        self._begun = begun

    def compose(self) -> ComposeResult:
        """Three ways, and the command by which one comes back."""
        with Vertical(classes="window -wide"):
            yield Words(painted((tr("You leave a match that is not over."), "bold")))
            yield Choices(id="ways")
            if self._again:
                yield Words(tr("Come back with: {command}", command=self._again), id="again")

    def on_mount(self) -> None:
        """Offer them; the one that loses nothing first."""
        ways = self.query_one(Choices)
        ways.offer(
            [
                ("keep", tr("Keep my seat, and come back later")),
                (
                    "bot",
                    tr("Give my seat to a bot, and watch")
                    if self._begun
                    else tr("Give my seat up, and watch"),
                ),
                ("stay", tr("Stay")),
            ]
        )
        ways.highlighted = 0
        ways.focus()

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """That way."""
        way: dict[str | None, Leaving] = {"keep": "keep", "bot": "bot"}
        self.dismiss(way.get(event.option.id, "stay"))

    def action_close(self) -> None:
        """Stay."""
        self.dismiss(None)
