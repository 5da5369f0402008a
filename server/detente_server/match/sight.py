"""Who would see an act, at once or when the turn closes, and by which chance others would (the answer to `Exposure`).

Owns: the audience of every kind of act and its base rates, as far as the asker's view and the public pack tell.
Does not know: costs (`charges`), what stands in the way (`hindrances`), any rival's capacity or plans.

A text has readers of whom not every other reader knows: those before whom it was tabled. Where there may be such,
`perhaps_others` says so, for the asker cannot be told more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from attrs import evolve

from detente_server.match.asker import Asker
from detente_server.rules import estimate
from detente_wire import acts
from detente_wire.acts import Act
from detente_wire.messages import ExposureAnswer, Risk
from detente_wire.seen import InstrumentSeen
from detente_wire.terms import PUBLIC, ChannelId, InstitutionId, MediumId, NationId, Ref, VenueId

Sight = Callable[[Asker, Any], ExposureAnswer]
"""(asker, act) -> who would see it; price and refusal are left out."""


def of(asker: Asker, act: Act) -> ExposureAnswer:
    """Who would see this act."""
    return SIGHTS[type(act)](asker, act)


# -- everybody, nobody, these -----------------------------------------------------------------------------------


def _everybody(asker: Asker, act: Any) -> ExposureAnswer:
    return ExposureAnswer(sees=asker.others(), public=True)


def _nobody(asker: Asker, act: Any) -> ExposureAnswer:
    return ExposureAnswer()


def _sealed(sight: Sight) -> Sight:
    """Nobody before the turn closes; then these."""
    return lambda asker, act: evolve(sight(asker, act), sealed=True)


def _these(asker: Asker, nations: Iterable[NationId | None]) -> ExposureAnswer:
    return ExposureAnswer(sees=asker.in_order(nations))


def _unknown_ref() -> ExposureAnswer:
    return ExposureAnswer(refused="rules.unknown-ref")


# -- channels ---------------------------------------------------------------------------------------------------


def _invitation(asker: Asker, act: acts.Invite) -> ExposureAnswer:
    """Who is asked (to a session of a body all who belong to it); all know of it, unless the place is discreet."""
    medium, venue = asker.medium(act.medium), asker.venue(act.venue)
    if medium is None:
        return ExposureAnswer(refused="rules.unknown-medium")
    hidden = medium.kind == "back-channel" or (venue is not None and venue.discreet)
    body = asker.body(act.institution)
    members = {asker.me, *act.members, *((*body.members, *body.officers) if body else ())}
    earlier = asker.view.held_before(members)
    risks = _talk_risks(asker, act.medium, len(members), act.venue, earlier, act.institution)
    sees = asker.in_order((*members, act.go_between))
    return ExposureAnswer(sees=sees, known=not hidden, risks=risks)


def _coming(asker: Asker, act: acts.Join | acts.Leave | acts.Decline) -> ExposureAnswer:
    """Comings and goings: all know of those of a talk that is not discreet; of a refusal those who were asked."""
    seen = asker.channel(act.channel)
    if seen is None:
        return ExposureAnswer(refused="rules.unknown-channel")
    inside = _these(asker, (*seen.members, seen.go_between))
    return evolve(inside, public=not isinstance(act, acts.Decline) and not asker.is_discreet(seen))


def _in_channel(asker: Asker, name: ChannelId, *, typed: bool = True) -> ExposureAnswer:
    """Something said in a channel: those who are in it; `typed`: a leak would print it."""
    if name == PUBLIC and asker.public_medium() is not None:
        return _everybody(asker, None)
    seen = asker.channel(name)
    if seen is None:
        return ExposureAnswer(refused="rules.unknown-channel")
    hidden = asker.is_discreet(seen)
    risks = _talk_risks(asker, seen.medium, len(seen.members), seen.venue, seen.uses, seen.institution)
    if not typed and not hidden:
        risks = tuple(risk for risk in risks if risk.how != "leak")
    return ExposureAnswer(sees=asker.in_order(seen.present), known=not hidden, risks=risks)


def _talk_risks(
    asker: Asker,
    medium: MediumId,
    members: int,
    venue: VenueId | None,
    earlier: int,
    institution: InstitutionId | None = None,
) -> tuple[Risk, ...]:
    odds = estimate.exposure(asker.pack, medium, members, venue, asker.view.rung, earlier, institution)
    return _risks(odds)


def _risks(odds: estimate.Odds) -> tuple[Risk, ...]:
    risks = (
        Risk("leak", odds.leak, "acts"),
        Risk("intercept", odds.intercept, "text"),
        Risk("lost", odds.lost),
    )
    return tuple(risk for risk in risks if risk.percent)


def _said(asker: Asker, act: Any) -> ExposureAnswer:
    return _in_channel(asker, act.channel)


def _talk(asker: Asker, act: acts.Say) -> ExposureAnswer:
    there = _in_channel(asker, act.channel, typed=False)
    return evolve(there, sees=asker.in_order(act.aside_to)) if act.aside_to else there


def _declared(asker: Asker, act: acts.Pledge | acts.Threaten) -> ExposureAnswer:
    """A pledge or threat: made in public it is everybody's, wherever it is said."""
    there = _in_channel(asker, act.channel)
    if act.public and not there.refused:
        return ExposureAnswer(sees=asker.others(), public=True)
    return there


