"""Who sees engagements, studies and appeals, and how likely an evening is to go well.

Owns: the circles of what two nations do beside the talks.
Does not know: what comes of it.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.match.asker import Asker
from detente_server.match.sight.answers import beside
from detente_server.match.sight.circles import these, unknown_ref
from detente_server.rules import estimate
from detente_wire import acts
from detente_wire.messages import ExposureAnswer, Risk
from detente_wire.terms import NationId


def guests(asker: Asker, act: acts.Engage) -> ExposureAnswer:
    """The guests; and how likely the occasion is to go well or wrong with each."""
    sees = asker.in_order(act.guests)
    risks = [] if act.kind == "gesture" else _evening(asker, act, sees)
    return ExposureAnswer(sees=sees, risks=tuple(risk for risk in risks if risk.percent))


def _evening(asker: Asker, act: acts.Engage, guests: tuple[NationId, ...]) -> list[Risk]:
    """The worst chance among the guests, and that of a gaffe with one of them."""
    view, numbers = asker.view, asker.numbers
    chances = []
    for guest in guests:
        shown = view.selves.get(guest)
        liking = (act.kind in shown.likes) - (act.kind in shown.dislikes) if shown else 0
        insight = min(view.marks.get(guest, 0) // numbers.insight_marks, numbers.insight_max)
        before = [
            one for one in view.engagements.values() if (one.asked.kind, one.asked.guest) == (act.kind, guest)
        ]
        repeated = any(
            one.asked.host == asker.me and one.result in ("success", "flat", "gaffe") for one in before
        )
        chances.append(
            estimate.engagement(numbers, insight=insight, liking=liking, rung=view.rung, repeated=repeated)
        )
    gaffe = 0 if act.kind == "walk" else 100 - numbers.gaffe
    shows = "rumour" if act.kind == "reception" else ""
    return [Risk("success", min(chances, default=0)), Risk("gaffe", gaffe, shows)]


def walk(asker: Asker, act: acts.AdReferendum) -> ExposureAnswer:
    """The two who walk."""
    return beside(asker, act.ref)


def to_nation(asker: Asker, act: acts.JointStudy | acts.Appeal) -> ExposureAnswer:
    """The nation that is asked."""
    return these(asker, (act.nation,))


def grant(asker: Asker, act: acts.Grant) -> ExposureAnswer:
    """The asker; a standstill that is granted everybody learns of."""
    appeal = asker.view.appeals.get(act.ref)
    if appeal is None:
        return unknown_ref()
    return evolve(beside(asker, act.ref), known=appeal.made.favour == "standstill")
