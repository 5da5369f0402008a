"""The fold of what the viewer comes to know: by listening, and of claims that were false."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from detente_wire import notices
from detente_wire.seen import Item

if TYPE_CHECKING:
    from detente_wire.view import View


def _insight(view: View, notice: notices.InsightGained, item: Item) -> None:
    view.insight[notice.nation] = notice


def _learned(view: View, notice: notices.Learned, item: Item) -> None:
    view.learned.append(notice)


def _self_shown(view: View, notice: notices.SelfShown, item: Item) -> None:
    view.selves[notice.nation] = notice


def _lie(view: View, notice: notices.LieFound | notices.Denounced, item: Item) -> None:
    view.lies.add(notice.ref)
    if notice.ref in view.claims:
        view.claims[notice.ref].lie = True


def _concerns(view: View, notice: notices.ConcernsNamed, item: Item) -> None:
    view.concerns[notice.nation] = notice.issues


KNOWLEDGE: dict[type[notices.Notice], Callable[[View, Any, Item], None]] = {
    notices.InsightGained: _insight,
    notices.Learned: _learned,
    notices.SelfShown: _self_shown,
    notices.LieFound: _lie,
    notices.Denounced: _lie,
    notices.ConcernsNamed: _concerns,
}
"""What each notice about knowledge does to a view."""
