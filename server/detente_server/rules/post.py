"""The post: what a letter costs, how long it is under way, whom it reaches (rules, section 3).

Owns: the price, the transit and the loss of anything that goes by a letter medium, and its entry into the state.
Does not know: what is in it (`letters`, `records`) and what its arrival does (`arrivals`).

A letter that a named roll loses simply has no reader: its author sees no difference, ever.
"""

from __future__ import annotations

from detente_server.rules.book import Book
from detente_server.rules.channels import use_medium
from detente_server.rules.facts import SpokenChanged
from detente_server.rules.pack import Medium
from detente_server.rules.state import Spoken
from detente_wire.acts import ACT_NAMES, Act, Forward, Reject, Send
from detente_wire.acts import Accept as AcceptAct
from detente_wire.refusals import Refused
from detente_wire.terms import NationId, Ref

Posted = Send | Forward | AcceptAct | Reject
"""What travels by post: letters, records sent on, and answers to a letter's package."""


def arrival(book: Book, medium: Medium) -> int:
    """The turn at whose DAWN it arrives; 0: at once. From rung 6 on the fastest means carry it (section 9)."""
    at_once = medium.fast and book.state.rung >= book.numbers.fast_letter_rung
    return 0 if at_once or not medium.transit else book.turn + medium.transit


def pay_postage(book: Book, by: NationId, medium: Medium, *, free: bool) -> None:
    """Count the use of the medium and pay for it; answering a letter costs nothing."""
    use_medium(book, medium, by)
    if not free:
        book.pay(by, medium.envoys, why="letter")


def reached(book: Book, by: NationId, medium: Medium, to: tuple[NationId, ...]) -> tuple[NationId, ...]:
    """Those whom an unreliable medium does not fail."""
    if not medium.lost:
        return to
    return tuple(name for name in to if book.roll("lost", by, name) >= medium.lost)


def enter(
    book: Book,
    ref: Ref,
    by: NationId,
    readers: tuple[NationId, ...],
    act: Posted,
    arrives: int,
    enclosed: tuple[Ref, ...] = (),
) -> Spoken:
    """Record that it was sent."""
    spoken = Spoken(ref, None, by, readers, act, book.turn, arrives, enclosed=enclosed)
    book.enter(SpokenChanged(spoken, "sent"))
    return spoken


def is_letter(spoken: Spoken) -> bool:
    """Whether it is a letter, or a record that was sent on by letter."""
    return spoken.channel is None and isinstance(spoken.act, Send | Forward)


def addressees(act: Act) -> tuple[NationId, ...]:
    """To whom a letter was written, as its author knows it."""
    return act.to if isinstance(act, Send | Forward) else ()


def has(book: Book, nation: NationId, spoken: Spoken) -> bool:
    """Whether the nation said or sent it, heard it, or got it already."""
    return spoken.by == nation or (nation in spoken.heard and spoken.arrives <= book.turn)


def said_to(book: Book, nation: NationId, ref: Ref) -> Spoken:
    """What the nation said, heard or got; anything else does not exist for it."""
    spoken = book.state.spoken.get(ref)
    if spoken is None or not has(book, nation, spoken):
        raise Refused("rules.unknown-ref", ref=ref)
    return spoken


def name_of(act: Act) -> str:
    """The act's name, for a refusal."""
    return ACT_NAMES[type(act)]
