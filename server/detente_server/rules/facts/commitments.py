"""Promises, threats and unwritten undertakings."""

from __future__ import annotations

from detente_server.rules.facts.applying import applies, put
from detente_server.rules.state import AssuranceState, PledgeState, State, ThreatState, changed
from detente_wire.values import frozen


@frozen
class PledgeChanged:
    """A pledge was made or ended."""

    pledge: PledgeState
    because: str


@applies(PledgeChanged)
def _(state: State, fact: PledgeChanged) -> State:
    return changed(state, pledges=put(state.pledges, fact.pledge.ref, fact.pledge))


@frozen
class ThreatChanged:
    """A threat was made or ended."""

    threat: ThreatState
    because: str


@applies(ThreatChanged)
def _(state: State, fact: ThreatChanged) -> State:
    return changed(state, threats=put(state.threats, fact.threat.ref, fact.threat))


@frozen
class AssuranceChanged:
    """An unwritten undertaking was accepted, took effect, was kept or broken."""

    assurance: AssuranceState
    because: str


@applies(AssuranceChanged)
def _(state: State, fact: AssuranceChanged) -> State:
    return changed(state, assurances=put(state.assurances, fact.assurance.ref, fact.assurance))
