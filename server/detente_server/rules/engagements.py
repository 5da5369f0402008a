"""Informal engagements: a dinner, a tour, a gesture (rules, section 5).

Owns: the invitation and its limits, the answer, the roll, and what each kind gives.
Does not know: how trust and marks are booked (`contact`), what else a truth about a nation is good for (`lies`).

Where the rules are silent: an invitation may go out at any time, the two must be in one place when the guest
answers; *repeated* means the same kind by the same host with the same guest; a tour counts as done once the guest
has come, whatever came of it; of a guarded guest nothing is learned at all, so there is no mark either.
"""

from __future__ import annotations

from typing import Literal

from attrs import evolve

from detente_server.rules import claims
from detente_server.rules.book import Book
from detente_server.rules.facts import EngagementChanged, TruthLearned
from detente_server.rules.state import Engagement
from detente_wire.acts import Answer, Engage
from detente_wire.notices import Cause, EngagementAsked, EngagementEnded, Learned, SelfShown
from detente_wire.refusals import Refused
from detente_wire.terms import Claim, NationId, Ref

Manner = Literal["open", "guarded"]
Result = Literal["success", "flat", "gaffe", "declined", "unanswered", "withdrawn"]
ENGAGED = ("dinner", "tour")
"""The kinds that are invitations; their names are the causes of what they earn."""

# -- asking -----------------------------------------------------------------------------------------------------


def decide_engage(book: Book, by: NationId, act: Engage) -> None:
    """Invite to a dinner or a tour (1 envoy, the guest pays none), or make a gesture (1 capital, no answer)."""
    if act.guest not in book.state.nations:
        raise Refused("rules.unknown-nation", nation=act.guest)
    if act.guest == by:
        raise Refused("rules.self")
    _check_rung(book)
    if act.kind == "gesture":
        _gesture(book, by, act.guest)
        return
    _check_invitation(book, by, act)
    ref = book.fresh()
    book.pay(by, envoys=1, why="engagement")
    asked = Engagement(ref, act.kind, by, act.guest, book.turn, act.issue, act.option, act.over)
    book.enter(EngagementChanged(asked, "asked"))
    book.tell({by, act.guest}, EngagementAsked(ref, act.kind, by, act.guest), words=ref)


def _check_rung(book: Book) -> None:
    if book.state.rung >= book.numbers.last_hours_rung:
        raise Refused("rules.rung", why="there are no engagements in the last hours")


def _check_invitation(book: Book, by: NationId, act: Engage) -> None:
    if act.kind == "dinner":
        claims.check_claim(book, Claim("prefers", claims.check_issue(book, act.issue), act.option, act.over))
    elif act.issue or act.option or act.over:
        raise Refused("rules.bad-engagement", why="a tour has no question")
    elif book.counted(_toured(by, act.guest), ever=True):
        raise Refused("rules.once", limit="one tour a pair and direction")
    if any(_between(one, by, act.guest) for one in book.state.engagements.values() if one.turn == book.turn):
        raise Refused("rules.once", limit="one engagement a pair and turn")


def _between(one: Engagement, a: NationId, b: NationId) -> bool:
    return {one.host, one.guest} == {a, b} and not one.withdrawn


def _toured(host: NationId, guest: NationId) -> str:
    return f"tour:{host}:{guest}"


def _gesture(book: Book, by: NationId, guest: NationId) -> None:
    """A gift, a release, a photograph: both +5 contact, once a pair, at any distance."""
    pair = sorted((by, guest), key=book.pack.order.index)
    if book.count(f"gesture:{pair[0]}:{pair[1]}", ever=True) > 1:
        raise Refused("rules.once", limit="one gesture a pair")
    ref = book.fresh()
    book.pay(by, capital=book.numbers.gesture_capital, why="gesture")
    book.touch(by, guest)
    _both(book, by, guest, book.numbers.gesture_trust, Cause("gesture", by, ref))
    book.tell({by, guest}, EngagementAsked(ref, "gesture", by, guest), words=ref)
    book.tell({by, guest}, EngagementEnded(ref, "success"))


# -- answering --------------------------------------------------------------------------------------------------


