"""The life of a meeting, conference or back-channel of one turn: joined, declined, left, closed (rules, section 3).

Owns: when a channel opens, who is told that it exists, what a late-comer is shown, and what is given back.
Does not know: who may be invited (`inviting`), what is said (`talk`), how it becomes known (`leaks`).

A channel opens when its second member has joined (and its go-between, if it needs one). It is held for one turn;
RESOLVE closes it, and gives back what was reserved for one that never opened. Comings and goings carry no words, for
they are told to more than those in the room; an invitation and its refusal do.
"""

from __future__ import annotations

from detente_server.rules import bodies, floor, inviting, protocol
from detente_server.rules.book import Audience, Book
from detente_server.rules.channels import insiders, is_discreet, known_channel, open_channel
from detente_server.rules.facts import ChannelChanged, SpokenChanged
from detente_server.rules.inviting import check_trust
from detente_server.rules.state import Channel, Spoken, changed
from detente_wire.acts import Decline, Invite, Join, Leave, Offer
from detente_wire.notices import Cause, ChannelOpened, Minutes
from detente_wire.notices import ChannelChanged as ChannelChangedNotice
from detente_wire.refusals import Refused
from detente_wire.terms import NationId


def decide_invite(book: Book, by: NationId, act: Invite) -> None:
    """Ask nations to talk; who asks for the very talk that waits for his own answer joins it: invitations may cross."""
    crossing = inviting.waiting_for(book, by, act)
    if crossing is not None:
        differ = act.protocol is not None and act.protocol != crossing.protocol
        decide_join(book, by, Join(crossing.id, disputes=differ and crossing.protocol is not None))
    else:
        inviting.decide_invite(book, by, act)


def decide_join(book: Book, by: NationId, act: Join) -> None:
    """Accept an invitation: pay one's envoy, unless the inviter does or one is the go-between."""
    channel = _invitation(book, by, act)
    medium = book.pack.medium(channel.medium)
    if any(venue.discreet for venue in book.pack.venues if venue.id == channel.venue):
        for other in channel.present:
            check_trust(book, by, other, book.numbers.discreet_trust)
    protocol.check_join(book, by, channel, act)
    price = 0 if channel.treated or by == channel.go_between else medium.envoys
    book.pay(by, price, why="joined")
    channel = changed(
        channel,
        present=book.in_order((*channel.present, by)),
        waiting=tuple(name for name in channel.waiting if name != by),
        paid=(*channel.paid, (by, price)),
    )
    book.enter(ChannelChanged(channel, "joined"))
    book.tell(_who_knows(book, channel), ChannelChangedNotice(channel.id, "joined", by))
    protocol.answer(book, by, channel, act.disputes)
    channel = book.state.channels[channel.id]
    if channel.open:
        _come_together(book, channel, by)
        _show_minutes(book, channel, by)
    elif _complete(channel):
        _open(book, channel)


def decide_decline(book: Book, by: NationId, act: Decline) -> None:
    """Decline an invitation; if the channel can no longer open, what was reserved for it returns."""
    ref = book.fresh()
    channel = _invitation(book, by, act)
    channel = changed(channel, waiting=tuple(name for name in channel.waiting if name != by))
    book.enter(ChannelChanged(channel, "declined"))
    book.tell(insiders(channel), ChannelChangedNotice(channel.id, "declined", by), words=ref)
    possible = len(_members_in(channel, (*channel.present, *channel.waiting))) > 1
    if not channel.open and (not possible or by == channel.go_between):
        _drop(book, channel, "declined")


def decide_leave(book: Book, by: NationId, act: Leave) -> None:
    """Leave an open channel; what was said while there stays with the nation, later words do not reach it."""
    channel = open_channel(book, by, act.channel)
    if channel.kind == "public":
        raise Refused("rules.not-carried", act="leave")
    leave(book, channel, by)


def leave(book: Book, channel: Channel, by: NationId) -> None:
    """One nation goes; with fewer than two members, or without its go-between, the channel closes."""
    audience = _who_knows(book, channel)
    channel = changed(channel, present=tuple(name for name in channel.present if name != by))
    book.enter(ChannelChanged(channel, "left"))
    book.tell(audience, ChannelChangedNotice(channel.id, "left", by))
    if len(_members_in(channel, channel.present)) < 2 or by == channel.go_between:
        _close(book, channel)


def withdraw_invitation(book: Book, by: NationId, channel: Channel) -> None:
    """Take back an invitation that has not led to an open channel; everything reserved for it returns."""
    if channel.by != by:
        raise Refused("rules.not-yours", ref=channel.id)
    if channel.turn != book.turn or channel.open or not channel.waiting:
        raise Refused("rules.stale", ref=channel.id)
    book.tell(insiders(channel), ChannelChangedNotice(channel.id, "withdrawn", by), words=book.fresh())
    _drop(book, channel, "withdrawn")


def close_channels(book: Book) -> None:
    """RESOLVE: every channel of the turn closes; one that never opened gives back what was reserved for it."""
    for channel in in_order(book):
        if channel.turn == book.turn and channel.open:
            end_session(book, channel)
        elif channel.turn == book.turn and channel.waiting:
            book.tell(insiders(channel), ChannelChangedNotice(channel.id, "closed"))
            _drop(book, channel, "unanswered")


def in_order(book: Book) -> list[Channel]:
    """All channels in an order that no nation's acts have any part in: members, medium, go-between, body."""
    nations = {name: n for n, name in enumerate(book.pack.order)}
    media = {medium.id: n for n, medium in enumerate(book.pack.media)}

    def place(channel: Channel) -> tuple[list[int], int, int, str]:
        members = [nations[name] for name in channel.members]
        carrier = nations[channel.go_between] if channel.go_between else -1
        return members, media[channel.medium], carrier, channel.institution or ""

    return sorted(book.state.channels.values(), key=place)


