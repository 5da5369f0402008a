"""The fold of deeds: promises, threats, instruments, pressure, sealed acts.

Owns: how those notices change a `View`, in a table.
Does not know: the other notices (`fold`, `fold_talks`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from detente_wire import notices
from detente_wire.seen import (
    ClosedSeen,
    InstrumentSeen,
    Item,
    PledgeSeen,
    PressureSeen,
    RemedySeen,
    ThreatSeen,
)
from detente_wire.terms import Tool

if TYPE_CHECKING:
    from detente_wire.view import View

IN_FORCE: frozenset[Tool] = frozenset({"sanctions", "recall", "legal", "force"})
"""Tools that last; the others are done at once."""


# -- undertakings ----------------------------------------------------------------------------------------------


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


def _shown(view: View, notice: notices.InstrumentShown, item: Item) -> None:
    seen = view.instruments.get(notice.ref)
    if seen is None:
        view.instruments[notice.ref] = InstrumentSeen(
            notice.ref, notice.author, notice.text, notice.hash, notice.status, item.turn, item.turn,
            set(notice.initials), notice.basis, notice.leaked,
        )  # fmt: skip
        return
    if seen.hash != notice.hash:
        seen.changed = item.turn
        seen.endorsed, seen.objected = set(), set()
    seen.text, seen.hash, seen.status = notice.text, notice.hash, notice.status
    seen.initials, seen.basis, seen.leaked = set(notice.initials), notice.basis, notice.leaked


def _initialled(view: View, notice: notices.Initialled, item: Item) -> None:
    seen = view.instruments.get(notice.ref)
    if seen and seen.hash == notice.hash:
        seen.initials.add(notice.by)


def _instrument_changed(view: View, notice: notices.InstrumentChanged, item: Item) -> None:
    if notice.ref in view.instruments:
        view.instruments[notice.ref].status = notice.status


def _not_ratified(view: View, notice: notices.RatificationFailed, item: Item) -> None:
    if notice.ref in view.instruments:
        view.instruments[notice.ref].failed.add(notice.nation)


def _voiced(view: View, notice: notices.Voiced, item: Item) -> None:
    seen = view.instruments.get(notice.ref)
    if seen:
        (seen.endorsed if notice.voice == "endorsed" else seen.objected).add(notice.nation)


def _reported(view: View, notice: notices.ClauseReported, item: Item) -> None:
    if notice.ref in view.instruments:
        view.instruments[notice.ref].reports[notice.clause] = notice.report


def _imposed(view: View, notice: notices.Imposed, item: Item) -> None:
    if notice.ref in view.instruments:
        view.instruments[notice.ref].fragile = notice.clauses


def _remedy_opened(view: View, notice: notices.RemedyOpened, item: Item) -> None:
    view.remedies[notice.kind, notice.ref, notice.clause, notice.by] = RemedySeen(notice, item.turn)


def _remedy_ended(view: View, notice: notices.RemedyEnded, item: Item) -> None:
    seen = view.remedies.get((notice.kind, notice.ref, notice.clause, notice.by))
    if seen:
        seen.how = notice.how


def _closed(view: View, notice: notices.IssueClosed, item: Item) -> None:
    view.closed[notice.issue] = ClosedSeen(notice.option, notice.ref, item.turn)


def _reopened(view: View, notice: notices.IssueReopened, item: Item) -> None:
    view.closed.pop(notice.issue, None)


# -- pressure --------------------------------------------------------------------------------------------------


def _pressed(view: View, notice: notices.Pressed, item: Item) -> None:
    if notice.tool in IN_FORCE:
        view.pressure[notice.tool, notice.by, notice.target] = PressureSeen(notice, item.turn)
    elif notice.tool == "covert" and notice.ref is not None:
        view.hands[notice.ref] = PressureSeen(notice, item.turn)


def _pressure_ended(view: View, notice: notices.PressureEnded, item: Item) -> None:
    view.pressure.pop((notice.tool, notice.by, notice.target), None)


def _attributed(view: View, notice: notices.Attributed, item: Item) -> None:
    view.hands.pop(notice.ref, None)


def _covert_reported(view: View, notice: notices.CovertReported, item: Item) -> None:
    if notice.report in ("attributed", "lapsed"):
        view.hands.pop(notice.ref, None)


def _judged(view: View, notice: notices.Judged, item: Item) -> None:
    view.pressure.pop(("legal", notice.by, notice.target), None)


def _demarche(view: View, notice: notices.DemarcheHeld, item: Item) -> None:
    view.demarches[notice.nation] = notice.until_turn


def _sealed(view: View, notice: notices.Sealed, item: Item) -> None:
    if notice.act is None:
        view.sealed.pop(notice.slot, None)
    else:
        view.sealed[notice.slot] = notice


DEEDS: dict[type[notices.Notice], Callable[[View, Any, Item], None]] = {
    notices.Pledged: _pledged,
    notices.PledgeEnded: _pledge_ended,
    notices.Threatened: _threatened,
    notices.ThreatEnded: _threat_ended,
    notices.InstrumentShown: _shown,
    notices.Initialled: _initialled,
    notices.InstrumentChanged: _instrument_changed,
    notices.RatificationFailed: _not_ratified,
    notices.Voiced: _voiced,
    notices.ClauseReported: _reported,
    notices.Imposed: _imposed,
    notices.RemedyOpened: _remedy_opened,
    notices.RemedyEnded: _remedy_ended,
    notices.IssueClosed: _closed,
    notices.IssueReopened: _reopened,
    notices.AssuranceEnded: _assurance_ended,
    notices.Pressed: _pressed,
    notices.PressureEnded: _pressure_ended,
    notices.Attributed: _attributed,
    notices.CovertReported: _covert_reported,
    notices.Judged: _judged,
    notices.DemarcheHeld: _demarche,
    notices.Sealed: _sealed,
}
"""What each notice about deeds does to a view."""
