"""The keys of a replay, as a table.

Owns: the table; pages and rooms keep the keys that they have in a match.
Does not know: how anything is done (the screen does it).
"""

from __future__ import annotations

from detente_client.app.actions import Action
from detente_client.app.match.actions import TABLE as MATCH
from detente_client.app.match.actions import TALKS
from detente_client.i18n import tr

STEPS = (
    Action("replay.turn-on", "right", tr("Next turn"), tr("Go to where the next turn begins."),
           lambda screen: screen.turn(1), footer=True, plain="detente replay"),
    Action("replay.turn-back", "left", tr("Turn before"), tr("Go back to where a turn begins."),
           lambda screen: screen.turn(-1), footer=True, plain="detente replay"),
    Action("replay.on", "down", tr("Next"), tr("Go on to the next thing that was told."),
           lambda screen: screen.step(1), footer=True, plain="detente replay"),
    Action("replay.back", "up", tr("Before"), tr("Go back to the thing that was told before."),
           lambda screen: screen.step(-1), footer=True, plain="detente replay"),
    Action("replay.end", "end", tr("The end"), tr("Go to where all has happened."),
           lambda screen: screen.go_to(screen.last), plain="detente replay"),
    Action("replay.begin", "home", tr("The beginning"), tr("Go to where nothing has happened."),
           lambda screen: screen.go_to(0), plain="detente replay"),
    Action("replay.to", "t", tr("To a turn"), tr("Go to a turn by its number."),
           lambda screen: screen.ask_turn(), plain="detente replay"),
    Action("replay.export", "x", tr("Export"), tr("Write what was told until now, through these eyes, into a file."),
           lambda screen: screen.export(), plain="detente replay"),
    Action("replay.play", "space", tr("Play"), tr("Let it go on by itself, or stand still."),
           lambda screen: screen.play(), footer=True, plain="detente replay"),
    Action("replay.nation", "n", tr("Nation"), tr("See the same moment as the next nation saw it."),
           lambda screen: screen.next_nation(), footer=True, plain="detente replay"),
    Action("replay.public", "0", tr("Public"), tr("See what everybody saw."),
           lambda screen: screen.look_as(None), footer=True, plain="detente replay"),
    Action("replay.loose", "escape", tr("Let go"), tr("Take the cursor out of the page; the arrows step again."),
           lambda screen: screen.focus_line()),
    Action("replay.leave", "q", tr("Leave"), tr("Enough."), lambda screen: screen.dismiss(0), footer=True, plain="q"),
)  # fmt: skip

TABLE: tuple[Action, ...] = (*(action for action in MATCH if action.id.startswith("page.")), *TALKS, *STEPS)
