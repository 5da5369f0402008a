"""Channels: which ones a nation is in, what they carry, what is said in them, the contact that comes of it.

Owns: fetching a channel with the check of membership, the table of what each kind carries, the count of
exchanges, the record of what was said, and the contact trust that an answered exchange earns.
Does not know: how a channel opens and closes (`meetings`), what a said act means (the rooms that call this one).
"""

from __future__ import annotations

from detente_server.rules import floor
from detente_server.rules.book import Audience, Book
from detente_server.rules.facts import Answered, SpokenChanged
from detente_server.rules.pack import Medium
from detente_server.rules.state import Channel, Spoken
from detente_wire.acts import (
    ACT_NAMES,
    Accept,
    Act,
    Ask,
    Assure,
    Confirm,
    Correct,
    Motion,
    Offer,
    Pledge,
    Quote,
    Recess,
    Reject,
    Restate,
    Say,
    Second,
    Table,
    Tell,
    Threaten,
    Vote,
)
from detente_wire.notices import Cause, Said
from detente_wire.refusals import Refused
from detente_wire.terms import PUBLIC, ChannelId, ChannelKind, NationId

_ANSWERS: frozenset[type[Act]] = frozenset({Accept, Reject, Confirm, Correct})
_LISTENING: frozenset[type[Act]] = frozenset({Ask, Tell, Restate})
_TALK: frozenset[type[Act]] = frozenset({Say, Quote})
_MOTIONS: frozenset[type[Act]] = frozenset({Motion, Second, Vote})
CARRIES: dict[ChannelKind, frozenset[type[Act]]] = {
    "meeting": _ANSWERS | _LISTENING | _MOTIONS | _TALK | {Offer, Pledge, Threaten, Assure, Recess, Table},
    "back-channel": _ANSWERS | _LISTENING | _TALK | {Offer, Threaten, Assure, Recess},
    "public": frozenset({Say, Offer, Pledge, Threaten}),
    "letter": frozenset({Accept, Reject}),
}
"""What each kind carries (rules, section 3). A letter's package, pledge and threat are parts of its SEND."""


def public_medium(book: Book) -> Medium | None:
    """The era's public statement, if it has one."""
    return next((medium for medium in book.pack.media if medium.kind == "public"), None)


def open_channel(book: Book, nation: NationId, channel_id: ChannelId) -> Channel:
    """The channel, if it is open this turn and the nation is in it; else the refusal.

    A channel whose existence the nation may not know is refused exactly like one that does not exist, and who
    is no member learns nothing of whether it is open.
    """
    if channel_id == PUBLIC:
        return _public_channel(book, nation)
    channel = known_channel(book, nation, channel_id)
    if nation not in insiders(channel):
        raise Refused("rules.not-a-member")
    if channel.turn != book.turn or not (channel.open or channel.waiting):
        raise Refused("rules.channel-closed")
    if nation not in channel.present:
        raise Refused("rules.not-a-member")
    if not channel.open:
        raise Refused("rules.channel-closed")
    return channel


def known_channel(book: Book, nation: NationId, channel_id: ChannelId) -> Channel:
    """The channel, if the nation may know that it exists."""
    channel = book.state.channels.get(channel_id)
    if channel is None or (nation not in insiders(channel) and not channel.known):
        raise Refused("rules.unknown-channel", channel=channel_id)
    return channel


def insiders(channel: Channel) -> tuple[NationId, ...]:
    """Its members, and the go-between if there is one."""
    return (*channel.members, channel.go_between) if channel.go_between else channel.members


def _public_channel(book: Book, nation: NationId) -> Channel:
    medium = public_medium(book)
    if medium is None:
        raise Refused("rules.unknown-channel", channel=PUBLIC)
    everybody = book.pack.order
    return Channel(
        PUBLIC, medium.id, "public", everybody, nation, book.turn, everybody, open=True, known=True
    )


def carries(book: Book, channel: Channel, act: Act) -> None:
    """Refuse an act that this kind of channel does not carry, or that its table will not hear now."""
    allowed = type(act) in CARRIES[channel.kind]
    if channel.kind == "public" and isinstance(act, Accept):
        allowed = book.state.rung >= book.numbers.last_hours_rung
    if channel.kind == "back-channel" and isinstance(act, Threaten) and act.public:
        allowed = False
    if not allowed:
        raise Refused("rules.not-carried", act=ACT_NAMES[type(act)])
    floor.in_order(book, channel, act)


