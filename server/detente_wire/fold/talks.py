"""The fold of talks: channels, letters, and what of these comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from detente_wire import acts, notices
from detente_wire.fold import bodies
from detente_wire.fold.said import SAID, replace, stand
from detente_wire.seen import KINDS, ChannelSeen, Item, LetterSeen, OfferSeen
from detente_wire.terms import ChannelId, Footing, MediumId, NationId

if TYPE_CHECKING:
    from detente_wire.view import View


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
        replace(view, notice.by, letter.to, notice.ref)
        if letter.package:
            offer = OfferSeen(notice.ref, notice.by, None, letter.package, item.turn, set(letter.to))
            view.offers[notice.ref] = offer


def _minutes(view: View, notice: notices.Minutes, item: Item) -> None:
    if notice.how != "joined":
        view.leaks.append(item)
        return
    for by, act in notice.acts:
        if isinstance(act, acts.Offer) and notice.ref is not None:
            stand(view, notice.ref, by, act)
            _channel(view, act.channel, item.turn).items.append(item)
        elif isinstance(act, acts.Motion) and notice.ref is not None:
            bodies.put_motion(view, notice.ref, by, act)
            _channel(view, act.channel, item.turn).items.append(item)


def _disavowed(view: View, notice: notices.Disavowed, item: Item) -> None:
    view.leaks.append(item)


def _walked_out(view: View, notice: notices.WalkedOut, item: Item) -> None:
    if notice.channel in view.channels:
        view.channels[notice.channel].present.discard(notice.nation)
        view.channels[notice.channel].items.append(item)


def _recess_began(view: View, notice: notices.RecessBegan, item: Item) -> None:
    view.recess_until = notice.until_turn
    view.recesses.clear()


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
    notices.WalkedOut: _walked_out,
    notices.RecessBegan: _recess_began,
}
"""What each notice about talks does to a view."""
