"""INVITE: who may be asked into which kind of talk, where, by what medium, at what price (rules, section 3).

Owns: every check of an invitation, and finding the channel that it continues.
Does not know: what happens when it is answered (`meetings`), what is said afterwards.

A nation's refusal rests on what it may know: on its own trust and contacts, never on the trust of others.
"""

from __future__ import annotations

from detente_server.rules import bodies, protocol, recall
from detente_server.rules.book import Book
from detente_server.rules.channels import insiders, use_medium
from detente_server.rules.charter import Institution
from detente_server.rules.facts import ChannelChanged
from detente_server.rules.pack import Medium, Venue
from detente_server.rules.state import Channel, changed
from detente_wire.acts import Invite
from detente_wire.notices import Invited
from detente_wire.refusals import Refused
from detente_wire.terms import ChannelId, ChannelKind, MediumId, NationId, Ref, VenueId


def decide_invite(book: Book, by: NationId, act: Invite) -> None:
    """Ask nations into a meeting, conference or back-channel of this turn; what it costs is reserved."""
    ref = book.fresh()
    medium = medium_for(book, act.medium, ("meeting", "back-channel"))
    body = bodies.at_work(book, act.institution) if act.institution else None
    guests = _guests(book, by, act, body)
    _check_party(book, medium, guests, act)
    _check_rung(book, medium)
    _check_table(book, medium, by, guests)
    use_medium(book, medium, by)
    _check_venue(book, medium, by, guests, act.venue)
    _check_session(book, medium, act)
    _check_go_between(book, medium, by, guests, act.go_between)
    protocol.check_invite(book, medium, (by, *guests), act)
    channel = _continued(book, by, guests, medium, act) or _new(book, by, guests, medium, act, ref)
    price = _price(book, medium, act, body)
    book.pay(by, price, why="invited")
    waiting = tuple(name for name in insiders(channel) if name != by)
    channel = changed(
        channel,
        by=by,
        turn=book.turn,
        present=(by,),
        waiting=waiting,
        open=False,
        venue=act.venue,
        paid=((by, price),),
        treated=act.pays,
        protocol=act.protocol,
        disputed=(),
    )
    book.enter(ChannelChanged(channel, "invited"))
    notice = Invited(
        channel.id,
        medium.id,
        by,
        channel.members,
        act.venue,
        act.go_between,
        act.protocol,
        pays=act.pays,
        institution=act.institution,
    )
    book.tell(insiders(channel), notice, words=ref)


def waiting_for(book: Book, by: NationId, act: Invite) -> Channel | None:
    """The talk of just these members, by this medium, at this place, that waits for the nation's own answer."""
    members = {by, *_asked(book, act)}
    for channel in book.state.channels.values():
        same = set(channel.members) == members and channel.medium == act.medium and channel.venue == act.venue
        if (
            same
            and channel.go_between == act.go_between
            and channel.institution == act.institution
            and channel.turn == book.turn
            and by in channel.waiting
        ):
            return channel
    return None


def _asked(book: Book, act: Invite) -> tuple[NationId, ...]:
    """Whom the act asks: those it names, and of a session the body's members and officers."""
    body = next((one for one in book.pack.institutions if one.id == act.institution), None)
    return act.members if body is None else (*act.members, *body.members, *body.officers)


def _guests(book: Book, by: NationId, act: Invite, body: Institution | None) -> tuple[NationId, ...]:
    """Who is asked, in pack order, without the nation itself."""
    if body is None:
        return named(book, by, act.members)
    bodies.may_convene(body, by)
    if act.members:
        named(book, by, act.members)
    return book.in_order(set(_asked(book, act)) - {by})


def _check_session(book: Book, medium: Medium, act: Invite) -> None:
    """A body sits in public: no back-channel, no discreet venue."""
    if act.institution is None:
        return
    if medium.kind != "meeting":
        raise Refused("rules.wrong-medium", medium=medium.id, why="a body sits in a meeting or conference")
    if act.venue is not None and venue_called(book, act.venue).discreet:
        raise Refused(
            "rules.wrong-medium", medium=act.venue, why="a body sits where everybody can know of it"
        )


def _price(book: Book, medium: Medium, act: Invite, body: Institution | None) -> int:
    """Envoys of the inviter: a convener's, and his guest's if he pays; a body that can convene spares the second."""
    spared = body is not None and bodies.spares_second_envoy(book, body)
    own = min(medium.envoys, medium.convener_envoys) if spared else medium.convener_envoys
    return own + (medium.envoys if act.pays else 0)


def medium_for(book: Book, medium_id: MediumId, kinds: tuple[ChannelKind, ...]) -> Medium:
    """The era's medium of one of these kinds, or the refusal that names those there are."""
    try:
        medium = book.pack.medium(medium_id)
    except KeyError:
        fitting = [medium.id for medium in book.pack.media if medium.kind in kinds]
        raise Refused("rules.unknown-medium", medium=medium_id, media=", ".join(fitting)) from None
    if medium.kind not in kinds:
        raise Refused("rules.wrong-medium", medium=medium_id, why=f"it is a {medium.kind}")
    return medium


def named(book: Book, by: NationId, names: tuple[NationId, ...]) -> tuple[NationId, ...]:
    """The named nations in pack order, all of them others and there, none twice, at least one."""
    for name in names:
        if name not in book.pack.order:
            raise Refused("rules.unknown-nation", nation=name)
        if name == by:
            raise Refused("rules.self")
    if not names:
        raise Refused("rules.empty", why="no nation is named")
    return book.in_order(names)


