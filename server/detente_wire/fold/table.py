"""The fold of what concerns the table itself: seats, its clock, muster, polls, and those in charge."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from detente_wire import notices
from detente_wire.seen import Item

if TYPE_CHECKING:
    from detente_wire.view import View


def _seat(view: View, notice: notices.SeatChanged, item: Item) -> None:
    view.seats[notice.nation] = notice
    if item.turn:  # from the first turn on each seat is whose it is said to be
        view.undrawn = False


def _clock(view: View, notice: notices.ClockSet, item: Item) -> None:
    view.deadline_s, view.clock = notice.deadline_s, notice


def _laid(view: View, notice: notices.TableLaid, item: Item) -> None:
    view.laid, view.undrawn = notice, notice.drawn


def _umpire(view: View, notice: notices.UmpireSeated, item: Item) -> None:
    (view.umpires.add if notice.present else view.umpires.discard)(notice.name)


def _mustered(view: View, notice: notices.Mustered, item: Item) -> None:
    view.mustered = notice if notice.until_s else None


def _ordered(
    view: View, notice: notices.OrderGiven | notices.NewsTold | notices.Whispered, item: Item
) -> None:
    view.orders.append((item.turn, notice))


def _polled(view: View, notice: notices.Polled, item: Item) -> None:
    view.polls[notice.question, notice.nation] = notice


def _near(view: View, notice: notices.DeadlineNear, item: Item) -> None:
    view.deadline_s = notice.deadline_s


def _excused(view: View, notice: notices.Excused, item: Item) -> None:
    view.excused = notice


def _names(view: View, notice: notices.NamesOpened, item: Item) -> None:
    view.names = {row.nation: row.name for row in notice.names}


TABLE: dict[type[notices.Notice], Callable[[View, Any, Item], None]] = {
    notices.SeatChanged: _seat,
    notices.ClockSet: _clock,
    notices.TableLaid: _laid,
    notices.UmpireSeated: _umpire,
    notices.Mustered: _mustered,
    notices.OrderGiven: _ordered,
    notices.NewsTold: _ordered,
    notices.Whispered: _ordered,
    notices.Polled: _polled,
    notices.DeadlineNear: _near,
    notices.Excused: _excused,
    notices.NamesOpened: _names,
}
"""What each notice about the table does to a view."""
