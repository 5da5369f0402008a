"""How a war came: whose acts tipped it, and who had peace on the table (rules, section 9).

Owns: what the debrief of a war says of that.
Does not know: what comes of it in a next crisis.

Where the rules are silent: an act counts by what it raises by itself, before caps and halves, an unknown hand's for
its author, since everything is opened; of equals each. A peace is on the table in one's own current offer or letter,
or in a text that one initialled, if it makes a feasible deal together with what is closed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from detente_server.rules import deals as all_deals
from detente_server.rules import score, stall
from detente_server.rules.book import Book
from detente_wire.terms import NationId, Package, options_of, package

TURNS = 3
"""How long a witness to peace has raised nothing, the last turn included."""


def tipped(book: Book) -> tuple[NationId, ...]:
    """Whose acts raised tension most in this RESOLVE, in pack order; nobody, if it came by itself."""
    raised: Counter[NationId] = Counter()
    for act in book.state.today.pressing:
        raised[act.by] += act.amount
    most = max(raised.values(), default=0)
    return tuple(name for name in book.pack.order if most and raised[name] == most)


def peace_witnesses(book: Book) -> tuple[NationId, ...]:
    """Who raised no tension for three turns and had a feasible package on the table, in pack order."""
    return tuple(name for name in book.pack.order if _calm(book, name) and _offers_peace(book, name))


def _calm(book: Book, name: NationId) -> bool:
    turns = range(book.turn - TURNS + 1, book.turn + 1)
    return not any(book.counted(f"raised:{name}:{turn}", ever=True) for turn in turns)


def _offers_peace(book: Book, name: NationId) -> bool:
    closed = [(issue, option) for issue, (option, _) in book.state.crisis.closed.items()]
    feasible = score.deals(book).feasible
    whole = (package([*closed, *options_of(said).items()]) for said in _proposed(book, name))
    return any(all_deals.index_of(book.pack, deal) in feasible for deal in whole)


def _proposed(book: Book, name: NationId) -> Iterator[Package]:
    """Every package that the nation stands by on the table."""
    return (said for said, nations in stall.on_the_table(book) if name in nations)
