"""What is told of things half said: hints and rumours, packages put forward on a walk, joint studies, appeals.

Owns: those sentences.
Does not know: what any of it is worth.
"""

from __future__ import annotations

from detente_client.describe.told import Scene, Told
from detente_client.i18n import tr
from detente_client.words import phrases
from detente_client.words.naming import capital
from detente_wire import notices

_ENDS = {
    "declined": tr("was declined"),
    "unanswered": tr("was never answered"),
    "withdrawn": tr("was called off"),
    "granted": tr("is granted"),
    "refused": tr("is refused"),
    "paid": tr("has been made good: the vote was given"),
}


def hinted(scene: Scene, notice: notices.Hinted, words: str) -> Told:
    """A hint, heard or talked of."""
    choice = scene.names.choice(notice.choice)
    if notice.rumour:
        who = scene.names.whom(notice.by)
        return Told(
            (
                tr(
                    "People talk of a reception: {who} is said to have hinted at {choice}.",
                    who=who,
                    choice=choice,
                ),
            ),
            "news",
            "talks",
        )
    line = tr(
        "{by:^} {by:let|lets} fall at the reception: {choice}. Nobody could prove it.",
        by=scene.names.whom(notice.by),
        choice=choice,
    )
    return Told((line,), "news", "you")


def referred(scene: Scene, notice: notices.Referred, words: str) -> Told:
    """A package put forward on a walk."""
    who, package = scene.names.whom(notice.by), scene.names.package(notice.package)
    walk = scene.handles.name(notice.walk, "engagement")
    lines = [
        tr(
            "{who:^} {who:put|puts} forward on the walk ({walk}), ad referendum: {package}.",
            who=who,
            walk=walk,
            package=package,
        )
    ]
    lines += [worth] if (worth := scene.worth(notice.package)) else []
    return Told((*lines, *scene.written(notice.by, words)), "urgent" if notice.by != scene.me else "news")


def study_asked(scene: Scene, notice: notices.StudyAsked, words: str) -> Told:
    """A base for a joint study."""
    name, names = scene.handles.name(notice.ref, "study"), scene.names
    line = tr(
        "{by:^} {by:propose|proposes} to {whom} a joint study ({name}) of: {package}.",
        by=names.whom(notice.by),
        whom=names.whom(notice.nation),
        name=name,
        package=names.package(notice.base),
    )
    if notice.nation != scene.me:
        return Told((line,))
    hint = tr("Agree: /study {name}, or /reject {name}.", name=name)
    return Told((f"{line} {hint}", *scene.written(notice.by, words)), "urgent")


def study_ended(scene: Scene, notice: notices.StudyEnded, words: str) -> Told:
    """What the experts found."""
    name = scene.handles.name(notice.ref, "study")
    if notice.how != "studied":
        return Told(
            (tr("The joint study {name} {ends}.", name=name, ends=_ENDS.get(notice.how, tr("is over"))),)
        )
    if not notice.change:
        line = tr(
            "The joint study {name}: no change of two issues would make both of you better off.", name=name
        )
    else:
        change = scene.names.package(notice.change)
        line = tr(
            "The joint study {name}: both of you would gain most by this change of two issues: {change}.",
            name=name,
            change=change,
        )
    return Told((line,), "news", "you")


def appeal_made(scene: Scene, notice: notices.AppealMade, words: str) -> Told:
    """A favour is asked."""
    name, names = scene.handles.name(notice.ref, "appeal"), scene.names
    favour = phrases.favour(notice.favour)
    line = tr(
        "{by:^} {by:appeal|appeals} to {whom} ({name}) for {favour}.",
        by=names.whom(notice.by),
        whom=names.whom(notice.nation),
        name=name,
        favour=favour,
    )
    if notice.nation != scene.me:
        return Told((line,))
    hint = tr("Answer: /grant {name} or /reject {name}.", name=name)
    return Told((f"{line} {hint}", *scene.written(notice.by, words)), "urgent")


def appeal_ended(scene: Scene, notice: notices.AppealEnded, words: str) -> Told:
    """What became of it."""
    name = scene.handles.name(notice.ref, "appeal")
    how = _ENDS.get(notice.how, tr("is over"))
    return Told((tr("The appeal {name} {how}.", name=name, how=how),))


def standstill_granted(scene: Scene, notice: notices.StandstillGranted, words: str) -> Told:
    """Two nations hold still for a turn."""
    who = capital(scene.names.nations(notice.parties))
    return Told(
        (tr("{who} have agreed to press each other not at all this turn.", who=who),), "news", "pressure"
    )
