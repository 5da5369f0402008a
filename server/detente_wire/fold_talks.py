"""The fold of talks: channels, what is said in them, letters, listening, engagements.

Owns: how those notices change a `View`, in a table.
Does not know: the other notices (`fold`, `fold_deeds`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from detente_wire import acts, fold_bodies, notices
from detente_wire.seen import (
    KINDS,
    AppealSeen,
    AssuranceSeen,
    ChannelSeen,
    ClaimSeen,
    EngagementSeen,
    Item,
    LetterSeen,
    OfferSeen,
    QuestionSeen,
    RecessSeen,
    RestatementSeen,
    StudySeen,
)
from detente_wire.terms import PUBLIC, ChannelId, Footing, MediumId, NationId, Ref

if TYPE_CHECKING:
    from detente_wire.view import View


# -- channels --------------------------------------------------------------------------------------------------


def _invited(view: View, notice: notices.Invited, item: Item) -> None:
    seen = _channel(view, notice.channel, item.turn)
    seen.medium, seen.members, seen.by = notice.medium, notice.members, notice.by
    seen.venue, seen.go_between = notice.venue, notice.go_between
    seen.protocol, seen.disputed, seen.pays = notice.protocol, set(), notice.pays
    seen.institution = notice.institution
    seen.present = {notice.by}
    asked = {*notice.members, notice.go_between} if notice.go_between else set(notice.members)
    seen.waiting = {nation for nation in asked if nation is not None and nation != notice.by}


def _protocol(view: View, notice: notices.ProtocolAnswered, item: Item) -> None:
    seen = _channel(view, notice.channel, item.turn)
    if notice.how == "disputed":
        seen.disputed.add(notice.nation)
    seen.items.append(item)


_COUNTERPARTS: dict[Footing, Footing] = {"equal": "equal", "senior": "junior", "junior": "senior"}


def _footing(view: View, notice: notices.FootingChanged, item: Item) -> None:
    if notice.nation == view.me:
        view.footing[notice.toward] = notice.footing
    else:
        view.footing[notice.nation] = _COUNTERPARTS.get(notice.footing, "equal")


def _face(view: View, notice: notices.FaceChanged, item: Item) -> None:
    pair = (notice.nation, notice.toward)
    if notice.holds:
        view.faces.add(pair)
    else:
        view.faces.discard(pair)


def _opened(view: View, notice: notices.ChannelOpened, item: Item) -> None:
    seen = _channel(view, notice.channel, item.turn)
    if not seen.present:
        seen.present = set(notice.members)
    asked = seen.by is not None and seen.turn == item.turn and set(notice.members) <= set(seen.members)
    seen.medium, seen.kind = notice.medium, notice.kind
    seen.members = seen.members if asked else notice.members
    seen.venue, seen.go_between, seen.secret = notice.venue, notice.go_between, notice.secret
    seen.institution = notice.institution
    seen.open = True
    if seen.held != item.turn:
        seen.uses = view.held_before(seen.members)
        seen.holdings, seen.held = seen.holdings + 1, item.turn


def _channel(view: View, channel: ChannelId, turn: int) -> ChannelSeen:
    """The channel's entry, for this turn's holding."""
    seen = view.channels.get(channel)
    if seen is None:
        kind = KINDS.get(channel)
        seen = view.channels[channel] = ChannelSeen(channel, MediumId(""), kind, (), None, turn)
    seen.turn = turn
    return seen


def _channel_changed(view: View, notice: notices.ChannelChanged, item: Item) -> None:
    seen = _channel(view, notice.channel, item.turn)
    match notice.change, notice.nation:
        case "joined", str(nation):
            seen.present.add(NationId(nation))
            if nation not in (*seen.members, seen.go_between):
                seen.members = (*seen.members, NationId(nation))
            seen.waiting.discard(NationId(nation))
            _hand_minutes(view, NationId(nation), seen)
        case "declined", str(nation):
            seen.waiting.discard(NationId(nation))
        case "left", str(nation):
            seen.present.discard(NationId(nation))
        case _:
            seen.open = False
            seen.present.clear()
            seen.waiting.clear()
    seen.items.append(item)


def _hand_minutes(view: View, nation: NationId, channel: ChannelSeen) -> None:
    """Who comes in late is made the offers that stand there."""
    for (by, place), ref in view.last_offers.items():
        if place == channel.id and by != nation and view.offers[ref].status == "standing":
            view.offers[ref].to.add(nation)


def _said(view: View, notice: notices.Said, item: Item) -> None:
    seen = view.channels.get(notice.channel)
    if seen is None:
        seen = _channel(view, notice.channel, item.turn)
    seen.items.append(item)
    meaning = SAID.get(type(notice.act))
    if meaning:
        meaning(view, notice, notice.act)


def _letter(view: View, notice: notices.Letter, item: Item) -> None:
    letter = notice.letter
    first = notice.ref not in view.letters
    if not first and notice.how in ("forwarded", "quoted"):
        return
    view.letters[notice.ref] = LetterSeen(notice.ref, notice.by, letter, item.turn, item)
    if first and notice.how in ("sent", "arrived"):
        _replace(view, notice.by, letter.to, notice.ref)
        if letter.package:
            offer = OfferSeen(notice.ref, notice.by, None, letter.package, item.turn, set(letter.to))
            view.offers[notice.ref] = offer


def _minutes(view: View, notice: notices.Minutes, item: Item) -> None:
    if notice.how != "joined":
        view.leaks.append(item)
        return
    for by, act in notice.acts:
        if isinstance(act, acts.Offer) and notice.ref is not None:
            _stand(view, notice.ref, by, act)
            _channel(view, act.channel, item.turn).items.append(item)
        elif isinstance(act, acts.Motion) and notice.ref is not None:
            fold_bodies.put_motion(view, notice.ref, by, act)
            _channel(view, act.channel, item.turn).items.append(item)


def _disavowed(view: View, notice: notices.Disavowed, item: Item) -> None:
    view.leaks.append(item)


# -- what was said ---------------------------------------------------------------------------------------------


def _offer(view: View, said: notices.Said, act: acts.Offer) -> None:
    _stand(view, said.ref, said.by, act)


def _stand(view: View, ref: Ref, by: NationId, act: acts.Offer) -> None:
    """An offer stands in a channel from now on."""
    _replace(view, by, act.channel, ref)
    channel = view.channels.get(act.channel)
    heard = set(view.nations) if act.channel == PUBLIC or channel is None else channel.present
    view.offers[ref] = OfferSeen(ref, by, act.channel, act.package, view.turn, heard - {by})


def _replace(view: View, by: NationId, place: ChannelId | tuple[NationId, ...], ref: Ref) -> None:
    """A nation's next offer in a channel, and its next letter to the same nations, replace what it offered there."""
    last = view.offers.get(view.last_offers.get((by, place), ref))
    if last is not None and last.status == "standing":
        last.status = "replaced"
    view.last_offers[by, place] = ref


