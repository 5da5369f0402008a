"""Pressure so far, turn by turn, with what each use of it moved.

Owns: the rows, as far as the viewer was told.
Does not know: what presses now (`standing`), how rows are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_client.standing.chronicle import Chronicle
from detente_client.standing.effects import effects
from detente_client.standing.timeline import told
from detente_wire.terms import NationId


def record(scene: Scene, chronicle: Chronicle, nation: NationId | None = None) -> tuple[str, ...]:
    """The newest turn first; of one nation, if it is named. What was moved hangs below, two spaces deeper."""
    found = chronicle.wanted(("pressure",), nation)
    turns = sorted({one.turn for one in found}, reverse=True)
    return tuple(row for turn in turns for row in _of(scene, chronicle, nation, turn))


def _of(scene: Scene, chronicle: Chronicle, nation: NationId | None, turn: int) -> Iterator[str]:
    for one in chronicle.wanted(("pressure",), nation, turn):
        yield tr("Turn {turn}: {what}", turn=turn, what=told(scene, one))
        yield from (f"  → {line}" for line in effects(scene, chronicle, one))
