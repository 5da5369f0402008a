"""The keys of the page of the timeline, as a table.

Owns: the table.
Does not know: how anything is done (the page does it).
"""

from __future__ import annotations

from detente_client.app.actions import Action
from detente_client.i18n import tr

TABLE: tuple[Action, ...] = (
    Action(
        "timeline.show",
        "enter",
        tr("Where it was said"),
        tr("Look at it among the talks."),
        lambda page: page.go_there(),
        footer=True,
        plain="/find",
    ),
    Action(
        "timeline.kind",
        "k",
        tr("Kind"),
        tr("Only what is of one kind: the next, or all again."),
        lambda page: page.next_kind(1),
        footer=True,
        plain="/timeline",
    ),
    Action(
        "timeline.nation",
        "n",
        tr("Nation"),
        tr("Only what concerns one nation: the next, or all again."),
        lambda page: page.next_nation(1),
        footer=True,
        plain="/timeline",
    ),
    Action(
        "timeline.back",
        "left_square_bracket,left",
        tr("Turn before"),
        tr("Go to the beginning of the turn, or of the one before."),
        lambda page: page.leap(-1),
        footer=True,
        plain="/timeline",
    ),
    Action(
        "timeline.on",
        "right_square_bracket,right",
        tr("Next turn"),
        tr("Go to the next turn."),
        lambda page: page.leap(1),
        footer=True,
        plain="/timeline",
    ),
    Action(
        "timeline.all",
        "x",
        tr("All"),
        tr("Show every kind, of all nations."),
        lambda page: page.show_all(),
        footer=True,
        plain="/timeline",
    ),
    Action(
        "timeline.command", "slash", tr("Command"), tr("Type a command."), lambda page: page.type_command()
    ),
)