def holds_principals(book: Book, members: tuple[NationId, ...]) -> bool:
    """Whether all principals are among them."""
    return set(book.pack.must_sign) <= set(members)


def is_table(book: Book, medium: Medium, members: tuple[NationId, ...]) -> bool:
    """A conference; with fewer than four nations a meeting of all principals: what one can walk out of."""
    if medium.kind != "meeting":
        return False
    return medium.many if book.pack.conferences else holds_principals(book, members)


def _check_party(book: Book, medium: Medium, guests: tuple[NationId, ...], act: Invite) -> None:
    """Back-channels and meetings are of two; conferences of three and more, if the pack has four nations."""
    why = ""
    if medium.many and not book.pack.conferences:
        why = "there are no conferences among fewer than four nations"
    elif medium.many and len(guests) < 2:
        why = "a conference has three members or more"
    elif medium.kind == "back-channel" and len(guests) > 1:
        why = "a back-channel is between two"
    elif not medium.many and book.pack.conferences and len(guests) > 1:
        why = "it is between two; more meet in a conference"
    elif act.pays and len(guests) > 1:
        why = "you can pay for one guest only"
    if why:
        raise Refused("rules.wrong-medium", medium=medium.id, why=why)


def _check_rung(book: Book, medium: Medium) -> None:
    """The last hours leave letters, telephone or hotline, back-channels and public statements (section 9)."""
    if book.state.rung < book.numbers.last_hours_rung or medium.hotline or medium.kind == "back-channel":
        return
    raise Refused("rules.rung", why="these are the last hours")


def _check_table(book: Book, medium: Medium, by: NationId, guests: tuple[NationId, ...]) -> None:
    if book.state.crisis.table_closed == book.turn and is_table(book, medium, (by, *guests)):
        raise Refused("rules.not-now", act="invite", why="the table is closed after a walk-out")


def _check_venue(
    book: Book, medium: Medium, by: NationId, guests: tuple[NationId, ...], venue_id: VenueId | None
) -> None:
    if venue_id is None:
        return
    venue = venue_called(book, venue_id)
    if medium.kind != "meeting" or not medium.in_person:
        raise Refused("rules.wrong-medium", medium=medium.id, why="only who meets in person needs a venue")
    if venue.discreet:
        for guest in guests:
            check_trust(book, by, guest, book.numbers.discreet_trust)


def venue_called(book: Book, venue_id: VenueId) -> Venue:
    """The venue of the pack, or the refusal that names those there are."""
    for venue in book.pack.venues:
        if venue.id == venue_id:
            return venue
    venues = ", ".join(venue.id for venue in book.pack.venues)
    raise Refused("rules.unknown-venue", venue=venue_id, venues=venues)


def check_trust(book: Book, a: NationId, b: NationId, needs: int) -> None:
    """Refuse what takes more mutual trust than there is."""
    if book.mutual_trust(a, b) < needs:
        raise Refused("rules.trust", needs=needs)


def _check_go_between(
    book: Book, medium: Medium, by: NationId, guests: tuple[NationId, ...], go_between: NationId | None
) -> None:
    """A back-channel needs mutual trust 40, a contact, or a go-between; so does a meeting after a recall."""
    if go_between is not None:
        named(book, by, (go_between,))
        if medium.kind != "back-channel" and not _recalled(book, medium, by, guests):
            raise Refused("rules.wrong-medium", medium=medium.id, why="only a back-channel has a go-between")
        if go_between in guests:
            raise Refused("rules.wrong-medium", medium=medium.id, why="a go-between is a third nation")
    elif medium.kind == "back-channel" and not _in_contact(book, by, guests[0]):
        check_trust(book, by, guests[0], book.numbers.backchannel_trust)
    elif _recalled(book, medium, by, guests):
        raise Refused("rules.recalled", nation=guests[0], until=recall.between(book.state, by, guests[0]))


def _recalled(book: Book, medium: Medium, by: NationId, guests: tuple[NationId, ...]) -> bool:
    """Whether the two are without ambassadors, and would meet alone."""
    alone = medium.kind == "meeting" and not medium.hotline and len(guests) == 1
    return alone and recall.between(book.state, by, guests[0]) > 0


def _in_contact(book: Book, a: NationId, b: NationId) -> bool:
    return b in book.pack.nation(a).contacts or a in book.pack.nation(b).contacts


def _continued(
    book: Book, by: NationId, guests: tuple[NationId, ...], medium: Medium, act: Invite
) -> Channel | None:
    """The channel of the same members, medium and go-between, if they have met before."""
    members = {by, *guests}
    for channel in book.state.channels.values():
        same = set(channel.members) == members and channel.medium == medium.id
        if same and (channel.go_between, channel.institution) == (act.go_between, act.institution):
            if channel.turn == book.turn and (channel.open or channel.waiting):
                why = "that channel is open, or waits for an answer"
                raise Refused("rules.not-now", act="invite", why=why)
            return channel
    return None


def _new(
    book: Book, by: NationId, guests: tuple[NationId, ...], medium: Medium, act: Invite, ref: Ref
) -> Channel:
    members = tuple(name for name in book.pack.order if name == by or name in guests)
    return Channel(
        ChannelId(ref),
        medium.id,
        medium.kind,
        members,
        by,
        book.turn,
        go_between=act.go_between,
        institution=act.institution,
    )
