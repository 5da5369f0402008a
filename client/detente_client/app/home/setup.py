"""Before a game against bots: for whom, with which cards, against which bots.

Owns: `SetupScreen`.
Does not know: what is begun with it.
"""

from __future__ import annotations

from attrs import evolve
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen

from detente_client.app.kit import Choices, Push, Words, painted
from detente_client.home.choices import Begin
from detente_client.home.menu import Setup, mode_words, temper_words
from detente_client.i18n import tr
from detente_client.lobby import cards


class SetupScreen(ModalScreen[Begin | None]):
    """Dismissed with the wish, or with None by Escape."""

    DEFAULT_CSS = """
    SetupScreen { align: center middle; }
    SetupScreen Choices { height: auto; max-height: 8; margin-top: 1; }
    SetupScreen #nation { height: auto; max-height: 5; margin: 1 0; color: $secondary; }
    SetupScreen Horizontal { height: auto; }
    SetupScreen Push { margin-right: 2; }
    SetupScreen #buttons { margin-top: 1; }
    """
    BINDINGS = [("escape", "close", ""), ("c", "turn('mode')", ""), ("b", "turn('temper')", "")]

    def __init__(self, setup: Setup) -> None:
        super().__init__()
        self._setup = setup

    def compose(self) -> ComposeResult:
        """The nations, what they are, two switches, two buttons."""
        pack = self._setup.pack
        with Vertical(classes="window -wide"):
            yield Words(painted((self._setup.title, "bold"), "   ", (cards.length(pack), "$noise")))
            yield Words(tr("For whom do you speak?"))
            yield Choices(id="nations")
            yield Words(id="nation")
            with Horizontal():
                yield Push("", id="mode", compact=True)
                yield Push("", id="temper", compact=True)
            with Horizontal(id="buttons"):
                yield Push(tr("Begin (Enter)"), id="begin", variant="primary", compact=True)
                yield Push(tr("Back (Escape)"), id="back", compact=True)

    def on_mount(self) -> None:
        """Show the nations."""
        nations = self.query_one(Choices)
        nations.offer([(seat.id, seat.title) for seat in cards.seats(self._setup.pack)])
        nations.highlighted = 0
        nations.focus()
        self._show()

    def _show(self) -> None:
        mode, temper = mode_words(self._setup.mode), temper_words(self._setup.temper)
        self.query_one("#mode", Push).show(tr("Cards (c): {mode} ▸", mode=mode))
        self.query_one("#temper", Push).show(tr("Bots (b): {temper} ▸", temper=temper))

    def on_option_list_option_highlighted(self, event: Choices.OptionHighlighted) -> None:
        """Say who that is."""
        nation = self._setup.pack.nation(event.option.id or "")
        if nation is not None:
            self._setup = evolve(self._setup, nation=nation)
            self.query_one("#nation", Words).show(nation.description)

    def on_option_list_option_selected(self) -> None:
        """Begin."""
        self.dismiss(self._setup.choice)

    def on_button_pressed(self, event: Push.Pressed) -> None:
        """Do it."""
        match event.button.id:
            case "begin":
                self.dismiss(self._setup.choice)
            case "back":
                self.dismiss(None)
            case what:
                self.action_turn(what or "")

    def action_turn(self, what: str) -> None:
        """The next of the modes, or of the tempers."""
        self._setup = self._setup.turned(what)
        self._show()

    def action_close(self) -> None:
        """Not this one."""
        self.dismiss(None)
