"""Recall and expulsion: for two turns the two meet through a go-between only (rules, section 6) [protocol].

Owns: recalling, how long it stands, what it closes.
Does not know: costs and consequences of pressing in general (`pressure`, `licence`).

Where the rules are silent: *meetings* are those of two by any medium but a hotline, which is there for such hours; in
a conference others stand between the two. The target may answer a recall that stands with its own for no envoy.
"""

from __future__ import annotations

from detente_server.rules.book import Book
from detente_server.rules.facts import RecallChanged
from detente_server.rules.state import State
from detente_wire.notices import Cause, PressureEnded
from detente_wire.refusals import Refused
from detente_wire.terms import NationId


def check(book: Book, by: NationId, target: NationId, level: int) -> None:
    """One recall a directed pair at a time."""
    if (by, target) in book.state.recalls:
        raise Refused("rules.not-now", act="press", why="your ambassador has been recalled already")


def use(book: Book, by: NationId, target: NationId, level: int, because: Cause) -> None:
    """The ambassador goes home: both trust each other 5 less."""
    book.enter(RecallChanged(by, target, book.turn + book.numbers.recall_turns))
    for of, toward in ((by, target), (target, by)):
        book.move_pair(of, toward, "trust", -book.numbers.recall_trust, because)


def work(book: Book, before: State) -> None:
    """Step 4: recalls whose time has passed end, told to all."""
    order = book.pack.order.index
    over = [pair for pair, until in book.state.recalls.items() if until <= book.turn]
    for by, target in sorted(over, key=lambda pair: (order(pair[0]), order(pair[1]))):
        book.enter(RecallChanged(by, target, 0))
        book.tell("public", PressureEnded("recall", target, by))


def between(state: State, a: NationId, b: NationId) -> int:
    """Until which turn the two need a go-between to meet; 0: they need none."""
    return max(state.recalls.get((a, b), 0), state.recalls.get((b, a), 0))


def mirrors(state: State, by: NationId, target: NationId) -> bool:
    """Whether a recall of `by` would answer one that stands: it takes no envoy then."""
    return (target, by) in state.recalls
