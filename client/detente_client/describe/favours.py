"""What is told of things half said: hints and rumours, packages put forward on a walk, joint studies, appeals.

Owns: those sentences.
Does not know: what any of it is worth.
"""

from __future__ import annotations

from detente_client import phrases
from detente_client.describe.told import Scene, Told
from detente_client.naming import capital
from detente_wire import notices

_ENDS = {
    "declined": "was declined",
    "unanswered": "was never answered",
    "withdrawn": "was called off",
    "granted": "is granted",
    "refused": "is refused",
    "paid": "has been made good: the vote was given",
}


def hinted(scene: Scene, notice: notices.Hinted, words: str) -> Told:
    """A hint, heard or talked of."""
    choice = scene.names.choice(notice.choice)
    if notice.rumour:
        who = scene.names.whom(notice.by)
        return Told(
            (f"People talk of a reception: {who} is said to have hinted at {choice}.",), "news", "talks"
        )
    line = f"{scene.names.does(notice.by, 'let')} fall at the reception: {choice}. Nobody could prove it."
    return Told((line,), "news", "you")


def referred(scene: Scene, notice: notices.Referred, words: str) -> Told:
    """A package put forward on a walk."""
    who, package = scene.names.does(notice.by, "put"), scene.names.package(notice.package)
    walk = scene.handles.name(notice.walk, "engagement")
    lines = [f"{who} forward on the walk ({walk}), ad referendum: {package}."]
    lines += [worth] if (worth := scene.worth(notice.package)) else []
    return Told((*lines, *scene.written(notice.by, words)), "urgent" if notice.by != scene.me else "news")


def study_asked(scene: Scene, notice: notices.StudyAsked, words: str) -> Told:
    """A base for a joint study."""
    name, names = scene.handles.name(notice.ref, "study"), scene.names
    line = f"{names.does(notice.by, 'propose')} to {names.whom(notice.nation)} a joint study ({name}) of: "
    line += f"{names.package(notice.base)}."
    if notice.nation != scene.me:
        return Told((line,))
    hint = f"Agree: /study {name}, or /reject {name}."
    return Told((f"{line} {hint}", *scene.written(notice.by, words)), "urgent")


def study_ended(scene: Scene, notice: notices.StudyEnded, words: str) -> Told:
    """What the experts found."""
    name = scene.handles.name(notice.ref, "study")
    if notice.how != "studied":
        return Told((f"The joint study {name} {_ENDS.get(notice.how, 'is over')}.",))
    if not notice.change:
        line = f"The joint study {name}: no change of two issues would make both of you better off."
    else:
        change = scene.names.package(notice.change)
        line = f"The joint study {name}: both of you would gain most by this change of two issues: {change}."
    return Told((line,), "news", "you")


def appeal_made(scene: Scene, notice: notices.AppealMade, words: str) -> Told:
    """A favour is asked."""
    name, names = scene.handles.name(notice.ref, "appeal"), scene.names
    favour = phrases.favour(notice.favour)
    line = f"{names.does(notice.by, 'appeal')} to {names.whom(notice.nation)} ({name}) for {favour}."
    if notice.nation != scene.me:
        return Told((line,))
    hint = f"Answer: /grant {name} or /reject {name}."
    return Told((f"{line} {hint}", *scene.written(notice.by, words)), "urgent")


def appeal_ended(scene: Scene, notice: notices.AppealEnded, words: str) -> Told:
    """What became of it."""
    name = scene.handles.name(notice.ref, "appeal")
    how = _ENDS.get(notice.how, "is over")
    return Told((f"The appeal {name} {how}.",))


def standstill_granted(scene: Scene, notice: notices.StandstillGranted, words: str) -> Told:
    """Two nations hold still for a turn."""
    who = capital(scene.names.nations(notice.parties))
    return Told((f"{who} have agreed to press each other not at all this turn.",), "news", "pressure")
