"""The keys of the debrief, as a table.

Owns: the table.
Does not know: how anything is done (the screen does it).
"""

from __future__ import annotations

from detente_client.app.actions import Action
from detente_client.i18n import tr

TABLE: tuple[Action, ...] = (
    Action(
        "debrief.save",
        "s",
        tr("Save the page"),
        tr("Write the debrief as a page of HTML beside the archive."),
        lambda screen: screen.save(),
        footer=True,
        plain="detente debrief",
    ),
    Action(
        "debrief.nation",
        "n",
        tr("Next nation"),
        tr("Put another nation's points and deals first."),
        lambda screen: screen.next_nation(),
        footer=True,
        plain="detente debrief",
    ),
    Action(
        "debrief.replay",
        "r",
        tr("Replay"),
        tr("Go through the match step by step, as a nation saw it."),
        lambda screen: screen.replay(),
        footer=True,
        plain="detente replay",
    ),
    Action(
        "debrief.on",
        "right,space,pagedown",
        tr("Read on"),
        tr("The next page of this section, then the next section."),
        lambda screen: screen.read_on(),
        footer=True,
    ),
    Action(
        "debrief.back",
        "left,pageup",
        tr("Read back"),
        tr("The page before."),
        lambda screen: screen.read_back(),
    ),
    Action(
        "debrief.leave",
        "escape,q",
        tr("Leave"),
        tr("Enough."),
        lambda screen: screen.dismiss(None),
        footer=True,
    ),
)
