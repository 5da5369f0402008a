"""Informal engagements: asked, answered, ended (rules, section 5).

Owns: the invitation and its limits, the answer, the roll; the gesture, which needs none of them.
Does not know: what each kind gives when it goes well or wrong (`occasions`), how trust and marks are booked
(`contact`).

A reception is one invitation a guest, all under one envoy. Where the rules are silent: an invitation may go out at any
time, the two must be in one place when the guest answers; *repeated* means the same kind by the same host with the
same guest; a tour counts as done once the guest has come, whatever came of it, a walk once it has gone well; of a
guarded guest nothing is learned at all, so there is no mark either. A walk cannot go wrong, only come to nothing.
"""

from __future__ import annotations

from typing import Literal

from detente_server.rules import chances, claims, occasions
from detente_server.rules.adversaries import adversaries
from detente_server.rules.book import Book
from detente_server.rules.facts import EngagementChanged
from detente_server.rules.inviting import check_trust, named
from detente_server.rules.state import Engagement, changed
from detente_wire.acts import Answer, Engage
from detente_wire.notices import Cause, EngagementAsked, EngagementEnded, EngagementResult
from detente_wire.refusals import Refused
from detente_wire.terms import Claim, EngagementKind, NationId, Ref

Manner = Literal["open", "guarded"]
ENGAGED: tuple[EngagementKind, ...] = ("dinner", "reception", "sport", "tour")
"""The invitations that move dials by themselves; their names are the causes of what they earn."""
FULL: frozenset[EngagementKind] = frozenset({"reception", "sport", "walk"})
"""The kinds that the module `engagements` brings."""

# -- asking -----------------------------------------------------------------------------------------------------


def decide_engage(book: Book, by: NationId, act: Engage) -> None:
    """Invite (1 envoy, guests pay none), or make a gesture (1 capital, no answer)."""
    if act.kind in FULL and not book.game.has("engagements"):
        raise Refused("rules.not-in-play", act=act.kind)
    guests = named(book, by, act.guests)
    _check_guests(book, act.kind, guests)
    _check_rung(book, act.kind, by, guests)
    if act.kind == "gesture":
        _gesture(book, by, guests[0])
        return
    _check_question(book, act)
    for guest in guests:
        _check_pair(book, act.kind, by, guest)
    book.pay(by, envoys=1, why="engagement")
    refs = [book.fresh() for _ in guests]
    party = refs[0] if act.kind == "reception" else None
    for ref, guest in zip(refs, guests):
        asked = Engagement(
            ref, act.kind, by, guest, book.turn, act.issue, act.option, act.over, act.hint, party
        )
        book.enter(EngagementChanged(asked, "asked"))
        told = EngagementAsked(ref, act.kind, by, guest, guests if party else ())
        book.tell({by, guest}, told, words=ref)


def _check_guests(book: Book, kind: EngagementKind, guests: tuple[NationId, ...]) -> None:
    most = book.numbers.reception_guests if kind == "reception" else 1
    if len(guests) > most:
        raise Refused("rules.bad-engagement", why=f"it has {most} guest{'s' if most > 1 else ''} at most")


def _check_rung(book: Book, kind: EngagementKind, host: NationId, guests: tuple[NationId, ...]) -> None:
    rung, table = book.state.rung, book.numbers
    if rung >= table.last_hours_rung:
        raise Refused("rules.rung", why="there are no engagements in the last hours")
    if kind == "sport" and rung >= table.sport_rung:
        raise Refused("rules.rung", why="nobody plays games now")
    if kind == "reception" and rung >= table.reception_rung:
        sides = adversaries(book.pack, table, book.state)
        if any((host, guest) in sides or (guest, host) in sides for guest in guests):
            raise Refused("rules.rung", why="adversaries meet at receptions of a neutral host only")


def _check_question(book: Book, act: Engage) -> None:
    """A dinner has a question with two answers, a reception may have a hint; nothing else has either."""
    if act.kind == "dinner":
        issue = claims.check_issue(book, act.issue)
        claims.check_claim(book, Claim("prefers", issue, act.option, act.over))
    elif act.issue or act.option or act.over:
        raise Refused("rules.bad-engagement", why=f"a {act.kind} has no question")
    if act.hint is None:
        return
    if act.kind != "reception":
        raise Refused("rules.bad-engagement", why="only at a reception a hint is let fall")
    claims.check_option(book, act.hint.issue, act.hint.option)


def _check_pair(book: Book, kind: EngagementKind, host: NationId, guest: NationId) -> None:
    if kind == "tour" and book.counted(_toured(host, guest), ever=True):
        raise Refused("rules.once", limit="one tour a pair and direction")
    if kind == "walk":
        if book.counted(walked(book, host, guest), ever=True):
            raise Refused("rules.once", limit="one walk a pair")
        check_trust(book, host, guest, book.numbers.walk_trust)
    if any(_between(one, host, guest) for one in book.state.engagements.values() if one.turn == book.turn):
        raise Refused("rules.once", limit="one engagement a pair and turn")


