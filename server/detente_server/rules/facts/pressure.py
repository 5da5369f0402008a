"""Pressure tools, and the tension that acts raise."""

from __future__ import annotations

from detente_server.rules.facts.applying import applies, crisis_changed, put
from detente_server.rules.state import (
    CovertAct,
    Sanctions,
    Show,
    State,
    Suit,
    TensionAct,
    TensionNote,
    changed,
)
from detente_wire.terms import NationId, Ref
from detente_wire.values import frozen


@frozen
class TensionRaised:
    """An act that raises tension at step 7."""

    act: TensionAct


@applies(TensionRaised)
def _(state: State, fact: TensionRaised) -> State:
    return changed(state, today=changed(state.today, pressing=(*state.today.pressing, fact.act)))


@frozen
class TensionNoted:
    """Tension outside the acts, for step 7."""

    note: TensionNote


@applies(TensionNoted)
def _(state: State, fact: TensionNoted) -> State:
    return changed(state, today=changed(state.today, noted=(*state.today.noted, fact.note)))


@frozen
class TensionCounted:
    """What of a nation's acts counted at step 7 of this turn (for the two-turn cap)."""

    by: NationId
    turn: int
    points: int


@applies(TensionCounted)
def _(state: State, fact: TensionCounted) -> State:
    recent = tuple(row for row in state.crisis.tension_history if row[1] >= fact.turn - 2)
    history = (*recent, (fact.by, fact.turn, fact.points))
    return changed(state, crisis=changed(state.crisis, tension_history=history))


@frozen
class SanctionsChanged:
    """A regime was imposed, raised or lifted (None)."""

    by: NationId
    target: NationId
    sanctions: Sanctions | None
    because: str


@applies(SanctionsChanged)
def _(state: State, fact: SanctionsChanged) -> State:
    return changed(state, sanctions=put(state.sanctions, (fact.by, fact.target), fact.sanctions))


@frozen
class RecallChanged:
    """An ambassador was recalled until a turn, or is back (0)."""

    by: NationId
    target: NationId
    until: int


@applies(RecallChanged)
def _(state: State, fact: RecallChanged) -> State:
    return changed(state, recalls=put(state.recalls, (fact.by, fact.target), fact.until or None))


@frozen
class ShowChanged:
    """A show of force was begun, raised or ended (None)."""

    by: NationId
    show: Show | None
    because: str


@applies(ShowChanged)
def _(state: State, fact: ShowChanged) -> State:
    return changed(state, shows=put(state.shows, fact.by, fact.show))


@frozen
class CovertChanged:
    """A covert act was done, rolled for, attributed, or can be found no more (None)."""

    ref: Ref
    covert: CovertAct | None
    because: str


@applies(CovertChanged)
def _(state: State, fact: CovertChanged) -> State:
    return changed(state, covert=put(state.covert, fact.ref, fact.covert))


@frozen
class SuitChanged:
    """A legal offensive was filed or judged (None)."""

    ref: Ref
    suit: Suit | None
    because: str


@applies(SuitChanged)
def _(state: State, fact: SuitChanged) -> State:
    return changed(state, suits=put(state.suits, fact.ref, fact.suit))


@frozen
class DemarcheHeld:
    """A nation's acts weigh half in these turns."""

    nation: NationId
    since: int
    until: int


@applies(DemarcheHeld)
def _(state: State, fact: DemarcheHeld) -> State:
    return crisis_changed(state, demarches=put(state.crisis.demarches, fact.nation, (fact.since, fact.until)))
