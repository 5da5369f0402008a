"""The commands that ask the server about one's own position: points, the whips, a text's problems, who sees.

Owns: these rows of the table, and how each answer is told.
Does not know: how anything is reckoned.
"""

from __future__ import annotations

from detente_client.commands import drafting
from detente_client.commands.arguments import choices_of
from detente_client.commands.deeds import Deed, Inquire
from detente_client.commands.grammar import Command, Given
from detente_client.commands.slots import Here, Slot
from detente_client.commands.texts import DRAFT
from detente_client.describe import prospects
from detente_client.describe.told import Scene, costs
from detente_client.figures import percent, percents
from detente_client.i18n import spelled, tr
from detente_client.words.handles import Thing
from detente_client.words.language import Misunderstood
from detente_client.words.naming import Names, count, sentences
from detente_client.words.phrases import crossing
from detente_client.words.refusing import refusal_message, said
from detente_wire.acts import Act, Demarche, Sign
from detente_wire.gate import one_line
from detente_wire.messages import (
    AnswerBody,
    Denied,
    Exposure,
    ExposureAnswer,
    Points,
    PointsAnswer,
    Ratify,
    RatifyAnswer,
    Risk,
    Validate,
    ValidateAnswer,
)
from detente_wire.refusals import CODES, Refusal
from detente_wire.terms import Instrument, NationId, Package, closes

GROUP = tr("Thinking")
_OF = Slot("thing", "thing", needed=False, things=("text", "offer", "letter"))
_CHOICES = Slot("choice", "choices", many=True, needed=False)


def _package(here: Here, given: Given) -> Package:
    """The choices typed, or those of an offer, letter or text."""
    thing: Thing | None = given.get("thing")
    if thing is None:
        return choices_of(given)
    if thing.kind == "text":
        return closes(drafting.seen_text(here, thing).text)
    return drafting.offered(here, thing)


def _text(here: Here, given: Given) -> Instrument:
    """The text meant, or a treaty of the principals that writes the package."""
    thing: Thing | None = given.get("thing")
    if thing is not None and thing.kind == "text":
        return drafting.seen_text(here, thing).text
    return drafting.drafted(here, Given({**given.values, "choices": _package(here, given)}))


def _points(here: Here, given: Given) -> Deed:
    package = _package(here, given)
    if not package:
        raise Misunderstood(tr("Points of what? /points o1, /points t1, or /points ISSUE=OPTION …"))
    names = here.scene.names
    return Inquire(
        Points(package), lambda answer: [names.package(package) + ".", *tell_points(names, answer)]
    )


def _check(here: Here, given: Given) -> Deed:
    text = _text(here, given)
    return Inquire(Validate(text), tell_problems)


def _whips(here: Here, given: Given) -> Deed:
    text = _text(here, given)
    if not text.clauses:
        raise Misunderstood(tr("The whips need a text or a package: /whips t1, or /whips ISSUE=OPTION …"))
    return Inquire(Ratify(text), tell_whips)


def who_sees(here: Here, act: Act) -> Deed:
    """Ask who would see this act."""
    scene = here.scene
    return Inquire(
        Exposure(act), lambda answer: [scene.handles.spell(line) for line in foreseen(scene, answer, act)]
    )


# -- answers ----------------------------------------------------------------------------------------------------


def tell_points(names: Names, answer: AnswerBody) -> list[str]:
    """What a package is worth."""
    if not isinstance(answer, PointsAnswer):
        return denied(answer)
    lines = [_worth(answer.points, answer.batna)]
    crossed = [names.choice(choice) for choice in answer.red_lines]
    return [*lines, crossing(crossed)] if crossed else lines


def _worth(points: int, batna: int) -> str:
    """The points, beside what no deal is worth."""
    by = points - batna
    if by > 0:
        return tr(
            "Worth {points} to you, {by} more than no deal ({batna}).", points=points, by=by, batna=batna
        )
    if by < 0:
        return tr(
            "Worth {points} to you, {by} less than no deal ({batna}).", points=points, by=-by, batna=batna
        )
    return tr("Worth {points} to you, as much as no deal ({batna}).", points=points, batna=batna)


def tell_problems(answer: AnswerBody) -> list[str]:
    """What is wrong with a text."""
    if not isinstance(answer, ValidateAnswer):
        return denied(answer)
    if not answer.problems:
        return [tr("Nothing is wrong with it. Hash {hash}.", hash=answer.hash[:8])]
    head = tr("It has {problems}:", problems=count(len(answer.problems), "problem"))
    return [head, *(f"{n}. {one_line(problem)}" for n, problem in enumerate(answer.problems, 1))]


