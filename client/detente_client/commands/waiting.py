"""What waits for the player's answer: `/todo`.

Owns: the list of everything that is addressed to the viewer and unanswered, each with the command that answers it.
Does not know: how things came about.
"""

from __future__ import annotations

from detente_client.commands import drafting
from detente_client.describe.bodies import motion
from detente_client.describe.knowledge import ENGAGEMENTS
from detente_client.describe.remedies import hint_for, line_of
from detente_client.describe.told import Scene
from detente_client.i18n import tr
from detente_client.words import phrases
from detente_client.words.naming import count, sentences
from detente_wire.seen import InstrumentSeen
from detente_wire.terms import Instrument, closes


def waiting_lines(scene: Scene) -> list[str]:
    """One thing a line, with its command."""
    if scene.me is None:
        return [tr("You hold no seat: nothing waits for you.")]
    if scene.view.ended is not None:
        return [tr("The match is over: nothing waits for you.")]
    lines = [*_answerable(scene), *_texts(scene)]
    if not scene.view.turn:
        return lines or [tr("Nothing waits for you.")]
    return lines or [tr("Nothing waits for you. /ready closes your turn.")]


def waiting(scene: Scene) -> int:
    """How many things wait that the player can answer now; none for who has no seat or after the end."""
    if scene.me is None or scene.view.ended is not None:
        return 0
    return len(_answerable(scene)) + len(_texts(scene, now=True))


def _answerable(scene: Scene) -> list[str]:
    """All but texts."""
    return [
        *_invitations(scene),
        *_questions(scene),
        *_offers(scene),
        *_threats(scene),
        *_remedies(scene),
    ]


def _invitations(scene: Scene) -> list[str]:
    name, lines = scene.handles.name, []
    for seen in scene.view.invitations():
        by = scene.names.nation(seen.by)
        lines.append(
            tr("{name}: an invitation by {by}. /join {name} or /decline {name}", name=name(seen.id), by=by)
        )
    for engaged in scene.view.my_engagements():
        asked, host = engaged.asked, scene.names.nation(engaged.asked.host)
        lines.append(
            tr(
                "{name}: {kind} with {host}. /answer {name} open, /answer {name} guarded or /reject {name}",
                name=name(asked.ref),
                kind=ENGAGEMENTS[asked.kind],
                host=host,
            )
        )
    return lines + _favours(scene)


def _favours(scene: Scene) -> list[str]:
    """Joint studies and appeals."""
    name, lines = scene.handles.name, []
    for study in scene.view.my_studies():
        called, by = name(study.asked.ref), scene.names.nation(study.asked.by)
        lines.append(
            tr(
                "{called}: a joint study that {by} proposes. /study {called} or /reject {called}",
                called=called,
                by=by,
            )
        )
    for appeal in scene.view.my_appeals():
        called, by = name(appeal.made.ref), scene.names.nation(appeal.made.by)
        lines.append(
            tr(
                "{called}: {by} appeals to you for {favour}. /grant {called} or /reject {called}",
                called=called,
                by=by,
                favour=phrases.favour(appeal.made.favour),
            )
        )
    return lines


def _questions(scene: Scene) -> list[str]:
    view, name, lines = scene.view, scene.handles.name, []
    for asked in (question for question in view.my_questions() if view.is_open(question.channel)):
        lines.append(
            tr(
                "{name}: {nation} asks about {issue}. /answer {name} CLAIM",
                name=name(asked.ref),
                nation=scene.names.nation(asked.by),
                issue=scene.names.issue(asked.issue),
            )
        )
    for back in (restated for restated in view.my_restatements() if view.is_open(restated.channel)):
        claim = phrases.claim(scene.names, back.claim, back.of)
        lines.append(
            tr(
                "{name}: {nation} says back: {claim}. /confirm {name} or /correct {name} CLAIM",
                name=name(back.ref),
                nation=scene.names.nation(back.by),
                claim=claim,
            )
        )
    return lines


