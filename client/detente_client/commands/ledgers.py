"""The ledger: why each dial that the viewer may see has moved, turn by turn (`/ledger`).

Owns: which moves belong to a nation, a pair, the crisis or oneself, and the page.
Does not know: the sentence for a dial (`describe.dials`); nothing is here that the viewer was not told.
"""

from __future__ import annotations

from typing import get_args, get_type_hints

from detente_client.describe.dials import by_dial, dial_line
from detente_client.describe.told import Scene
from detente_client.i18n import spelled, tr
from detente_wire.notices import DialMoved
from detente_wire.seen import Moved
from detente_wire.terms import NationId

DIALS: tuple[str, ...] = get_args(get_type_hints(DialMoved)["dial"])
"""Every dial, as it is typed."""
QUIET = frozenset({"envoys"})
"""Dials that move with every act: told only if they are asked for."""


def ledger_lines(scene: Scene, nation: NationId | None, dial: str = "", turn: int = 0) -> list[str]:
    """Why dials moved: of a nation and between it and the viewer; of the crisis and the viewer, if none is named."""
    moves = [line for line in scene.view.ledger if _wanted(scene, line, nation, dial, turn)]
    if not moves:
        return [_nothing_moved(scene, nation, dial, turn)]
    lines = []
    for number in dict.fromkeys(line.turn for line in moves):
        lines.append(tr("By turn {turn}:", turn=number))
        found = by_dial(line.move for line in moves if line.turn == number)
        lines += [dial_line(scene.names, group) for group in found.values()]
    return lines


def _nothing_moved(scene: Scene, nation: NationId | None, dial: str, turn: int) -> str:
    """That nothing is known to have moved, of all dials or of one, at all or in one turn."""
    what = _whose(scene, nation, dial) if dial else _about(scene, nation)
    if turn:
        return tr("As far as you know, nothing had moved {what} by turn {turn}.", what=what, turn=turn)
    return tr("As far as you know, nothing has moved {what} yet.", what=what)


def _whose(scene: Scene, nation: NationId | None, dial: str) -> str:
    """One dial, after *nothing has moved*."""
    if nation is None:
        return spelled(dial)
    return tr("{whose} {dial}", whose=scene.names.whose(nation), dial=spelled(dial))


def _about(scene: Scene, nation: NationId | None) -> str:
    """All dials, after *nothing has moved*."""
    if nation is None:
        return tr("the crisis")
    if nation == scene.me:
        return tr("any dial of yours")
    return tr("any dial between you and {nation}", nation=scene.names.nation(nation))


def _wanted(scene: Scene, line: Moved, nation: NationId | None, dial: str, turn: int) -> bool:
    move = line.move
    if turn and line.turn != turn:
        return False
    if move.dial != dial if dial else move.dial in QUIET:
        return False
    if nation is None:
        return move.of is None or ((bool(dial) or move.toward is None) and _is_own(scene, move))
    return nation in (move.of, move.toward)


def _is_own(scene: Scene, move: DialMoved) -> bool:
    """Of oneself; to a watcher everybody's public dials are."""
    return scene.me is None or scene.me in (move.of, move.toward)
