"""What waits for the player's answer: `/todo`.

Owns: the list of everything that is addressed to the viewer and unanswered, each with the command that answers it.
Does not know: how things came about.
"""

from __future__ import annotations

from detente_client import phrases
from detente_client.commands import drafting
from detente_client.describe.bodies import motion
from detente_client.describe.remedies import hint_for, line_of
from detente_client.describe.told import Scene
from detente_client.naming import count
from detente_wire.seen import InstrumentSeen
from detente_wire.terms import Instrument, closes


def waiting_lines(scene: Scene) -> list[str]:
    """One thing a line, with its command."""
    lines = [
        *_invitations(scene),
        *_questions(scene),
        *_offers(scene),
        *_texts(scene),
        *_threats(scene),
        *_remedies(scene),
    ]
    return lines or ["Nothing waits for you. /ready closes your turn."]


def _invitations(scene: Scene) -> list[str]:
    name, lines = scene.handles.name, []
    for seen in scene.view.invitations():
        by = scene.names.nation(seen.by)
        lines.append(
            f"{name(seen.id)}: an invitation by {by}. /join {name(seen.id)} or /decline {name(seen.id)}"
        )
    for engaged in scene.view.my_engagements():
        asked, host = engaged.asked, scene.names.nation(engaged.asked.host)
        lines.append(
            f"{name(asked.ref)}: a {asked.kind} with {host}. /answer {name(asked.ref)} open or guarded"
        )
    return lines + _favours(scene)


def _favours(scene: Scene) -> list[str]:
    """Joint studies and appeals."""
    name, lines = scene.handles.name, []
    for study in scene.view.my_studies():
        called, by = name(study.asked.ref), scene.names.nation(study.asked.by)
        lines.append(f"{called}: a joint study that {by} proposes. /study {called} or /reject {called}")
    for appeal in scene.view.my_appeals():
        called, by = name(appeal.made.ref), scene.names.nation(appeal.made.by)
        lines.append(
            f"{called}: {by} appeals to you for {phrases.favour(appeal.made.favour)}. "
            f"/grant {called} or /reject {called}"
        )
    return lines


def _questions(scene: Scene) -> list[str]:
    view, name, lines = scene.view, scene.handles.name, []
    for asked in (question for question in view.my_questions() if view.is_open(question.channel)):
        about = f"{scene.names.nation(asked.by)} asks about {scene.names.issue(asked.issue)}"
        lines.append(f"{name(asked.ref)}: {about}. /answer {name(asked.ref)} CLAIM")
    for back in (restated for restated in view.my_restatements() if view.is_open(restated.channel)):
        claim = phrases.claim(scene.names, back.claim, back.of)
        said = f"{scene.names.nation(back.by)} says back: {claim}"
        lines.append(
            f"{name(back.ref)}: {said}. /confirm {name(back.ref)} or /correct {name(back.ref)} CLAIM"
        )
    return lines


def _offers(scene: Scene) -> list[str]:
    view, lines = scene.view, []
    for offer in view.open_offers():
        if offer.channel is None or view.is_open(offer.channel):
            name = scene.handles.name(offer.ref, "offer", "letter")
            what = count(len(offer.package), "choice")
            parts = [f"{name}: {scene.names.whose(offer.by)} offer of {what}.", scene.worth(offer.package)]
            lines.append(" ".join([*filter(None, parts), f"/read {name}, /accept {name} or /reject {name}"]))
    for given in view.my_assurances():
        if view.is_open(given.channel):
            name, clause = scene.handles.name(given.ref), phrases.clause(scene.names, given.clause)
            lines.append(f"{name}: {scene.names.does(given.by, 'undertake')}: {clause}. /accept {name}")
    for recess in view.my_recesses():
        if view.is_open(recess.channel):
            name = scene.handles.name(recess.ref)
            lines.append(f"{name}: a recess until turn {recess.until_turn}. /accept {name} or /reject {name}")
    return lines + _motions(scene)


def _motions(scene: Scene) -> list[str]:
    """Motions that want the viewer's support or vote."""
    lines = []
    for seen in scene.view.open_motions():
        name, what = scene.handles.name(seen.ref, "motion"), motion(scene, seen.motion)
        if scene.me in (seen.by, *seen.votes):
            continue
        answer = f"/vote {name} yes, no or abstain" if seen.seconder else f"/second {name}"
        lines.append(f"{name}: {scene.names.does(seen.by, 'move')} {what}. {answer}")
    return lines


def _texts(scene: Scene) -> list[str]:
    """Texts that want the viewer's initials or signature."""
    lines = []
    for seen in scene.view.texts("tabled", "initialled"):
        name = scene.handles.name(seen.ref, "text")
        if scene.me not in seen.text.parties:
            continue
        if f"sign:{seen.ref}" in scene.view.sealed or _is_settled(scene, seen.text):
            continue
        if seen.status == "initialled":
            lines.append(f"{name}: initialled by all its parties. {_when_to_sign(scene, seen)}")
        elif scene.me not in seen.initials:
            lines.append(f"{name}: on the table. /read {name}, /whips {name}, then /initial {name}")
    return lines


def _is_settled(scene: Scene, text: Instrument) -> bool:
    """Whether another text has closed what this one would close."""
    said = closes(text)
    return bool(said) and all(choice.issue in scene.view.closed for choice in said)


def _when_to_sign(scene: Scene, seen: InstrumentSeen) -> str:
    name = scene.handles.name(seen.ref, "text")
    turn = drafting.ripe_in(scene, seen)
    return f"/whips {name}, then /sign {name}" + (f", from turn {turn} on" if turn else "")


def _threats(scene: Scene) -> list[str]:
    lines = []
    for seen in scene.view.threats.values():
        threat, name = seen.threat, scene.handles.name(seen.threat.ref, "threat")
        due = "this turn" if threat.by_turn <= scene.view.turn else f"in turn {threat.by_turn}"
        if seen.how:
            continue
        if threat.nation == scene.me:
            lines.append(
                f"{name}: a threat by {scene.names.nation(threat.by)}, due {due}. /yield {name} or /firm {name}"
            )
        elif threat.by == scene.me and threat.by_turn <= scene.view.turn:
            lines.append(f"{name}: your threat is due. /carryout {name} or /backdown {name}")
    return lines


def _remedies(scene: Scene) -> list[str]:
    """Cures that are demanded of the viewer, and guarantees that it is called upon for."""
    cures = [seen.opened for seen in scene.view.open_remedies("cure") if seen.opened.nation == scene.me]
    calls = [seen.opened for seen in scene.view.open_remedies("guarantee") if seen.opened.by == scene.me]
    return [
        f"{line_of(scene, one)} by turn {one.by_turn}. {hint_for(scene, one)}" for one in (*cures, *calls)
    ]
