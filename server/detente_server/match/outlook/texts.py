"""What is done to texts: initials that cool the crisis, clauses delayed, broken, made good, brought before a court.

Owns: the prospects of initialling, keeping and suing.
Does not know: who signs what (signatures are sealed), ratification (a question of its own), how a cheat is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente_server.match.asker import Asker
from detente_server.match.outlook.sketch import Sketch, added
from detente_server.match.sight.texts import is_known
from detente_wire import acts
from detente_wire.messages import Prospect, When
from detente_wire.seen import InstrumentSeen
from detente_wire.terms import IssueId, NationId, Ref, closes


def initial(asker: Asker, act: acts.Initial) -> Iterator[Prospect]:
    """The last initial of the principals cools the crisis, once an issue, where everybody knows of the text."""
    seen = asker.view.instruments.get(act.ref)
    if seen is None or asker.me not in seen.text.parties or seen.status != "tabled":
        return
    initials = seen.initials | {asker.me}
    if is_known(seen) and set(seen.text.parties) <= initials:
        yield from cooling(asker, seen, initials)


def cooling(asker: Asker, seen: InstrumentSeen, initials: Iterable[NationId]) -> Iterator[Prospect]:
    """A text that everybody knows, with these initials."""
    fresh = {choice.issue for choice in closes(seen.text)} - _cooled(asker)
    if fresh and set(asker.pack.must_sign) <= set(initials):
        by = -asker.numbers.issue_initialled * len(fresh)
        yield Prospect("tension", by, by, why="initialled")


def _cooled(asker: Asker) -> set[IssueId]:
    """Issues of texts known to all that all principals initialled before."""
    principals = set(asker.pack.must_sign)
    done = (one for one in asker.view.instruments.values() if principals <= one.initials and is_known(one))
    return {choice.issue for one in done for choice in closes(one.text)}


# -- keeping ----------------------------------------------------------------------------------------------------


def keeping(asker: Asker, act: acts.Keep) -> Iterator[Prospect]:
    """To cheat costs when it is found, to delay each turn from its day on; to make good what was broken repairs."""
    others, written, known = parties(asker, act.ref)
    if not others:
        return
    if act.manner == "cheat":
        yield from _breach(asker, others, written)
    elif act.manner == "delay":
        for other in others:
            yield _trust(asker, other, -asker.numbers.delay_trust, "clause-delayed", "delayed")
        if known:
            by = -asker.numbers.delay_word
            yield Prospect("word", by, by, asker.me, why="clause-delayed", when="delayed")
    if act.manner != "comply":
        yield from _forgone(asker, others, known, "found" if act.manner == "cheat" else "delayed")
    if act.manner == "comply" and any(
        (one.opened.ref, one.opened.clause) == (act.ref, act.clause)
        for one in asker.view.open_remedies("cure")
    ):
        yield from _cured(asker, others, known)


def parties(asker: Asker, ref: Ref) -> tuple[tuple[NationId, ...], bool, bool]:
    """The other parties of a text or undertaking in force; whether it is written, and known to everybody."""
    seen, assured = asker.view.instruments.get(ref), asker.view.assurances.get(ref)
    if seen is not None:
        return asker.in_order(seen.text.parties), True, is_known(seen)
    if assured is None:
        return (), False, False
    channel = asker.channel(assured.channel)
    pair = (assured.by, assured.clause.beneficiary, *(channel.members if channel else ()))
    return asker.in_order(pair), False, False


def _breach(asker: Asker, others: tuple[NationId, ...], written: bool) -> Iterator[Prospect]:
    numbers, me = asker.numbers, asker.me
    for other in others:
        yield _trust(asker, other, -numbers.breach_trust, "breach", "found")
        by = numbers.breach_grievance
        yield Prospect("grievance", by, by, other, me, "breach", "found")
    if not written:
        return
    yield Prospect("word", -numbers.breach_word, -numbers.breach_word, me, why="breach", when="found")
    by = -numbers.breach_standing
    yield Prospect("standing", by, by, me, why="breach", when="found")
    for third in asker.others():
        if third not in others:
            yield _trust(asker, third, -numbers.breach_trust_all, "breach", "found")


def _forgone(asker: Asker, others: tuple[NationId, ...], known: bool, when: When) -> Iterator[Prospect]:
    """What keeping it on its day would have earned, if that day is still to come."""
    for other in others:
        yield Prospect("trust", -asker.numbers.clause_kept_trust, 0, other, asker.me, "clause-kept", when)
    if known:
        yield Prospect("word", -asker.numbers.kept_word, 0, asker.me, why="clause-kept", when=when)


def _cured(asker: Asker, others: tuple[NationId, ...], known: bool) -> Iterator[Prospect]:
    sketch, numbers = Sketch(asker), asker.numbers
    for other in others:
        sketch.move("trust", numbers.cure_trust, other, "cured", asker.me)
        sketch.span("grievance", (-numbers.cure_grievance, 0), other, "cured", asker.me)
    if known:
        sketch.move("word", numbers.cure_word, asker.me, "cured")
    yield from added(Sketch(asker), sketch, "cured")


def _trust(asker: Asker, other: NationId, by: int, why: str, when: When) -> Prospect:
    return Prospect("trust", by, by, other, asker.me, why, when)


# -- before a court ---------------------------------------------------------------------------------------------


def case(asker: Asker, act: acts.Arbitrate) -> Iterator[Prospect]:
    """The winner has his right and his people see it; who sues in vain before all is laughed at."""
    seen, numbers, me = asker.view.instruments.get(act.ref), asker.numbers, asker.me
    clauses = seen.text.clauses if seen else ()
    if seen is None or not 0 < act.clause <= len(clauses):
        return
    other, known = clauses[act.clause - 1].actor, is_known(seen)
    yield Prospect("home", 0, numbers.award_home, me, why="award", when="won")
    spent = min(numbers.award_grievance, asker.view.grievance.get(other, 0) + numbers.breach_grievance)
    yield Prospect("grievance", -spent, 0, me, other, "award", "won")
    if known:
        yield Prospect("strain", numbers.award_strain, numbers.award_strain, other, why="award", when="won")
        yield Prospect(
            "standing", -numbers.award_standing, -numbers.award_standing, other, why="award", when="won"
        )
        if seen.reports.get(act.clause) != "breached":  # what is on record cannot be lost
            lost = -numbers.legal_lost_standing
            yield Prospect("standing", lost, lost, me, why="dismissed", when="lost")
