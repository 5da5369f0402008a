"""The fold of pressure: the tools, the unknown hand, courts, démarches, and the accident."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from detente_wire import notices
from detente_wire.seen import Item, PressureSeen
from detente_wire.terms import Tool

if TYPE_CHECKING:
    from detente_wire.view import View


IN_FORCE: frozenset[Tool] = frozenset({"sanctions", "recall", "legal", "force"})
"""Tools that last; the others are done at once."""


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
        view.own_hands.discard(notice.ref)
    else:
        view.own_hands.add(notice.ref)


def _judged(view: View, notice: notices.Judged, item: Item) -> None:
    view.pressure.pop(("legal", notice.by, notice.target), None)


def _demarche(view: View, notice: notices.DemarcheHeld, item: Item) -> None:
    view.demarches[notice.nation] = notice.until_turn


def _accident(view: View, notice: notices.Accident, item: Item) -> None:
    view.injects.append((item.turn, notices.Injected("", notice.title)))


PRESSURE: dict[type[notices.Notice], Callable[[View, Any, Item], None]] = {
    notices.Pressed: _pressed,
    notices.PressureEnded: _pressure_ended,
    notices.Attributed: _attributed,
    notices.CovertReported: _covert_reported,
    notices.Judged: _judged,
    notices.DemarcheHeld: _demarche,
    notices.Accident: _accident,
}
"""What each notice about pressure does to a view."""