def _moved(asker: Asker, act: acts.Motion | acts.Second | acts.Vote) -> ExposureAnswer:
    """Those in the room hear it; how each voted on what a body decides, everybody."""
    if isinstance(act, acts.Motion):
        place: ChannelId | None = act.channel
    else:
        moved = asker.view.motions.get(act.ref)
        place = moved.channel if moved is not None else None
    seen = asker.channel(place) if place is not None else None
    if place is None or seen is None:
        return _unknown_ref()
    there = _in_channel(asker, place)
    return evolve(there, public=True) if seen.institution else there


def _letter(asker: Asker, act: acts.Send | acts.Forward) -> ExposureAnswer:
    """The addressees, and who may come by it on the way."""
    medium = asker.medium(act.medium)
    if medium is None:
        return ExposureAnswer(refused="rules.unknown-medium")
    odds = estimate.exposure(asker.pack, medium.id, len(set(act.to)) + 1, None, asker.view.rung)
    return evolve(_these(asker, act.to), risks=_risks(odds))


# -- answers ----------------------------------------------------------------------------------------------------


def _answer(asker: Asker, act: Any) -> ExposureAnswer:
    """An answer goes where that was said or sent which it answers."""
    view, ref = asker.view, act.ref
    if ref in view.offers:
        offer = view.offers[ref]
        return _in_channel(asker, offer.channel) if offer.channel else _these(asker, (offer.by,))
    if ref in view.letters:
        return _these(asker, (view.letters[ref].by,))
    for said in (view.assurances, view.recesses, view.restatements, view.questions):
        if ref in said:
            return _in_channel(asker, said[ref].channel)
    return _beside(asker, ref)


def _beside(asker: Asker, ref: Ref) -> ExposureAnswer:
    """An engagement, a joint study, an appeal: the two alone."""
    view = asker.view
    if ref in view.engagements:
        return _these(asker, (view.engagements[ref].asked.host, view.engagements[ref].asked.guest))
    if ref in view.studies:
        return _these(asker, (view.studies[ref].asked.by, view.studies[ref].asked.nation))
    if ref in view.appeals:
        return _these(asker, (view.appeals[ref].made.by, view.appeals[ref].made.nation))
    return _unknown_ref()


def _withdrawal(asker: Asker, act: acts.Withdraw) -> ExposureAnswer:
    """Who had it hears that it is taken back; of a sealed act nobody does."""
    view, ref = asker.view, act.ref
    if any(sealed.ref == ref for sealed in view.sealed.values()):
        return ExposureAnswer()
    invited = view.channels.get(ChannelId(ref))
    if invited is not None:
        return _these(asker, (*invited.members, invited.go_between))
    if ref in view.instruments:
        return _readers(asker, view.instruments[ref])
    if ref in view.pledges:
        pledge = view.pledges[ref]
        return _bond(asker, ref, pledge.pledge.public or pledge.published, ())
    if ref in view.threats:
        threat = view.threats[ref].threat
        return _bond(asker, ref, threat.public, (threat.by, threat.nation))
    if ref in view.offers:
        offer = view.offers[ref]
        return _everybody(asker, act) if offer.channel == PUBLIC else _these(asker, offer.to)
    said = asker.where_said(ref)
    return _heard_in(asker, said) if said else _beside(asker, ref)


def _bond(asker: Asker, ref: Ref, public: bool, parties: tuple[NationId, ...]) -> ExposureAnswer:
    """A pledge or threat that ends: those to whom it was made."""
    if public:
        return _everybody(asker, None)
    if parties:
        return _these(asker, parties)
    said = asker.where_said(ref)
    return _heard_in(asker, said) if said else evolve(ExposureAnswer(), perhaps_others=True)


