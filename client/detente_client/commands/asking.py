"""The commands that ask the server about one's own position: points, the whips, a text's problems, who sees.

Owns: these rows of the table, and how each answer is told.
Does not know: how anything is reckoned.
"""

from __future__ import annotations

from detente_client.commands import drafting
from detente_client.commands.arguments import choices_of
from detente_client.commands.deeds import Deed, Inquire
from detente_client.commands.grammar import Command, Given
from detente_client.commands.texts import DRAFT
from detente_client.describe.told import costs
from detente_client.handles import Thing
from detente_client.language import Misunderstood
from detente_client.naming import Names, count, joined
from detente_client.slots import Here, Slot
from detente_wire.acts import Act
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

GROUP = "Thinking"
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
        raise Misunderstood("Points of what? /points o1, /points t1, or /points ISSUE=OPTION …")
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
        raise Misunderstood("The whips need a text or a package: /whips t1, or /whips ISSUE=OPTION …")
    return Inquire(Ratify(text), tell_whips)


def who_sees(here: Here, act: Act) -> Deed:
    """Ask who would see this act."""
    names, handles = here.scene.names, here.scene.handles
    return Inquire(
        Exposure(act), lambda answer: [handles.spell(line) for line in tell_exposure(names, answer)]
    )


# -- answers ----------------------------------------------------------------------------------------------------


def tell_points(names: Names, answer: AnswerBody) -> list[str]:
    """What a package is worth."""
    if not isinstance(answer, PointsAnswer):
        return denied(answer)
    difference = answer.points - answer.batna
    better = (
        "as much as" if not difference else f"{abs(difference)} {'more' if difference > 0 else 'less'} than"
    )
    lines = [f"Worth {answer.points} to you, {better} no deal ({answer.batna})."]
    crossed = joined([names.choice(choice) for choice in answer.red_lines])
    return lines + ([f"It crosses your red line: {crossed}."] if answer.red_lines else [])


def tell_problems(answer: AnswerBody) -> list[str]:
    """What is wrong with a text."""
    if not isinstance(answer, ValidateAnswer):
        return denied(answer)
    if not answer.problems:
        return [f"Nothing is wrong with it. Hash {answer.hash[:8]}."]
    head = f"It has {count(len(answer.problems), 'problem')}:"
    return [head, *(f"{n}. {one_line(problem)}" for n, problem in enumerate(answer.problems, 1))]


def tell_whips(answer: AnswerBody) -> list[str]:
    """The ratification sum, term by term."""
    if not isinstance(answer, RatifyAnswer):
        return denied(answer)
    passes = "Your home would ratify it." if answer.total >= answer.needs else "Your home would refuse it."
    terms = [f"{term.amount:+d} {one_line(term.why).replace('-', ' ')}" for term in answer.terms]
    return [f"The whips count {answer.total} of {answer.needs}. {passes}", *terms]


def tell_exposure(names: Names, answer: AnswerBody) -> list[str]:
    """Who would see an act, what it costs, how it may come out."""
    if not isinstance(answer, ExposureAnswer):
        return denied(answer)
    others = [nation for nation in answer.sees if nation != names.me]
    lines = [f"It costs {costs(answer.envoys, answer.capital)}."] if answer.envoys or answer.capital else []
    lines.append(_seen_by(names, answer, others))
    lines += ["That it happens is public, what is said is not."] if answer.known and not answer.public else []
    lines += [_risk(risk) for risk in answer.risks]
    return lines + ([f"But now it would be refused. {_refusal(answer.refused)}"] if answer.refused else [])


def _seen_by(names: Names, answer: ExposureAnswer, others: list[NationId]) -> str:
    """Who sees it, and when."""
    when = "Nobody sees it before the turn closes. Then " if answer.sealed else ""
    if answer.public:
        line = f"{when}everybody sees it."
    elif when and not others:
        line = "Nobody sees it, now or when the turn closes."
    else:
        line = f"{when}seen by: {names.nations(others, none='nobody but you')}."
    more = " Perhaps others, before whom the text was laid." if answer.perhaps_others else ""
    return line[0].upper() + line[1:] + more


def _risk(risk: Risk) -> str:
    """One chance, as a base rate."""
    if risk.how == "success":
        return f"Chance that it goes well: {risk.percent} %, as far as you know."
    shows = f"; it would show the {one_line(risk.shows)}" if risk.shows else ""
    return f"Risk of {one_line(risk.how).replace('-', ' ')}: {risk.percent} %{shows}."


def _refusal(code: str) -> str:
    """The refusal of this code in words."""
    return Refusal(code).message() if code in CODES else one_line(code)


def denied(answer: object) -> list[str]:
    """A refusal: what is wrong and what to do."""
    return [f"Not possible. {one_line(answer.message)}"] if isinstance(answer, Denied) else ["No answer."]


COMMANDS = (
    Command(
        "points",
        GROUP,
        "What a package, an offer or a text is worth to you.",
        "/points {choice} {choice2}",
        _points,
        (_OF, _CHOICES),
        ("worth",),
    ),
    Command(
        "check",
        GROUP,
        "What the validator says of a text, or of one that you describe as for /draft.",
        "/check treaty {choice} with {nation}",
        _check,
        (_OF, DRAFT[0], _CHOICES, *DRAFT[3:]),
        ("validate",),
    ),
    Command(
        "whips",
        GROUP,
        "Would your home ratify a text or a package? Every term of the sum.",
        "/whips {choice}",
        _whips,
        (_OF, _CHOICES),
        ("ratify",),
    ),
)
