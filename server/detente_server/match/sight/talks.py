"""Who hears what is said in a channel, and who may come by a letter on its way.

Owns: the circle of a channel, the risks of its medium and place.
Does not know: what is said (`choices`, `texts` have acts of their own).
"""

from __future__ import annotations

from typing import Any

from attrs import evolve

from detente_server.match.asker import Asker
from detente_server.match.sight.circles import everybody, these, unknown_ref
from detente_server.rules import estimate
from detente_wire import acts
from detente_wire.messages import ExposureAnswer, Risk
from detente_wire.terms import PUBLIC, ChannelId, InstitutionId, MediumId, VenueId


def invitation(asker: Asker, act: acts.Invite) -> ExposureAnswer:
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


def coming(asker: Asker, act: acts.Join | acts.Leave | acts.Decline) -> ExposureAnswer:
    """Comings and goings: all know of those of a talk that is not discreet; of a refusal those who were asked."""
    seen = asker.channel(act.channel)
    if seen is None:
        return ExposureAnswer(refused="rules.unknown-channel")
    inside = these(asker, (*seen.members, seen.go_between))
    return evolve(inside, public=not isinstance(act, acts.Decline) and not asker.is_discreet(seen))


def in_channel(asker: Asker, name: ChannelId, *, typed: bool = True) -> ExposureAnswer:
    """Something said in a channel: those who are in it; `typed`: a leak would print it."""
    if name == PUBLIC and asker.public_medium() is not None:
        return everybody(asker, None)
    # an era without public statements has no public place
    seen = asker.channel(name) if name != PUBLIC else None
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
    if asker.medium(medium) is None:
        return ()  # a place of which nothing is known but what came out of it
    odds = estimate.exposure(asker.pack, medium, members, venue, asker.view.rung, earlier, institution)
    return _risks(odds)


def _risks(odds: estimate.Odds) -> tuple[Risk, ...]:
    risks = (
        Risk("leak", odds.leak, "acts"),
        Risk("intercept", odds.intercept, "text"),
        Risk("lost", odds.lost),
    )
    return tuple(risk for risk in risks if risk.percent)


def said(asker: Asker, act: Any) -> ExposureAnswer:
    """Those in the channel."""
    return in_channel(asker, act.channel)


def talk(asker: Asker, act: acts.Say) -> ExposureAnswer:
    """Those in the channel, or those to whom it is said aside."""
    there = in_channel(asker, act.channel, typed=False)
    return evolve(there, sees=asker.in_order(act.aside_to)) if act.aside_to else there


def declared(asker: Asker, act: acts.Pledge | acts.Threaten) -> ExposureAnswer:
    """A pledge or threat: made in public it is everybody's, wherever it is said."""
    there = in_channel(asker, act.channel)
    if act.public and not there.refused:
        return ExposureAnswer(sees=asker.others(), public=True)
    return there


def moved(asker: Asker, act: acts.Motion | acts.Second | acts.Vote) -> ExposureAnswer:
    """Those in the room hear it; how each voted on what a body decides, everybody."""
    if isinstance(act, acts.Motion):
        place: ChannelId | None = act.channel
    else:
        moved = asker.view.motions.get(act.ref)
        place = moved.channel if moved is not None else None
    seen = asker.channel(place) if place is not None else None
    if place is None or seen is None:
        return unknown_ref()
    there = in_channel(asker, place)
    return evolve(there, public=True) if seen.institution else there


def letter(asker: Asker, act: acts.Send | acts.Forward) -> ExposureAnswer:
    """The addressees, and who may come by it on the way."""
    medium = asker.medium(act.medium)
    if medium is None:
        return ExposureAnswer(refused="rules.unknown-medium")
    odds = estimate.exposure(asker.pack, medium.id, len(set(act.to)) + 1, None, asker.view.rung)
    return evolve(these(asker, act.to), risks=_risks(odds))