def _invitation(book: Book, by: NationId, act: Join | Decline) -> Channel:
    """The channel, if it waits for this nation's answer."""
    channel = known_channel(book, by, act.channel)
    if by not in insiders(channel):
        raise Refused("rules.not-a-member")
    if channel.turn != book.turn or not (channel.open or channel.waiting):
        raise Refused("rules.channel-closed")
    if by not in channel.waiting:
        raise Refused("rules.answered", ref=channel.id)
    return channel


def _members_in(channel: Channel, names: tuple[NationId, ...]) -> tuple[NationId, ...]:
    """Those of them that are members: a go-between is none."""
    return tuple(name for name in names if name in channel.members)


def _complete(channel: Channel) -> bool:
    carried = channel.go_between is None or channel.go_between in channel.present
    return carried and len(_members_in(channel, channel.present)) > 1


def _who_knows(book: Book, channel: Channel) -> Audience:
    """Who is told of comings and goings: all, once a meeting that is not discreet is open; else its insiders."""
    if channel.open and not is_discreet(book, channel):
        return "public"
    return frozenset(insiders(channel))


def _open(book: Book, channel: Channel) -> None:
    """The channel opens: its existence is public unless it is discreet; who is in it meets."""
    secret = is_discreet(book, channel)
    first = channel.held != book.turn
    uses = channel.uses if not first else _earlier_uses(book, channel)
    known = channel.known or not secret
    channel = changed(channel, open=True, held=book.turn, known=known, uses=uses)
    book.enter(ChannelChanged(channel, "opened"))
    notice = ChannelOpened(
        channel.id,
        channel.medium,
        channel.kind,
        _members_in(channel, channel.present),
        channel.venue,
        channel.go_between,
        secret,
        channel.institution,
    )
    book.tell(frozenset(insiders(channel)) if secret else "public", notice)
    if first and channel.kind == "back-channel":
        _earn_contact(book, channel)
    for name in channel.present:
        _come_together(book, channel, name)
        _show_minutes(book, channel, name)


def _earlier_uses(book: Book, channel: Channel) -> int:
    """Count this holding and give those before it: a pair's over all its back-channels, else the channel's."""
    whose = ":".join(channel.members) if channel.kind == "back-channel" else channel.id
    return book.count(f"uses:{channel.kind}:{whose}", ever=True) - 1


def _earn_contact(book: Book, channel: Channel) -> None:
    """A back-channel brings contact trust +2 to each of the two."""
    a, b = channel.members
    for of, toward in ((a, b), (b, a)):
        book.earn(of, toward, "contact", book.numbers.backchannel_contact, Cause("contact-back-channel"))


def _come_together(book: Book, channel: Channel, name: NationId) -> None:
    in_person = channel.kind == "meeting" and book.pack.medium(channel.medium).in_person
    for other in _members_in(channel, channel.present):
        if other != name and name in channel.members:
            book.touch(name, other, in_one_place=in_person)


def _show_minutes(book: Book, channel: Channel, name: NationId) -> None:
    """Who comes in is shown the offers and motions that stand, as agreed minutes; never the words spoken before."""
    if channel.kind != "meeting":
        return
    for spoken in standing_offers(book, channel):
        if name != spoken.by and name not in spoken.heard:
            book.enter(SpokenChanged(changed(spoken, heard=(*spoken.heard, name)), "minutes"))
            notice = Minutes(
                channel.members, ((spoken.by, spoken.act),), "joined", channel.kind, spoken.ref, spoken.by
            )
            book.tell({name}, notice)
    _show_motions(book, channel, name)


def _show_motions(book: Book, channel: Channel, name: NationId) -> None:
    """Motions that are on the table, and those that set its agenda, its basis, the end of its debate."""
    for motion in book.state.motions.values():
        if motion.channel != channel.id:
            continue
        spoken = book.state.spoken[motion.ref]
        heard = name == spoken.by or name in spoken.heard
        if heard:
            continue
        if motion.status in ("moved", "seconded"):
            book.enter(SpokenChanged(changed(spoken, heard=(*spoken.heard, name)), "minutes"))
            said = ((motion.by, motion.motion),)
            notice = Minutes(channel.members, said, "joined", channel.kind, motion.ref, motion.by)
            book.tell({name}, notice)
        elif motion.decided is not None and motion.institution is None and floor.rules(book, motion):
            book.tell({name}, motion.decided)


def standing_offers(book: Book, channel: Channel) -> list[Spoken]:
    """The offers that stand in the channel, in the order of the members who made them."""
    found = [
        spoken
        for spoken in book.state.spoken.values()
        if spoken.channel == channel.id and spoken.status == "standing" and isinstance(spoken.act, Offer)
    ]
    return sorted(found, key=lambda spoken: book.pack.order.index(spoken.by))


def end_session(book: Book, channel: Channel) -> None:
    """The talks of the turn are over there: of a body, its members have met."""
    bodies.met(book, channel)
    _close(book, channel)


def _close(book: Book, channel: Channel) -> None:
    book.tell(_who_knows(book, channel), ChannelChangedNotice(channel.id, "closed"))
    book.enter(ChannelChanged(changed(channel, open=False, waiting=(), present=(), paid=()), "closed"))


def _drop(book: Book, channel: Channel, because: str) -> None:
    """A channel that never opened: what was reserved returns to those who reserved it."""
    for nation, envoys in channel.paid:
        book.give_back(nation, envoys)
    book.enter(ChannelChanged(changed(channel, open=False, waiting=(), present=(), paid=()), because))
