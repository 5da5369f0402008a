"""Step 8: progress or stall, and what stall costs (rules, section 10).

Owns: what counts as progress, the stall dial, its price.
Does not know: how a recess comes about, what stall adds to tension (`escalation`, with the value of the turn before).

Progress is told without content. Where the rules are silent: an initial accepts the text that it is put under, a
letter counts once it has arrived, and nothing can stall where every issue is closed. Where some are closed in secret
that is told as progress, which says no more.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_server.rules import standstills
from detente_server.rules.book import Book
from detente_server.rules.facts import Agreed, Moved
from detente_server.rules.state import Spoken
from detente_wire.acts import Offer, Send
from detente_wire.notices import Cause, DialMoved
from detente_wire.terms import PUBLIC, Choice, NationId, Package, closes


def resolve(book: Book) -> None:
    """Step 8: with progress stall is 0, else one more; then the price of what it is now."""
    new = newly_agreed(book)
    for choice in new:
        book.enter(Agreed(choice))
    if new or _standstill(book) or book.state.crisis.last_recess == book.turn:
        _set(book, 0, Cause("progress"))
    elif len(book.state.crisis.closed) == len(book.pack.issues):
        _set(book, 0, Cause("settled" if _known_to_all(book) else "progress"))
    else:
        _set(book, book.state.crisis.stall + 1, Cause("no-progress"))
    _price(book)


def _set(book: Book, stall: int, because: Cause) -> None:
    """Progress is told even where there was no stall to end."""
    by = stall - book.state.crisis.stall
    if by:
        book.enter(Moved("stall", by, because))
    if by or because.why == "progress":
        book.tell("public", DialMoved("stall", by, stall, because))


def _known_to_all(book: Book) -> bool:
    """Whether nothing that is closed is closed in secret."""
    closers = {ref for _, ref in book.state.crisis.closed.values()}
    texts = (document.public for ref, document in book.state.documents.items() if ref in closers)
    words = (said.published for ref, said in book.state.assurances.items() if ref in closers)
    return all(texts) and all(words)


def _standstill(book: Book) -> bool:
    """Whether a standstill entered into force this turn, or adversaries granted each other one."""
    signed = any(
        document.text.kind == "standstill" and document.force_turn == book.turn
        for document in book.state.documents.values()
    )
    return signed or standstills.calms_adversaries(book)


def newly_agreed(book: Book) -> tuple[Choice, ...]:
    """Choices that all principals (all but one, where there are three or more) stand by now, each for the first time.

    To stand by a choice is to have it in a current offer, to have accepted a current offer that has it, or to have
    initialled a text that writes it; back-channels do not count. In pack order.
    """
    principals = frozenset(book.pack.must_sign)
    needed = len(principals) - (len(principals) >= 3)
    backers: dict[Choice, set[NationId]] = {}
    for said, nations in on_the_table(book):
        for choice in said:
            backers.setdefault(choice, set()).update(principals.intersection(nations))
    return tuple(
        choice
        for issue in book.pack.issues
        for option in issue.options
        for choice in (Choice(issue.id, option.id),)
        if len(backers.get(choice, ())) >= needed and choice not in book.state.crisis.agreed
    )


def on_the_table(book: Book) -> Iterator[tuple[Package, tuple[NationId, ...]]]:
    """Every package that is on the table, and who stands by it there."""
    for spoken in book.state.spoken.values():
        act = spoken.act
        if isinstance(act, Offer | Send) and _counts(book, spoken):
            yield act.package, (spoken.by, *spoken.accepted)
    for document in book.state.documents.values():
        if document.status in ("tabled", "initialled", "signed", "in-force"):
            yield closes(document.text), document.initials


def _counts(book: Book, spoken: Spoken) -> bool:
    """A current offer or a letter that has reached somebody, not of a back-channel."""
    if spoken.status not in ("standing", "accepted") or spoken.arrives > book.turn or not spoken.heard:
        return False
    if spoken.channel is None or spoken.channel == PUBLIC:
        return True
    return book.state.channels[spoken.channel].kind != "back-channel"


def _price(book: Book) -> None:
    """At 2-3 the principals trust each other 1 less; from 4 on each loses a point of BATNA, to 8."""
    stall, table, principals = book.state.crisis.stall, book.numbers, book.pack.must_sign
    if stall >= table.stall_batna_from:
        for name in principals:
            book.move(name, "stall_loss", 1, Cause("stall"))
    elif stall >= table.stall_trust_from:
        for of in principals:
            for toward in principals:
                if of != toward:
                    book.move_pair(of, toward, "trust", -table.stall_trust, Cause("stall"))
