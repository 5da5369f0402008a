"""Informal talks: engagements, joint studies, favours."""

from __future__ import annotations

from detente_server.rules.facts.applying import applies, put
from detente_server.rules.state import AppealState, Engagement, State, Study, changed
from detente_wire.terms import NationId, Package
from detente_wire.values import frozen


@frozen
class EngagementChanged:
    """An engagement was asked or ended."""

    engagement: Engagement
    because: str


@applies(EngagementChanged)
def _(state: State, fact: EngagementChanged) -> State:
    return changed(state, engagements=put(state.engagements, fact.engagement.ref, fact.engagement))


@frozen
class StudyChanged:
    """A joint study was proposed or ended."""

    study: Study
    because: str


@applies(StudyChanged)
def _(state: State, fact: StudyChanged) -> State:
    return changed(state, studies=put(state.studies, fact.study.ref, fact.study))


@frozen
class Studied:
    """Two nations learned that both would gain by a change."""

    a: NationId
    b: NationId
    base: Package
    change: Package


@applies(Studied)
def _(state: State, fact: Studied) -> State:
    learned = dict(state.studied)
    for pair in ((fact.a, fact.b), (fact.b, fact.a)):
        learned[pair] = (*learned.get(pair, ()), (fact.base, fact.change))
    return changed(state, studied=learned)


@frozen
class AppealChanged:
    """A favour was asked, granted, refused, paid back."""

    appeal: AppealState
    because: str


@applies(AppealChanged)
def _(state: State, fact: AppealChanged) -> State:
    return changed(state, appeals=put(state.appeals, fact.appeal.ref, fact.appeal))
