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

ABLEST = 3
"""The highest level of any capacity."""


def pressure(asker: Asker, act: acts.Press) -> ExposureAnswer:
    """Everybody sees it at the turn's end; of a covert act not whose it is, unless it is traced."""
    numbers = asker.numbers
    risks: tuple[Risk, ...] = ()
    if act.tool == "covert":
        risks = (_attribution(asker), Risk("spill", numbers.covert_backfire))
    if act.tool == "legal":
        risks = (_case(asker, act.target),)
    return evolve(everybody(asker, act), risks=risks)


def _attribution(asker: Asker) -> Risk:
    """Chance that a covert act finds its author at its own turn's end; the target's skill is not known."""
    numbers, sheet = asker.numbers, asker.view.sheet
    own = (sheet.cyber if asker.pack.modern else sheet.intel) if sheet is not None else 0
    odds = [numbers.covert_odds + numbers.covert_odds_step * (theirs - own) for theirs in (0, ABLEST)]
    least, most = (max(0, min(numbers.covert_odds_max, chance)) for chance in odds)
    return Risk("attribution", least, "author", most)


def _case(asker: Asker, target: NationId) -> Risk:
    """Chance to win a case by standing, own law and breaches on record; the other's law is not known."""
    view, numbers = asker.view, asker.numbers
    own, other, law = (
        view.nations.get(asker.me),
        view.nations.get(target),
        view.sheet.law if view.sheet else 0,
    )
    base = numbers.legal_base
    if own is not None and other is not None:
        base += (own.standing - other.standing) // 2
    if any(line.move.of == target and line.move.because.why == "breach" for line in view.moves("standing")):
        base += numbers.legal_breach
    odds = [base + numbers.legal_law * (law - theirs) for theirs in (ABLEST, 0)]
    least, most = (max(0, min(100, chance)) for chance in odds)
    return Risk("success", least, most=most)


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
