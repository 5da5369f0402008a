"""The keys that hold on every screen, as a table.

Owns: the table.
Does not know: how anything is done (the app does it).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente_client.app.actions import Action
from detente_client.i18n import tr

if TYPE_CHECKING:
    from detente_client.app.app import DetenteApp


def _palette(app: DetenteApp) -> None:
    app.action_command_palette()


TABLE: tuple[Action, ...] = (
    Action(
        "app.palette",
        "ctrl+p",
        tr("Commands"),
        tr("Find what can be done here by its name."),
        _palette,
        plain="/help",
    ),
    Action(
        "app.settings",
        "ctrl+s",
        tr("Settings"),
        tr("Colours, bell, quiet hours, your words."),
        lambda app: app.show_settings(),
        plain="detente config show",
    ),
    Action(
        "app.theme",
        "f12",
        tr("Next colours"),
        tr("Wear the next of the themes."),
        lambda app: app.next_theme(),
    ),
    Action(
        "app.quit",
        "ctrl+q",
        tr("Leave"),
        tr("Leave, and be told how to come back."),
        lambda app: app.leave(),
        first=True,
        plain="/quit",
    ),
)
