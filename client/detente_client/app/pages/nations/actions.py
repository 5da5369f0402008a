"""The keys of the page of nations, as a table.

Owns: the table; each line that a key puts before the player.
Does not know: how anything is done (the page does it).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from detente_client.app.actions import Action
from detente_client.i18n import tr

if TYPE_CHECKING:
    from detente_client.app.pages.nations.page import NationsPage


def _write(line: str) -> Callable[[NationsPage], Any]:
    return lambda page: page.write(line)


TABLE: tuple[Action, ...] = (
    Action(
        "nation.meet",
        "m",
        tr("Meet"),
        tr("Invite it to a meeting."),
        _write("/meet {nation}"),
        footer=True,
        plain="/meet",
    ),
    Action(
        "nation.letter",
        "l",
        tr("Letter"),
        tr("Write to it."),
        _write("/letter {nation} about "),
        footer=True,
        plain="/letter",
    ),
    Action(
        "nation.ask",
        "a",
        tr("Ask"),
        tr("Ask what an issue means to it."),
        _write("/ask {nation} "),
        footer=True,
        plain="/ask",
    ),
    Action(
        "nation.dine",
        "d",
        tr("Dine"),
        tr("Invite it to dinner, and learn which of two options it likes better."),
        _write("/dine {nation} "),
        footer=True,
        plain="/dine",
    ),
    Action(
        "nation.tour", "t", tr("Tour"), tr("Show it your country."), _write("/tour {nation}"), plain="/tour"
    ),
    Action(
        "nation.gesture",
        "g",
        tr("Gesture"),
        tr("A gesture of good will."),
        _write("/gesture {nation}"),
        plain="/gesture",
    ),
    Action(
        "nation.secret",
        "b",
        tr("Secretly"),
        tr("Ask it to talk where nobody sees it."),
        _write("/backchannel {nation}"),
        footer=True,
        plain="/backchannel",
    ),
    Action(
        "nation.pledge",
        "p",
        tr("Pledge"),
        tr("Promise it something."),
        _write("/pledge no-tool sanctions {nation} until "),
        footer=True,
        plain="/pledge",
    ),
    Action(
        "nation.press",
        "x",
        tr("Press"),
        tr("Use a tool of pressure against it."),
        _write("/press protest {nation}"),
        footer=True,
        plain="/press",
    ),
    Action(
        "nation.threaten",
        "h",
        tr("Threaten"),
        tr("Threaten it."),
        _write("/threaten {nation} "),
        plain="/threaten",
    ),
    Action(
        "nation.relations",
        "r",
        tr("Relations"),
        tr("Who stands how to whom, as far as you know."),
        lambda page: page.show_relations(),
        footer=True,
        plain="/relations",
    ),
    Action("nation.command", "slash", tr("Command"), tr("Type a command."), lambda page: page.type_command()),
)
