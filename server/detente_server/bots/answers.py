"""What waits for an answer: invitations, questions, restatements, offers, recesses, assurances, threats. All free.

Owns: the habit of answering. Does not know: its own initiatives (`table`, `papers`, `means`).
"""

from __future__ import annotations

from detente_server.bots import company, sentences
from detente_server.bots.mind import Habit, Mind, Move
from detente_wire.acts import (
    Accept,
    Answer,
    AnswerThreat,
    Confirm,
    Correct,
    Decline,
    Join,
    Reject,
    Say,
    SettleThreat,
    Tell,
)
from detente_wire.notices import Said
from detente_wire.seen import ChannelSeen, OfferSeen, RestatementSeen
from detente_wire.terms import Claim, IssueId, NationId, package_hash, recess_hash

GUEST_TRUST = 30
"""From this trust on it answers an engagement openly."""


def answers(mind: Mind) -> Habit:
    """Everything that waits, in order."""
    yield from _invitations(mind)
    yield from _engagements(mind)
    yield from company.favours(mind)
    yield from _questions(mind)
    yield from _restatements(mind)
    if mind.full:
        yield from _offers(mind)
        yield from _recesses(mind)
        yield from _assurances(mind)
        yield from _threats(mind)
    yield from _civilities(mind)


def _invitations(mind: Mind) -> Habit:
    for channel in mind.view.invitations():
        if _welcome(mind, channel):
            yield Move(Join(channel.id))
        else:
            yield Move(Decline(channel.id))


def _welcome(mind: Mind, channel: ChannelSeen) -> bool:
    if channel.by in mind.avoid:
        return False
    if channel.go_between == mind.me:
        return True
    if mind.view.envoys < 1:
        return False
    if channel.kind == "back-channel" or channel.medium == mind.crisis.back_channel:
        return mind.temper.name != "hawk" or mind.happens(50, "back-channel", channel.id)
    spare = mind.view.envoys - (1 if mind.principal and mind.formal_channel() is None else 0)
    return bool(set(channel.members) & set(mind.others)) or spare >= 1


def _engagements(mind: Mind) -> Habit:
    for seen in mind.view.my_engagements():
        trust = mind.view.trust.get((mind.me, seen.asked.host), 40)
        manner = "open" if trust >= GUEST_TRUST and mind.temper.name != "hawk" else "guarded"
        yield Move(Answer(seen.asked.ref, manner), sentences.thanking(mind))  # type: ignore[arg-type]


def _questions(mind: Mind) -> Habit:
    for asked in mind.view.my_questions():
        if not mind.view.is_open(asked.channel):
            continue
        claim = claim_about(mind, asked.issue, asked.by)
        yield Move(Tell(asked.channel, claim, asked.ref), sentences.telling(mind, claim))


def claim_about(mind: Mind, issue: IssueId, to: NationId) -> Claim:
    """What it says of itself on an issue: true, or for a hawk one time in four the other way round."""
    order = mind.top_issues()
    lies = mind.happens(mind.temper.lies, "lie", issue, to)
    if issue == order[0] and not lies:
        return Claim("most", issue)
    if issue == order[-1] and not lies:
        return Claim("least", issue)
    best, *_, worst = mind.ranked(issue)
    return Claim("prefers", issue, worst, best) if lies else Claim("prefers", issue, best, worst)


def _restatements(mind: Mind) -> Habit:
    for seen in mind.view.my_restatements():
        if mind.view.is_open(seen.channel):
            yield _confirm(mind, seen)


def _confirm(mind: Mind, seen: RestatementSeen) -> Move:
    claim = claim_about(mind, seen.claim.issue, seen.by)
    honest = not mind.happens(mind.temper.lies, "lie", seen.claim.issue, seen.by)
    if (honest and is_true(mind, seen.claim)) or claim == seen.claim:
        return Move(Confirm(seen.ref), sentences.confirming(mind))
    return Move(Correct(seen.ref, claim), sentences.telling(mind, claim))


