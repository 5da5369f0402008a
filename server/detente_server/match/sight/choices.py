"""Who sees what was sealed, once the turn closes, and by which chance it comes out whose it was.

Owns: pressure, the keeping of texts, answers to threats.
Does not know: any rival's capacity or plans.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.match.asker import Asker
from detente_server.match.sight.answers import bond
from detente_server.match.sight.circles import everybody, unknown_ref
from detente_wire import acts
from detente_wire.messages import ExposureAnswer, Risk
from detente_wire.terms import NationId


def pressure(asker: Asker, act: acts.Press) -> ExposureAnswer:
    """Everybody sees it at the turn's end; of a covert act not whose it is, unless it is traced."""
    numbers = asker.numbers
    risks: tuple[Risk, ...] = ()
    if act.tool == "covert":
        risks = (
            Risk("attribution", numbers.covert_odds, "author"),
            Risk("spill", numbers.covert_backfire),
        )
    if act.tool == "legal":
        risks = (Risk("success", _case(asker, act.target)),)
    return evolve(everybody(asker, act), risks=risks)


def _case(asker: Asker, target: NationId) -> int:
    """Chance to win a case as far as standing and own law tell; the other's law is not known."""
    view, numbers = asker.view, asker.numbers
    own, other = view.nations.get(asker.me), view.nations.get(target)
    if own is None or other is None:
        return numbers.legal_base
    return max(0, min(100, numbers.legal_base + (own.standing - other.standing) // 2))


def keeping(asker: Asker, act: acts.Keep) -> ExposureAnswer:
    """Nobody sees the choice; a cheat is looked for at every turn's end."""
    if act.manner != "cheat":
        return ExposureAnswer()
    seen = asker.view.instruments.get(act.ref)
    clauses = seen.text.clauses if seen else ()
    clause = clauses[act.clause - 1] if act.clause <= len(clauses) else None
    watched = clause is not None and clause.verify not in (None, asker.me)
    odds = asker.numbers.detect_inspect if watched else asker.numbers.detect_none
    return ExposureAnswer(risks=(Risk("detection", odds, "breach"),))


def threat_choice(asker: Asker, act: acts.AnswerThreat | acts.SettleThreat) -> ExposureAnswer:
    """Those who know of the threat."""
    seen = asker.view.threats.get(act.ref)
    if seen is None:
        return unknown_ref()
    return bond(asker, act.ref, seen.threat.public, (seen.threat.by, seen.threat.nation))
