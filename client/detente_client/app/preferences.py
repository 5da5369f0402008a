"""The screen of the settings: a list to go through, each changed where it stands.

Owns: `SettingsScreen`.
Does not know: what a setting may be (`settings`), what it does, where it is kept (the app keeps it).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from detente_client.app.asking import AskScreen
from detente_client.app.kit import Choices, Words, painted
from detente_client.folders import keys_file
from detente_client.i18n import tr
from detente_client.settings import Settings, changed, settings_file
from detente_client.settings.values import Row, row, rows
from detente_client.trouble import Trouble

if TYPE_CHECKING:
    from detente_client.app.app import DetenteApp

TITLES = 16
"""Columns for the titles."""


class SettingsScreen(ModalScreen[None]):
    """Dismissed by Escape; every change holds at once."""

    DEFAULT_CSS = """
    SettingsScreen { align: center middle; }
    SettingsScreen .window { width: 72; }
    SettingsScreen Choices { height: auto; max-height: 12; }
    SettingsScreen #help { margin-top: 1; color: $secondary; }
    SettingsScreen #said { color: $error; }
    """
    BINDINGS = [("escape", "close", ""), ("left", "turn(-1)", ""), ("right", "turn(1)", "")]

    @property
    def wearer(self) -> DetenteApp:
        """The app whose settings they are."""
        return cast("DetenteApp", self.app)

    def compose(self) -> ComposeResult:
        """The list, the help of the row that is marked, what could not be."""
        with Vertical(classes="window"):
            yield Words(painted((tr("Settings"), "bold"), tr("   Enter changes, Escape closes")))
            yield Words("")
            yield Choices(id="rows")
            yield Words(id="help")
            yield Words(id="said")
            yield Words(painted((self._places(), "$noise")))

    def _places(self) -> str:
        return tr(
            "Kept in {path}; your own keys go into {keys}.", path=settings_file(), keys=keys_file().name
        )

    def on_mount(self) -> None:
        """Show how things are."""
        self._show()
        self.query_one(Choices).highlighted = 0
        self.query_one(Choices).focus()

    def _show(self, said: str = "") -> None:
        settings = self.wearer.settings
        self.query_one(Choices).offer([(one.name, _line(one, settings)) for one in rows()])
        self.query_one("#said", Words).show(said)

    def on_option_list_option_highlighted(self, event: Choices.OptionHighlighted) -> None:
        """Explain it."""
        self.query_one("#help", Words).show(row(event.option.id or "").help)

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """Change it."""
        one = row(event.option.id or "")
        if one.kind in ("switch", "choice"):
            self._turn(one, 1)
        else:
            self.run_worker(self._type(one))

    async def _type(self, one: Row) -> None:
        said = await self.wearer.shown(
            AskScreen(f"{one.title}. {one.help}", value=one.shown(self.wearer.settings))
        )
        if said is not None:
            self._set(one, said)

    def action_turn(self, by: int) -> None:
        """The next or the one before, of what can be gone through."""
        marked = self.query_one(Choices).marked
        if marked is not None and row(marked).kind in ("switch", "choice"):
            self._turn(row(marked), by)

    def _turn(self, one: Row, by: int) -> None:
        choices = one.choices or ("off", "on")
        at = choices.index(one.shown(self.wearer.settings))
        self._set(one, choices[(at + by) % len(choices)])

    def _set(self, one: Row, text: str) -> None:
        try:
            self.wearer.wear(changed(self.wearer.settings, one.name, text))
        except Trouble as trouble:
            self._show(str(trouble))
        else:
            self._show()

    def action_close(self) -> None:
        """Enough."""
        self.dismiss(None)


def _line(one: Row, settings: Settings) -> Content:
    """Title and value; what can be gone through has arrows."""
    value = one.shown(settings) or tr("(none)")
    shown = f"◂ {value} ▸" if one.kind in ("switch", "choice") else value
    return painted(f"{one.title:<{TITLES}} ", (shown, "bold $accent"))
