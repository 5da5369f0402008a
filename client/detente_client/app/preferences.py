"""The screen of the settings: a list to go through, each changed where it stands.

Owns: `SettingsScreen`.
Does not know: what a setting may be (`settings`), what it does, where it is kept (the app keeps it).
"""

from __future__ import annotations

from detente_client.app.kit import Shown, painted
from detente_client.app.rowform import FormEntry, RowScreen
from detente_client.folders import keys_file
from detente_client.i18n import tr
from detente_client.settings import changed, settings_file
from detente_client.settings.values import row, rows


class SettingsScreen(RowScreen[None]):
    """Dismissed by Escape; every change holds at once."""

    def heading(self) -> Shown:
        """What it is, and how it is used."""
        return painted(
            (tr("Settings"), "bold"), ("   " + tr("Enter or arrows change, Escape closes"), "$noise")
        )

    def foot(self) -> Shown:
        """Where they lie."""
        return tr(
            "Kept in {path}; your own keys go into {keys}.", path=settings_file(), keys=keys_file().name
        )

    def entries(self) -> list[FormEntry]:
        """One a setting."""
        worn = self.wearer.settings
        return [
            FormEntry(one.name, one.title, one.shown(worn), one.help, one.kind in ("switch", "choice"))
            for one in rows()
        ]

    def turn(self, id: str, by: int) -> None:
        """The next theme, or the other way of a switch."""
        one = row(id)
        choices = one.choices or ("off", "on")
        at = choices.index(one.shown(self.wearer.settings))
        self.type(id, choices[(at + by) % len(choices)])

    def type(self, id: str, text: str) -> None:
        """Wear it."""
        self.wearer.wear(changed(self.wearer.settings, id, text))
