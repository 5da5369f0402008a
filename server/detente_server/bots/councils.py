"""In a body or a conference that votes: calling it, seconding, voting, and now and then a motion of one's own.

Owns: how a bot judges a motion, and which body it may call. Does not know: the talks (`table`), what a text is worth
(`aims`).

It votes for what is worth more to it than no deal and against the rest, never moves against itself, and asks a body to
recommend what bears its own initials.
"""

from __future__ import annotations

from collections.abc import Collection

from detente_server.bots.mind import Habit, Mind, Move
from detente_wire.acts import Invite, Motion, Second, Vote, VoteChoice
from detente_wire.seen import ChannelSeen, InstrumentSeen, MotionSeen
from detente_wire.terms import InstitutionId, NationId, closes

LAST_HOURS = 9
FRIEND, STRANGER = 50, 30
"""Trust from which it helps a nation, and below which it lets it be sanctioned."""


def votes(mind: Mind) -> Habit:
    """Every motion that waits for it; a chargé d'affaires abstains."""
    for seen in mind.view.open_motions():
        if mind.me in seen.votes or seen.by == mind.me or not has_vote(mind, seen.channel):
            continue
        choice: VoteChoice = judged(mind, seen) if mind.full else "abstain"
        if seen.seconder is not None:
            yield Move(Vote(seen.ref, choice))
        elif choice == "yes":
            yield Move(Second(seen.ref), "We support that.")


def has_vote(mind: Mind, channel: str) -> bool:
    """Whether it votes there: in a body its members do."""
    seen = next((one for one in mind.view.open_channels() if one.id == channel), None)
    if seen is None:
        return False
    return seen.institution is None or mind.me in mind.crisis.bodies[seen.institution].members


def judged(mind: Mind, seen: MotionSeen) -> VoteChoice:
    """How it would vote."""
    motion, view = seen.motion, mind.view
    match motion.kind:
        case "recess":
            return "yes" if view.stall >= 2 or mind.temper.name == "dove" else "no"
        case "agenda":
            return "yes" if motion.issue in mind.top_issues()[:2] else "abstain"
        case "adjourn":
            return "no"
        case "elect" | "fund":
            return "yes" if _trust(mind, motion.nation) >= FRIEND else "abstain"
        case "close":
            return "yes" if mind.awaits_initials() else "abstain"
        case "sanction" | "inspect":
            return "yes" if _trust(mind, motion.nation) < STRANGER else "no"
        case "basis" | "recommend" | "mediate" | "bind":
            text = view.instruments.get(motion.ref) if motion.ref else None
            return _on_text(mind, text)
        case "administer":
            return "abstain"
        case "rescind":
            old = view.motions.get(motion.ref) if motion.ref else None
            return "yes" if old is not None and judged(mind, old) == "no" else "abstain"


def _trust(mind: Mind, nation: NationId | None) -> int:
    """In itself it trusts fully."""
    if nation is None or nation == mind.me:
        return 100
    return mind.view.trust.get((mind.me, nation), 40)


def _on_text(mind: Mind, text: InstrumentSeen | None) -> VoteChoice:
    """For what is worth more to it than no deal; against the rest."""
    if text is None:
        return "abstain"
    said = tuple(choice for choice in closes(text.text) if choice.issue not in mind.view.closed)
    return "yes" if said and mind.aims.outcome(said) > mind.view.batna else "no"


def seat_of(mind: Mind, nations: Collection[NationId]) -> InstitutionId | None:
    """The smallest body at work that it may convene for an envoy, to which these all belong."""
    able = [name for name in mind.view.bodies if _can_call(mind, name, nations)]
    return min(able, key=lambda name: len(mind.crisis.bodies[name].members), default=None)


def _can_call(mind: Mind, name: InstitutionId, nations: Collection[NationId]) -> bool:
    body = mind.crisis.bodies[name]
    works = mind.view.bodies[name].from_turn <= mind.view.turn
    return works and body.convenes and body.members.issuperset((mind.me, *nations))


def convene(mind: Mind) -> Habit:
    """Call a body together that could recommend a text which bears its initials and another principal's."""
    crisis, view = mind.crisis, mind.view
    if not mind.full or mind.spare() < 1 or view.rung >= LAST_HOURS or not crisis.conference:
        return
    for text in view.texts("initialled"):
        others = [nation for nation in mind.others if nation in text.initials]
        for other in others if _ours(mind, text) else ():
            name = seat_of(mind, (other,))
            if name is not None and crisis.bodies[name].recommends and not _called(mind, name):
                yield Move(
                    Invite(crisis.conference, (), institution=name), "We should like this body to hear of it."
                )
                return


def _called(mind: Mind, name: InstitutionId) -> bool:
    """Whether it sits, or is called, this turn."""
    return any(
        seen.institution == name and seen.turn == mind.view.turn for seen in mind.view.channels.values()
    )


def move(mind: Mind) -> Habit:
    """Ask a body in session to recommend a text that bears its initials."""
    if not mind.full:
        return
    for channel in mind.talks():
        if channel.institution is None or not has_vote(mind, channel.id) or _busy(mind, channel):
            continue
        body = mind.crisis.bodies[channel.institution]
        text = next((one for one in mind.view.texts("tabled", "initialled") if _ours(mind, one)), None)
        if text is not None and body.recommends and _quorum(channel, body.members):
            act = Motion(channel.id, "recommend", ref=text.ref, hash=text.hash)
            yield Move(act, "Let this table say that it is a good text.")


def _ours(mind: Mind, text: InstrumentSeen) -> bool:
    """Its initials are on it, all know it, and no body recommends it yet."""
    known = text.status == "initialled" and not text.text.secret
    return mind.me in text.initials and known and not mind.view.is_recommended(text.hash)


def _busy(mind: Mind, channel: ChannelSeen) -> bool:
    """Something is on that table, or it has moved there this turn."""
    here = [seen for seen in mind.view.motions.values() if seen.channel == channel.id]
    return any(seen.open or (seen.by == mind.me and seen.turn == mind.view.turn) for seen in here)


def _quorum(channel: ChannelSeen, members: frozenset[NationId]) -> bool:
    return 2 * len(members & channel.present) > len(members)


def in_order(mind: Mind, channel: ChannelSeen, issues: set[str]) -> bool:
    """Whether the table hears something about these issues now: an open debate, and the agenda among them."""
    if channel.closed_turn == mind.view.turn:
        return False
    return channel.agenda is None or channel.agenda_until < mind.view.turn or channel.agenda in issues
