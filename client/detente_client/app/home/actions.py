"""The keys of home, as a table.

Owns: the table.
Does not know: how anything is done (the screen does it).
"""

from __future__ import annotations

from detente_client.app.actions import Action
from detente_client.i18n import tr

TABLE: tuple[Action, ...] = (
    Action(
        "home.read",
        "right,space",
        tr("Read on"),
        tr("The next page of what is told of this row."),
        lambda screen: screen.read_on(1),
        footer=True,
    ),
    Action(
        "home.back",
        "left",
        tr("Read back"),
        tr("The page before."),
        lambda screen: screen.read_on(-1),
    ),
    Action(
        "home.visit",
        "s",
        tr("Server"),
        tr("Name a server to play on with people."),
        lambda screen: screen.visit(),
        footer=True,
        plain="detente join",
    ),
    Action(
        "home.replay",
        "r",
        tr("Replay"),
        tr("Go through the finished match that is marked."),
        lambda screen: screen.of_finished("replay"),
        plain="replay 7",
    ),
    Action(
        "home.transcript",
        "t",
        tr("Transcript"),
        tr("Write out what was told in the finished match that is marked."),
        lambda screen: screen.of_finished("transcript"),
        plain="transcript 7",
    ),
    Action(
        "home.delete",
        "delete",
        tr("Delete"),
        tr("Delete the finished match that is marked; you are asked twice."),
        lambda screen: screen.of_finished("delete"),
        plain="delete 7",
    ),
    Action(
        "home.settings",
        "comma",
        tr("Settings"),
        tr("Colours, bell, quiet hours, your words."),
        lambda screen: screen.app.show_settings(),
        footer=True,
        plain="detente config show",
    ),
    Action(
        "home.colours",
        "c",
        tr("Colours"),
        tr("Wear the next of the themes."),
        lambda screen: screen.app.next_theme(),
        footer=True,
    ),
    Action(
        "home.leave",
        "q",
        tr("Leave"),
        tr("Leave the game."),
        lambda screen: screen.leave(),
        footer=True,
        plain="q",
    ),
)
