"""The fold of the frame of a match: its beginning, turns, dials, papers, sealed acts, its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from detente_wire import acts, notices
from detente_wire.seen import Item, Moved, NationSeen
from detente_wire.terms import NationId

if TYPE_CHECKING:
    from detente_wire.view import View


def _began(view: View, notice: notices.MatchBegan, item: Item) -> None:
    view.began = notice


def _dealt(view: View, notice: notices.SheetDealt, item: Item) -> None:
    view.sheet = notice
    view.home, view.capital, view.batna = notice.home, notice.capital, notice.batna
    for row in notice.points:
        if row.issue in view.issues:
            view.worth[row.issue] = dict(zip(view.issues[row.issue], row.points))


def _turn(view: View, notice: notices.TurnBegan, item: Item) -> None:
    view.turn, view.date = notice.turn, notice.date
    view.tension, view.stall = notice.tension, notice.stall
    view.deadline_s, view.clock, view.mustered = 0, None, None
    view.polls.clear()
    for row in notice.nations:
        view.nations[row.nation] = NationSeen(row.standing, row.word, row.strain, row.band, row.envoys)
        if row.nation == view.me:
            view.envoys = row.envoys
    for channel in view.channels.values():
        channel.open = False
        channel.present.clear()
        channel.waiting.clear()
    _spend(view)
    view.demarches = {nation: until for nation, until in view.demarches.items() if until >= notice.turn}


def _spend(view: View) -> None:
    """Sealed acts are of one turn; how a clause is kept stands until it is changed."""
    for seal in view.sealed.values():
        if isinstance(seal.act, acts.Keep):
            view.keeping[seal.act.ref, seal.act.clause] = seal.act.manner
    view.sealed.clear()


def _injected(view: View, notice: notices.Injected, item: Item) -> None:
    view.injects.append((item.turn, notice))


def _papers(view: View, notice: notices.Papers, item: Item) -> None:
    view.papers[notice.text] = notice


def _dial(view: View, notice: notices.DialMoved, item: Item) -> None:
    moved = Moved(item.turn, notice)
    view.ledger.append(moved)
    view.by_dial.setdefault(notice.dial, []).append(moved)
    of, dial = notice.of, notice.dial
    if dial in ("tension", "stall"):
        setattr(view, dial, notice.now)
    elif of is None:
        return
    elif dial in ("standing", "word", "strain"):
        if of in view.nations:
            setattr(view.nations[of], dial, notice.now)
    elif notice.toward is not None:
        _pair_dial(view, notice, of, notice.toward)
    elif of == view.me and dial in ("home", "capital", "envoys", "batna"):
        setattr(view, dial, notice.now)


def _pair_dial(view: View, notice: notices.DialMoved, of: NationId, toward: NationId) -> None:
    if notice.dial == "trust":
        view.trust[of, toward] = notice.now
    elif of == view.me:
        (view.marks if notice.dial == "marks" else view.grievance)[toward] = notice.now


def _sealed(view: View, notice: notices.Sealed, item: Item) -> None:
    if notice.act is None:
        view.sealed.pop(notice.slot, None)
    else:
        view.sealed[notice.slot] = notice


def _ended(view: View, notice: notices.Ended, item: Item) -> None:
    view.ended, view.tension, view.deadline_s, view.clock = notice, notice.tension, 0, None
    _spend(view)


def _debrief(view: View, notice: notices.Debrief, item: Item) -> None:
    view.debrief = notice


def _legacy_taken(view: View, notice: notices.LegacyTaken, item: Item) -> None:
    view.inherited = notice


def _legacy_left(view: View, notice: notices.LegacyLeft, item: Item) -> None:
    view.legacy = notice.legacy


FRAME: dict[type[notices.Notice], Callable[[View, Any, Item], None]] = {
    notices.MatchBegan: _began,
    notices.LegacyTaken: _legacy_taken,
    notices.SheetDealt: _dealt,
    notices.TurnBegan: _turn,
    notices.Injected: _injected,
    notices.Papers: _papers,
    notices.DialMoved: _dial,
    notices.Sealed: _sealed,
    notices.Ended: _ended,
    notices.Debrief: _debrief,
    notices.LegacyLeft: _legacy_left,
}
"""What each notice about the frame does to a view."""
