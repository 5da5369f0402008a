"""Step 7: tension moves, each part printed with its cause; accidents; the last clear chance (rules, section 9).

Owns: what lowers and raises tension in a RESOLVE, the sum, the accident.
Does not know: how acts are weighed (`weighing`), what a rung closes (the rooms that ask for it), the end (`ending`).

Everything is summed before tension is cut to 0..100, so that the order of the parts decides nothing. War comes of
the sum alone. Other rooms note tension outside the acts with `Book.note_tension` before this step.
"""

from __future__ import annotations

from collections.abc import Iterable

from detente_server.rules import documents, standstills
from detente_server.rules.accident import accident
from detente_server.rules.book import Book
from detente_server.rules.channels import is_discreet
from detente_server.rules.facts import Cooled, TensionCounted
from detente_server.rules.weighing import weigh
from detente_wire.notices import Cause

Part = tuple[int, Cause]


def resolve(book: Book) -> None:
    """Step 7: gather the parts, cool what was initialled, roll for the accident, and move."""
    parts = [*_acts(book), *_by_itself(book), *_talks(book), *_cooled(book), *_noted(book), *accident(book)]
    _move(book, parts)


def _acts(book: Book) -> Iterable[Part]:
    """Acts with an author, weighed; what counted is remembered for the cap over three turns."""
    acts = book.state.today.pressing
    for author in weigh(book.pack, book.numbers, book.state.crisis, book.turn, acts):
        book.enter(TensionCounted(author.by, book.turn, author.points))
        yield from author.parts
    for by in {act.by: None for act in acts}:
        book.count(f"raised:{by}", ever=True)
        book.count(f"raised:{by}:{book.turn}", ever=True)


def _by_itself(book: Book) -> Iterable[Part]:
    """The tide, unless there is a recess (from the turn after it was agreed), and what earlier stall costs."""
    crisis = book.state.crisis
    if not crisis.last_recess < book.turn <= crisis.recess_until:
        yield book.pack.ladder.tide, Cause("tide")
    if crisis.stall >= 2:
        yield book.numbers.stall_tension[crisis.stall >= book.numbers.stall_batna_from], Cause("stall")


def _talks(book: Book) -> Iterable[Part]:
    """What calms: formal talk, a turn without acts, a standstill."""
    if formal(book):
        yield -book.numbers.formal_talk, Cause("formal-talk")
    if not book.state.today.pressing:
        yield -book.numbers.no_pressure, Cause("no-pressure")
    match standstills.calming(book):
        case "all":
            yield -book.numbers.standstill_all, Cause("standstill")
        case "adversaries":
            yield -book.numbers.standstill_pair, Cause("standstill")
        case None:
            pass


def formal(book: Book) -> bool:
    """Whether two thirds of the principals, rounded up, talked formally this turn.

    Each had an exchange answered by another principal in a meeting that is not discreet. In a pack of fewer than
    four nations it is enough that the principals met.
    """
    principals = book.pack.must_sign
    if not book.pack.conferences:
        return _met(book)
    heard = {
        asked for asked, answered in book.state.today.formal if asked in principals and answered in principals
    }
    return 3 * len(heard) >= 2 * len(principals)


def _met(book: Book) -> bool:
    """Whether all principals were in one meeting of this turn that is not discreet."""
    principals, touched = book.pack.must_sign, book.state.today.touched
    return all((a, b) in touched for a in principals for b in principals if a != b) and any(
        channel.kind == "meeting"
        and channel.held == book.turn
        and not is_discreet(book, channel)
        and set(principals) <= set(channel.members)
        for channel in book.state.channels.values()
    )


def _cooled(book: Book) -> Iterable[Part]:
    """Issues that all principals have initialled, once each a match."""
    for issue in documents.newly_initialled(book):
        book.enter(Cooled(issue))
        yield -book.numbers.issue_initialled, Cause("initialled")


def _noted(book: Book) -> Iterable[Part]:
    return ((note.amount, note.because) for note in book.state.today.noted)


def _move(book: Book, parts: list[Part]) -> None:
    """Move by the sum of the parts, part by part, so that no part in between is cut that counts in the sum."""
    crisis, table = book.state.crisis, book.numbers
    target = crisis.tension + sum(amount for amount, _ in parts)
    ceiling = table.last_chance if crisis.dawn_tension < table.last_chance_from else 100
    falls = -sum(amount for amount, _ in parts if amount < 0)
    for amount, because in sorted(parts, key=lambda part: (part[0] > 0) == (falls <= crisis.tension)):
        if amount > 0:
            amount = min(amount, max(ceiling - book.state.crisis.tension, 0)) if target > ceiling else amount
        book.move_tension(amount, because)
    book.move_tension(min(ceiling - book.state.crisis.tension, 0), Cause("last-chance"))
