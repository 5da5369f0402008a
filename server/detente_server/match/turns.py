"""What happens by itself when it is time: musters end, turns open and close, pauses end, the silent are warned.

Owns: which of these is due at a tick, and what each comes to, as an entry with its effects (`closing` has the turn's).
Does not know: when it is time (`clock`, `muster`); the tick is given when it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente_server.match import clock, closing, muster, notify, orders, records, seating
from detente_server.match.effects import DueSoon, Effect, SeatVacant
from detente_server.match.inputs import Ticked
from detente_server.match.seats import Seat
from detente_server.match.writing import Entry
from detente_server.rules.game import begin
from detente_wire.notices import DeadlineNear

if TYPE_CHECKING:
    from detente_server.match.match import Match

Done = tuple[Entry, list[Effect]]


def due(match: Match, given: Ticked) -> Done:
    """What is due now."""
    table = match.table
    if not match.begun:
        return _open(match, given) if muster.confirmed(match) else _end_muster(match, given)
    if table.carried:
        return _carry_out(match, given)
    closes = clock.closes_at(table, match.settings.quiet_ms)
    if closes is not None and given.now_ms >= closes:
        return _close(match, given)
    return _go_on(match, given) if table.paused_ms else _warn(match, given)


def _end_muster(match: Match, given: Ticked) -> Done:
    entry = Entry("muster", given.now_ms, records.Elapsed())
    muster.close(match, entry)
    return entry, []


def _open(match: Match, given: Ticked) -> Done:
    """The match begins: seats, papers, the first turn."""
    entry = Entry("begun", given.now_ms, records.Elapsed(given.deadline_ms))
    effects = _fill_seats(match, entry)
    entry.tellings.append(notify.match_began(match.settings, match.game.pack.order))
    entry.tellings += notify.muster(match.texts, match.game.pack.order)
    decision = begin(match.game, match.settings.mode, match.fresh("engine", b"begin"))
    closing.settle(match, entry, decision, given.deadline_ms)
    return entry, effects


def _fill_seats(match: Match, entry: Entry) -> list[Effect]:
    """Seats are drawn, if they are drawn; bots take those that are empty."""
    drawn, effects = match.settings.drawn, list[Effect]()
    seats = seating.drawn(match) if drawn else dict(match.table.seats)
    for nation, seat in seats.items():
        if seat.holder == "empty":
            seating.sit(match, entry, nation, Seat("bot"))
            effects.append(SeatVacant(nation, bot=True))
        elif drawn:
            seating.sit(match, entry, nation, seat)
    return effects


def _carry_out(match: Match, given: Ticked) -> Done:
    """Do what the table has decided; if it cannot be done any more, only that it was decided is kept."""
    order = orders.carried(match, given.now_ms, given.deadline_ms)
    elapsed = records.Elapsed(given.deadline_ms)
    if orders.may(match, order) is None:
        entry = Entry(orders.kind(order), given.now_ms, elapsed)
        return entry, orders.obey(match, entry, order)
    entry = Entry("order", given.now_ms, elapsed)
    entry.facts.append(records.OrderObeyed(order.role, order.by, order.order))
    return entry, []


def _go_on(match: Match, given: Ticked) -> Done:
    """The pause has lasted as long as it may."""
    entry = Entry("order", given.now_ms, records.Elapsed(given.deadline_ms))
    orders.go_on(match, entry, given.deadline_ms)
    return entry, []


def _warn(match: Match, given: Ticked) -> Done:
    """The deadline is near, and some have sent nothing: tell each of them alone."""
    silent = match.table.silent()
    entry = Entry("warned", given.now_ms, records.Elapsed())
    entry.facts.append(records.DeadlineWarned(silent))
    near = DeadlineNear(match.table.deadline_ms // 1000)
    entry.tellings += [notify.to(nation, near) for nation in silent]
    return entry, [DueSoon(silent)]


def _close(match: Match, given: Ticked) -> Done:
    entry = Entry("turn", given.now_ms, records.Elapsed(given.deadline_ms))
    return entry, closing.close(match, entry, given.deadline_ms)
