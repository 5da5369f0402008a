"""Institutions and motions: what is moved, how it is voted on, what became of it, what a body is.

Owns: one phrase for every kind of motion, what is told of bodies and decisions, a body's procedure in words.
Does not know: other notices, the commands that move and vote.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_client.describe.told import Scene, Told
from detente_client.naming import capital, count, joined
from detente_client.publicpack import PublicInstitution
from detente_wire import acts, notices
from detente_wire.gate import one_line

POWERS = {
    "convene": "call its members together", "mediate": "make a text its own formula",
    "recommend": "recommend a text", "bind": "bind its members to a text that they do not sign",
    "authorise-sanctions": "authorise sanctions", "inspect": "send inspectors to live with a member",
    "arbitrate": "judge between its members", "administer": "have a mission perform a clause",
    "fund": "help a nation from its fund",
}  # fmt: skip
FACILITIES = {
    "secure-venue": "a room that hardly leaks", "secretariat": "a secretariat: to table and amend there is free",
    "hotline": "a hotline: half the accidents between its members", "inspectorate": "inspectors", "court": "a court",
    "fund": "a fund", "mission": "a mission",
}  # fmt: skip


def motion(scene: Scene, act: acts.Motion) -> str:
    """What is moved, after ``moves``."""
    nation = scene.names.whom(act.nation)
    text = scene.text(act.ref)
    match act.kind:
        case "recess":
            return f"a recess until turn {act.until_turn}"
        case "agenda":
            return f"that {scene.names.issue(act.issue)} be the agenda"
        case "elect":
            return f"that {nation} take the chair"
        case "basis":
            return f"that {text} be the basis of the table"
        case "close":
            return "that the debate be closed and a vote taken"
        case "adjourn":
            return "that the talks be adjourned without a date"
        case "recommend":
            return f"that {text} be recommended"
        case "sanction":
            return f"that sanctions on {nation} be authorised"
        case "inspect":
            return f"that inspectors live with {nation}"
        case "mediate":
            return f"that {text} be a formula of the body's own"
        case "bind":
            return f"that {text} bind the members of the body, signed or not"
        case "administer":
            return f"that a mission perform clause {act.clause} of {text}"
        case "fund":
            return f"that the fund help {nation}"
        case "rescind":
            return f"that {scene.thing(act.ref, 'motion')} be taken back"
        case _:
            return one_line(act.kind).replace("-", " ")


def stands(scene: Scene, notice: notices.InstitutionStands, words: str) -> Told:
    """A body exists."""
    name = scene.names.body(notice.institution)
    if not notice.founders:
        return Told(
            (f"{capital(name)} stands ready ({one_line(notice.institution)}): /bodies.",), "news", "world"
        )
    by = scene.names.nations(notice.founders)
    line = f"{capital(name)} is founded by {by}; it works from turn {notice.from_turn} on: /bodies."
    return Told((line,), "news", "world")


def ended(scene: Scene, notice: notices.InstitutionEnded, words: str) -> Told:
    """A body is no more."""
    return Told((f"{capital(scene.names.body(notice.institution))} is dissolved.",), "news", "world")


def decided(scene: Scene, notice: notices.MotionDecided, words: str) -> Told:
    """What became of a motion, and who voted how."""
    name = scene.handles.name(notice.ref, "motion")
    where = f"{capital(scene.names.body(notice.institution))}: " if notice.institution else ""
    what = f"{scene.names.whose(notice.by)} motion {name}, {motion(scene, notice.motion)}"
    if notice.result == "lapsed":
        return Told((f"{where}{capital(what)}, lapses.",))
    line = f"{where}{capital(what)}, is {one_line(notice.result)}: {votes(scene, notice)}."
    return Told((line,), "news", "world" if notice.institution else "talks")


def votes(scene: Scene, notice: notices.MotionDecided) -> str:
    """``2 of 3 votes needed; for it China, against it you``."""
    rows = (("for it", notice.yes), ("against it", notice.no), ("abstaining", notice.abstained))
    how = [f"{said} {scene.names.nations(who)}" for said, who in rows if who]
    outside = [f"{count(notice.outside_yes, 'vote')} from outside"] if notice.outside_yes else []
    veto = [f"{scene.names.whose(who)} No is a veto" for who in notice.vetoed]
    head = f"{count(notice.votes, 'vote')} where it takes {notice.needs}"
    return "; ".join([head, ", ".join([*how, *outside]), *veto])


# -- the page ---------------------------------------------------------------------------------------------------


def body_lines(scene: Scene) -> list[str]:
    """Every body of the crisis: whether it stands, who belongs to it, how it decides, what it has decided."""
    if not scene.pack.institutions:
        return ["No institution has a part in this crisis."]
    return [
        line for body in scene.pack.institutions for line in (*_body(scene, body), *_decisions(scene, body))
    ]


def _body(scene: Scene, body: PublicInstitution) -> Iterator[str]:
    names, seen = scene.names, scene.view.bodies.get(body.id)
    yield f"{body.title} ({body.id}), {_existence(scene, body)}. {body.description}"
    officers = (
        f" {capital(names.nations(body.officers))} may convene it and has no vote." if body.officers else ""
    )
    yield f"   Members: {names.nations(body.members)}.{officers} Chair: {_chair(scene, body)}."
    agenda = "the chair sets the agenda" if body.chair_agenda else "every member may put items on the agenda"
    yield f"   It decides {_rule(scene, body)}; {agenda}."
    if body.powers:
        yield f"   It can {joined(POWERS.get(power, power) for power in body.powers)}."
    if body.facilities:
        yield f"   It has {joined(FACILITIES.get(one, one) for one in body.facilities)}."
    if seen is not None and seen.chair is not None:
        yield f"   In the chair, by election: {names.nation(seen.chair)}."


def _existence(scene: Scene, body: PublicInstitution) -> str:
    seen = scene.view.bodies.get(body.id)
    if seen is not None:
        return "at work" if seen.from_turn <= scene.view.turn else f"at work from turn {seen.from_turn} on"
    if not body.exists:
        return "not founded"
    return f"from turn {body.from_turn} on"


def _chair(scene: Scene, body: PublicInstitution) -> str:
    words = {
        "host": "whoever convenes it", "rotating": "a member a turn", "elected": "elected; until then who convenes it",
        "none": "none",
    }  # fmt: skip
    return words.get(body.chair) or scene.names.nation(body.chair)


def _rule(scene: Scene, body: PublicInstitution) -> str:
    """How it decides on substance, in words."""
    seats = sum(dict(body.weights).get(member, 1) for member in body.members) + body.outside
    rule = {
        "unanimity": "with nobody against", "two-thirds": "by two thirds of the votes in the room",
        "weighted": "by more than half of the weighted votes in the room",
    }.get(body.voting, "by more than half of the votes in the room")  # fmt: skip
    if body.needs:
        rule = f"with {body.needs} of {seats} votes"
    parts = [rule]
    if body.weights:
        said = joined(f"{scene.names.nation(nation)} {votes}" for nation, votes in body.weights)
        parts.append(f"weighing {said}")
    if body.outside:
        parts.append(f"{body.outside} seats outside, of which about {body.outside_yes} follow the mover")
    if body.vetoes:
        parts.append(f"a No of {scene.names.nations(body.vetoes)} kills")
    return ", ".join(parts)


def _decisions(scene: Scene, body: PublicInstitution) -> Iterator[str]:
    for seen in scene.view.decisions():
        if seen.decided is not None and seen.decided.institution == body.id:
            name = scene.handles.name(seen.ref, "motion")
            yield f"   Decided in turn {seen.turn} ({name}): {motion(scene, seen.motion)}."
