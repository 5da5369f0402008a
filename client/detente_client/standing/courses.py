"""The course of a dial: where it stood at each turn's beginning, and what moved it there, event by event.

Owns: `Step`, `course`, trust both ways.
Does not know: the sentence for a dial (`describe.dials`), how a course is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from detente_client.describe.told import Scene
from detente_client.standing.identity import trust
from detente_client.words import phrases
from detente_wire.notices import Cause
from detente_wire.seen import Moved
from detente_wire.terms import NationId

MOST = {"stall": 10, "marks": 10, "grievance": 50, "capital": 20, "envoys": 6}
"""The top of a dial's range; that of all others is 100."""


@frozen
class Why:
    """One cause, and by how much it moved a dial."""

    text: str
    by: int


@frozen
class Step:
    """What a dial did up to a turn's beginning, and while its talks were open."""

    turn: int
    before: int
    now: int
    why: tuple[Why, ...] = ()

    @property
    def by(self) -> int:
        """By how much it moved in all."""
        return self.now - self.before


@frozen
class Track:
    """A dial's course under its title."""

    title: str
    steps: tuple[Step, ...]
    better_up: bool = True
    """Whether it is well that it rises."""


def course(
    scene: Scene, dial: str, of: NationId | None = None, toward: NationId | None = None, *, now: int
) -> tuple[Step, ...]:
    """Every turn so far; `now` is where the dial stands, for a dial that never moved."""
    moves = [
        line for line in scene.view.by_dial.get(dial, ()) if line.move.of == of and line.move.toward == toward
    ]
    stands = moves[0].move.now - moves[0].move.by if moves else now
    last = max(scene.view.turn, moves[-1].turn if moves else 0)
    by_turn: dict[int, list[Moved]] = {}
    for line in moves:
        by_turn.setdefault(line.turn, []).append(line)
    steps = []
    for turn in range(1, last + 1):
        found = by_turn.get(turn, [])
        after = found[-1].move.now if found else stands
        steps.append(Step(turn, stands, after, _why(scene, found)))
        stands = after
    return tuple(steps)


def _why(scene: Scene, moves: Iterable[Moved]) -> tuple[Why, ...]:
    """Each cause once, in the order in which they came; what moved nothing is left out."""
    sums: dict[Cause, int] = {}
    for line in moves:
        sums[line.move.because] = sums.get(line.move.because, 0) + line.move.by
    return tuple(Why(phrases.because(scene.names, why), by) for why, by in sums.items() if by)


def tension(scene: Scene) -> tuple[Step, ...]:
    """Of the crisis."""
    return course(scene, "tension", now=scene.view.tension)


def trust_course(scene: Scene, of: NationId, toward: NationId) -> tuple[Step, ...]:
    """How far one trusts the other; the viewer is one of the two."""
    return course(scene, "trust", of, toward, now=trust(scene, of, toward))


def values(steps: Iterable[Step]) -> list[int]:
    """Where it stood, turn by turn."""
    return [step.now for step in steps]
