"""One of several, with what there is to say of each.

Owns: `PickScreen`, `Pick`.
Does not know: of what.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from detente_client.app.kit import Choices, Words, lines, painted


@frozen
class Pick:
    """What can be picked."""

    id: str
    title: str
    about: tuple[str, ...] = ()


class PickScreen(ModalScreen[str | None]):
    """Dismissed with an id, or with None by Escape."""

    DEFAULT_CSS = """
    PickScreen { align: center middle; }
    PickScreen Choices { height: auto; max-height: 9; margin: 1 0; }
    PickScreen VerticalScroll { height: auto; max-height: 8; }
    PickScreen #about { color: $secondary; }
    """
    BINDINGS = [("escape", "close", "")]

    def __init__(self, question: str, picks: Sequence[Pick]) -> None:
        super().__init__()
        self._question = question
        self._picks = {pick.id: pick for pick in picks}

    def compose(self) -> ComposeResult:
        """The question, the picks, what there is to say of the marked one."""
        with Vertical(classes="window -wide"):
            yield Words(painted((self._question, "bold")))
            yield Choices(id="picks")
            with VerticalScroll(can_focus=False):
                yield Words(id="about")

    def on_mount(self) -> None:
        """Offer them."""
        picks = self.query_one(Choices)
        picks.offer([(pick.id, pick.title) for pick in self._picks.values()])
        picks.highlighted = 0
        picks.focus()

    def on_option_list_option_highlighted(self, event: Choices.OptionHighlighted) -> None:
        """Say more of it."""
        self.query_one("#about", Words).show(lines(self._picks[event.option.id or ""].about))

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """That one."""
        self.dismiss(event.option.id)

    def action_close(self) -> None:
        """None of them."""
        self.dismiss(None)
