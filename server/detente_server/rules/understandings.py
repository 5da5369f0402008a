"""What a back-channel's offer is worth: repeated in a formal offer by both, or contradicted (rules, section 3).

Owns: the deed of a repeat and the price of a contradiction.
Does not know: channels, packages, limits (`offers`, `letters` call in when a formal offer is heard or answered).

A *float* is an offer made in a back-channel; a *formal* offer is one made anywhere else that the other one of the
pair hears. Both count for two turns. A formal ACCEPT of what was floated repeats it too. Where the rules are silent:
the last float on an issue counts, one taken back does not; and who refused a float there and then may refuse its
formal repeat without contradicting himself. Nothing here is told to anybody but the pair.
"""

from __future__ import annotations

from collections.abc import Iterable

from detente_server.rules.book import Book
from detente_server.rules.state import Spoken
from detente_wire.acts import Accept, Offer, Send
from detente_wire.notices import Cause
from detente_wire.terms import ChannelId, Choice, NationId, Package


def formal_offer(book: Book, spoken: Spoken) -> None:
    """A formal offer was heard: see with each hearer whether it repeats or contradicts what was floated."""
    for other in book.in_order(spoken.heard):
        if _back_channels(book, spoken.by, other):
            _contradict_by_offer(book, spoken, other)
            _reward_repeats(book, spoken.by, other, _package(spoken))


def formal_accept(book: Book, spoken: Spoken, by: NationId) -> None:
    """A formal offer was accepted: that repeats what was floated between the two."""
    _reward_repeats(book, by, spoken.by, _package(spoken))


def formal_reject(book: Book, spoken: Spoken, by: NationId) -> None:
    """A formal offer was refused: if it repeats a float that `by` let stand, he contradicts himself."""
    floats = [_floats(book, spoken.by, by), _floats(book, by, spoken.by)]
    for choice in _package(spoken):
        for own in floats:
            floated = _last_float(own, choice)
            if floated is not None and choice in _package(floated) and by not in floated.rejected:
                _contradict(book, by, spoken.by, floated)


def _package(spoken: Spoken) -> Package:
    return spoken.act.package if isinstance(spoken.act, Offer | Send) else ()


def _floats(book: Book, by: NationId, to: NationId, before: Spoken | None = None) -> list[Spoken]:
    """What the nation said to the other in their back-channels lately (before an act), last first."""
    found: list[Spoken] = []
    channels, oldest = _back_channels(book, by, to), _oldest(book)
    for spoken in reversed(tuple(book.state.spoken.values())) if channels else ():
        if spoken.turn < oldest:
            break
        if before is not None and spoken.ref == before.ref:
            found.clear()
        elif spoken.by == by and spoken.channel in channels and to in spoken.heard:
            found.append(spoken)
    return found


def _last_float(floats: Iterable[Spoken], choice: Choice) -> Spoken | None:
    """Of these the last word on the choice's issue, if its author stands by it."""
    for spoken in floats:
        if any(said.issue == choice.issue for said in _package(spoken)):
            return spoken if spoken.status != "withdrawn" else None
    return None


def _back_channels(book: Book, a: NationId, b: NationId) -> frozenset[ChannelId]:
    """The back-channels that these two held lately enough for what was floated in them to count."""
    oldest = _oldest(book)
    return frozenset(
        channel.id
        for channel in book.state.channels.values()
        if channel.kind == "back-channel" and channel.turn >= oldest and {a, b} <= set(channel.members)
    )


def _oldest(book: Book) -> int:
    """The turn from which on what was floated still counts."""
    return book.turn - book.numbers.repeat_turns


def _contradict_by_offer(book: Book, formal: Spoken, other: NationId) -> None:
    floats = _floats(book, formal.by, other, before=formal)
    for choice in _package(formal):
        floated = _last_float(floats, choice)
        if floated is not None and choice not in _package(floated):
            _contradict(book, formal.by, other, floated)


def _contradict(book: Book, by: NationId, other: NationId, floated: Spoken) -> None:
    """The other's trust falls, once a float."""
    if book.count(f"contradicted:{floated.ref}:{by}", ever=True) == 1:
        because = Cause("contradicted", by, floated.ref)
        book.earn(other, by, "loss", -book.numbers.contradict_trust, because)


def _reward_repeats(book: Book, a: NationId, b: NationId, said: Package) -> None:
    """What was said may repeat what one of the two had floated."""
    floats = [_floats(book, a, b), _floats(book, b, a)]
    for choice in said if any(floats) else ():
        _reward_repeat(book, a, b, choice, floats)


def _reward_repeat(
    book: Book, a: NationId, b: NationId, choice: Choice, floats: Iterable[Iterable[Spoken]]
) -> None:
    """Both repeated what one of them had floated: a deed for both, once a pair ever."""
    for own in floats:
        floated = _last_float(own, choice)
        if floated is None or choice not in _package(floated):
            continue
        if _repeats(book, floated, choice, a, b) and _repeats(book, floated, choice, b, a):
            pair = ":".join(book.in_order((a, b)))
            if book.count(f"repeated:{pair}", ever=True) == 1:
                for of, toward in ((a, b), (b, a)):
                    book.earn(
                        of, toward, "deed", book.numbers.repeat_deed, Cause("repeated", ref=floated.ref)
                    )
            return


def _repeats(book: Book, floated: Spoken, choice: Choice, by: NationId, other: NationId) -> bool:
    """Whether the nation has formally offered the choice to the other, or accepted it from it, since the float."""
    after = False
    for spoken in book.state.spoken.values():
        if spoken.ref == floated.ref:
            after = True
            continue
        heard = after and spoken.by == by and other in spoken.heard and spoken.arrives <= book.turn
        if heard and choice in _formal(book, spoken):
            return True
    return False


def _formal(book: Book, spoken: Spoken) -> Package:
    """What the act formally proposes or agrees to."""
    if isinstance(spoken.act, Accept):
        answered = book.state.spoken.get(spoken.act.ref)
        return () if answered is None or _in_back_channel(book, answered) else _package(answered)
    return () if _in_back_channel(book, spoken) else _package(spoken)


def _in_back_channel(book: Book, spoken: Spoken) -> bool:
    channel = book.state.channels.get(spoken.channel) if spoken.channel else None
    return channel is not None and channel.kind == "back-channel"
