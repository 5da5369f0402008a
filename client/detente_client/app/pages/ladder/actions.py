"""The keys of the page of the ladder, as a table: lines that would cool the crisis.

Owns: the table.
Does not know: how anything is done (the page does it).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from detente_client.app.actions import Action
from detente_client.i18n import tr

if TYPE_CHECKING:
    from detente_client.app.pages.ladder.page import LadderPage


def _write(line: str) -> Callable[[LadderPage], Any]:
    return lambda page: page.type_line(line)


TABLE: tuple[Action, ...] = (
    Action(
        "ladder.standstill",
        "s",
        tr("Standstill"),
        tr("Write a text by which nobody raises pressure."),
        _write("/standstill "),
        footer=True,
        plain="/standstill",
    ),
    Action(
        "ladder.recess",
        "r",
        tr("Recess"),
        tr("Propose that the talks rest until a turn; the tide stops."),
        _write("/recess "),
        footer=True,
        plain="/recess",
    ),
    Action(
        "ladder.demarche",
        "d",
        tr("Démarche"),
        tr("Join all others against one nation: what it does weighs half."),
        _write("/demarche "),
        footer=True,
        plain="/demarche",
    ),
    Action(
        "ladder.standdown",
        "n",
        tr("Stand down"),
        tr("End your show of force."),
        _write("/standdown"),
        footer=True,
        plain="/standdown",
    ),
    Action(
        "ladder.ledger",
        "l",
        tr("Ledger"),
        tr("Why a dial moved."),
        _write("/ledger "),
        footer=True,
        plain="/ledger",
    ),
    Action("ladder.command", "slash", tr("Command"), tr("Type a command."), _write("/")),
)