def use_exchange(book: Book, channel: Channel, nation: NationId) -> None:
    """Count one OFFER, ASK, TELL, RESTATE or ASSURE of a nation: three a meeting, two if its rank is disputed."""
    if channel.kind != "meeting":
        return
    key = f"exchange:{channel.id}:{nation}"
    limit = book.numbers.disputed_exchanges if channel.disputed else book.numbers.exchanges
    if book.counted(key) >= limit:
        raise Refused("rules.exchanges", limit=limit)
    book.count(key)


def say_in(
    book: Book,
    channel: Channel,
    by: NationId,
    act: Act,
    *,
    false: bool = False,
    only_to: tuple[NationId, ...] = (),
) -> Spoken:
    """Record an act said in an open channel and tell it, with its words, to those present.

    Gives the record, whose reference is the decision's next fresh one. A public statement is paid for here.
    `false` marks a lie; `only_to` makes it an aside to these members.
    """
    carries(book, channel, act)
    if channel.kind == "public":
        _pay_statement(book, channel, by)
    spoken = enter_said(book, channel, by, act, false=false, only_to=only_to)
    heard = spoken.heard
    audience: Audience = "public" if channel.kind == "public" else frozenset({by, *heard})
    book.tell(audience, Said(spoken.ref, channel.id, by, act), words=spoken.ref)
    return spoken


def enter_said(
    book: Book,
    channel: Channel,
    by: NationId,
    act: Act,
    *,
    false: bool = False,
    only_to: tuple[NationId, ...] = (),
) -> Spoken:
    """Record an act said in an open channel; telling it is the caller's. A go-between says nothing of its own."""
    if by == channel.go_between and not isinstance(act, Say):
        raise Refused("rules.not-carried", act=ACT_NAMES[type(act)])
    present = channel.present if channel.kind == "public" else book.state.channels[channel.id].present
    heard = tuple(nation for nation in only_to or present if nation != by)
    spoken = Spoken(book.fresh(), channel.id, by, heard, act, book.turn, false=false)
    book.enter(SpokenChanged(spoken, ACT_NAMES[type(act)]))
    return spoken


def _pay_statement(book: Book, channel: Channel, by: NationId) -> None:
    """One envoy a public statement; a tier-1 nation's first each turn is free (rules, section 3)."""
    medium = book.pack.medium(channel.medium)
    use_medium(book, medium, by)
    first = book.counted(f"medium:{medium.id}:{by}") == 1
    if not (first and book.pack.nation(by).tier == 1):
        book.pay(by, medium.envoys, why="statement")


def use_medium(book: Book, medium: Medium, nation: NationId) -> None:
    """Count a nation's use of a medium against what the era allows it a turn."""
    if book.turn < medium.from_turn:
        raise Refused("rules.wrong-medium", medium=medium.id, why=f"it works from turn {medium.from_turn} on")
    if book.count(f"medium:{medium.id}:{nation}") > medium.per_turn:
        raise Refused("rules.once", limit=f"{medium.per_turn} a turn by {medium.id}")


def is_discreet(book: Book, channel: Channel) -> bool:
    """Whether only its members know that it exists: a back-channel, or a meeting at a discreet venue."""
    if channel.kind == "back-channel":
        return True
    return any(venue.discreet for venue in book.pack.venues if venue.id == channel.venue)


def exchange_answered(book: Book, channel: Channel, asker: NationId, answerer: NationId) -> None:
    """An exchange of `asker` was answered by `answerer` in this channel: formal talk, and contact trust.

    Contact (+3 each in a meeting, +1 a pair in a conference) is earned once a channel and turn by every two
    members of whom both had an exchange answered there. Call it once for each exchange and answerer.
    """
    if channel.kind != "meeting":
        return
    book.touch(asker, answerer)
    if not is_discreet(book, channel):
        book.enter(Answered(asker, answerer))
    if book.count(f"answered:{channel.id}:{asker}") > 1:
        return
    many = book.pack.medium(channel.medium).many
    amount = book.numbers.conference_contact if many else book.numbers.meeting_contact
    because = Cause("contact-conference" if many else "contact-meeting")
    for other in channel.members:
        if other != asker and book.counted(f"answered:{channel.id}:{other}"):
            book.earn(asker, other, "contact", amount, because)
            book.earn(other, asker, "contact", amount, because)
