"""Trust and marks that talks earned, and trust that fades (rules, section 2 steps 0 and 8, section 5).

Owns: step 0, which books what TALKS earned; the most that contact gives; the decay at step 8.
Does not know: why anything was earned (the rooms that call `Book.earn`), what marks show (`insight`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from detente_server.rules import insight
from detente_server.rules.book import Book
from detente_server.rules.facts import ContactBooked, TalksBooked
from detente_server.rules.state import Earned, Pair
from detente_wire.notices import Cause
from detente_wire.terms import NationId


def pairs(book: Book) -> Iterator[Pair]:
    """Every directed pair, in pack order."""
    return ((a, b) for a in book.pack.order for b in book.others(a))


def book_talks(book: Book) -> None:
    """Step 0: per directed pair losses first, then contact (summed and capped), then deeds, marks and grievances."""
    earned: dict[Pair, list[Earned]] = {}
    for one in book.state.today.earned:
        earned.setdefault((one.of, one.toward), []).append(one)
    for of, toward in pairs(book):
        if (of, toward) in earned:
            _book_pair(book, of, toward, earned[of, toward])
    book.enter(TalksBooked())


def _book_pair(book: Book, of: NationId, toward: NationId, own: list[Earned]) -> None:
    for one in _earned(own, "loss"):
        book.move_pair(of, toward, "trust", one.by, one.because)
    contact = _earned(own, "contact")
    if contact:
        causes = {one.because.why for one in contact}
        why = causes.pop() if len(causes) == 1 else "contact"
        book_contact(book, of, toward, sum(one.by for one in contact), Cause(why))
    for one in _earned(own, "deed"):
        book.move_pair(of, toward, "trust", one.by, one.because)
    _book_marks(book, of, toward, own)
    for one in _earned(own, "grievance"):
        book.move_pair(of, toward, "grievance", one.by, one.because)


def _earned(
    own: list[Earned], kind: Literal["loss", "contact", "deed", "marks", "grievance"]
) -> list[Earned]:
    """What a pair earned of one kind, in the order of the acts."""
    return [one for one in own if one.kind == kind]


def book_contact(book: Book, of: NationId, toward: NationId, by: int, because: Cause) -> int:
    """Contact trust now: at most +6 a turn and pair, and never above 55. Gives what it really moved by."""
    used = book.state.today.contact.get((of, toward), 0)
    room = book.numbers.contact_ceiling - book.pair(of, toward).trust
    by = min(by, book.numbers.contact_a_turn - used, room)
    if by <= 0:
        return 0
    book.enter(ContactBooked(of, toward, by))
    return book.move_pair(of, toward, "trust", by, because)


def _book_marks(book: Book, of: NationId, toward: NationId, own: list[Earned]) -> None:
    """At most two marks a turn about one nation (rules, section 4)."""
    left = book.numbers.marks_a_turn
    for one in _earned(own, "marks"):
        by = min(one.by, left)
        if by > 0:
            left -= by
            insight.add_marks(book, of, toward, by, one.because)


def decay(book: Book) -> None:
    """Step 8: where nothing happened between two nations, trust goes 1 a turn toward 30."""
    for of, toward in pairs(book):
        trust = book.pair(of, toward).trust
        if (of, toward) not in book.state.today.touched and trust != book.numbers.trust_rest:
            book.move_pair(of, toward, "trust", 1 if trust < book.numbers.trust_rest else -1, Cause("decay"))
