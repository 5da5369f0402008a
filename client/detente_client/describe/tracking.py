"""Where a letter is: on its way, arrived, answered, and through whose hands it came, as far as one was told.

Owns: `Station`, `stations`, the way in one line.
Does not know: how it is drawn; what nobody was told.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import frozen

from detente_client.describe.told import Scene
from detente_client.figures import sequence
from detente_client.i18n import tr
from detente_wire.notices import Letter
from detente_wire.terms import Ref

Tone = Literal["calm", "tense", "grave"]


@frozen
class Station:
    """Something that happened to a letter, or is expected to."""

    text: str
    tone: Tone = "calm"


def stations(scene: Scene, ref: Ref, told: Iterable[Letter] = ()) -> list[Station]:
    """What is known of a letter's way, in order; `told`: all that was told of it."""
    known = list(told) or [
        seen.item.notice
        for seen in (scene.view.letters.get(ref),)
        if seen and isinstance(seen.item.notice, Letter)
    ]
    if not known:
        return []
    found = [station for notice in known for station in _told(scene, notice)]
    answers = _answers(scene, ref)
    if not answers and any(notice.how == "arrived" for notice in known) and scene.me != known[0].by:
        answers = [Station(tr("you have not answered"), "tense")]
    return found + answers


def _told(scene: Scene, notice: Letter) -> list[Station]:
    match notice.how:
        case "sent":
            return [_on_its_way(scene, notice)]
        case "arrived":
            late = notice.sent_turn < scene.view.turn and _transit(scene, notice) > 0
            return [Station(tr("written in turn {turn}", turn=notice.sent_turn))] if late else []
        case "intercepted":
            return [Station(tr("read on its way by your service; they do not know"), "tense")]
        case "published":
            return [Station(tr("printed by {nation}", nation=scene.names.whom(notice.via)), "grave")]
        case "forwarded" | "quoted":
            sure = (
                tr("certified authentic") if notice.certified else tr("nobody can check that it is authentic")
            )
            how = tr("handed on") if notice.how == "forwarded" else tr("read out")
            who = scene.names.whom(notice.via)
            return [Station(tr("{how} by {nation}, {sure}", how=how, nation=who, sure=sure), "tense")]


def _transit(scene: Scene, notice: Letter) -> int:
    medium = scene.pack.medium(notice.letter.medium)
    return medium.transit if medium else 0


def _on_its_way(scene: Scene, notice: Letter) -> Station:
    """Whether it has come one does not hear: a letter may be lost, and then nothing tells of it."""
    arrives, medium = notice.sent_turn + _transit(scene, notice), scene.pack.medium(notice.letter.medium)
    if arrives > scene.view.turn:
        return Station(tr("on its way, arrives in turn {turn}", turn=arrives), "tense")
    if medium is not None and medium.lost:
        return Station(tr("due in turn {turn}; it may have been lost", turn=arrives), "tense")
    return Station(
        tr("arrived in turn {turn}", turn=arrives) if arrives > notice.sent_turn else tr("arrived at once")
    )


def _answers(scene: Scene, ref: Ref) -> list[Station]:
    """The letters that answer it."""
    names = [
        scene.handles.name(other, "letter")
        for other, seen in scene.view.letters.items()
        if seen.letter.reply_to == ref
    ]
    return [Station(tr("answered by {letter}", letter=name)) for name in names]


def track_line(scene: Scene, ref: Ref, told: Iterable[Letter] = ()) -> str:
    """The whole way in one line; empty where nothing is known of it."""
    return sequence(station.text for station in stations(scene, ref, told))
