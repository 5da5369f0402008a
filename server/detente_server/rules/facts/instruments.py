"""Instruments, what answers a breach, and which issues are agreed and closed."""

from __future__ import annotations

from detente_server.rules.facts.applying import applies, crisis_changed, nation_changed, put
from detente_server.rules.state import Document, Remedy, State, changed
from detente_wire.terms import Choice, IssueId, NationId, OptionId, Ref
from detente_wire.values import frozen


@frozen
class DocumentChanged:
    """An instrument was drafted, tabled, amended, initialled, signed …"""

    document: Document
    because: str


@applies(DocumentChanged)
def _(state: State, fact: DocumentChanged) -> State:
    return changed(state, documents=put(state.documents, fact.document.ref, fact.document))


@frozen
class RemedyChanged:
    """A remedy was asked for or is over."""

    remedy: Remedy
    because: str


@applies(RemedyChanged)
def _(state: State, fact: RemedyChanged) -> State:
    return changed(state, remedies=put(state.remedies, fact.remedy.key, fact.remedy))


@frozen
class SoldAtHome:
    """An envoy sold the talks at home in this turn."""

    nation: NationId
    turn: int


@applies(SoldAtHome)
def _(state: State, fact: SoldAtHome) -> State:
    return nation_changed(state, fact.nation, sells=(*state.nations[fact.nation].sells, fact.turn))


@frozen
class Agreed:
    """A choice was provisionally agreed for the first time."""

    choice: Choice


@applies(Agreed)
def _(state: State, fact: Agreed) -> State:
    return crisis_changed(state, agreed=state.crisis.agreed | {fact.choice})


@frozen
class Cooled:
    """All principals initialled an issue for the first time."""

    issue: IssueId


@applies(Cooled)
def _(state: State, fact: Cooled) -> State:
    return crisis_changed(state, cooled=state.crisis.cooled | {fact.issue})


@frozen
class IssueClosed:
    """An issue is closed by a document or assurance in force."""

    issue: IssueId
    option: OptionId
    ref: Ref


@applies(IssueClosed)
def _(state: State, fact: IssueClosed) -> State:
    return crisis_changed(state, closed=put(state.crisis.closed, fact.issue, (fact.option, fact.ref)))


@frozen
class IssueReopened:
    """A closed issue is open again."""

    issue: IssueId


@applies(IssueReopened)
def _(state: State, fact: IssueReopened) -> State:
    return crisis_changed(state, closed=put(state.crisis.closed, fact.issue, None))


@frozen
class ProofBegan:
    """All issues are closed (turn > 0), or no longer (0)."""

    turn: int


@applies(ProofBegan)
def _(state: State, fact: ProofBegan) -> State:
    return crisis_changed(state, proof_turn=fact.turn)
