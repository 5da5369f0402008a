"""Institutions and motions: what is moved, how it is voted on, what became of it, what a body is.

Owns: one phrase for every kind of motion, what is told of bodies and decisions, a body's procedure in words.
Does not know: other notices, the commands that move and vote.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_client.describe.told import Scene, Told
from detente_client.figures import joined, listing, sequence
from detente_client.i18n import spelled, tr
from detente_client.publicpack import PublicInstitution
from detente_client.words.naming import capital, count, sentences
from detente_wire import acts, notices
from detente_wire.gate import one_line

POWERS = {
    "convene": tr("call its members together"),
    "mediate": tr("make a text its own formula"),
    "recommend": tr("recommend a text"),
    "bind": tr("bind its members to a text that they do not sign"),
    "authorise-sanctions": tr("authorise sanctions"),
    "inspect": tr("send inspectors to live with a member"),
    "arbitrate": tr("judge between its members"),
    "administer": tr("have a mission perform a clause"),
    "fund": tr("help a nation from its fund"),
}
FACILITIES = {
    "secure-venue": tr("a room that hardly leaks"),
    "secretariat": tr("a secretariat: to table and amend there is free"),
    "hotline": tr("a hotline: half the accidents between its members"),
    "inspectorate": tr("inspectors"),
    "court": tr("a court"),
    "fund": tr("a fund"),
    "mission": tr("a mission"),
}


def motion(scene: Scene, act: acts.Motion) -> str:
    """What is moved, after ``moves``."""
    nation = scene.names.whom(act.nation)
    text = scene.text(act.ref)
    match act.kind:
        case "recess":
            return tr("a recess until turn {until_turn}", until_turn=act.until_turn)
        case "agenda":
            return tr("that {issue} be the agenda", issue=scene.names.issue(act.issue))
        case "elect":
            return tr("that {nation} take the chair", nation=nation)
        case "basis":
            return tr("that {text} be the basis of the table", text=text)
        case "close":
            return tr("that the debate be closed and a vote taken")
        case "adjourn":
            return tr("that the talks be adjourned without a date")
        case "recommend":
            return tr("that {text} be recommended", text=text)
        case "sanction":
            return tr("that sanctions on {nation} be authorised", nation=nation)
        case "inspect":
            return tr("that inspectors live with {nation}", nation=nation)
        case "mediate":
            return tr("that {text} be a formula of the body's own", text=text)
        case "bind":
            return tr("that {text} bind the members of the body, signed or not", text=text)
        case "administer":
            return tr("that a mission perform clause {clause} of {text}", clause=act.clause, text=text)
        case "fund":
            return tr("that the fund help {nation}", nation=nation)
        case "rescind":
            return tr("that {thing} be taken back", thing=scene.thing(act.ref, "motion"))
        case _:
            return spelled(act.kind)


def stands(scene: Scene, notice: notices.InstitutionStands, words: str) -> Told:
    """A body exists."""
    name = scene.names.body(notice.institution)
    if not notice.founders:
        return Told(
            (
                tr(
                    "{name} stands ready ({institution}): /bodies.",
                    name=capital(name),
                    institution=one_line(notice.institution),
                ),
            ),
            "news",
            "world",
        )
    by = scene.names.nations(notice.founders)
    line = tr(
        "{name} is founded by {by}; it works from turn {from_turn} on: /bodies.",
        name=capital(name),
        by=by,
        from_turn=notice.from_turn,
    )
    return Told((line,), "news", "world")


def ended(scene: Scene, notice: notices.InstitutionEnded, words: str) -> Told:
    """A body is no more."""
    return Told(
        (tr("{body} is dissolved.", body=capital(scene.names.body(notice.institution))),), "news", "world"
    )


def decided(scene: Scene, notice: notices.MotionDecided, words: str) -> Told:
    """What became of a motion, and who voted how."""
    name = scene.handles.name(notice.ref, "motion")
    where = f"{capital(scene.names.body(notice.institution))}: " if notice.institution else ""
    whose, what = capital(scene.names.whose(notice.by)), motion(scene, notice.motion)
    if notice.result == "lapsed":
        line = tr("{whose} motion {name}, {motion}, lapses.", whose=whose, name=name, motion=what)
        return Told((where + line,))
    line = tr(
        "{whose} motion {name}, {motion}, is {result}: {votes}.",
        whose=whose,
        name=name,
        motion=what,
        result=spelled(notice.result),
        votes=votes(scene, notice),
    )
    return Told((where + line,), "news", "world" if notice.institution else "talks")


def votes(scene: Scene, notice: notices.MotionDecided) -> str:
    """``2 of 3 votes needed; for it China, against it you``."""
    rows = ((tr("for it"), notice.yes), (tr("against it"), notice.no), (tr("abstaining"), notice.abstained))
    how = [f"{said} {scene.names.nations(who)}" for said, who in rows if who]
    outside = (
        [tr("{votes} from outside", votes=count(notice.outside_yes, "vote"))] if notice.outside_yes else []
    )
    veto = [tr("{whose} No is a veto", whose=scene.names.whose(who)) for who in notice.vetoed]
    head = tr("{votes} where it takes {needs}", votes=count(notice.votes, "vote"), needs=notice.needs)
    return sequence([head, listing([*how, *outside]), *veto])


# -- the page ---------------------------------------------------------------------------------------------------


def body_lines(scene: Scene) -> list[str]:
    """Every body of the crisis: whether it stands, who belongs to it, how it decides, what it has decided."""
    if not scene.pack.institutions:
        return [tr("No institution has a part in this crisis.")]
    return [
        line for body in scene.pack.institutions for line in (*_body(scene, body), *_decisions(scene, body))
    ]


def _body(scene: Scene, body: PublicInstitution) -> Iterator[str]:
    names, seen = scene.names, scene.view.bodies.get(body.id)
    yield f"{body.title} ({body.id}), {_existence(scene, body)}. {body.description}"
    for line in _ways(scene, body):
        yield f"   {line}"
    if seen is not None and seen.chair is not None:
        yield f"   {tr('In the chair, by election: {nation}.', nation=names.nation(seen.chair))}"


def _ways(scene: Scene, body: PublicInstitution) -> Iterator[str]:
    """Who belongs to it, how it decides, what it can do and has."""
    names = scene.names
    officers = capital(names.nations(body.officers)) if body.officers else ""
    yield sentences(
        tr("Members: {nations}.", nations=names.nations(body.members)),
        tr("{nations} may convene it and has no vote.", nations=officers) if officers else "",
        tr("Chair: {chair}.", chair=_chair(scene, body)),
    )
    agenda = (
        tr("the chair sets the agenda")
        if body.chair_agenda
        else tr("every member may put items on the agenda")
    )
    yield tr("It decides {rule}; {agenda}.", rule=_rule(scene, body), agenda=agenda)
    if body.powers:
        yield tr("It can {powers}.", powers=joined(POWERS.get(power, power) for power in body.powers))
    if body.facilities:
        yield tr(
            "It has {facilities}.",
            facilities=joined(FACILITIES.get(one, one) for one in body.facilities),
        )


def _existence(scene: Scene, body: PublicInstitution) -> str:
    seen = scene.view.bodies.get(body.id)
    if seen is not None:
        return (
            tr("at work")
            if seen.from_turn <= scene.view.turn
            else tr("at work from turn {from_turn} on", from_turn=seen.from_turn)
        )
    if not body.exists:
        return tr("not founded")
    return tr("from turn {from_turn} on", from_turn=body.from_turn)


def _chair(scene: Scene, body: PublicInstitution) -> str:
    words = {
        "host": tr("whoever convenes it"),
        "rotating": tr("a member a turn"),
        "elected": tr("elected; until then who convenes it"),
        "none": tr("none"),
    }
    return words.get(body.chair) or scene.names.nation(body.chair)


def _rule(scene: Scene, body: PublicInstitution) -> str:
    """How it decides on substance, in words."""
    seats = sum(dict(body.weights).get(member, 1) for member in body.members) + body.outside
    rule = {
        "unanimity": tr("with nobody against"),
        "two-thirds": tr("by two thirds of the votes in the room"),
        "weighted": tr("by more than half of the weighted votes in the room"),
    }.get(body.voting, tr("by more than half of the votes in the room"))
    if body.needs:
        rule = tr("with {needs} of {seats} votes", needs=body.needs, seats=seats)
    parts = [rule]
    if body.weights:
        said = joined(f"{scene.names.nation(nation)} {votes}" for nation, votes in body.weights)
        parts.append(tr("weighing {said}", said=said))
    if body.outside:
        parts.append(
            tr(
                "{seats} outside, of which about {outside_yes} follow the mover",
                seats=count(body.outside, "seat"),
                outside_yes=body.outside_yes,
            )
        )
    if body.vetoes:
        parts.append(tr("a No of {nations} kills", nations=scene.names.nations(body.vetoes)))
    return listing(parts)


def _decisions(scene: Scene, body: PublicInstitution) -> Iterator[str]:
    for seen in scene.view.decisions():
        if seen.decided is not None and seen.decided.institution == body.id:
            name = scene.handles.name(seen.ref, "motion")
            said = tr(
                "Decided in turn {turn} ({name}): {motion}.",
                turn=seen.turn,
                name=name,
                motion=motion(scene, seen.motion),
            )
            yield f"   {said}"
