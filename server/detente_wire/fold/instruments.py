"""The fold of instruments: their texts, how they are kept, what answers a breach, which issues they close."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from detente_wire import notices
from detente_wire.seen import ClosedSeen, InstrumentSeen, Item, RemedySeen

if TYPE_CHECKING:
    from detente_wire.view import View


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


INSTRUMENTS: dict[type[notices.Notice], Callable[[View, Any, Item], None]] = {
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
}
"""What each notice about instruments does to a view."""
