"""Who sees what was sealed, once the turn closes, and by which chance it comes out whose it was.

Owns: pressure, the keeping of texts, answers to threats, cases in court.
Does not know: any rival's capacity or plans.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.match.asker import Asker
from detente_server.match.sight.answers import bond
from detente_server.match.sight.circles import everybody, unknown_ref
from detente_server.match.sight.texts import done_to_it, is_known
from detente_wire import acts
from detente_wire.messages import ExposureAnswer, Risk
from detente_wire.seen import InstrumentSeen
from detente_wire.terms import Clause, NationId, Ref

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
    least, most = _detection(asker, act)
    return ExposureAnswer(risks=(Risk("detection", least, "breach", most if most > least else 0),))


def _detection(asker: Asker, act: acts.Keep) -> tuple[int, int]:
    """Inspectors who live there, inspectors, own means of the others (whose skill is not known), or none."""
    numbers, seen = asker.numbers, asker.view.instruments.get(act.ref)
    clauses = seen.text.clauses if seen else ()
    clause = clauses[act.clause - 1] if act.clause <= len(clauses) else None
    if seen is None or clause is None:
        return numbers.detect_none, numbers.detect_none
    if is_known(seen) and _resident(asker, act.ref):
        return numbers.detect_resident, numbers.detect_resident
    if _made_good(asker, act) or _inspected(seen, clause):
        return numbers.detect_inspect, numbers.detect_inspect
    if clause.verify == asker.me:
        return numbers.detect_own, numbers.detect_own + numbers.detect_intel * ABLEST
    return numbers.detect_none, numbers.detect_none


def _resident(asker: Asker, ref: Ref) -> bool:
    """Whether a body's inspectors live with the asker: by its decision, or by the text that founded it."""
    view = asker.view
    if any(seen.motion.nation == asker.me for seen in view.decisions("inspect")):
        return True
    founded = (asker.body(seen.id) for seen in view.bodies.values() if seen.text == ref)
    return any(
        body is not None and "inspectorate" in body.facilities and asker.me in body.members
        for body in founded
    )


def _made_good(asker: Asker, act: acts.Keep) -> bool:
    """Whether a breach of the clause was cured: it is watched since."""
    return any(
        (one.opened.kind, one.opened.ref, one.opened.clause, one.how)
        == ("cure", act.ref, act.clause, "cured")
        for one in asker.view.remedies.values()
    )


def _inspected(seen: InstrumentSeen, clause: Clause) -> bool:
    """Whether the clause, the text's monitor or another clause of the same actor provides for an inspector."""
    if clause.verify not in (None, clause.actor):
        return True
    if seen.text.monitor is not None and seen.text.monitor in seen.endorsed:
        return True
    return any(
        other.type == "inspection" and other.actor == clause.actor and other.object in ("", clause.object)
        for other in seen.text.clauses
    )


def lawsuit(asker: Asker, act: acts.Arbitrate) -> ExposureAnswer:
    """Those who see the text; what is on record is won, and the other's law is not known."""
    there, seen = done_to_it(asker, act), asker.view.instruments.get(act.ref)
    report = seen.reports.get(act.clause, "") if seen else ""
    if not report or there.refused:
        return there
    if report == "breached":
        return evolve(there, risks=(Risk("success", 100),))
    numbers, law = asker.numbers, asker.view.sheet.law if asker.view.sheet else 0
    base = numbers.arbitration_base + (numbers.arbitration_late if report == "delayed" else 0)
    least, most = (
        max(0, min(100, base + numbers.arbitration_law * (law - theirs))) for theirs in (ABLEST, 0)
    )
    if report != "delayed":
        least = 0  # a clause that is kept condemns nobody
    return evolve(there, risks=(Risk("success", least, most=most),))


def threat_choice(asker: Asker, act: acts.AnswerThreat | acts.SettleThreat) -> ExposureAnswer:
    """Those who know of the threat."""
    seen = asker.view.threats.get(act.ref)
    if seen is None:
        return unknown_ref()
    return bond(asker, act.ref, seen.threat.public, (seen.threat.by, seen.threat.nation))
