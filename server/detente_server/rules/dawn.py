"""DAWN: the date moves and a new turn's TALKS open (rules, section 2).

Owns: `open_turn`, the step that resets the turn and tells everybody where things stand.
Does not know: injects, incomes and letters, which are steps of their own rooms.
"""

from __future__ import annotations

from detente_server.rules.book import Book
from detente_server.rules.facts import Moved, TurnBegan
from detente_server.rules.state import Band
from detente_wire.notices import Cause, NationAtDawn
from detente_wire.notices import TurnBegan as TurnBeganNotice
from detente_wire.terms import NationId


def band(home: int) -> Band:
    """Domestic support as others see it: low < 35, high > 64."""
    return "low" if home < 35 else "high" if home > 64 else "mid"


def open_turn(book: Book) -> None:
    """The next turn: envoys are back, home bands are read, limits of the day are void."""
    turn = book.turn + 1
    envoys = {name: allowance(book, name) for name in book.pack.order}
    bands = {name: band(book.nation(name).home) for name in book.pack.order}
    book.enter(TurnBegan(turn, tuple(envoys.items()), tuple(bands.items())))
    for name in book.pack.order:
        if book.nation(name).lost_envoys:
            book.enter(Moved("lost_envoys", -book.nation(name).lost_envoys, Cause("covert"), name))


def allowance(book: Book, name: NationId) -> int:
    """Envoys of the coming turn: tier + 1, less what a covert act took; at most two in the last hours (rung 9)."""
    envoys = book.pack.nation(name).tier + 1 - book.nation(name).lost_envoys
    if book.state.rung >= book.numbers.last_hours_rung:
        envoys = min(envoys, book.numbers.last_hours_envoys)
    return max(envoys, 0)


def tell_turn(book: Book) -> None:
    """Last step of DAWN: where things stand, to all."""
    rows = tuple(
        NationAtDawn(name, nation.standing, nation.word, nation.strain, nation.band, nation.envoys)
        for name in book.pack.order
        for nation in (book.nation(name),)
    )
    crisis = book.state.crisis
    date = book.pack.dates[min(book.turn, len(book.pack.dates)) - 1]
    book.tell("public", TurnBeganNotice(book.turn, date, crisis.tension, crisis.stall, rows))