def _offers(scene: Scene) -> list[str]:
    view, lines = scene.view, []
    for offer in view.open_offers():
        if offer.channel is None or view.is_open(offer.channel):
            name = scene.handles.name(offer.ref, "offer", "letter")
            what = count(len(offer.package), "choice")
            whose = scene.names.whose(offer.by)
            head = tr("{name}: {whose} offer of {choices}.", name=name, whose=whose, choices=what)
            answers = tr("/read {name}, /accept {name} or /reject {name}", name=name)
            lines.append(sentences(head, scene.worth(offer.package), answers))
    for given in view.my_assurances():
        if view.is_open(given.channel):
            name, clause = scene.handles.name(given.ref), phrases.clause(scene.names, given.clause)
            lines.append(
                tr(
                    "{name}: {by:^} {by:undertake|undertakes}: {clause}. /accept {name}",
                    name=name,
                    by=scene.names.whom(given.by),
                    clause=clause,
                )
            )
    for recess in view.my_recesses():
        if view.is_open(recess.channel):
            name = scene.handles.name(recess.ref)
            lines.append(
                tr(
                    "{name}: a recess until turn {until_turn}. /accept {name} or /reject {name}",
                    name=name,
                    until_turn=recess.until_turn,
                )
            )
    return lines + _motions(scene)


def _motions(scene: Scene) -> list[str]:
    """Motions that want the viewer's support or vote."""
    lines = []
    for seen in scene.view.open_motions():
        name, what = scene.handles.name(seen.ref, "motion"), motion(scene, seen.motion)
        if scene.me in (seen.by, *seen.votes):
            continue
        answer = (
            tr("/vote {name} yes, no or abstain", name=name)
            if seen.seconder
            else tr("/second {name}", name=name)
        )
        lines.append(
            tr(
                "{name}: {by:^} {by:move|moves} {what}. {answer}",
                name=name,
                by=scene.names.whom(seen.by),
                what=what,
                answer=answer,
            )
        )
    return lines


def _texts(scene: Scene, *, now: bool = False) -> list[str]:
    """Texts that want the viewer's initials or signature; `now`: not those whose time to sign is yet to come."""
    lines = []
    for seen in scene.view.texts("tabled", "initialled"):
        name = scene.handles.name(seen.ref, "text")
        if scene.me not in seen.text.parties:
            continue
        if f"sign:{seen.ref}" in scene.view.sealed or _is_settled(scene, seen.text):
            continue
        if seen.status == "initialled":
            if now and drafting.ripe_in(scene, seen):
                continue
            lines.append(
                tr(
                    "{name}: initialled by all its parties. {when_to_sign}",
                    name=name,
                    when_to_sign=_when_to_sign(scene, seen),
                )
            )
        elif scene.me not in seen.initials:
            lines.append(
                tr("{name}: on the table. /read {name}, /whips {name}, then /initial {name}", name=name)
            )
    return lines


def _is_settled(scene: Scene, text: Instrument) -> bool:
    """Whether another text has closed what this one would close."""
    said = closes(text)
    return bool(said) and all(choice.issue in scene.view.closed for choice in said)


def _when_to_sign(scene: Scene, seen: InstrumentSeen) -> str:
    name = scene.handles.name(seen.ref, "text")
    turn = drafting.ripe_in(scene, seen)
    if turn:
        return tr("/whips {name}, then /sign {name}, from turn {turn} on", name=name, turn=turn)
    return tr("/whips {name}, then /sign {name}", name=name)


def _threats(scene: Scene) -> list[str]:
    lines = []
    for seen in scene.view.threats.values():
        threat, name = seen.threat, scene.handles.name(seen.threat.ref, "threat")
        due = (
            tr("this turn")
            if threat.by_turn <= scene.view.turn
            else tr("in turn {by_turn}", by_turn=threat.by_turn)
        )
        if seen.how:
            continue
        if threat.nation == scene.me:
            lines.append(
                tr(
                    "{name}: a threat by {nation}, due {due}. /yield {name} or /firm {name}",
                    name=name,
                    nation=scene.names.nation(threat.by),
                    due=due,
                )
            )
        elif threat.by == scene.me and threat.by_turn <= scene.view.turn:
            lines.append(tr("{name}: your threat is due. /carryout {name} or /backdown {name}", name=name))
    return lines


def _remedies(scene: Scene) -> list[str]:
    """Cures that are demanded of the viewer, and guarantees that it is called upon for."""
    cures = [seen.opened for seen in scene.view.open_remedies("cure") if seen.opened.nation == scene.me]
    calls = [seen.opened for seen in scene.view.open_remedies("guarantee") if seen.opened.by == scene.me]
    return [f"{line_of(scene, one)} {hint_for(scene, one)}" for one in (*cures, *calls)]
