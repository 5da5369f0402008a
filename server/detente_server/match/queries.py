"""Answers to a player's questions, from what his own view holds and the public pack.

Owns: the answer to each `Question`.
Does not know: the state of the match. Nothing here is given it, so that no answer can tell anything new.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from detente_server.match.previews import preview
from detente_server.rules import estimate
from detente_server.rules.estimate import Known
from detente_server.rules.numbers import Numbers, numbers_for
from detente_server.rules.pack import Pack
from detente_wire.messages import (
    AnswerBody,
    Denied,
    Exposure,
    Points,
    PointsAnswer,
    Question,
    Ratify,
    RatifyAnswer,
    Term,
    Validate,
    ValidateAnswer,
)
from detente_wire.notices import SheetDealt
from detente_wire.refusals import Refusal
from detente_wire.terms import Choice, Instrument, NationId, Package, closes, instrument_hash, package
from detente_wire.view import View


def answer(view: View, pack: Pack, question: Question) -> AnswerBody:
    """The answer, or why there is none; `pack` may be whole: only its public part is read."""
    public = estimate.public(pack)
    match question:
        case Points(said):
            return _unknown(public, said) or _points(view, public, said)
        case Validate(text):
            found = estimate.validate(public, text, view.turn, _known(view))
            return ValidateAnswer(instrument_hash(text), found)
        case Ratify(text):
            return _unknown(public, closes(text)) or _ratify(view, public, text)
        case Exposure(act):
            return preview(view, public, act)
        case _:
            assert_never(question)


def _unknown(pack: Pack, said: Package) -> Denied | None:
    """What the package names that this crisis has not."""
    options = {issue.id: [option.id for option in issue.options] for issue in pack.issues}
    for choice in said:
        if choice.issue not in options:
            return _denied("rules.unknown-issue", issue=choice.issue)
        if choice.option not in options[choice.issue]:
            return _denied("rules.unknown-option", issue=choice.issue, option=choice.option)
    return None


def _denied(code: str, **params: str) -> Denied:
    refusal = Refusal(code, tuple(sorted(params.items())))
    return Denied(code, refusal.message(), refusal.params)


def _known(view: View) -> Known:
    """What the validator may use."""
    closers = {issue: view.instruments.get(seen.ref) for issue, seen in view.closed.items()}
    sanctions = [seen.pressed for (tool, _, _), seen in view.pressure.items() if tool == "sanctions"]
    return Known(
        closed={issue: text.text.parties if text else () for issue, text in closers.items()},
        sanctions=frozenset((one.by, one.target) for one in sanctions if one.by is not None),
        texts={ref: seen.text.parties for ref, seen in view.instruments.items()},
    )


# -- points and ratification -----------------------------------------------------------------------------------


def _points(view: View, pack: Pack, said: Package) -> PointsAnswer | Denied:
    if view.sheet is None:
        return _denied("match.not-begun")
    return PointsAnswer(_worth(view, view.sheet, pack, said), view.batna, view.red_lines_in(said))


def _worth(view: View, sheet: SheetDealt, pack: Pack, said: Package) -> int:
    """`I` with the package in force beside what is closed."""
    own = {row.issue: row.points for row in sheet.points}
    closed = package([(issue, seen.option) for issue, seen in view.closed.items()])
    return estimate.points(pack, own, view.batna, closed, said, sheet.status_quo)


def _ratify(view: View, pack: Pack, text: Instrument) -> RatifyAnswer | Denied:
    if view.sheet is None:
        return _denied("match.not-begun")
    terms = tuple(term for term in _terms(view, view.sheet, pack, text) if term.amount)
    return RatifyAnswer(sum(term.amount for term in terms), view.sheet.ratifier, terms)


def _terms(view: View, sheet: SheetDealt, pack: Pack, text: Instrument) -> Iterator[Term]:
    """The summands: each is what the sum is more, or less, with it than without."""
    numbers, said = numbers_for(pack.numbers), closes(text)
    trusts = [view.trust[view.me, other] for other in _co_signatories(view, text) if view.me is not None]
    worth = _worth(view, sheet, pack, said)
    yield Term("home", estimate.ratification(view.home, 0, 0, ()))
    yield Term("points", estimate.ratification(0, worth, view.batna, ()))
    yield Term("trust", estimate.ratification(0, 0, 0, trusts))
    yield Term("sold-at-home", estimate.ratification(0, 0, 0, (), sells=_sells(view, numbers)))
    lines = len(view.red_lines_in(said))
    yield Term("red-lines", estimate.ratification(0, 0, 0, (), red_lines=lines))
    if any((view.me, party) in view.faces for party in text.parties):
        saved = estimate.ratification(0, 0, 0, (), red_lines=lines, face=True)
        yield Term("face", saved - estimate.ratification(0, 0, 0, (), red_lines=lines))
    yield Term("broken-pledges", estimate.ratification(0, 0, 0, (), broken_pledges=_broken(view, said)))
    endorsed, objected = _voices(view, pack, text)
    yield Term("voices", estimate.ratification(0, 0, 0, (), endorsed=endorsed, objected=objected))
    known = [seen for seen in view.instruments.values() if seen.hash == instrument_hash(text)]
    leaked = any(seen.leaked for seen in known)
    yield Term("leaked", estimate.ratification(0, 0, 0, (), leaked=leaked))
    basis = any(seen.basis for seen in known)
    yield Term("basis", estimate.ratification(0, 0, 0, (), basis=basis))
    recommended = view.is_recommended(instrument_hash(text))
    yield Term("recommended", estimate.ratification(0, 0, 0, (), recommended=recommended))


def _co_signatories(view: View, text: Instrument) -> list[NationId]:
    return [party for party in text.parties if party != view.me and (view.me, party) in view.trust]


def _sells(view: View, numbers: Numbers) -> int:
    """Own envoys that sold at home this turn or last."""
    sold = [
        line
        for line in view.ledger
        if line.move.because.why == "sell-at-home"
        and line.move.dial == "envoys"
        and line.turn >= view.turn - 1
    ]
    return min(len(sold), numbers.sells_counted)


def _broken(view: View, said: Package) -> int:
    """Own public pledges that the text breaks."""
    mine = [seen.pledge for seen in view.pledges.values() if seen.pledge.by == view.me and not seen.how]
    never = [
        Choice(one.promise.issue, one.promise.option)
        for one in mine
        if one.public and one.promise.form == "never" and one.promise.issue and one.promise.option
    ]
    return sum(choice in said for choice in never)


def _voices(view: View, pack: Pack, text: Instrument) -> tuple[int, int]:
    """Nations outside the principals for and against it, where this very text is on the table."""
    wanted, principals = instrument_hash(text), set(pack.must_sign)
    for seen in view.instruments.values():
        if seen.hash == wanted:
            return len(seen.endorsed - principals), len(seen.objected - principals)
    return 0, 0