def tell_whips(answer: AnswerBody) -> list[str]:
    """The ratification sum, term by term."""
    if not isinstance(answer, RatifyAnswer):
        return denied(answer)
    passes = (
        tr("Your home would ratify it.") if answer.total >= answer.needs else tr("Your home would refuse it.")
    )
    terms = [f"{term.amount:+d} {spelled(term.why)}" for term in answer.terms]
    counted = tr("The whips count {total} of {needs}.", total=answer.total, needs=answer.needs)
    return [sentences(counted, passes), *terms]


def tell_exposure(names: Names, answer: AnswerBody, act: Act) -> list[str]:
    """Who would see an act, what it costs, how it may come out."""
    if not isinstance(answer, ExposureAnswer):
        return denied(answer)
    lines = []
    if answer.envoys or answer.capital:
        lines.append(tr("It costs {costs}.", costs=costs(answer.envoys, answer.capital)))
    lines += tell_circle(names, answer, act)
    if answer.refused:
        lines.append(sentences(tr("But now it would be refused."), refusal(answer.refused)))
    return lines


def tell_circle(names: Names, answer: ExposureAnswer, act: Act) -> list[str]:
    """Who would see an act, and by which chances it may come out."""
    others = [nation for nation in answer.sees if nation != names.me]
    lines = [_seen_by(names, answer, others, act)]
    if answer.known and not answer.public:
        lines.append(tr("That it happens is public, what is said is not."))
    return lines + [_risk(risk) for risk in answer.risks]


def foreseen(scene: Scene, answer: AnswerBody, act: Act) -> list[str]:
    """All of it, and what it would do to the dials."""
    told = tell_exposure(scene.names, answer, act)
    return [*told, *prospects.lines(scene, answer.prospects)] if isinstance(answer, ExposureAnswer) else told


def _seen_by(names: Names, answer: ExposureAnswer, others: list[NationId], act: Act) -> str:
    """Who sees it, and when."""
    who = names.nations(others, none=tr("nobody but you"))
    if answer.sealed:
        line = sentences(
            _until_then(answer, others), _at_the_close(answer, who, act) if answer.public or others else ""
        )
    elif answer.public:
        line = tr("Everybody sees it.")
    else:
        line = tr("Seen by: {nations}.", nations=who)
    return sentences(
        line, tr("Perhaps others, before whom the text was laid.") if answer.perhaps_others else ""
    )


def _until_then(answer: ExposureAnswer, others: list[NationId]) -> str:
    """Before the turn closes, and for good if nobody sees it then either."""
    if answer.public or others:
        return tr("Nobody sees it before the turn closes.")
    return tr("Nobody sees it, now or when the turn closes.")


def _at_the_close(answer: ExposureAnswer, who: str, act: Act) -> str:
    """When sealed acts are opened; what others must do too is seen by nobody unless they all did."""
    match act:
        case Demarche():
            return tr("If all others name the same nation, everybody sees it then; if not, nobody ever does.")
        case Sign() if answer.public:
            return tr("If every party signs, everybody sees it then; if not, nobody ever does.")
        case Sign():
            return tr("If every party signs, seen then by: {nations}; if not, by nobody.", nations=who)
    return tr("Then everybody sees it.") if answer.public else tr("Then seen by: {nations}.", nations=who)


def _risk(risk: Risk) -> str:
    """One chance, as a base rate."""
    odds = percent(risk.percent)
    if risk.most:
        odds = percents(risk.percent, risk.most)
    if risk.how == "success":
        return tr("Chance that it goes well: {odds}, as far as you know.", odds=odds)
    how = spelled(risk.how)
    if not risk.shows:
        return tr("Risk of {how}: {odds}.", how=how, odds=odds)
    told = tr(
        "Risk of {how}: {odds}; it would show the {shows}.", how=how, odds=odds, shows=spelled(risk.shows)
    )
    if risk.how != "attribution":
        return told
    return sentences(told, tr("It is looked for at four turns' ends, each time with better odds."))


def refusal(code: str) -> str:
    """The refusal of this code in words."""
    return refusal_message(Refusal(code)) if code in CODES else one_line(code)


def denied(answer: object) -> list[str]:
    """A refusal: what is wrong and what to do."""
    if not isinstance(answer, Denied):
        return [tr("No answer.")]
    return [sentences(tr("Not possible."), one_line(said(answer.code, answer.message)))]


COMMANDS = (
    Command(
        "points",
        GROUP,
        tr("What a package, an offer or a text is worth to you."),
        "/points {choice} {choice2}",
        _points,
        (_OF, _CHOICES),
        ("worth",),
    ),
    Command(
        "check",
        GROUP,
        tr("What the validator says of a text, or of one that you describe as for /draft."),
        "/check treaty {choice} with {nation}",
        _check,
        (_OF, DRAFT[0], _CHOICES, *DRAFT[3:]),
        ("validate",),
    ),
    Command(
        "whips",
        GROUP,
        tr("Would your home ratify a text or a package? Every term of the sum."),
        "/whips {choice}",
        _whips,
        (_OF, _CHOICES),
        ("ratify",),
    ),
)