def is_true(mind: Mind, claim: Claim) -> bool:
    """Whether the claim is true of itself."""
    weight = {i: max(p.values()) - min(p.values()) for i, p in mind.view.worth.items()}
    worth = mind.view.worth[claim.issue]
    match claim.form:
        case "most":
            return weight[claim.issue] == max(weight.values())
        case "least":
            return weight[claim.issue] == min(weight.values())
        case "prefers":
            better, worse = claim.option, claim.over
            return better in worth and worse in worth and worth[better] >= worth[worse]
        case "impossible":
            lines = mind.view.sheet.red_lines if mind.view.sheet else ()
            return any(line.issue == claim.issue and line.option == claim.option for line in lines)


def _offers(mind: Mind) -> Habit:
    for offer in mind.view.open_offers():
        if offer.channel is not None and not mind.view.is_open(offer.channel):
            continue
        yield _weigh(mind, offer)


def _weigh(mind: Mind, offer: OfferSeen) -> Move:
    said = offer.package
    good = mind.aims.outcome(said) > mind.view.batna
    if mind.principal or mind.temper.takes != "weighed":
        good = mind.aims.accepts(said) or said in mind.initialled()
    channel = mind.view.channels.get(offer.channel) if offer.channel else None
    if channel is not None and channel.kind == "back-channel" and mind.temper.takes == "weighed":
        good = mind.aims.outcome(said) >= mind.aims.outcome(()) - 5
    if good:
        return Move(Accept(offer.ref, package_hash(said)), sentences.accepting(mind))
    reason = "red-line" if mind.view.red_lines_in(said) else "too-little"
    return Move(Reject(offer.ref, reason), sentences.rejecting(mind, said, reason))  # type: ignore[arg-type]


def _recesses(mind: Mind) -> Habit:
    for seen in mind.view.my_recesses():
        if not mind.view.is_open(seen.channel):
            continue
        if mind.view.stall >= 2 or mind.temper.name == "dove":
            yield Move(Accept(seen.ref, recess_hash(seen.until_turn)), sentences.accepting(mind))
        else:
            yield Move(Reject(seen.ref, "not-now"))


def _assurances(mind: Mind) -> Habit:
    for seen in mind.view.my_assurances():
        if mind.view.is_open(seen.channel):
            yield Move(Reject(seen.ref, "other"), "I should rather have that in writing.")


def _threats(mind: Mind) -> Habit:
    """In the turn in which it falls due: yield or stand firm; carry out or back down."""
    view = mind.view
    for ref, seen in list(view.threats.items()):
        if seen.how or seen.threat.by_turn != view.turn:
            continue
        if seen.threat.nation == mind.me:
            yields = mind.happens({"dove": 60, "mixed": 30}.get(mind.temper.name, 10), "yield", ref)
            yield Move(AnswerThreat(ref, "yield" if yields else "firm"))
        elif seen.threat.by == mind.me:
            carries = mind.happens({"dove": 10, "mixed": 40}.get(mind.temper.name, 70), "carry-out", ref)
            yield Move(SettleThreat(ref, "carry-out" if carries else "back-down"))


def _civilities(mind: Mind) -> Habit:
    """A civil word back to whoever only talks; once a channel and turn."""
    for channel in mind.view.open_channels():
        last = channel.items[-1] if channel.items else None
        if last is None or last.turn != mind.view.turn or not isinstance(last.notice, Said):
            continue
        if isinstance(last.notice.act, Say) and last.notice.by != mind.me:
            spoken = sum(
                isinstance(item.notice, Said)
                and item.notice.by == mind.me
                and isinstance(item.notice.act, Say)
                and item.turn == mind.view.turn
                for item in channel.items
            )
            if spoken < 3:
                yield Move(Say(channel.id), sentences.civil(mind, channel.id, spoken))
