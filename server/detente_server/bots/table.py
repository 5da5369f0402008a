"""At the table: concerns, convening, listening, offering.

Owns: the habits of formal talk. A principal keeps one envoy for it. Does not know: texts (`papers`).
"""

from __future__ import annotations

from detente_server.bots import councils, sentences
from detente_server.bots.aims import Aims
from detente_server.bots.mind import Habit, Mind, Move
from detente_wire.acts import Ask, Concerns, Invite, Offer, Recess, Restate, Send, Tell
from detente_wire.seen import ChannelSeen, InstrumentSeen
from detente_wire.terms import Claim, IssueId, NationId, Package

EXCHANGES = 3
ASK_STALL = 4
"""From this stall on it asks for a recess."""
LAST_HOURS = 9


def concerns(mind: Mind) -> Habit:
    """Turn 1: its true top, and two more."""
    if mind.view.turn == 1 and mind.me not in mind.view.concerns:
        top = mind.top_issues()
        rest = sorted(top[1:], key=lambda issue: mind.chance.number("concern", issue))
        named = {top[0], *rest[:2]}
        yield Move(Concerns(tuple(issue for issue in mind.crisis.issues if issue in named)))


def convene(mind: Mind) -> Habit:
    """Ask the other principals to the table; an outsider asks one of them now and then."""
    view = mind.view
    if not mind.open_issues() or _asked_already(mind):
        return
    if mind.principal:
        yield from _call_principals(mind)
    elif view.envoys and mind.happens(60, "visit"):
        host = mind.crisis.principals[mind.chance.number(view.turn, "whom") % len(mind.crisis.principals)]
        if mind.crisis.meeting and view.rung < LAST_HOURS and host not in mind.avoid:
            yield Move(Invite(mind.crisis.meeting, (host,)), sentences.opening(mind))


def _asked_already(mind: Mind) -> bool:
    """Whether this turn's talk with the principals is open, or waits for somebody."""
    wanted = set(mind.others if mind.principal else mind.crisis.principals) - mind.avoid
    for channel in mind.view.channels.values():
        ours = mind.me in channel.members and channel.turn == mind.view.turn
        live = ours and (channel.open or channel.waiting) and channel.medium != mind.crisis.back_channel
        if live and wanted & set(channel.members):
            return not mind.principal or wanted <= set(channel.members)
    return False


def _call_principals(mind: Mind) -> Habit:
    crisis, view = mind.crisis, mind.view
    others = tuple(nation for nation in mind.others if nation not in mind.avoid)
    if not others:
        return
    if view.rung >= LAST_HOURS:
        medium = crisis.distant
    elif len(others) > 1:
        medium = crisis.conference
    else:
        medium = crisis.meeting
    if medium is not None and medium == crisis.conference and view.envoys and len(others) > 1:
        body = councils.seat_of(mind, others) if others == mind.others else None
        if body is not None:
            yield Move(Invite(medium, (), institution=body), sentences.opening(mind))
            return
    cost = 2 if crisis.conferences and len(others) > 1 else 1
    if medium is not None and view.envoys >= cost:
        members = others if view.rung < LAST_HOURS or len(others) == 1 else others[:1]
        yield Move(Invite(medium, members, go_between=_go_between(mind, members)), sentences.opening(mind))


def _go_between(mind: Mind, members: tuple[NationId, ...]) -> NationId | None:
    """Who sits between the two while an ambassador is recalled, if there is a third."""
    if len(members) > 1 or mind.view.recalled_until(members[0]) < mind.view.turn:
        return None
    thirds = [nation for nation in mind.crisis.nations if nation not in (mind.me, members[0])]
    return thirds[mind.chance.number(mind.view.turn, "go-between") % len(thirds)] if thirds else None


def listen(mind: Mind) -> Habit:
    """In every open talk: say back what was heard, then ask where it knows least; a principal keeps one exchange."""
    keep = 1 if mind.principal else 0
    for channel in mind.talks():
        if channel.kind == "public" or channel.closed_turn == mind.view.turn:
            continue
        for nation in mind.partners(channel):
            if mind.spent(channel).exchanges + keep < EXCHANGES:
                yield from _restate(mind, channel, nation)
            if mind.spent(channel).exchanges + keep < EXCHANGES:
                yield from _ask(mind, channel, nation)


def _restate(mind: Mind, channel: ChannelSeen, nation: NationId) -> Habit:
    """Once a meeting, before its first offer there; never the same claim twice to one nation."""
    view = mind.view
    if mind.spent(channel).led:
        return
    had = [seen.claim for seen in view.restatements.values() if seen.by == mind.me and seen.of == nation]
    heard = (seen.claim for seen in view.claims.values() if seen.by == nation and not seen.lie)
    claim = next((claim for claim in heard if claim not in had), None)
    if claim is not None:
        yield Move(Restate(channel.id, nation, claim), sentences.restating(mind, nation, claim))


