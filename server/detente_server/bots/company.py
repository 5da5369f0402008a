"""Company kept beside the talks: dinners, tours, games, a walk, a joint study, gestures (rules, section 5).

Owns: these habits, and the answers to a study or an appeal. Does not know: offers and texts.
"""

from __future__ import annotations

from detente_server.bots import sentences
from detente_server.bots.mind import Habit, Mind, Move
from detente_wire.acts import AdReferendum, Engage, Grant, JointStudy, Reject
from detente_wire.seen import AppealSeen, EngagementSeen
from detente_wire.terms import NationId, Package

LAST_HOURS = 9
NO_GAMES = 7
WALK_TRUST = 50
STUDY_TRUST = 60
STUDY_MARKS = 6
GRUDGE = 10
"""From this grievance on it does the other no favours."""


def dine(mind: Mind) -> Habit:
    """With whoever it met in person this turn: a walk or games where that serves, dinners, and a tour once."""
    view = mind.view
    for guest in met(mind) if mind.spare() >= 1 else ():
        if view.rung >= LAST_HOURS or mind.spare() < 1:
            return
        if guest in mind.avoid:
            continue
        before = _with(mind, guest)
        if any(seen.turn == view.turn and seen.asked.kind != "gesture" for seen in before):
            continue
        toured = any(seen.asked.kind == "tour" and seen.asked.host == mind.me for seen in before)
        if _may_walk(mind, guest, before):
            yield Move(Engage("walk", (guest,)), "Shall we walk a little, only the two of us?")
        elif not toured and mind.happens(35, "tour", guest):
            yield Move(Engage("tour", (guest,)), "Let us show you something of our country.")
        elif _plays(mind, guest):
            yield Move(Engage("sport", (guest,)), "A day in the open, and not a word of business.")
        elif mind.happens(55 if mind.temper.name != "hawk" else 30, "dinner", guest):
            yield from _dinner(mind, guest)


def _with(mind: Mind, guest: NationId) -> list[EngagementSeen]:
    """What it has shared with the guest so far."""
    pair = {mind.me, guest}
    return [seen for seen in mind.view.engagements.values() if {seen.asked.host, seen.asked.guest} == pair]


def _may_walk(mind: Mind, guest: NationId, before: list[EngagementSeen]) -> bool:
    """With another principal that it trusts, while there is something to put forward, once."""
    if "engagements" not in mind.crisis.rules or not mind.full or guest not in mind.others:
        return False
    walked = any(seen.asked.kind == "walk" and seen.result == "success" for seen in before)
    ready = mind.principal and not mind.settled() and mind.view.trust_between(guest) >= WALK_TRUST
    return ready and not walked and mind.happens(60, "walk", guest)


def _plays(mind: Mind, guest: NationId) -> bool:
    """Games earn most where trust is low, and teach nothing."""
    if "engagements" not in mind.crisis.rules or mind.view.rung >= NO_GAMES:
        return False
    known = mind.view.marks.get(guest, 0) >= STUDY_MARKS
    return mind.view.trust_between(guest) < WALK_TRUST and mind.happens(60 if known else 20, "sport", guest)


def _dinner(mind: Mind, guest: NationId) -> Habit:
    """A dinner that settles which of two options the guest would rather have."""
    issues = mind.top_issues()
    issue = issues[mind.chance.number(mind.view.turn, "dinner-issue", guest) % min(3, len(issues))]
    best, *rest = mind.ranked(issue)
    yield Move(Engage("dinner", (guest,), issue, rest[0], best), sentences.dining(mind, guest))


def met(mind: Mind) -> list[NationId]:
    """Nations in one place with it this turn."""
    crisis = mind.crisis
    found: set[NationId] = set()
    for channel in mind.talks():
        if channel.kind == "meeting" and channel.medium in (crisis.meeting, crisis.conference):
            found |= set(mind.partners(channel))
    return [nation for nation in crisis.nations if nation in found]


def refer(mind: Mind) -> Habit:
    """On a walk that went well it puts its best package forward."""
    if not mind.full or mind.settled():
        return
    for seen in list(mind.view.engagements.values()):
        walk = seen.asked.kind == "walk" and seen.result == "success" and seen.turn == mind.view.turn
        if walk and mind.me not in seen.referred:
            said = mind.aims.best_offer(mind.lately_refused())
            if said:
                yield Move(AdReferendum(seen.asked.ref, said), sentences.offering(mind, said))


def study(mind: Mind) -> Habit:
    """With a principal that it understands and trusts, experts look at what either of them offered last."""
    view = mind.view
    if "engagements" not in mind.crisis.rules or not mind.full or mind.settled() or mind.spare() < 1:
        return
    for other in mind.others:
        base = _base(mind, other) if view.rung < LAST_HOURS and _can_study(mind, other) else ()
        if base:
            yield Move(JointStudy(other, base), "Let our experts look at it together.")


def _can_study(mind: Mind, other: NationId) -> bool:
    return mind.view.trust_between(other) >= STUDY_TRUST and mind.view.marks.get(other, 0) >= STUDY_MARKS


def _base(mind: Mind, other: NationId) -> Package:
    """The newest whole package between the two that they have not studied yet."""
    studied = {
        seen.asked.base for seen in mind.view.studies.values() if other in (seen.asked.by, seen.asked.nation)
    }
    issues = set(mind.open_issues())
    for offer in reversed(mind.view.offers.values()):
        between = (offer.by == other and mind.me in offer.to) or (offer.by == mind.me and other in offer.to)
        base = tuple(choice for choice in offer.package if choice.issue in issues)
        if between and len(base) == len(issues) and base not in studied:
            return base
    return ()


def gesture(mind: Mind) -> Habit:
    """A gift where trust is low, once a pair."""
    view = mind.view
    if view.capital < 4 or not mind.full:
        return
    given = [
        {seen.asked.host, seen.asked.guest}
        for seen in view.engagements.values()
        if seen.asked.kind == "gesture"
    ]
    for other in mind.others:
        if {mind.me, other} in given or mind.temper.name == "hawk":
            continue
        if view.trust.get((other, mind.me), 40) < 40:
            yield Move(Engage("gesture", (other,)), "A small thing, but meant.")


# -- answers ----------------------------------------------------------------------------------------------------


def favours(mind: Mind) -> Habit:
    """What is asked of it: a joint study, a favour."""
    for proposed in mind.view.my_studies():
        by, ref = proposed.asked.by, proposed.asked.ref
        if mind.full and mind.view.envoys and _can_study(mind, by):
            yield Move(JointStudy(by, proposed.asked.base), sentences.accepting(mind))
        else:
            yield Move(Reject(ref, "not-now"), "Not now; our experts have their hands full.")
    for appeal in mind.view.my_appeals():
        if mind.full and _does_favour(mind, appeal):
            yield Move(Grant(appeal.made.ref), "For what is between us: yes.")
        else:
            yield Move(Reject(appeal.made.ref, "not-with-you"), "That is more than I can do for you.")


def _does_favour(mind: Mind, appeal: AppealSeen) -> bool:
    """It grants what a friend asks; a standstill also to who stands at the brink with it."""
    by = appeal.made.by
    if mind.temper.name == "hawk" or mind.view.grievance.get(by, 0) >= GRUDGE:
        return False
    friend = mind.view.trust.get((mind.me, by), 40) >= WALK_TRUST
    return friend or (appeal.made.favour == "standstill" and mind.view.tension >= mind.temper.quiet_from)
