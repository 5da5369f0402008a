"""Shows of force: alert, partial mobilisation, blockade; one at a time (rules, section 6).

Owns: showing, raising, standing down, and what a show does at every RESOLVE.
Does not know: what force adds to accidents (`accident`) and at the end (`score`).
"""

from __future__ import annotations

from detente_server.rules import impact
from detente_server.rules.book import Book, batna
from detente_server.rules.facts import Moved, ShowChanged
from detente_server.rules.licence import tier
from detente_server.rules.state import Show, State
from detente_wire.notices import Cause, DialMoved, PressureEnded
from detente_wire.refusals import Refused
from detente_wire.terms import NationId


def level_of(state: State, by: NationId) -> int:
    """The level of the nation's show, 0 if there is none."""
    show = state.shows.get(by)
    return show.level if show else 0


def check(book: Book, by: NationId, target: NationId, level: int) -> None:
    """Within capacity, one at a time, and only upward."""
    has = book.pack.nation(by).capacity.force
    if level > has:
        raise Refused("rules.capacity", has=has, needs=level)
    show = book.state.shows.get(by)
    if show is not None and show.target != target:
        raise Refused("rules.not-now", act="press", why="you show force elsewhere; stand down first")
    if level <= level_of(book.state, by):
        raise Refused("rules.not-now", act="press", why="your show of force is at that level already")


def tension(book: Book, by: NationId, target: NationId, level: int) -> int:
    """+3, +5, +8; raising pays the difference."""
    return impact.raised(book.numbers, level, level_of(book.state, by))


def show(book: Book, by: NationId, target: NationId, level: int, because: Cause) -> None:
    """Begin or raise a show; both are told what it does to their BATNA."""
    burden = impact.burden(book.numbers, level, tier(book.pack, by, target))
    gain = impact.gain(book.numbers, level)
    word = "raised" if by in book.state.shows else "begun"
    _change(book, by, target, Show(by, target, level, book.turn, burden, gain), word, because)


def stand_down(book: Book, by: NationId, because: Cause, *, voluntary: bool) -> bool:
    """End the show, told to all; it calms by 1, 2 or 4, and of one's own will from level 2 on raises standing."""
    old = book.state.shows.get(by)
    if old is None:
        return False
    _change(book, by, old.target, None, because.why, because)
    book.tell("public", PressureEnded("force", old.target, by, because.ref))
    book.note_tension(-book.numbers.force_calm[old.level - 1], because)
    if voluntary and old.level >= 2:
        book.move(by, "standing", book.numbers.stand_down_standing, because)
    return True


def _change(book: Book, by: NationId, target: NationId, new: Show | None, word: str, because: Cause) -> None:
    was = {name: batna(book.state, name) for name in (by, target)}
    book.enter(ShowChanged(by, new, word))
    for name, old in was.items():
        now = batna(book.state, name)
        if now != old:
            book.tell({name}, DialMoved("batna", now - old, now, because, name))


def work(book: Book, before: State) -> None:
    """Step 4, once a turn: a show strains its author; turns at level 3 are counted for the score."""
    for by in book.pack.order:
        level = level_of(book.state, by)
        if level:
            book.move(by, "strain", book.numbers.force_strain * level, Cause("force", by))
        if level == 3:
            book.enter(Moved("force3_turns", 1, Cause("force", by), by))
