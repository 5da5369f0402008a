"""The fold of informal talks: engagements, packages ad referendum, joint studies, favours."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from detente_wire import notices
from detente_wire.seen import AppealSeen, EngagementSeen, Item, StudySeen

if TYPE_CHECKING:
    from detente_wire.view import View


def _engagement(view: View, notice: notices.EngagementAsked, item: Item) -> None:
    view.engagements[notice.ref] = EngagementSeen(notice, item.turn)


def _engagement_ended(view: View, notice: notices.EngagementEnded, item: Item) -> None:
    if notice.ref in view.engagements:
        view.engagements[notice.ref].result = notice.result


def _hinted(view: View, notice: notices.Hinted, item: Item) -> None:
    view.hints.append(item)


def _referred(view: View, notice: notices.Referred, item: Item) -> None:
    if notice.walk in view.engagements:
        view.engagements[notice.walk].referred[notice.by] = notice.package


def _study_asked(view: View, notice: notices.StudyAsked, item: Item) -> None:
    view.studies[notice.ref] = StudySeen(notice, item.turn)


def _study_ended(view: View, notice: notices.StudyEnded, item: Item) -> None:
    if notice.ref in view.studies:
        view.studies[notice.ref].how, view.studies[notice.ref].change = notice.how, notice.change


def _appeal_made(view: View, notice: notices.AppealMade, item: Item) -> None:
    view.appeals[notice.ref] = AppealSeen(notice, item.turn)


def _appeal_ended(view: View, notice: notices.AppealEnded, item: Item) -> None:
    if notice.ref in view.appeals:
        view.appeals[notice.ref].how = notice.how


def _standstill_granted(view: View, notice: notices.StandstillGranted, item: Item) -> None:
    view.standstills[notice.ref] = (item.turn, notice.parties)


INFORMAL: dict[type[notices.Notice], Callable[[View, Any, Item], None]] = {
    notices.EngagementAsked: _engagement,
    notices.EngagementEnded: _engagement_ended,
    notices.Hinted: _hinted,
    notices.Referred: _referred,
    notices.StudyAsked: _study_asked,
    notices.StudyEnded: _study_ended,
    notices.AppealMade: _appeal_made,
    notices.AppealEnded: _appeal_ended,
    notices.StandstillGranted: _standstill_granted,
}
"""What each notice about informal talks does to a view."""
