"""What spare envoys do: talk behind the scenes, write, press; and calming down when it is time.

Owns: the habits outside the formal talk. Does not know: offers and texts.
"""

from __future__ import annotations

from detente_server.bots import company, sentences
from detente_server.bots.firebrands import firebrands, holds_back, holds_still
from detente_server.bots.mind import Habit, Mind, Move
from detente_wire.acts import Demarche, Invite, Lift, Offer, Press, Send, StandDown
from detente_wire.terms import NationId, Tool

MOST_PRESSED = 2
"""Envoys that press in one turn at the most."""


def calm(mind: Mind) -> Habit:
    """Stand down and lift what is in force, once a text is initialled, all is closed, or the brink is near."""
    near = mind.view.tension >= mind.temper.quiet_from or holds_still(mind)
    if not mind.full or not (mind.settled() or near):
        return
    for tool, by, target in list(mind.view.pressure):
        if by != mind.me:
            continue
        if tool == "force":
            yield Move(StandDown())
        elif tool == "sanctions" and mind.settled():
            yield Move(Lift("sanctions", target))


def demarche(mind: Mind) -> Habit:
    """Join the others against whoever pressed in each of the last three turns, and again before it has passed."""
    view = mind.view
    if not mind.principal or not mind.full or len(mind.crisis.principals) < 3 or not view.capital:
        return
    for nation in firebrands(mind):
        if view.demarches.get(nation, 0) <= view.turn:
            yield Move(Demarche(nation))


def whisper(mind: Mind) -> Habit:
    """Behind the scenes: the two points that matter most, where they bind nobody."""
    crisis, view = mind.crisis, mind.view
    if not mind.principal or not mind.full or not mind.open_issues() or mind.settled():
        return
    for channel in mind.talks():
        if channel.kind == "back-channel" and not any(
            o.channel == channel.id and o.turn == view.turn for o in view.my_offers()
        ):
            said = mind.aims.best_offer(mind.lately_refused())
            if said is not None:
                part = mind.aims.part_of(said, crisis.back_channel_clauses)
                yield Move(Offer(channel.id, part), sentences.offering(mind, part))
    willing = {"dove": 35, "mixed": 20, "hawk": 8}[mind.temper.name]
    if crisis.back_channel and mind.spare() >= 1 and mind.happens(willing, "back-channel"):
        for other in mind.others:
            contact = view.sheet is not None and other in view.sheet.contacts
            if (contact or view.trust_between(other) >= 40) and not _talking_behind(mind, other):
                yield Move(Invite(crisis.back_channel, (other,)), "A word between us, off the record?")
                return


def _talking_behind(mind: Mind, other: NationId) -> bool:
    return any(
        channel.medium == mind.crisis.back_channel
        and channel.turn == mind.view.turn
        and other in channel.members
        for channel in mind.view.channels.values()
    )


def write(mind: Mind) -> Habit:
    """A letter to a nation that it did not meet: an outsider says what it cares about."""
    view, crisis = mind.view, mind.crisis
    if crisis.letter is None or mind.spare() < 1 or not mind.open_issues() or not mind.happens(25, "letter"):
        return
    met = set(company.met(mind))
    for other in crisis.principals:
        if other == mind.me or other in met:
            continue
        if any(
            seen.by == mind.me and other in seen.letter.to and seen.turn >= view.turn - 2
            for seen in view.letters.values()
        ):
            continue
        top = mind.top_issues()[0]
        words = f"We should like you to know how much {sentences.named(mind, top)} means to us."
        yield Move(Send(crisis.letter, (other,), subject=top), words)
        return


def press(mind: Mind) -> Habit:
    """Each spare envoy may lean on the one whose offers are furthest from its level."""
    view = mind.view
    if not mind.full or mind.settled() or view.tension >= mind.temper.quiet_from or not mind.open_issues():
        return
    if view.turn == 1 or holds_back(mind):
        return
    chance = mind.temper.press
    if view.rung >= 7:
        chance = chance * mind.temper.press_high[min(view.rung, 9) - 7] // 100
    for n in range(MOST_PRESSED):
        if mind.spare() < 1:
            return
        if mind.happens(chance, "press", n):
            target = _hardest(mind)
            act = _tool(mind, target) if target is not None else None
            if act is not None:
                yield Move(act)


def _hardest(mind: Mind) -> NationId | None:
    """The principal whose best offer is worth least to it; an adversary before others."""
    best, place = mind.aims.offered.best, mind.crisis.nations.index
    return min(mind.others, key=lambda nation: (best.get(nation, -1), place(nation)), default=None)


def _tool(mind: Mind, target: NationId) -> Press | None:
    """The strongest tool that its grievance covers, else the mildest left; a hawk reaches for force first."""
    view, sheet = mind.view, mind.view.sheet
    assert sheet is not None
    used = {seal.act.tool for seal in view.sealed.values() if isinstance(seal.act, Press)}
    show = next(
        (s.pressed for (tool, by, _), s in view.pressure.items() if tool == "force" and by == mind.me), None
    )
    level = show.level if show else 0
    grievance = view.grievance.get(target, 0)
    imposed = view.sanctions_on(target).get(mind.me, 0)
    able: list[tuple[Tool, int, int]] = []
    """(tool, level, percent with which it is reached for)"""
    if level < sheet.force and (show is None or show.target == target) and view.capital > level:
        able.append(("force", level + 1, mind.temper.force))
    if "covert" in mind.crisis.rules and max(sheet.intel, sheet.cyber) and view.capital >= 2:
        able.append(("covert", 1, 15))
    if "legal" in mind.crisis.rules and sheet.law and view.capital >= 1 and not _sued(mind, target):
        able.append(("legal", 1, 25))
    if "protocol" in mind.crisis.rules and view.recalled_until(target) < view.turn:
        able.append(("recall", 1, 15))
    if imposed < (3 if grievance >= 10 else 2) and view.capital > imposed:
        able.append(("sanctions", imposed + 1, 50))
    for tool, at, percent in able:
        if tool not in used and mind.happens(percent, "tool", tool):
            return Press(tool, target, at)
    return None if "protest" in used else Press("protest", target)


def _sued(mind: Mind, target: NationId) -> bool:
    return ("legal", mind.me, target) in mind.view.pressure