def _accept(view: View, said: notices.Said, act: acts.Accept) -> None:
    if act.ref in view.offers:
        offer = view.offers[act.ref]
        offer.accepted[said.by] = view.turn
        offer.rejected.pop(said.by, None)
        if offer.status == "standing" and offer.to <= offer.accepted.keys():
            offer.status = "accepted"
    elif act.ref in view.assurances:
        view.assurances[act.ref].status = "accepted"
    elif act.ref in view.recesses:
        view.recesses[act.ref].accepted.add(said.by)


def _reject(view: View, said: notices.Said, act: acts.Reject) -> None:
    if act.ref in view.offers:
        view.offers[act.ref].rejected[said.by] = act.reason
    elif act.ref in view.assurances:
        view.assurances[act.ref].status = "refused"
    elif act.ref in view.recesses:
        view.recesses[act.ref].rejected.add(said.by)


def _ask(view: View, said: notices.Said, act: acts.Ask) -> None:
    view.questions[said.ref] = QuestionSeen(said.ref, said.by, act.nation, said.channel, act.issue, view.turn)


def _tell(view: View, said: notices.Said, act: acts.Tell) -> None:
    _claim(view, said, act)
    if act.ref in view.questions:
        view.questions[act.ref].answer = act.claim


def _correct(view: View, said: notices.Said, act: acts.Correct) -> None:
    _claim(view, said, act)
    if act.ref in view.restatements:
        view.restatements[act.ref].answer = "corrected"


def _claim(view: View, said: notices.Said, act: acts.Tell | acts.Correct) -> None:
    view.claims[said.ref] = ClaimSeen(said.ref, said.by, said.channel, act.claim, view.turn)


def _restate(view: View, said: notices.Said, act: acts.Restate) -> None:
    seen = RestatementSeen(said.ref, said.by, act.nation, said.channel, act.claim, view.turn)
    view.restatements[said.ref] = seen


def _confirm(view: View, said: notices.Said, act: acts.Confirm) -> None:
    if act.ref in view.restatements:
        view.restatements[act.ref].answer = "confirmed"


def _assure(view: View, said: notices.Said, act: acts.Assure) -> None:
    view.assurances[said.ref] = AssuranceSeen(said.ref, said.by, said.channel, act.clause, view.turn)


