"""Records: letters and minutes sent on, read out, denied (rules, section 3).

Owns: which record a nation holds, FORWARD, QUOTE, DISAVOW, and how a record is shown to a new reader.
Does not know: how it leaked (`leaks`) or was printed (`publications`), postage (`post`).

Letters and the acts of meetings are certified: the engine shows what was written. A back-channel keeps no record: it
can be sent on or read out as hearsay, altered or not, but never certified. Free talk is in no minutes. Where the rules
are silent: to read out is talk, so it is free, but a public statement carries none: that is to publish. What was read
out of a back-channel is no more of a record than what was sent on of it.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.rules import offers, post
from detente_server.rules.book import Book
from detente_server.rules.channels import carries, enter_said, open_channel
from detente_server.rules.facts import ChannelChanged, SpokenChanged
from detente_server.rules.inviting import medium_for, named
from detente_server.rules.state import Channel, Spoken
from detente_wire.acts import Disavow, Forward, Offer, Quote, Say, Send
from detente_wire.notices import Cause, Disavowed, Letter, Minutes, Said
from detente_wire.refusals import Refused
from detente_wire.terms import LETTERS, PUBLIC, ChannelId, ChannelKind, MediumId, NationId, Package, Ref

# -- holding ----------------------------------------------------------------------------------------------------


def held(book: Book, nation: NationId, ref: Ref) -> Spoken:
    """A record that the nation has: it said, heard, got or came by it; nothing else exists for it."""
    spoken = book.state.spoken.get(ref)
    document = book.state.documents.get(ref)
    if document is not None and document.seen_by(nation):
        raise Refused(
            "rules.no-record", ref=ref, why="a text of clauses is seen by those before whom it is tabled"
        )
    if spoken is None or not (post.has(book, nation, spoken) or nation in spoken.copies):
        raise Refused("rules.unknown-ref", ref=ref)
    kind = kind_of(book, spoken)
    if kind == "public":
        raise Refused("rules.no-record", ref=ref, why="everybody has heard it")
    if isinstance(spoken.act, Say):
        raise Refused("rules.no-record", ref=ref, why="free talk is in no minutes")
    if isinstance(spoken.act, Quote):
        raise Refused("rules.no-record", ref=ref, why="pass on what was read out, if you hold it")
    if kind == "letter" and not isinstance(spoken.act, Send):
        raise Refused("rules.no-record", ref=ref, why="send on what it brought or answers")
    return spoken


def kind_of(book: Book, spoken: Spoken) -> ChannelKind:
    """The kind of channel in which it was said."""
    if spoken.channel is None:
        return "letter"
    return "public" if spoken.channel == PUBLIC else book.state.channels[spoken.channel].kind


def medium_of(spoken: Spoken) -> MediumId:
    """By which medium a letter went."""
    assert isinstance(spoken.act, Send | Forward)
    return spoken.act.medium


# -- sending on -------------------------------------------------------------------------------------------------


def decide_forward(book: Book, by: NationId, act: Forward) -> None:
    """Send a record on by letter; only what was said in a back-channel may be altered, and only its package."""
    ref = book.fresh()
    record = held(book, by, act.record)
    medium = medium_for(book, act.medium, ("letter",))
    to = named(book, by, act.to)
    act = evolve(act, to=to, altered=_altered(book, record, act.altered))
    offers.check_size(act.altered or offers.package_of(record), medium.clauses)
    post.pay_postage(book, by, medium, free=False)
    arrives = post.arrival(book, medium)
    spoken = post.enter(book, ref, by, post.reached(book, by, medium, to), act, arrives)
    book.tell({by}, Said(ref, LETTERS, by, act), words=ref)
    if not arrives:
        arrive_forward(book, spoken)


def arrive_forward(book: Book, spoken: Spoken) -> None:
    """The record is read; who got a certified one holds it from now on."""
    tell_passed_on(book, spoken, spoken.heard, "forwarded")


# -- reading out ------------------------------------------------------------------------------------------------


def decide_quote(book: Book, by: NationId, act: Quote) -> None:
    """Read a record out to those in the channel: free, like all talk there."""
    channel = open_channel(book, by, act.channel)
    carries(book, channel, act)
    record = held(book, by, act.record)
    act = evolve(act, altered=_altered(book, record, act.altered))
    spoken = enter_said(book, channel, by, act)
    book.tell({by}, Said(spoken.ref, channel.id, by, act), words=spoken.ref)
    tell_passed_on(book, spoken, spoken.heard, "quoted")


# -- both -------------------------------------------------------------------------------------------------------


def _altered(book: Book, record: Spoken, altered: Package | None) -> Package | None:
    if altered is None:
        return None
    if kind_of(book, record) != "back-channel":
        raise Refused("rules.certified")
    if not isinstance(record.act, Offer):
        raise Refused("rules.empty", why="it proposes no package that could be altered")
    return offers.checked_package(book, altered)


def tell_passed_on(book: Book, spoken: Spoken, to: tuple[NationId, ...], how: str) -> None:
    """Show a record that was sent on or read out to these nations, with the words that belong to it.

    Hearsay does not name the record: its reader could tell whether it was altered, and whether it is the same twice.
    """
    assert isinstance(spoken.act, Forward | Quote)
    record = book.state.spoken[spoken.act.record]
    notice = shown(book, spoken, how)
    if kind_of(book, record) == "back-channel":
        book.tell(to, notice, words=spoken.ref)
        return
    book.tell(to, notice, words=record.ref)
    book.tell(to, Said(spoken.ref, spoken.channel or LETTERS, spoken.by, spoken.act), words=spoken.ref)
    more = tuple(name for name in to if name not in record.copies)
    if more:
        book.enter(SpokenChanged(evolve(record, copies=(*record.copies, *more)), "copied"))


def shown(book: Book, spoken: Spoken, how: str) -> Letter | Minutes:
    """A record passed on as its reader sees it: certified, or as who passes it on will have it."""
    assert isinstance(spoken.act, Forward | Quote)
    record = book.state.spoken[spoken.act.record]
    kind = kind_of(book, record)
    if kind != "back-channel":
        return printed(book, record, how, spoken.by)
    altered, act = spoken.act.altered, record.act
    if altered is not None and isinstance(act, Offer):
        act = evolve(act, package=altered)
    members = _members(book, record)
    return Minutes(members, ((record.by, act),), how, kind, spoken.ref, spoken.by, certified=False)  # type: ignore[arg-type]


def printed(book: Book, record: Spoken, how: str, via: NationId) -> Letter | Minutes:
    """A certified record."""
    if isinstance(record.act, Send):
        if how == "leaked":
            members = (record.by, *record.act.to)
            return Minutes(members, ((record.by, record.act),), "leaked", "letter", record.ref, via)
        return Letter(record.ref, record.by, record.act, record.turn, how, via)  # type: ignore[arg-type]
    kind = kind_of(book, record)
    return Minutes(_members(book, record), ((record.by, record.act),), how, kind, record.ref, via)  # type: ignore[arg-type]


def _members(book: Book, record: Spoken) -> tuple[NationId, ...]:
    assert record.channel is not None
    return book.state.channels[record.channel].members


# -- denying ----------------------------------------------------------------------------------------------------


def decide_disavow(book: Book, by: NationId, act: Disavow) -> None:
    """Deny a back-channel that the last gazette printed: word -2, the other's trust -6, and no loss at home."""
    ref = book.fresh()
    channel = _leaked_channel(book, by, act.record)
    fresh = channel.leaked and channel.leaked == book.turn - 1
    if not fresh or channel.kind != "back-channel" or by not in channel.members:
        raise Refused(
            "rules.not-now", act="disavow", why="the last gazette printed no back-channel of yours there"
        )
    if by in channel.disavowed:
        raise Refused("rules.once", limit="one denial each")
    book.enter(ChannelChanged(evolve(channel, disavowed=(*channel.disavowed, by)), "disavowed"))
    book.tell("public", Disavowed(by, Ref(channel.id)), words=ref)
    because = Cause("disavowed", by, Ref(channel.id))
    book.move(by, "word", -book.numbers.disavow_word, because)
    for other in channel.members:
        if other != by:
            book.touch(other, by)
            book.earn(other, by, "loss", -book.numbers.disavow_trust, because)


def _leaked_channel(book: Book, by: NationId, ref: Ref) -> Channel:
    """The channel that leaked, named by itself or by an act that `by` said or heard in it."""
    spoken = book.state.spoken.get(ref)
    heard = spoken is not None and spoken.channel is not None and post.has(book, by, spoken)
    name = spoken.channel if spoken is not None and heard else ChannelId(ref)
    channel = book.state.channels.get(name) if name else None
    if channel is None or not (channel.known or by in channel.members):
        raise Refused("rules.unknown-ref", ref=ref)
    return channel
