"""What those in charge may do to a match, and what it comes to.

Owns: the check of an order, and its facts, tellings and effects. Every order is a fact: the log and the end show it.
Does not know: who is an operator (the host), how a vote is carried (`polls`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from detente_server.match import clock, closing, muster, notify, records, seating
from detente_server.match.effects import Effect, StoredText
from detente_server.match.inputs import Credit, Ordered
from detente_server.match.writing import Entry
from detente_server.rules.book import Telling
from detente_server.rules.game import stir
from detente_wire.notices import ClockSet, NewsTold, OrderGiven, Whispered
from detente_wire.orders import FORTNIGHT_S, End, Extend, GoOn, News, Pause, Replace, Whisper
from detente_wire.refusals import Refusal, Refused
from detente_wire.terms import NationId, Ref

if TYPE_CHECKING:
    from detente_server.match.match import Match


def kind(given: Ordered) -> str:
    """Of the record that the order makes: the end closes the turn."""
    return "turn" if isinstance(given.order, End) else "order"


def may(match: Match, given: Ordered) -> Refusal | None:
    """None, or why this is not done."""
    try:
        _check_rights(match, given)
        _check_order(match, given)
    except Refused as refused:
        return refused.refusal
    return None


def _check_rights(match: Match, given: Ordered) -> None:
    if given.role == "umpire" and given.by not in match.table.umpires:
        raise Refused("match.not-umpire")
    if isinstance(given.order, Credit) and given.role not in ("host", "operator"):
        raise Refused("match.not-now", why="only the server gives time back")
    if match.over:
        raise Refused("match.over")
    called = bool(match.table.muster_until_ms)
    if not match.begun and not (
        isinstance(given.order, Replace) or (isinstance(given.order, Credit) and called)
    ):
        raise Refused("match.not-begun")


def _check_order(match: Match, given: Ordered) -> None:
    table, order = match.table, given.order
    match order:
        case Credit() if not match.begun:
            pass
        case Extend() | Credit():
            if clock.ordered(table, order, given.now_ms) is None:
                raise Refused("match.not-now", why="no clock runs")
        case Pause():
            if table.paused_ms:
                raise Refused("match.not-now", why="the clock stands already")
        case GoOn():
            if not table.paused_ms:
                raise Refused("match.not-now", why="the clock runs")
        case Replace(nation):
            _check_nation(match, nation)
            if not table.seats[nation].player:
                raise Refused("match.not-now", why="no player holds that seat")
        case News():
            _check_words(given)
        case Whisper(nation):
            _check_nation(match, nation)
            _check_words(given)
        case End():
            pass
        case _:
            assert_never(order)


def _check_nation(match: Match, nation: NationId) -> None:
    if nation not in match.table.seats:
        raise Refused("match.unknown-nation", nation=nation, nations=", ".join(match.game.pack.order))


def _check_words(given: Ordered) -> None:
    if not given.words.strip():
        raise Refused("rules.empty", why="it has no words")


# -- obeying ----------------------------------------------------------------------------------------------------


def obey(match: Match, entry: Entry, given: Ordered) -> list[Effect]:
    """Do what was ordered; `may` has allowed it."""
    order, role = given.order, given.role
    entry.facts.append(records.OrderObeyed(role, given.by, order))
    match order:
        case Extend(seconds):
            _tell(entry, OrderGiven(role, "extend", seconds))
            _move(match, entry, given)
        case Credit(ms):
            _tell(entry, OrderGiven(role, "credit", -(-ms // 1000)))
            if match.begun:
                _move(match, entry, given)
            else:
                muster.prolong(match, entry, ms)
        case Pause(seconds):
            _pause(entry, given, seconds or FORTNIGHT_S)
        case GoOn():
            _tell(entry, OrderGiven(role, "go-on"))
            go_on(match, entry, given.deadline_ms)
        case Replace(nation):
            return _replace(match, entry, given, nation)
        case News(tension):
            _news(match, entry, given, tension)
        case Whisper(nation):
            _whisper(match, entry, given, nation)
        case End():
            _tell(entry, OrderGiven(role, "end"))
            return closing.close(match, entry, None, last=True)
        case _:
            assert_never(order)
    return []


def _tell(entry: Entry, notice: OrderGiven) -> None:
    entry.tellings.append(Telling("public", notice))


def _move(match: Match, entry: Entry, given: Ordered) -> None:
    deadline = given.deadline_ms
    if deadline is None:
        deadline = clock.ordered(match.table, given.order, given.now_ms) or 0
    entry.facts.append(records.DeadlineMoved(deadline))
    entry.tellings.append(notify.clock(deadline))


def _pause(entry: Entry, given: Ordered, seconds: int) -> None:
    until = given.now_ms + seconds * 1000
    entry.facts.append(records.ClockStopped(given.now_ms, until, given.role == "table"))
    _tell(entry, OrderGiven(given.role, "pause", seconds))
    entry.tellings.append(Telling("public", ClockSet(0, True, until // 1000)))


def go_on(match: Match, entry: Entry, deadline_ms: int | None) -> None:
    """The pause is over: by order, by vote, or because it has lasted long enough."""
    table = match.table
    deadline = clock.after_pause(table, entry.now_ms) if deadline_ms is None else deadline_ms
    spent = entry.now_ms - table.paused_ms if table.pause_budgeted else 0
    entry.facts.append(records.ClockWentOn(deadline, spent))
    entry.tellings.append(notify.clock(deadline))


def _replace(match: Match, entry: Entry, given: Ordered, nation: NationId) -> list[Effect]:
    _tell(entry, OrderGiven(given.role, "replace", 0, nation))
    effects = seating.vacate(match, entry, nation)
    muster.seats_change(match, entry, len([one for one in match.table.people() if one != nation]))
    return effects


def _news(match: Match, entry: Entry, given: Ordered, tension: int) -> None:
    ref = _worded(match, entry, given)
    if tension:
        decision = stir(match.game, match.state, tension, match.fresh(given.role, b"stir"))
        entry.decided(decision)
    entry.tellings.append(Telling("public", NewsTold(ref, _speaker(given), tension), ref))


def _whisper(match: Match, entry: Entry, given: Ordered, nation: NationId) -> None:
    ref = _worded(match, entry, given)
    entry.tellings.append(Telling(frozenset({nation}), Whispered(ref, nation, _speaker(given)), ref))
    if nation in match.table.ready:
        entry.facts.append(records.ReadinessChanged(nation, False))


def _speaker(given: Ordered) -> notify.Speaker:
    return "host" if given.role == "table" else given.role


def _worded(match: Match, entry: Entry, given: Ordered) -> Ref:
    """The reference under which the order's words lie beside the log."""
    ref = match.fresh(given.role, given.command or f"order:{match.n}".encode())(1)
    entry.text = StoredText(ref, given.salt, given.words)
    return ref


def carried(match: Match, now_ms: int, deadline_ms: int | None) -> Ordered:
    """What the table decided, as an order."""
    return Ordered(now_ms, "table", "", match.table.carried[0], deadline_ms=deadline_ms)
