"""The fold of what is said in a channel: offers and their answers, questions, claims, undertakings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from detente_wire import acts, notices
from detente_wire.fold import bodies
from detente_wire.seen import AssuranceSeen, ClaimSeen, OfferSeen, QuestionSeen, RecessSeen, RestatementSeen
from detente_wire.terms import PUBLIC, ChannelId, NationId, Ref

if TYPE_CHECKING:
    from detente_wire.view import View


def _offer(view: View, said: notices.Said, act: acts.Offer) -> None:
    stand(view, said.ref, said.by, act)


def stand(view: View, ref: Ref, by: NationId, act: acts.Offer) -> None:
    """An offer stands in a channel from now on."""
    replace(view, by, act.channel, ref)
    channel = view.channels.get(act.channel)
    heard = set(view.nations) if act.channel == PUBLIC or channel is None else channel.present
    view.offers[ref] = OfferSeen(ref, by, act.channel, act.package, view.turn, heard - {by})


def replace(view: View, by: NationId, place: ChannelId | tuple[NationId, ...], ref: Ref) -> None:
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
    **bodies.SAID_OF_BODIES,
}
"""Said acts that a view keeps an entry of; all are in the channel's items."""
