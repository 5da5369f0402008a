"""The four ways into the rules: begin a match, decide an act, close a turn, and what a decision gives back.

Owns: `begin`, `decide`, `close_turn`. They are pure: the same game, state and act give the same facts on every machine.
Does not know: the clock (a turn ends because the match says so), seats, readiness, words that people wrote.
"""

from __future__ import annotations

from detente_server.rules.book import Book, Fresh, Game, Telling
from detente_server.rules.facts import Fact
from detente_server.rules.pack import Mode
from detente_server.rules.registry import ACT_RULES, DAWN, RESOLVE
from detente_server.rules.state import State
from detente_wire.acts import ACT_NAMES, Act
from detente_wire.notices import Cause
from detente_wire.refusals import Refusal, Refused
from detente_wire.terms import NationId
from detente_wire.values import frozen


@frozen
class Decision:
    """What happened and who is told; the state is the fold of the facts."""

    facts: tuple[Fact, ...]
    tellings: tuple[Telling, ...]
    state: State


def _done(book: Book) -> Decision:
    return Decision(tuple(book.facts), tuple(book.tellings), book.state)


def begin(game: Game, mode: Mode, fresh: Fresh) -> Decision:
    """Draw the cards, set the dials, and open turn 1."""
    from detente_server.rules.opening import open_crisis

    book = Book(game, State(), fresh)
    open_crisis(book, mode)
    for step in DAWN:
        step(book)
    return _done(book)


def decide(game: Game, state: State, by: NationId, act: Act, fresh: Fresh) -> Decision | Refusal:
    """Decide one act of a nation in TALKS: facts and tellings, or the refusal that it gets."""
    rule = ACT_RULES.get(type(act))
    book = Book(game, state, fresh)
    try:
        if state.outcome is not None:
            raise Refused("match.over")
        if rule is None or not game.has(rule.module):
            raise Refused("rules.not-in-play", act=ACT_NAMES[type(act)])
        rule.decide(book, by, act)
    except Refused as refused:
        return refused.refusal
    return _done(book)


def stir(game: Game, state: State, tension: int, fresh: Fresh) -> Decision:
    """Somebody in charge tells news: tension moves by so much at the end of this turn."""
    book = Book(game, state, fresh)
    book.note_tension(tension, Cause("umpire"))
    return _done(book)


def close_turn(game: Game, state: State, fresh: Fresh, *, last: bool = False) -> Decision:
    """RESOLVE, and unless the match is over the DAWN of the next turn; `last`: it is over, as at the deadline."""
    book = Book(game, state, fresh)
    book.last = last
    for step in RESOLVE:
        step(book)
    if book.state.outcome is None:
        for step in DAWN:
            step(book)
    return _done(book)
