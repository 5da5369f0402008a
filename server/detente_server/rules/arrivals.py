"""Letters in transit arrive at DAWN (rules, section 2).

Owns: the order in which the post is delivered: by author in pack order, then as each wrote.
Does not know: what arrives does (`letters`, `records`), how long it was under way (`post`).
"""

from __future__ import annotations

from detente_server.rules import letters, records
from detente_server.rules.book import Book
from detente_server.rules.state import Spoken
from detente_wire.acts import Accept, Forward, Reject, Send


def deliver_post(book: Book) -> None:
    """Everything that arrives this turn."""
    for spoken in _due(book):
        match spoken.act:
            case Send():
                letters.arrive(book, spoken)
            case Forward():
                records.arrive_forward(book, spoken)
            case Accept() | Reject():
                letters.arrive_answer(book, spoken)
            case _:
                raise AssertionError(f"{spoken.act} does not travel by post")


def _due(book: Book) -> list[Spoken]:
    due = [spoken for spoken in book.state.spoken.values() if spoken.arrives == book.turn]
    return sorted(due, key=lambda spoken: book.pack.order.index(spoken.by))
