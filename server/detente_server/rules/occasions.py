"""What comes of an engagement: dinner, reception, sport, tour, walk (rules, section 5, the table).

Owns: a row each, for the guest who came; the hint of a reception, and the rumour that its gaffe spreads.
Does not know: who may be asked and how likely it is to go well (`engagements`), packages put forward on a walk
(`walks`).

Where the rules are silent: a hint is heard by every guest who comes. A rumour is that hint if there was one, else the
last typed act that the host said this turn where all know that talk was held, or wrote in a letter; it says who, not
to whom, and certifies nothing. A host has one rumour a turn.
"""

from __future__ import annotations

from typing import Literal, assert_never

from detente_server.rules import claims, records
from detente_server.rules.book import Book
from detente_server.rules.facts import TruthLearned
from detente_server.rules.state import Engagement, Spoken
from detente_wire.acts import Quote, Say, Send
from detente_wire.notices import Cause, EngagementResult, Hinted, Learned, Minutes, SelfShown
from detente_wire.terms import PUBLIC, Claim, NationId

Manner = Literal["open", "guarded"]


def come(book: Book, one: Engagement, result: EngagementResult, manner: Manner) -> None:
    """The guest came: what he heard, and what went well or wrong."""
    if one.hint is not None:
        book.tell({one.guest}, Hinted(one.ref, one.host, one.hint))
    if result == "success":
        _success(book, one, manner)
    elif result == "gaffe":
        _gaffe(book, one)


def both(book: Book, a: NationId, b: NationId, trust: int, because: Cause) -> None:
    """Contact trust of each in the other."""
    if trust:
        book.earn(a, b, "contact", trust, because)
        book.earn(b, a, "contact", trust, because)


# -- well -------------------------------------------------------------------------------------------------------


def _success(book: Book, one: Engagement, manner: Manner) -> None:
    because = Cause(one.kind, one.host, one.ref)
    trust = _trust(book, one)
    both(book, one.host, one.guest, trust // 2 if manner == "guarded" else trust, because)
    match one.kind:
        case "tour":
            _show_self(book, one, because)
        case "dinner" if manner == "open":
            book.earn(one.host, one.guest, "marks", 1, because)
            _learn(book, one.host, one.guest, one)
            _learn(book, one.guest, one.host, one)
        case "reception" if manner == "open":
            if book.roll("mark", one.host, one.guest) < book.numbers.reception_mark:
                book.earn(one.host, one.guest, "marks", 1, because)
        case _:
            pass


def _trust(book: Book, one: Engagement) -> int:
    match one.kind:
        case "dinner":
            return book.numbers.dinner_trust
        case "reception":
            return book.numbers.reception_trust
        case "sport":
            return book.numbers.sport_trust
        case "tour":
            return book.numbers.tour_trust
        case "walk":
            return 0
        case "gesture":
            return book.numbers.gesture_trust
        case _:
            assert_never(one.kind)


def _show_self(book: Book, one: Engagement, because: Cause) -> None:
    """The host chose to be understood: the guest sees its self card and gains two marks."""
    card = book.pack.nation(one.host).self_card
    shown = SelfShown(one.host, card.values, card.interests, card.ideology, card.likes, card.dislikes)
    book.tell({one.guest}, shown)
    book.earn(one.guest, one.host, "marks", book.numbers.tour_marks, because)


def _learn(book: Book, owner: NationId, of: NationId, one: Engagement) -> None:
    """Which of the two options `of` ranks higher, told truthfully to `owner` alone."""
    assert one.issue is not None
    order = claims.option_order(book.pack, book.nation(of).sheet, one.issue)
    better, worse = (option for option in order if option in (one.option, one.over))
    claim = Claim("prefers", one.issue, better, worse)
    book.enter(TruthLearned(owner, of, claim))
    book.tell({owner}, Learned(of, claim, "dinner"))


# -- wrong ------------------------------------------------------------------------------------------------------


def _gaffe(book: Book, one: Engagement) -> None:
    """The host's fault: the guest trusts him less; at games the world saw it; at receptions people talk."""
    because = Cause("gaffe", one.host, one.ref)
    match one.kind:
        case "dinner":
            book.earn(one.guest, one.host, "loss", -book.numbers.dinner_gaffe, because)
        case "tour":
            book.earn(one.guest, one.host, "loss", -book.numbers.tour_gaffe, because)
        case "sport":
            book.earn(one.guest, one.host, "loss", -book.numbers.sport_gaffe, because)
        case "reception" | "walk" | "gesture":
            pass
        case _:
            assert_never(one.kind)


def book_gaffes(book: Book) -> None:
    """Step 0: who made a fool of himself at games loses standing."""
    for one in _gaffes(book):
        if one.kind == "sport":
            because = Cause("gaffe", one.host, one.ref)
            book.move(one.host, "standing", -book.numbers.sport_gaffe_standing, because)


def spread_rumours(book: Book) -> None:
    """Step 1: what was said at a reception that went wrong stands in the gazette."""
    for one in _gaffes(book):
        if one.kind == "reception" and book.count(f"rumour:{one.host}") == 1:
            _spread(book, one)


def _gaffes(book: Book) -> list[Engagement]:
    order = book.pack.order.index
    now = [one for one in book.state.engagements.values() if one.turn == book.turn and one.result == "gaffe"]
    return sorted(now, key=lambda one: (order(one.host), order(one.guest)))


def _spread(book: Book, one: Engagement) -> None:
    if one.hint is not None:
        assert one.party is not None
        book.tell("public", Hinted(one.party, one.host, one.hint, rumour=True))
        return
    said = [spoken for spoken in book.state.spoken.values() if _talked_of(book, spoken, one.host)]
    if said:
        last = said[-1]
        kind = records.kind_of(book, last)
        minutes = Minutes((one.host,), ((one.host, last.act),), "rumoured", kind, last.ref, certified=False)
        book.tell("public", minutes)


def _talked_of(book: Book, spoken: Spoken, host: NationId) -> bool:
    """Whether it is a typed act of the host's of this turn that not everybody heard, in a talk of which all know."""
    if (spoken.by, spoken.turn) != (host, book.turn) or spoken.leaked or isinstance(spoken.act, Say | Quote):
        return False
    if spoken.channel is None:
        return isinstance(spoken.act, Send)
    return spoken.channel != PUBLIC and book.state.channels[spoken.channel].known
