"""Who hears an answer: those before whom that was said which it answers.

Owns: the circle of each kind of reference, and of what is taken back.
Does not know: what may be answered.
"""

from __future__ import annotations

from typing import Any

from attrs import evolve

from detente_server.match.asker import Asker
from detente_server.match.sight.circles import everybody, these, unknown_ref
from detente_server.match.sight.talks import in_channel
from detente_server.match.sight.texts import readers
from detente_wire import acts
from detente_wire.messages import ExposureAnswer
from detente_wire.terms import PUBLIC, ChannelId, NationId, Ref


def answer(asker: Asker, act: Any) -> ExposureAnswer:
    """An answer goes where that was said or sent which it answers."""
    view, ref = asker.view, act.ref
    if ref in view.offers:
        offer = view.offers[ref]
        return in_channel(asker, offer.channel) if offer.channel else these(asker, (offer.by,))
    if ref in view.letters:
        return these(asker, (view.letters[ref].by,))
    for said in (view.assurances, view.recesses, view.restatements, view.questions):
        if ref in said:
            return in_channel(asker, said[ref].channel)
    return beside(asker, ref)


def beside(asker: Asker, ref: Ref) -> ExposureAnswer:
    """An engagement, a joint study, an appeal: the two alone."""
    view = asker.view
    if ref in view.engagements:
        return these(asker, (view.engagements[ref].asked.host, view.engagements[ref].asked.guest))
    if ref in view.studies:
        return these(asker, (view.studies[ref].asked.by, view.studies[ref].asked.nation))
    if ref in view.appeals:
        return these(asker, (view.appeals[ref].made.by, view.appeals[ref].made.nation))
    return unknown_ref()


def withdrawal(asker: Asker, act: acts.Withdraw) -> ExposureAnswer:
    """Who had it hears that it is taken back; of a sealed act nobody does."""
    view, ref = asker.view, act.ref
    if any(sealed.ref == ref for sealed in view.sealed.values()):
        return ExposureAnswer()
    invited = view.channels.get(ChannelId(ref))
    if invited is not None:
        return these(asker, (*invited.members, invited.go_between))
    if ref in view.instruments:
        return readers(asker, view.instruments[ref])
    if ref in view.pledges:
        pledge = view.pledges[ref]
        return bond(asker, ref, pledge.pledge.public or pledge.published, ())
    if ref in view.threats:
        threat = view.threats[ref].threat
        return bond(asker, ref, threat.public, (threat.by, threat.nation))
    if ref in view.offers:
        offer = view.offers[ref]
        return everybody(asker, act) if offer.channel == PUBLIC else these(asker, offer.to)
    said = asker.where_said(ref)
    return _heard_in(asker, said) if said else beside(asker, ref)


def bond(asker: Asker, ref: Ref, public: bool, parties: tuple[NationId, ...]) -> ExposureAnswer:
    """A pledge or threat that ends: those to whom it was made."""
    if public:
        return everybody(asker, None)
    if parties:
        return these(asker, parties)
    said = asker.where_said(ref)
    return _heard_in(asker, said) if said else evolve(ExposureAnswer(), perhaps_others=True)


def _heard_in(asker: Asker, name: ChannelId) -> ExposureAnswer:
    """Those who may have heard what was said in a channel once."""
    seen = asker.channel(name)
    if name == PUBLIC or seen is None:
        return everybody(asker, None) if name == PUBLIC else ExposureAnswer(perhaps_others=True)
    return these(asker, (*seen.members, seen.go_between))