def _between(one: Engagement, a: NationId, b: NationId) -> bool:
    return {one.host, one.guest} == {a, b} and one.result != "withdrawn"


def _toured(host: NationId, guest: NationId) -> str:
    return f"tour:{host}:{guest}"


def walked(book: Book, a: NationId, b: NationId) -> str:
    """The limit on walks of a pair, whoever asks."""
    return f"walk:{':'.join(book.in_order((a, b)))}"


def _gesture(book: Book, by: NationId, guest: NationId) -> None:
    """A gift, a release, a photograph: both +5 contact, once a pair, at any distance."""
    pair = book.in_order((by, guest))
    if book.count(f"gesture:{pair[0]}:{pair[1]}", ever=True) > 1:
        raise Refused("rules.once", limit="one gesture a pair")
    ref = book.fresh()
    book.pay(by, capital=book.numbers.gesture_capital, why="gesture")
    book.touch(by, guest)
    occasions.both(book, by, guest, book.numbers.gesture_trust, Cause("gesture", by, ref))
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
    _check_rung(book, one.kind, one.host, (by,))
    if (one.host, by) not in book.state.today.place:
        raise Refused("rules.not-now", act="answer", why="you must be in one place with your host this turn")
    words = book.fresh()
    book.touch(one.host, by)
    result = _roll(book, one, act.manner)
    book.count(_held(one), ever=True)
    if one.kind == "tour":
        book.count(_toured(one.host, by), ever=True)
    if one.kind == "walk" and result == "success":
        book.count(walked(book, one.host, by), ever=True)
    _end(book, one, result, act.manner, words)
    occasions.come(book, one, result, act.manner)


def _held(one: Engagement) -> str:
    return f"engaged:{one.kind}:{one.host}:{one.guest}"


def odds(book: Book, one: Engagement, manner: Manner) -> int:
    """Success if the roll is below this."""
    card = book.pack.nation(one.guest).self_card
    return chances.engagement(
        book.numbers,
        insight=book.pair(one.host, one.guest).marks // book.numbers.insight_marks,
        liking=(one.kind in card.likes) - (one.kind in card.dislikes),
        rung=book.state.rung,
        repeated=book.counted(_held(one), ever=True) > 0,
        guarded=manner == "guarded",
    )


def _roll(book: Book, one: Engagement, manner: Manner) -> EngagementResult:
    roll = book.roll(one.kind, one.host, one.guest)
    if roll >= book.numbers.gaffe and one.kind != "walk":
        return "gaffe"
    return "success" if roll < odds(book, one, manner) else "flat"


# -- ending -----------------------------------------------------------------------------------------------------


def decline(book: Book, by: NationId, engagement: Engagement) -> None:
    """The guest does not come; free, and the host's envoy returns if nobody else does."""
    if engagement.guest != by:
        raise Refused("rules.not-yours", ref=engagement.ref)
    _check_open(book, engagement)
    _end(book, engagement, "declined", words=book.fresh())
    _return_envoy(book, engagement)


def withdraw(book: Book, by: NationId, engagement: Engagement) -> None:
    """The host takes the invitation back; the envoy returns, and the pair may still engage this turn."""
    if engagement.host != by:
        raise Refused("rules.not-yours", ref=engagement.ref)
    _check_open(book, engagement)
    _end(book, engagement, "withdrawn", words=book.fresh())
    _return_envoy(book, engagement)


def close_unanswered(book: Book) -> None:
    """Step 0: invitations that nobody answered end, and the envoys return."""
    waiting = [one for one in book.state.engagements.values() if one.open]
    order = book.pack.order.index
    for one in sorted(waiting, key=lambda one: (order(one.host), order(one.guest))):
        _end(book, one, "unanswered")
        _return_envoy(book, one)


def _return_envoy(book: Book, ended: Engagement) -> None:
    """Whom nobody visits, nor will, has spent no envoy."""
    party = [
        one
        for one in book.state.engagements.values()
        if one.ref == ended.ref or (ended.party is not None and one.party == ended.party)
    ]
    if not any(one.open or one.result in ("success", "flat", "gaffe") for one in party):
        book.give_back(ended.host, envoys=1)


def _check_open(book: Book, one: Engagement) -> None:
    if not one.open or one.turn != book.turn:
        raise Refused("rules.stale", ref=one.ref)


def _end(
    book: Book,
    one: Engagement,
    result: EngagementResult,
    manner: Manner | None = None,
    words: Ref | None = None,
) -> None:
    book.enter(EngagementChanged(changed(one, open=False, result=result), result))
    book.tell({one.host, one.guest}, EngagementEnded(one.ref, result, manner), words=words)
