"""Protocol: who meets as whose equal, who presides, and the face that is owed for it (rules, section 7) [protocol].

Owns: what an invitation may name, what follows when it is accepted or disputed, the footing of each pair, and faces.
Does not know: how a channel comes about (`inviting`, `meetings`), what a yield or a red line costs by itself.

Where the rules are silent: an invitation that names no protocol leaves the question alone. Who joins without disputing
accepts; the inviter has accepted what he named. Equals: the one who joins and the inviter trust each other 1 more,
once a pair and turn. Senior: each who accepted holds a face with the senior, one at a time, until it is used. Who
disputes is trusted 2 less by whom he would not look up to (else by the inviter), and everybody in that meeting has two
exchanges this turn. The senior's privilege holds while nobody there disputes it.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.rules.book import Book
from detente_server.rules.channels import insiders
from detente_server.rules.facts import ChannelChanged, FaceChanged, FootingChanged
from detente_server.rules.pack import Medium
from detente_server.rules.state import Channel
from detente_wire.acts import Invite, Join
from detente_wire.notices import Cause, ProtocolAnswered
from detente_wire.notices import FaceChanged as FaceChangedNotice
from detente_wire.notices import FootingChanged as FootingChangedNotice
from detente_wire.refusals import Refused
from detente_wire.terms import Footing, NationId, Ref

# -- naming and answering ---------------------------------------------------------------------------------------


def check_invite(book: Book, medium: Medium, members: tuple[NationId, ...], act: Invite) -> None:
    """Refuse a protocol where there is none, and a senior who is not to be there."""
    if act.protocol is None:
        return
    if not book.game.has("protocol"):
        raise Refused("rules.not-in-play", act="protocol")
    if medium.kind != "meeting":
        raise Refused("rules.wrong-medium", medium=medium.id, why="only a meeting has a protocol")
    if act.protocol.senior is not None and act.protocol.senior not in members:
        raise Refused("rules.not-there", nation=act.protocol.senior)


def check_join(book: Book, by: NationId, channel: Channel, act: Join) -> None:
    """Refuse to dispute what was not named, or what does not concern one."""
    if act.disputes and (channel.protocol is None or by == channel.go_between):
        raise Refused("rules.not-now", act="to dispute", why="that invitation names you no protocol")


def answer(book: Book, by: NationId, channel: Channel, disputes: bool) -> None:
    """A member has joined a meeting whose protocol was named: it accepted, or it disputes."""
    protocol = channel.protocol
    if protocol is None or by not in channel.members:
        return
    how = "disputed" if disputes else "accepted"
    notice = ProtocolAnswered(channel.id, by, protocol, how)  # type: ignore[arg-type]
    book.tell(insiders(channel), notice)
    if disputes:
        _dispute(book, by, channel)
    elif protocol.senior is None:
        _meet_as_equals(book, by, channel.by)
    else:
        for other in _accepted(channel):
            if other != by and protocol.senior in (by, other):
                _look_up(book, protocol.senior, other if by == protocol.senior else by)


def _accepted(channel: Channel) -> tuple[NationId, ...]:
    """Members who are there and do not dispute the protocol."""
    return tuple(name for name in channel.present if name in channel.members and name not in channel.disputed)


def _dispute(book: Book, by: NationId, channel: Channel) -> None:
    channel = book.state.channels[channel.id]
    book.enter(ChannelChanged(evolve(channel, disputed=(*channel.disputed, by)), "disputed"))
    assert channel.protocol is not None
    senior = channel.protocol.senior
    harmed = channel.by if senior in (None, by) else senior
    if harmed is not None and harmed != by:
        because = Cause("protocol-disputed", by, Ref(channel.id))
        book.earn(harmed, by, "loss", -book.numbers.disputed_trust, because)


def _meet_as_equals(book: Book, a: NationId, b: NationId) -> None:
    _set_footing(book, a, b, "equal")
    if book.count(f"equals:{':'.join(book.in_order((a, b)))}") == 1:
        for of, toward in ((a, b), (b, a)):
            book.earn(of, toward, "contact", book.numbers.equals_trust, Cause("protocol"))


def _look_up(book: Book, senior: NationId, junior: NationId) -> None:
    _set_footing(book, senior, junior, "senior")
    give_face(book, junior, senior, True)


def _set_footing(book: Book, a: NationId, b: NationId, footing: Footing) -> None:
    if book.pair(a, b).footing != footing:
        book.enter(FootingChanged(a, b, footing))
        book.tell({a, b}, FootingChangedNotice(a, b, footing))


# -- what it is good for ----------------------------------------------------------------------------------------


def presides(book: Book, by: NationId, channel: Channel | None) -> bool:
    """Whether it is the accepted senior of that meeting: its draft there costs no envoy and is the basis."""
    if channel is None or channel.protocol is None or channel.protocol.senior != by:
        return False
    return not channel.disputed and len(_accepted(channel)) > 1


def give_face(book: Book, of: NationId, toward: NationId, holds: bool) -> None:
    """The nation holds a face with another from now on, or has used it; told to the pair."""
    if book.pair(of, toward).face != holds:
        book.enter(FaceChanged(of, toward, holds))
        book.tell({of, toward}, FaceChangedNotice(of, toward, holds))


def face_among(book: Book, of: NationId, others: tuple[NationId, ...]) -> NationId | None:
    """With which of these nations, the first in pack order, it holds a face."""
    return next((name for name in book.in_order(others) if name != of and book.pair(of, name).face), None)
