"""When something happens at a table by itself: talks close, a pause ends, the silent are warned.

Owns: the times, from the table and the settings alone; and which deadline an input sets.
Does not know: what the time is; calendars (the host moves a deadline out of quiet hours, the input says whereto).

The talks close at the deadline, or when all seats held by somebody are ready; never on an empty set, never while the
clock stands. Where two or more seats are held by people they close no sooner than `quiet_ms` after the last act
(rules, section 2).
"""

from __future__ import annotations

from detente_server.match.inputs import Credit, MatchOrder, Ordered, Ticked
from detente_server.match.seats import Table
from detente_server.match.settings import Settings
from detente_wire.orders import Extend, GoOn

WARN_SHARE = 4
"""Who has sent nothing is warned when a fourth of the turn is left."""
WARN_LEAST_MS = 120_000
"""In a shorter turn the clock itself is warning enough."""


def wake_at(table: Table, settings: Settings) -> int | None:
    """When the match under way wants its next tick, milliseconds UTC; None: not by itself."""
    if table.carried:
        return 0
    if table.paused_ms:
        return table.pause_until_ms
    times = [at for at in (closes_at(table, settings.quiet_ms), warns_at(table, settings)) if at is not None]
    return min(times, default=None)


def closes_at(table: Table, quiet_ms: int) -> int | None:
    """When the talks close as things stand (milliseconds UTC); None: not by themselves.

    While all people are away their deputies do not run through the turns: each lasts until its deadline.
    """
    if table.paused_ms:
        return None
    if table.all_ready() and not (table.deadline_ms and table.all_away()):
        at = table.last_act_ms + (quiet_ms if len(table.people()) >= 2 else 0)
        return min(at, table.deadline_ms) if table.deadline_ms else at
    return table.deadline_ms or None


def warns_at(table: Table, settings: Settings) -> int | None:
    """When those who have sent nothing are to be warned; None: nobody is."""
    short = settings.turn_ms < WARN_LEAST_MS
    if short or not table.deadline_ms or table.paused_ms or table.warned is not None or not table.silent():
        return None
    return table.deadline_ms - settings.turn_ms // WARN_SHARE


def proposed(table: Table, settings: Settings, given: Ticked | Ordered) -> int | None:
    """The deadline that this input sets, before any calendar moves it; None: it sets none."""
    order = given.order if isinstance(given, Ordered) else due(table)
    if order is not None:
        return ordered(table, order, given.now_ms)
    if table.paused_ms:
        return after_pause(table, given.now_ms)
    closes = closes_at(table, settings.quiet_ms)
    began = closes is not None and given.now_ms >= closes
    return next_deadline(settings, given.now_ms) if began or not table.deadline_ms else None


def due(table: Table) -> MatchOrder | None:
    """What the table has decided and the next tick does."""
    return table.carried[0] if table.carried else None


def ordered(table: Table, order: MatchOrder, now_ms: int) -> int | None:
    """The deadline after the order; None: it leaves that as it is."""
    match order:
        case Extend(seconds) if table.deadline_ms:
            return table.deadline_ms + seconds * 1000
        case Credit(ms) if table.deadline_ms:
            return table.deadline_ms + ms
        case GoOn() if table.paused_ms:
            return after_pause(table, now_ms)
        case _:
            return None


def after_pause(table: Table, now_ms: int) -> int:
    """The deadline, moved by as long as the clock stood; 0: there is none."""
    return table.deadline_ms + now_ms - table.paused_ms if table.deadline_ms else 0


def next_deadline(settings: Settings, now_ms: int) -> int:
    """When talks that open now close at the latest; 0: when all are ready."""
    return now_ms + settings.turn_ms if settings.turn_ms else 0
