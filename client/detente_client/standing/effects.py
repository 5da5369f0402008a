"""What pressure and the crisis's events moved, as far as the viewer was told.

Owns: which moves of a dial belong to a happening.
Does not know: how dials are drawn, what else belongs to a happening (`delegation.context`).
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_client.describe.dials import by_dial, dial_line
from detente_client.describe.told import Scene
from detente_client.standing.chronicle import Chronicle, Happening
from detente_wire import notices as n

EVENTS = "inject"
"""The cause of what an event of the crisis moves."""


def effects(scene: Scene, chronicle: Chronicle, happening: Happening) -> Iterator[str]:
    """The dials that pressure or the crisis's events moved at the end of the turn; other causes are left out."""
    notice = happening.heard.notice if happening.heard else None
    if isinstance(notice, n.Pressed):
        why, by = str(notice.tool), notice.by
    elif isinstance(notice, n.Injected):
        why, by = EVENTS, None
    else:
        return
    moves = [move for one in chronicle.of(happening.turn) for move in one.moves]
    caused = [move for move in moves if move.because.why == why and (by is None or move.because.by == by)]
    yield from (dial_line(scene.names, rows) for rows in by_dial(caused).values())
