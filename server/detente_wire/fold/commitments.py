"""The fold of promises, threats and unwritten undertakings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from detente_wire import notices
from detente_wire.seen import Item, PledgeSeen, ThreatSeen

if TYPE_CHECKING:
    from detente_wire.view import View


def _pledged(view: View, notice: notices.Pledged, item: Item) -> None:
    known = view.pledges.get(notice.ref)
    if known is None:
        view.pledges[notice.ref] = PledgeSeen(notice, item.turn)
    else:
        known.published = True  # told once more, to all


def _pledge_ended(view: View, notice: notices.PledgeEnded, item: Item) -> None:
    if notice.ref in view.pledges:
        view.pledges[notice.ref].how = notice.how


def _threatened(view: View, notice: notices.Threatened, item: Item) -> None:
    view.threats[notice.ref] = ThreatSeen(notice, item.turn)


def _threat_ended(view: View, notice: notices.ThreatEnded, item: Item) -> None:
    if notice.ref in view.threats:
        view.threats[notice.ref].how = notice.how


def _assurance_ended(view: View, notice: notices.AssuranceEnded, item: Item) -> None:
    if notice.ref in view.assurances:
        view.assurances[notice.ref].status = notice.how


COMMITMENTS: dict[type[notices.Notice], Callable[[View, Any, Item], None]] = {
    notices.Pledged: _pledged,
    notices.PledgeEnded: _pledge_ended,
    notices.Threatened: _threatened,
    notices.ThreatEnded: _threat_ended,
    notices.AssuranceEnded: _assurance_ended,
}
"""What each notice about commitments does to a view."""