def _recess(view: View, said: notices.Said, act: acts.Recess) -> None:
    view.recesses[said.ref] = RecessSeen(said.ref, said.by, said.channel, act.until_turn, view.turn)


def _withdraw(view: View, said: notices.Said, act: acts.Withdraw) -> None:
    if act.ref in view.offers:
        view.offers[act.ref].status = "withdrawn"
    view.assurances.pop(act.ref, None)
    view.recesses.pop(act.ref, None)
    view.motions.pop(act.ref, None)


# -- listening and engagements ---------------------------------------------------------------------------------


def _insight(view: View, notice: notices.InsightGained, item: Item) -> None:
    view.insight[notice.nation] = notice


def _learned(view: View, notice: notices.Learned, item: Item) -> None:
    view.learned.append(notice)


def _self_shown(view: View, notice: notices.SelfShown, item: Item) -> None:
    view.selves[notice.nation] = notice


def _lie(view: View, notice: notices.LieFound | notices.Denounced, item: Item) -> None:
    view.lies.add(notice.ref)
    if notice.ref in view.claims:
        view.claims[notice.ref].lie = True


def _concerns(view: View, notice: notices.ConcernsNamed, item: Item) -> None:
    view.concerns[notice.nation] = notice.issues


def _engagement(view: View, notice: notices.EngagementAsked, item: Item) -> None:
    view.engagements[notice.ref] = EngagementSeen(notice, item.turn)


def _engagement_ended(view: View, notice: notices.EngagementEnded, item: Item) -> None:
    if notice.ref in view.engagements:
        view.engagements[notice.ref].result = notice.result


def _hinted(view: View, notice: notices.Hinted, item: Item) -> None:
    view.hints.append(item)


def _referred(view: View, notice: notices.Referred, item: Item) -> None:
    if notice.walk in view.engagements:
        view.engagements[notice.walk].referred[notice.by] = notice.package


def _study_asked(view: View, notice: notices.StudyAsked, item: Item) -> None:
    view.studies[notice.ref] = StudySeen(notice, item.turn)


def _study_ended(view: View, notice: notices.StudyEnded, item: Item) -> None:
    if notice.ref in view.studies:
        view.studies[notice.ref].how, view.studies[notice.ref].change = notice.how, notice.change


def _appeal_made(view: View, notice: notices.AppealMade, item: Item) -> None:
    view.appeals[notice.ref] = AppealSeen(notice, item.turn)


def _appeal_ended(view: View, notice: notices.AppealEnded, item: Item) -> None:
    if notice.ref in view.appeals:
        view.appeals[notice.ref].how = notice.how


def _standstill_granted(view: View, notice: notices.StandstillGranted, item: Item) -> None:
    view.standstills[notice.ref] = (item.turn, notice.parties)


TALKS: dict[type[notices.Notice], Callable[[View, Any, Item], None]] = {
    notices.Invited: _invited,
    notices.ProtocolAnswered: _protocol,
    notices.FootingChanged: _footing,
    notices.FaceChanged: _face,
    notices.ChannelOpened: _opened,
    notices.ChannelChanged: _channel_changed,
    notices.Said: _said,
    notices.Letter: _letter,
    notices.Minutes: _minutes,
    notices.Disavowed: _disavowed,
    notices.InsightGained: _insight,
    notices.Learned: _learned,
    notices.SelfShown: _self_shown,
    notices.LieFound: _lie,
    notices.Denounced: _lie,
    notices.ConcernsNamed: _concerns,
    notices.EngagementAsked: _engagement,
    notices.EngagementEnded: _engagement_ended,
    notices.Hinted: _hinted,
    notices.Referred: _referred,
    notices.StudyAsked: _study_asked,
    notices.StudyEnded: _study_ended,
    notices.AppealMade: _appeal_made,
    notices.AppealEnded: _appeal_ended,
    notices.StandstillGranted: _standstill_granted,
}
"""What each notice about talks does to a view."""

SAID: dict[type[acts.Act], Callable[[View, notices.Said, Any], None]] = {
    acts.Offer: _offer,
    acts.Accept: _accept,
    acts.Reject: _reject,
    acts.Ask: _ask,
    acts.Tell: _tell,
    acts.Correct: _correct,
    acts.Restate: _restate,
    acts.Confirm: _confirm,
    acts.Assure: _assure,
    acts.Recess: _recess,
    acts.Withdraw: _withdraw,
    **fold_bodies.SAID_OF_BODIES,
}
"""Said acts that a view keeps an entry of; all are in the channel's items."""
