"""Who would see an act before it is sent: the answer to `Exposure`.

Owns: the audience, the price and the base rates of an act, as far as the asker's view and the public pack tell.
Does not know: any rival's capacity or plans, and so never how an act will really come out.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from detente_server.rules import estimate
from detente_server.rules.charter import Institution
from detente_server.rules.numbers import Numbers, numbers_for
from detente_server.rules.pack import Medium, Pack
from detente_server.rules.prices import tool_capital
from detente_wire import acts
from detente_wire.acts import Act
from detente_wire.messages import ExposureAnswer, Risk
from detente_wire.seen import ChannelSeen
from detente_wire.terms import PUBLIC, ChannelId, InstitutionId, MediumId, NationId, VenueId
from detente_wire.view import View

PUBLIC_ACTS = (acts.Publish, acts.Denounce, acts.Disavow, acts.Concerns, acts.Demarche, acts.WalkOut)
"""Everybody learns of these."""
ENVOY_ACTS = (acts.Engage, acts.Table, acts.SellAtHome, acts.Endorse, acts.Object)
"""These take one envoy each."""


def preview(view: View, pack: Pack, act: Act) -> ExposureAnswer:
    """Who would see it, what it costs, and how it might come out."""
    answer = _audience(view, pack, act)
    envoys, capital = _price(view, pack, act)
    return evolve(answer, envoys=envoys or answer.envoys, capital=capital)


def _audience(view: View, pack: Pack, act: Act) -> ExposureAnswer:
    match act:
        case acts.Invite():
            return _invitation(view, pack, act)
        case acts.Motion() | acts.Second() | acts.Vote():
            return _vote(view, pack, act)
        case acts.Send() | acts.Forward():
            return _letter(view, pack, act.medium, act.to)
        case acts.Say(channel, aside_to) if aside_to:
            return evolve(_channel(view, pack, channel), sees=_sorted(pack, aside_to))
        case acts.Pledge(channel) | acts.Threaten(channel):
            there = _channel(view, pack, channel)
            return evolve(there, public=there.public or act.public)
        case acts.Engage():
            return ExposureAnswer(sees=_sorted(pack, act.guests))
        case _ if isinstance(act, PUBLIC_ACTS):
            return ExposureAnswer(sees=_all(view, pack), public=True)
        case _:
            place: ChannelId | None = getattr(act, "channel", None)
            return _channel(view, pack, place) if place else ExposureAnswer()


def _invitation(view: View, pack: Pack, act: acts.Invite) -> ExposureAnswer:
    """Who is asked; of a session all members and officers of the body, and one envoy where it can convene."""
    body = _body(pack, act.institution)
    asked = (*act.members, act.go_between) if act.go_between else act.members
    if body is None:
        return _talk(view, pack, act.medium, (name for name in asked if name), act.venue)
    members = {*asked, *body.members, *body.officers} - {view.me, None}
    answer = _talk(view, pack, act.medium, (name for name in members if name), act.venue, institution=body.id)
    medium, seen = _medium(pack, act.medium), view.bodies.get(body.id)
    spared = "convene" in body.powers or (seen is not None and seen.text is not None)
    return evolve(answer, envoys=medium.envoys) if medium is not None and spared else answer


def _vote(view: View, pack: Pack, act: acts.Motion | acts.Second | acts.Vote) -> ExposureAnswer:
    """Those in the room hear it; how each voted on what a body decides, everybody."""
    if isinstance(act, acts.Motion):
        place: ChannelId | None = act.channel
    else:
        moved = view.motions.get(act.ref)
        place = moved.channel if moved is not None else None
    seen = view.channels.get(place) if place is not None else None
    if place is None or seen is None:
        return ExposureAnswer(refused="rules.unknown-ref")
    answer = _channel(view, pack, place)
    return evolve(answer, public=True) if seen.institution else answer


def _body(pack: Pack, id: InstitutionId | None) -> Institution | None:
    return next((body for body in pack.institutions if body.id == id), None)


def _channel(view: View, pack: Pack, id: ChannelId) -> ExposureAnswer:
    """Something said in a channel."""
    seen = view.channels.get(id)
    if seen is None:
        public = next((medium for medium in pack.media if medium.kind == "public"), None)
        if public is not None and id == PUBLIC:
            return ExposureAnswer(sees=_all(view, pack), public=True, envoys=public.envoys)
        return ExposureAnswer(refused="rules.unknown-channel")
    there = {*seen.present, *((seen.go_between,) if seen.go_between else ())} - {view.me}
    answer = _talk(view, pack, seen.medium, (nation for nation in there if nation), seen.venue, seen)
    return evolve(answer, envoys=0)


def _talk(
    view: View,
    pack: Pack,
    id: MediumId,
    others: Iterable[NationId],
    venue: VenueId | None,
    seen: ChannelSeen | None = None,
    institution: InstitutionId | None = None,
) -> ExposureAnswer:
    medium = _medium(pack, id)
    if medium is None:
        return ExposureAnswer(refused="rules.unknown-medium")
    sees = _sorted(pack, others)
    place = next((one for one in pack.venues if one.id == venue), None)
    hidden = medium.kind == "back-channel" or (place is not None and place.discreet)
    earlier = len({item.turn for item in seen.items}) if seen and medium.kind == "back-channel" else 0
    body = institution or (seen.institution if seen else None)
    odds = estimate.exposure(pack, id, len(sees) + 1, venue, view.rung, earlier, body)
    return ExposureAnswer(sees=sees, known=not hidden, envoys=medium.convener_envoys, risks=_risks(odds))


def _letter(view: View, pack: Pack, id: MediumId, to: tuple[NationId, ...]) -> ExposureAnswer:
    medium = _medium(pack, id)
    if medium is None:
        return ExposureAnswer(refused="rules.unknown-medium")
    odds = estimate.exposure(pack, id, len(to) + 1, None, view.rung)
    public = medium.kind == "public"
    sees = _all(view, pack) if public else _sorted(pack, to)
    return ExposureAnswer(sees=sees, public=public, envoys=medium.envoys, risks=_risks(odds))


def _risks(odds: estimate.Odds) -> tuple[Risk, ...]:
    risks = (
        Risk("leak", odds.leak, "acts"),
        Risk("intercept", odds.intercept, "text"),
        Risk("lost", odds.lost),
    )
    return tuple(risk for risk in risks if risk.percent)


def _price(view: View, pack: Pack, act: Act) -> tuple[int, int]:
    """Envoys and capital that the act itself takes, beside those of its medium."""
    numbers = numbers_for(pack.numbers)
    match act:
        case acts.Publish():
            return 0, numbers.publish_capital
        case acts.Pledge(public=True):
            return 0, numbers.pledge_capital
        case acts.Demarche():
            return 0, numbers.demarche_capital
        case acts.Engage(kind="gesture"):
            return 0, numbers.gesture_capital
        case acts.Press():
            return 1, _pressure(view, numbers, act)
        case acts.Table(channel=channel) if channel is not None and _has_clerks(view, pack, channel):
            return 0, 0
        case _:
            return int(isinstance(act, ENVOY_ACTS)), 0


def _has_clerks(view: View, pack: Pack, channel: ChannelId) -> bool:
    """Whether the channel is a session of a body with a secretariat: to table there is free."""
    seen = view.channels.get(channel)
    body = _body(pack, seen.institution) if seen else None
    return body is not None and "secretariat" in body.facilities


def _pressure(view: View, numbers: Numbers, act: acts.Press) -> int:
    """Capital of a tool, raised from what is in force; double under a démarche."""
    standing = [
        seen.pressed.level
        for (tool, by, target), seen in view.pressure.items()
        if tool == act.tool and by == view.me and (tool == "force" or target == act.target)
    ]
    capital = tool_capital(act.tool, act.level, max(standing, default=0), numbers)
    under = view.me is not None and view.demarches.get(view.me, 0) >= view.turn
    return capital * 2 if under else capital


def _medium(pack: Pack, id: MediumId) -> Medium | None:
    return next((medium for medium in pack.media if medium.id == id), None)


def _all(view: View, pack: Pack) -> tuple[NationId, ...]:
    return tuple(nation for nation in pack.order if nation != view.me)


def _sorted(pack: Pack, nations: Iterable[NationId]) -> tuple[NationId, ...]:
    """In pack order, each once; those that the crisis has not are left out."""
    wanted = set(nations)
    return tuple(nation for nation in pack.order if nation in wanted)
