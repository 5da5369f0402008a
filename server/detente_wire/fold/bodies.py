"""The fold of bodies: institutions, motions, what a conference resolves about its own work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from detente_wire import acts, notices
from detente_wire.seen import BodySeen, Item, MotionSeen
from detente_wire.terms import NationId, Ref

if TYPE_CHECKING:
    from detente_wire.view import View


AGENDA_TURNS = 1
"""An agenda holds for its turn and so many more (rules, section 11)."""


def _stands(view: View, notice: notices.InstitutionStands, item: Item) -> None:
    view.bodies[notice.institution] = BodySeen(
        notice.institution, notice.from_turn, notice.founders, notice.text
    )


def _ended(view: View, notice: notices.InstitutionEnded, item: Item) -> None:
    view.bodies.pop(notice.institution, None)


def _decided(view: View, notice: notices.MotionDecided, item: Item) -> None:
    seen = view.motions.get(notice.ref)
    if seen is None:
        seen = MotionSeen(notice.ref, notice.by, notice.channel, notice.motion, item.turn)
        view.motions[notice.ref] = seen
    seen.decided = notice
    seen.votes = dict.fromkeys(notice.yes, "yes") | dict.fromkeys(notice.no, "no")  # type: ignore[assignment]
    if notice.channel in view.channels:
        view.channels[notice.channel].items.append(item)
    if notice.result == "carried":
        _carried(view, notice, item)


def _carried(view: View, notice: notices.MotionDecided, item: Item) -> None:
    """What every reader may conclude of a motion that was carried."""
    motion, channel = notice.motion, view.channels.get(notice.channel)
    if motion.kind == "rescind" and motion.ref in view.motions:
        view.motions[motion.ref].rescinded = True
    elif motion.kind == "elect" and notice.institution in view.bodies:
        view.bodies[notice.institution].chair = motion.nation
    elif channel is not None and motion.kind == "agenda":
        channel.agenda, channel.agenda_until = motion.issue, item.turn + AGENDA_TURNS
    elif channel is not None and motion.kind == "close":
        channel.closed_turn = item.turn


BODIES: dict[type[notices.Notice], Callable[[View, Any, Item], None]] = {
    notices.InstitutionStands: _stands,
    notices.InstitutionEnded: _ended,
    notices.MotionDecided: _decided,
}
"""What each notice about bodies does to a view."""


def put_motion(view: View, ref: Ref, by: NationId, act: acts.Motion) -> None:
    """A motion is on the table."""
    view.motions[ref] = MotionSeen(ref, by, act.channel, act, view.turn)


def _motion(view: View, said: notices.Said, act: acts.Motion) -> None:
    put_motion(view, said.ref, said.by, act)


def _second(view: View, said: notices.Said, act: acts.Second) -> None:
    if act.ref in view.motions:
        view.motions[act.ref].seconder = said.by
        view.motions[act.ref].votes[said.by] = "yes"


def _vote(view: View, said: notices.Said, act: acts.Vote) -> None:
    if act.ref in view.motions:
        view.motions[act.ref].votes[said.by] = act.choice


SAID_OF_BODIES: dict[type[acts.Act], Callable[[View, notices.Said, Any], None]] = {
    acts.Motion: _motion,
    acts.Second: _second,
    acts.Vote: _vote,
}
"""Said acts about motions that a view keeps an entry of."""