def _heard_in(asker: Asker, name: ChannelId) -> ExposureAnswer:
    """Those who may have heard what was said in a channel once."""
    seen = asker.channel(name)
    if name == PUBLIC or seen is None:
        return _everybody(asker, None) if name == PUBLIC else ExposureAnswer(perhaps_others=True)
    return _these(asker, (*seen.members, seen.go_between))


# -- beside the talks -------------------------------------------------------------------------------------------


def _guests(asker: Asker, act: acts.Engage) -> ExposureAnswer:
    """The guests; and how likely the occasion is to go well or wrong with each."""
    sees = asker.in_order(act.guests)
    risks = [] if act.kind == "gesture" else _evening(asker, act, sees)
    return ExposureAnswer(sees=sees, risks=tuple(risk for risk in risks if risk.percent))


def _evening(asker: Asker, act: acts.Engage, guests: tuple[NationId, ...]) -> list[Risk]:
    """The worst chance among the guests, and that of a gaffe with one of them."""
    view, numbers = asker.view, asker.numbers
    chances = []
    for guest in guests:
        shown = view.selves.get(guest)
        liking = (act.kind in shown.likes) - (act.kind in shown.dislikes) if shown else 0
        insight = min(view.marks.get(guest, 0) // numbers.insight_marks, numbers.insight_max)
        before = [
            one for one in view.engagements.values() if (one.asked.kind, one.asked.guest) == (act.kind, guest)
        ]
        repeated = any(
            one.asked.host == asker.me and one.result in ("success", "flat", "gaffe") for one in before
        )
        chances.append(
            estimate.engagement(numbers, insight=insight, liking=liking, rung=view.rung, repeated=repeated)
        )
    gaffe = 0 if act.kind == "walk" else 100 - numbers.gaffe
    shows = "rumour" if act.kind == "reception" else ""
    return [Risk("success", min(chances, default=0)), Risk("gaffe", gaffe, shows)]


def _walk(asker: Asker, act: acts.AdReferendum) -> ExposureAnswer:
    return _beside(asker, act.ref)


def _nation(asker: Asker, act: acts.JointStudy | acts.Appeal) -> ExposureAnswer:
    return _these(asker, (act.nation,))


def _grant(asker: Asker, act: acts.Grant) -> ExposureAnswer:
    """The asker; a standstill that is granted everybody learns of."""
    appeal = asker.view.appeals.get(act.ref)
    if appeal is None:
        return _unknown_ref()
    return evolve(_beside(asker, act.ref), known=appeal.made.favour == "standstill")


# -- texts ------------------------------------------------------------------------------------------------------


def _text(asker: Asker, act: Any) -> ExposureAnswer:
    """Something done to a text: those who see it."""
    seen = asker.view.instruments.get(act.ref)
    if seen is not None:
        return _readers(asker, seen)
    assured = asker.view.assurances.get(act.ref)
    return _in_channel(asker, assured.channel) if assured is not None else _unknown_ref()


def _readers(asker: Asker, seen: InstrumentSeen) -> ExposureAnswer:
    """Author and parties of a draft that was laid before them; all, once it is initialled and no secret."""
    if seen.status == "draft":
        return ExposureAnswer()
    if seen.status not in ("tabled", "lapsed") and not seen.text.secret:
        return _everybody(asker, None)
    return evolve(_these(asker, (seen.author, *seen.text.parties)), perhaps_others=True)


def _tabling(asker: Asker, act: acts.Table) -> ExposureAnswer:
    seen = asker.view.instruments.get(act.ref)
    if seen is None:
        return _unknown_ref()
    there = _in_channel(asker, act.channel) if act.channel else ExposureAnswer()
    sees = asker.in_order((*there.sees, *seen.text.parties))
    return evolve(there, sees=sees, known=False)


def _amending(asker: Asker, act: acts.Amend) -> ExposureAnswer:
    """Who saw it, who is a party now, and those who are amended out of it."""
    seen = asker.view.instruments.get(act.ref)
    if seen is None:
        return _unknown_ref()
    before = _readers(asker, seen)
    if seen.status == "draft":
        return before
    return evolve(before, sees=asker.in_order((*before.sees, *act.text.parties)), perhaps_others=True)


def _initial(asker: Asker, act: acts.Initial) -> ExposureAnswer:
    """The last initial opens a text that is no secret to everybody."""
    seen = asker.view.instruments.get(act.ref)
    if seen is None:
        return _unknown_ref()
    last = set(seen.text.parties) <= seen.initials | {asker.me}
    return _everybody(asker, act) if last and not seen.text.secret else _readers(asker, seen)


# -- sealed -----------------------------------------------------------------------------------------------------


def _pressure(asker: Asker, act: acts.Press) -> ExposureAnswer:
    """Everybody sees it at the turn's end; of a covert act not whose it is, unless it is traced."""
    numbers = asker.numbers
    risks: tuple[Risk, ...] = ()
    if act.tool == "covert":
        risks = (
            Risk("attribution", numbers.covert_odds, "author"),
            Risk("spill", numbers.covert_backfire),
        )
    if act.tool == "legal":
        risks = (Risk("success", _case(asker, act.target)),)
    return evolve(_everybody(asker, act), risks=risks)


def _case(asker: Asker, target: NationId) -> int:
    """Chance to win a case as far as standing and own law tell; the other's law is not known."""
    view, numbers = asker.view, asker.numbers
    own, other = view.nations.get(asker.me), view.nations.get(target)
    if own is None or other is None:
        return numbers.legal_base
    return max(0, min(100, numbers.legal_base + (own.standing - other.standing) // 2))


def _keeping(asker: Asker, act: acts.Keep) -> ExposureAnswer:
    """Nobody sees the choice; a cheat is looked for at every turn's end."""
    if act.manner != "cheat":
        return ExposureAnswer()
    seen = asker.view.instruments.get(act.ref)
    clauses = seen.text.clauses if seen else ()
    clause = clauses[act.clause - 1] if act.clause <= len(clauses) else None
    watched = clause is not None and clause.verify not in (None, asker.me)
    odds = asker.numbers.detect_inspect if watched else asker.numbers.detect_none
    return ExposureAnswer(risks=(Risk("detection", odds, "breach"),))


def _choice(asker: Asker, act: acts.AnswerThreat | acts.SettleThreat) -> ExposureAnswer:
    seen = asker.view.threats.get(act.ref)
    if seen is None:
        return _unknown_ref()
    return _bond(asker, act.ref, seen.threat.public, (seen.threat.by, seen.threat.nation))


SIGHTS: dict[type[Act], Sight] = {
    acts.Invite: _invitation,
    acts.Join: _coming,
    acts.Decline: _coming,
    acts.Leave: _coming,
    acts.WalkOut: _everybody,
    acts.Recess: _said,
    acts.Say: _talk,
    acts.Send: _letter,
    acts.Forward: _letter,
    acts.Quote: _said,
    acts.Publish: _sealed(_everybody),
    acts.Disavow: _everybody,
    acts.Denounce: _everybody,
    acts.Offer: _said,
    acts.Accept: _answer,
    acts.Reject: _answer,
    acts.Ask: _said,
    acts.Tell: _said,
    acts.Restate: _said,
    acts.Confirm: _answer,
    acts.Correct: _answer,
    acts.Pledge: _declared,
    acts.Threaten: _declared,
    acts.Assure: _said,
    acts.Motion: _moved,
    acts.Second: _moved,
    acts.Vote: _moved,
    acts.Withdraw: _withdrawal,
    acts.Engage: _guests,
    acts.Answer: _answer,
    acts.AdReferendum: _walk,
    acts.JointStudy: _nation,
    acts.Appeal: _nation,
    acts.Grant: _grant,
    acts.Draft: _nobody,
    acts.Table: _tabling,
    acts.Amend: _amending,
    acts.Initial: _initial,
    acts.SellAtHome: _nobody,
    acts.Suspend: _text,
    acts.Terminate: _text,
    acts.Cure: _text,
    acts.Arbitrate: _text,
    acts.Sign: _sealed(_text),
    acts.Endorse: _sealed(_text),
    acts.Object: _sealed(_text),
    acts.Press: _sealed(_pressure),
    acts.Lift: _sealed(_everybody),
    acts.StandDown: _sealed(_everybody),
    acts.Keep: _sealed(_keeping),
    acts.AnswerThreat: _sealed(_choice),
    acts.SettleThreat: _sealed(_choice),
    acts.Demarche: _sealed(_everybody),
    acts.Concerns: _sealed(_everybody),
    acts.Instruct: _nobody,
    acts.Honour: _nobody,
    acts.Ready: _nobody,
    acts.Poll: _nobody,
    acts.Excuse: _nobody,
}
"""Every act, and who sees it; an act without a row fails a test."""