def _ask(mind: Mind, channel: ChannelSeen, nation: NationId) -> Habit:
    """One question a nation and turn, about what it knows least; who knows all asks for the sake of formal talk."""
    view = mind.view
    if any(q.by == mind.me and q.to == nation and q.turn == view.turn for q in view.questions.values()):
        return
    issue = least_known(mind, nation)
    if issue is None and mind.principal and nation in mind.others and not mind.spent(channel).exchanges:
        issue = mind.top_issues()[0]
    if issue is not None and councils.in_order(mind, channel, {issue}):
        yield Move(Ask(channel.id, nation, issue), sentences.asking(mind, nation, issue))


def least_known(mind: Mind, nation: NationId) -> IssueId | None:
    """The issue of another's that it knows least of, its own weightiest first; None: all were told."""
    insight = mind.view.insight.get(nation)
    if insight is not None and insight.level >= 4:
        return None
    known: dict[IssueId, int] = {}
    for seen in mind.view.claims.values():
        if seen.by == nation:
            known[seen.claim.issue] = known.get(seen.claim.issue, 0) + 1
    for asked in mind.view.questions.values():
        if asked.by == mind.me and asked.to == nation:
            known[asked.issue] = known.get(asked.issue, 0) + 1
    return min(mind.top_issues(), key=lambda issue: known.get(issue, 0))


def offer(mind: Mind) -> Habit:
    """A principal's package, in the formal talk; by letter if there is none."""
    if (
        not mind.principal
        or not mind.full
        or not mind.open_issues()
        or mind.view.texts("initialled", "signed")
    ):
        return
    aims = mind.aims  # its mind is made up now, whether or not it can say so
    if any(seen.changed == mind.view.turn for seen in _lying(mind)):
        return
    channel = mind.formal_channel() or _any_talk(mind)
    if channel is None:
        yield from _by_letter(mind, aims)
    elif mind.spent(channel).exchanges < EXCHANGES:
        yield from _in_talks(mind, aims, channel)


def _in_talks(mind: Mind, aims: Aims, channel: ChannelSeen) -> Habit:
    said = aims.best_offer(mind.lately_refused())
    if said is None or _stands(mind, channel, said):
        return
    if councils.in_order(mind, channel, {choice.issue for choice in said}):
        yield Move(Offer(channel.id, said), sentences.offering(mind, said))


def _by_letter(mind: Mind, aims: Aims) -> Habit:
    if not mind.crisis.letter or mind.view.envoys < 1 or _asked_already(mind):
        return
    said = aims.best_offer(mind.lately_refused())
    if said is not None and not _written(mind, said):
        yield Move(Send(mind.crisis.letter, mind.others, package=said), sentences.offering(mind, said))


def _lying(mind: Mind) -> list[InstrumentSeen]:
    """Texts on the table that bear its initials: first the others must speak."""
    return [seen for seen in mind.view.texts("tabled") if mind.me in seen.initials]


def _any_talk(mind: Mind) -> ChannelSeen | None:
    """Another open meeting with a principal in it."""
    for channel in mind.talks():
        if channel.kind == "meeting" and set(mind.partners(channel)) & set(mind.others):
            return channel
    return None


def _stands(mind: Mind, channel: ChannelSeen, said: Package) -> bool:
    return any(o.channel == channel.id and o.package == said for o in mind.view.my_offers())


def _written(mind: Mind, said: Package) -> bool:
    """Whether a letter with it went this turn, or stands unanswered."""
    return any(
        o.channel is None and (o.package == said or o.turn == mind.view.turn) for o in mind.view.my_offers()
    )


def recess(mind: Mind) -> Habit:
    """When the talks have stalled for long: a breathing space."""
    channel = mind.formal_channel()
    if (
        channel is None
        or mind.view.stall < ASK_STALL
        or not mind.principal
        or mind.view.recess_until >= mind.view.turn
    ):
        return
    if not any(seen.turn >= mind.view.turn - 1 for seen in mind.view.recesses.values()):
        yield Move(Recess(channel.id, mind.view.turn + 1), "We all need a night's sleep. Shall we recess?")


def volunteer(mind: Mind) -> Habit:
    """An outsider, or a dove, says unasked what matters most to it; once a match and channel."""
    if mind.principal and mind.temper.name != "dove":
        return
    claim = Claim("most", mind.top_issues()[0])
    for channel in mind.talks():
        if channel.kind != "meeting" or channel.closed_turn == mind.view.turn:
            continue
        told = [seen.claim for seen in mind.view.claims.values() if seen.by == mind.me]
        if claim not in told and mind.spent(channel).exchanges + (1 if mind.principal else 0) < EXCHANGES:
            yield Move(Tell(channel.id, claim), sentences.telling(mind, claim))
