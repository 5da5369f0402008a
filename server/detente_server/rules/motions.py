"""Motions: MOTION, SECOND and VOTE in a conference, and when one is decided (rules, section 11).

Owns: who may move, second and vote; precedence; the moment of decision; who is told.
Does not know: how votes are counted (`tally`), what each kind of motion asks for and does (`resolutions`).

Where the rules are silent: to move is to vote for it, and so is to second; a vote once cast stands, also of who leaves.
A motion is decided as soon as further votes could not change it, at the latest when the talks close: who has not voted
then abstains, and what was not seconded lapses. While one is on the table only what goes before it can be moved. In a
body its members vote, those who are there; officers move and do not vote. In other conferences everybody there votes,
on procedure alone. What a body decides, and how each voted, is public.
"""

from __future__ import annotations

from typing import Any

from detente_server.rules import appeals, bodies, meetings, offers, resolutions, tally
from detente_server.rules.book import Audience, Book
from detente_server.rules.channels import open_channel, say_in
from detente_server.rules.facts import MotionChanged
from detente_server.rules.state import AppealState, Channel, MotionState, Spoken, changed
from detente_wire.acts import Motion, Second, Vote, Withdraw
from detente_wire.notices import MotionDecided
from detente_wire.refusals import Refused
from detente_wire.terms import NationId, Ref

OPEN = ("moved", "seconded")

# -- acts -------------------------------------------------------------------------------------------------------


def decide_motion(book: Book, by: NationId, act: Motion) -> None:
    """Move something in a conference; it waits for a seconder."""
    channel = open_channel(book, by, act.channel)
    resolutions.check_place(book, channel, act)
    if by not in _movers(book, channel):
        raise Refused("rules.no-vote", voters=", ".join(_order(book, voters(book, channel))))
    _check_precedence(book, channel, act)
    _check_limits(book, channel, by, act)
    resolutions.check(book, channel, by, act)
    put(book, channel, by, act)


def put(book: Book, channel: Channel, by: NationId, act: Motion) -> MotionState:
    """A motion is on the table; its mover has voted for it, if he has a vote."""
    spoken = say_in(book, channel, by, act)
    own = ((by, "yes"),) if by in voters(book, channel) else ()
    motion = MotionState(
        spoken.ref,
        channel.id,
        by,
        act,
        book.turn,
        channel.institution,
        votes=own,  # type: ignore[arg-type]
    )
    return _change(book, motion, "moved")


def decide_second(book: Book, by: NationId, act: Second) -> None:
    """Support another's motion: it comes to the vote, and one has voted for it."""
    motion, channel = _find(book, by, act.ref)
    if motion.by == by:
        raise Refused("rules.self")
    _check_vote(book, channel, motion, by)
    if motion.seconder is not None:
        raise Refused("rules.answered", ref=motion.ref)
    second(book, channel, motion, by)


def second(book: Book, channel: Channel, motion: MotionState, by: NationId) -> None:
    """The motion has its seconder."""
    say_in(book, channel, by, Second(motion.ref))
    _pay(book, _owed(book, motion, by))
    votes = (*motion.votes, (by, "yes"))
    motion = _change(book, motion, "seconded", seconder=by, status="seconded", votes=votes)
    _settle(book, motion, final=False)


def decide_vote(book: Book, by: NationId, act: Vote) -> None:
    """Vote on a motion that has its seconder."""
    motion, channel = _find(book, by, act.ref)
    _check_vote(book, channel, motion, by)
    if motion.seconder is None:
        raise Refused("rules.not-now", act="vote", why="nobody has seconded it yet")
    owed = _owed(book, motion, by)
    if owed is not None and act.choice != "yes":
        raise Refused("rules.not-now", act=f"to vote {act.choice}", why=f"you owe {motion.by} this vote")
    say_in(book, channel, by, act)
    _pay(book, owed)
    motion = _change(book, motion, "voted on", votes=(*motion.votes, (by, act.choice)))
    _settle(book, motion, final=False)


def withdraw(book: Book, by: NationId, spoken: Spoken, act: Withdraw) -> None:
    """Take back a motion that nobody has seconded."""
    motion = book.state.motions[spoken.ref]
    if motion.by == by and (motion.status != "moved" or motion.turn != book.turn):
        raise Refused("rules.stale", ref=motion.ref)
    offers.withdraw_spoken(book, by, spoken, act)
    _change(book, motion, "withdrawn", status="withdrawn")


def _owed(book: Book, motion: MotionState, by: NationId) -> AppealState | None:
    """The appeal by which the nation owes the mover its vote: on procedure alone."""
    if not resolutions.is_procedure(motion.motion.kind):
        return None
    return appeals.owed_vote(book.state, by, motion.by)


def _pay(book: Book, appeal: AppealState | None) -> None:
    if appeal is not None:
        appeals.pay_vote(book, appeal)


def _collect(book: Book, motion: MotionState) -> MotionState:
    """Who owes the mover a vote and kept silent has voted for him."""
    channel = book.state.channels[motion.channel]
    for name in _order(book, voters(book, channel) - dict(motion.votes).keys()):
        owed = _owed(book, motion, name)
        if owed is not None:
            _pay(book, owed)
            motion = _change(book, motion, "owed", votes=(*motion.votes, (name, "yes")))
    return motion


# -- who may ----------------------------------------------------------------------------------------------------


def voters(book: Book, channel: Channel) -> frozenset[NationId]:
    """Who has a vote in the room: of a body its members, else every member of the conference."""
    body = bodies.of_session(book, channel)
    return frozenset(name for name in channel.present if name in (body or channel).members)


