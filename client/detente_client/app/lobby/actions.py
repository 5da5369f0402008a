"""The keys of the lobby, as a table.

Owns: the table.
Does not know: how anything is done (the screen does it).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente_client.app.actions import Action
from detente_client.i18n import tr

if TYPE_CHECKING:
    from detente_client.app.lobby.screen import LobbyScreen


def _join(screen: LobbyScreen) -> None:
    screen.sit_down()


TABLE: tuple[Action, ...] = (
    Action(
        "lobby.join",
        "j",
        tr("Sit down"),
        tr("Take a seat at this table, or go on in yours."),
        _join,
        footer=True,
        plain="/join",
    ),
    Action(
        "lobby.watch",
        "w",
        tr("Watch"),
        tr("Look on at this table."),
        lambda s: s.of_marked("watch"),
        footer=True,
        plain="/watch",
    ),
    Action(
        "lobby.new", "n", tr("New table"), tr("Set a table."), lambda s: s.lay(), footer=True, plain="/create"
    ),
    Action(
        "lobby.filter",
        "f",
        tr("Filter"),
        tr("List other tables."),
        lambda s: s.filter(),
        footer=True,
        plain="/matches",
    ),
    Action(
        "lobby.search",
        "s",
        tr("Search"),
        tr("List tables by words of the crisis."),
        lambda s: s.search(),
        footer=True,
        plain="/matches",
    ),
    Action(
        "lobby.line",
        "slash,colon",
        tr("Command"),
        tr("Type a command; /help lists them."),
        lambda s: s.type(),
        footer=True,
        first=True,
    ),
    Action(
        "lobby.crises",
        "p",
        tr("Crises"),
        tr("What can be played here."),
        lambda s: s.show_crises(),
        footer=True,
        plain="/packs",
    ),
    Action(
        "lobby.read",
        "space",
        tr("Read on"),
        tr("The next page of what is told of the table's crisis."),
        lambda s: s.read_on(),
        plain="/packs",
    ),
    Action(
        "lobby.umpire",
        "u",
        tr("Umpire"),
        tr("Be the umpire of this table, if you may."),
        lambda s: s.of_marked("umpire"),
        plain="/umpire",
    ),
    Action(
        "lobby.code",
        "i",
        tr("Invite"),
        tr("The code of a table that you set."),
        lambda s: s.of_marked("code"),
        plain="/code",
    ),
    Action(
        "lobby.renew",
        "r,f5",
        tr("Look again"),
        tr("Ask the server anew."),
        lambda s: s.look_again(),
        plain="/matches",
    ),
    Action(
        "lobby.list",
        "escape",
        tr("List"),
        tr("Back to the list; from there, leave the server."),
        lambda s: s.back(),
    ),
    Action(
        "lobby.leave",
        "q",
        tr("Leave"),
        tr("Leave the server."),
        lambda s: s.leave(),
        footer=True,
        plain="/quit",
    ),
)
