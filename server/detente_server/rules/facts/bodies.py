"""Institutions, motions, and what conferences resolve."""

from __future__ import annotations

from detente_server.rules.facts.applying import applies, put
from detente_server.rules.state import BodyState, Floor, MotionState, State, changed
from detente_wire.terms import InstitutionId
from detente_wire.values import frozen


@frozen
class BodyChanged:
    """An institution began, elected its chair, or was dissolved (None)."""

    institution: InstitutionId
    body: BodyState | None
    because: str


@applies(BodyChanged)
def _(state: State, fact: BodyChanged) -> State:
    return changed(state, bodies=put(state.bodies, fact.institution, fact.body))


@frozen
class MotionChanged:
    """A motion was made, seconded, voted on, decided, rescinded."""

    motion: MotionState
    because: str


@applies(MotionChanged)
def _(state: State, fact: MotionChanged) -> State:
    return changed(state, motions=put(state.motions, fact.motion.ref, fact.motion))


@frozen
class FloorChanged:
    """A conference resolved something about its own work."""

    floor: Floor
    because: str


@applies(FloorChanged)
def _(state: State, fact: FloorChanged) -> State:
    return changed(state, floors=put(state.floors, fact.floor.channel, fact.floor))
