"""Step 9: is it over, and how did it end (rules, section 2, End).

Owns: the end test, the last two compliance rolls, the outcome, and the two notices that open everything.
Does not know: scores (`score`), awards (`awards`), what the debrief holds (`debrief`).
"""

from __future__ import annotations

from detente_server.rules import awards, bequests, debrief, keeping, score
from detente_server.rules.book import Book
from detente_server.rules.facts import CrisisEnded
from detente_server.rules.state import Outcome
from detente_wire.notices import Ended, NationScore


def resolve(book: Book) -> None:
    """Step 9: if it is over, roll for compliance twice (not after a war), then tell the end."""
    if not is_over(book):
        return
    if outcome(book) != "war":
        for _ in range(book.numbers.last_looks):
            keeping.check(book, tension=False)
    book.enter(CrisisEnded(outcome(book)))
    tell_end(book)


def is_over(book: Book) -> bool:
    """By order, by war, when two proof turns are over, or the talks close: from the deadline by roll, after grace."""
    crisis, pack, turn = book.state.crisis, book.pack, book.turn
    if book.last or crisis.tension >= 100 or turn >= pack.last_turn:
        return True
    if crisis.proof_turn and turn >= crisis.proof_turn + book.numbers.proof_turns:
        return True
    return turn >= pack.deadline and book.roll("close") < book.numbers.close_odds


def outcome(book: Book) -> Outcome:
    """War, settled (every issue closed), partial (some), or frozen."""
    crisis = book.state.crisis
    if crisis.tension >= 100:
        return "war"
    if len(crisis.closed) == len(book.pack.issues):
        return "settled"
    return "partial" if crisis.closed else "frozen"


def tell_end(book: Book) -> None:
    """To all: the result and the debrief. The salt is left empty; the match fills it in, since rules know of none."""
    state, how = book.state, outcome(book)
    result = score.result(book)
    given = awards.of(book, result)
    rows = tuple(
        NationScore(
            name,
            result.tenths[name],
            result.points[name],
            result.share[name],
            book.nation(name).home,
            given[name],
        )
        for name in book.pack.order
    )
    book.tell("public", Ended(how, state.turn, state.crisis.tension, rows, result.nash, ""))
    book.tell("public", debrief.debrief(book))
    bequests.leave(book)