def _movers(book: Book, channel: Channel) -> frozenset[NationId]:
    body = bodies.of_session(book, channel)
    officers = body.officers if body else ()
    return voters(book, channel) | {name for name in officers if name in channel.present}


def _find(book: Book, by: NationId, ref: Ref) -> tuple[MotionState, Channel]:
    """The motion that is on the table of a channel in which the nation is, with that channel."""
    motion = book.state.motions.get(ref)
    if motion is None:
        raise Refused("rules.unknown-ref", ref=ref)
    try:
        channel = open_channel(book, by, motion.channel)
    except Refused:
        raise Refused("rules.unknown-ref", ref=ref) from None
    if motion.status not in OPEN:
        raise Refused("rules.stale", ref=ref)
    return motion, channel


def _check_vote(book: Book, channel: Channel, motion: MotionState, by: NationId) -> None:
    able = voters(book, channel)
    if by not in able:
        raise Refused("rules.no-vote", voters=", ".join(_order(book, able)))
    if by in dict(motion.votes):
        raise Refused("rules.answered", ref=motion.ref)


def _order(book: Book, names: frozenset[NationId]) -> tuple[NationId, ...]:
    return book.in_order(names)


def _check_precedence(book: Book, channel: Channel, act: Motion) -> None:
    for pending in _pending(book, channel):
        if resolutions.rank(act.kind) >= resolutions.rank(pending.motion.kind):
            raise Refused("rules.precedence", kind=act.kind, pending=pending.motion.kind)


def _check_limits(book: Book, channel: Channel, by: NationId, act: Motion) -> None:
    """So many motions a nation and turn, and none again that the table has turned down in the same turn."""
    limit = book.numbers.motions_a_turn
    if book.count(f"motion:{by}") > limit:
        raise Refused("rules.once", limit=f"{limit} motions a turn")
    for old in book.state.motions.values():
        if old.motion == act and old.turn == book.turn and old.status == "lost":
            raise Refused("rules.once", limit="the table has turned that down this turn")


def _pending(book: Book, channel: Channel) -> list[MotionState]:
    """The motions on the channel's table, those that go before first."""
    here = [one for one in book.state.motions.values() if one.channel == channel.id and one.status in OPEN]
    return sorted(here, key=lambda one: resolutions.rank(one.motion.kind))


# -- the decision -----------------------------------------------------------------------------------------------


def count(book: Book, motion: MotionState, final: bool) -> tally.Tally:
    """How the vote stands."""
    channel = book.state.channels[motion.channel]
    votes = dict(motion.votes)
    room = voters(book, channel) | votes.keys()
    body = bodies.of_session(book, channel)
    if body is None or resolutions.is_procedure(motion.motion.kind):
        return tally.procedural(motion.motion.kind, votes, room, final)
    standing = book.nation(motion.by).standing
    return tally.substantial(body, votes, room, standing, book.numbers, final)


def _settle(book: Book, motion: MotionState, final: bool) -> None:
    counted = count(book, motion, final)
    if counted.outcome == "open":
        return
    possible = counted.outcome == "lost" or resolutions.is_possible(book, motion)
    result = counted.outcome if possible else "lapsed"
    motion = _tell(book, motion, result, counted)
    if result == "carried":
        resolutions.carry(book, motion)
        _follow(book, motion)


def _follow(book: Book, motion: MotionState) -> None:
    """To close is to vote: the basis is put to a body that can recommend it, moved and seconded by the same two."""
    channel = book.state.channels[motion.channel]
    question = resolutions.question(book, channel) if motion.motion.kind == "close" else None
    if question is not None and motion.seconder is not None:
        put_question = put(book, channel, motion.by, question)
        second(book, channel, put_question, motion.seconder)


def close_all(book: Book) -> None:
    """RESOLVE, first: what is still on a table is decided by the votes that there are, or lapses."""
    for channel in meetings.in_order(book):
        for motion in _pending(book, channel):
            now = book.state.motions[motion.ref]
            if now.status == "seconded":
                _settle(book, _collect(book, now), final=True)
            elif now.status == "moved":
                _tell(book, now, "lapsed", None)


def _tell(book: Book, motion: MotionState, result: Any, counted: tally.Tally | None) -> MotionState:
    """The motion is decided, and those who may know are told how each voted."""
    channel = book.state.channels[motion.channel]
    votes = dict(motion.votes)
    room = _order(book, voters(book, channel) | votes.keys())
    decided = MotionDecided(
        motion.ref,
        motion.channel,
        motion.by,
        motion.motion,
        result,
        motion.institution,
        yes=tuple(name for name in room if votes.get(name) == "yes"),
        no=tuple(name for name in room if votes.get(name) == "no"),
        abstained=tuple(name for name in room if votes.get(name, "abstain") == "abstain"),
        outside_yes=counted.outside_yes if counted else 0,
        votes=counted.votes if counted else 0,
        needs=counted.needs if counted else 0,
        vetoed=counted.vetoed if counted else (),
    )
    motion = _change(book, motion, result, status=result, decided=decided)
    book.tell(_audience(channel, motion.institution is not None), decided)
    return motion


def _audience(channel: Channel, public: bool) -> Audience:
    return "public" if public else frozenset(channel.present)


def _change(book: Book, motion: MotionState, because: str, **changes: Any) -> MotionState:
    motion = changed(motion, **changes)
    book.enter(MotionChanged(motion, because))
    return motion