def decide_answer(book: Book, by: NationId, act: Answer) -> None:
    """The guest comes, open or guarded; the roll says how it went. Both see what came of it at once."""
    one = book.state.engagements.get(act.ref)
    if one is None or by not in (one.host, one.guest):
        raise Refused("rules.unknown-ref", ref=act.ref)
    if one.guest != by:
        raise Refused("rules.not-yours", ref=act.ref)
    _check_open(book, one)
    _check_rung(book)
    if (one.host, one.guest) not in book.state.today.place:
        raise Refused("rules.not-now", act="answer", why="you must be in one place with your host this turn")
    words = book.fresh()
    book.touch(one.host, one.guest)
    result = _roll(book, one, act.manner)
    book.count(_held(one), ever=True)
    if one.kind == "tour":
        book.count(_toured(one.host, one.guest), ever=True)
    _end(book, one, result, act.manner, words)
    if result == "gaffe":
        _gaffe(book, one)
    elif result == "success":
        _success(book, one, act.manner)


def _held(one: Engagement) -> str:
    return f"engaged:{one.kind}:{one.host}:{one.guest}"


def odds(book: Book, one: Engagement, manner: Manner) -> int:
    """Success if the roll is below this (rules, section 5)."""
    n = book.numbers
    card = book.pack.nation(one.guest).self_card
    chance = n.engage_base + n.engage_insight * (book.pair(one.host, one.guest).marks // n.insight_marks)
    chance += n.engage_like * (one.kind in card.likes) - n.engage_like * (one.kind in card.dislikes)
    chance -= n.engage_rung_less * (book.state.rung >= n.engage_rung)
    chance -= n.engage_repeat_less * (book.counted(_held(one), ever=True) > 0)
    return chance - n.guarded_less * (manner == "guarded")


def _roll(book: Book, one: Engagement, manner: Manner) -> Literal["success", "flat", "gaffe"]:
    roll = book.roll(one.kind, one.host, one.guest)
    if roll >= book.numbers.gaffe:
        return "gaffe"
    return "success" if roll < odds(book, one, manner) else "flat"


def _gaffe(book: Book, one: Engagement) -> None:
    """The host's fault: the guest trusts him less."""
    less = book.numbers.dinner_gaffe if one.kind == "dinner" else book.numbers.tour_gaffe
    book.earn(one.guest, one.host, "loss", -less, Cause("gaffe", one.host, one.ref))


def _success(book: Book, one: Engagement, manner: Manner) -> None:
    because = Cause(one.kind, one.host, one.ref)
    trust = book.numbers.dinner_trust if one.kind == "dinner" else book.numbers.tour_trust
    _both(book, one.host, one.guest, trust // 2 if manner == "guarded" else trust, because)
    if one.kind == "tour":
        _show_self(book, one, because)
    elif manner == "open":
        book.earn(one.host, one.guest, "marks", 1, because)
        _learn(book, one.host, one.guest, one)
        _learn(book, one.guest, one.host, one)


def _both(book: Book, a: NationId, b: NationId, trust: int, because: Cause) -> None:
    book.earn(a, b, "contact", trust, because)
    book.earn(b, a, "contact", trust, because)


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


# -- ending -----------------------------------------------------------------------------------------------------


def decline(book: Book, by: NationId, engagement: Engagement) -> None:
    """The guest does not come; free, and the host's envoy returns."""
    if engagement.guest != by:
        raise Refused("rules.not-yours", ref=engagement.ref)
    _check_open(book, engagement)
    book.give_back(engagement.host, envoys=1)
    _end(book, engagement, "declined", words=book.fresh())


def withdraw(book: Book, by: NationId, engagement: Engagement) -> None:
    """The host takes the invitation back; the envoy returns, and the pair may still engage this turn."""
    if engagement.host != by:
        raise Refused("rules.not-yours", ref=engagement.ref)
    _check_open(book, engagement)
    book.give_back(by, envoys=1)
    _end(book, evolve(engagement, withdrawn=True), "withdrawn", words=book.fresh())


def close_unanswered(book: Book) -> None:
    """Step 0: invitations that nobody answered end, and the envoys return."""
    waiting = [one for one in book.state.engagements.values() if one.open]
    order = book.pack.order.index
    for one in sorted(waiting, key=lambda one: (order(one.host), order(one.guest))):
        book.give_back(one.host, envoys=1)
        _end(book, one, "unanswered")


def _check_open(book: Book, one: Engagement) -> None:
    if not one.open or one.turn != book.turn:
        raise Refused("rules.stale", ref=one.ref)


def _end(
    book: Book, one: Engagement, result: Result, manner: Manner | None = None, words: Ref | None = None
) -> None:
    book.enter(EngagementChanged(evolve(one, open=False), result))
    book.tell({one.host, one.guest}, EngagementEnded(one.ref, result, manner), words=words)
