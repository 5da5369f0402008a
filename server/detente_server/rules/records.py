"""Records: letters and minutes sent on, published, denied (rules, section 3).

Owns: which record a nation holds, FORWARD, PUBLISH, DISAVOW, and how a record is shown to a new reader.
Does not know: how it leaked (`leaks`), postage (`post`).

Letters and the acts of meetings are certified: the engine shows what was written. A back-channel keeps no record: it
can be sent on as hearsay, altered or not, but neither certified nor published. Free talk is in no minutes. Where the
rules are silent: a publication stands in the gazette, so the author whose letter was printed may answer with their
other letters in the turn in which that gazette is read.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.rules import assurances, demarche, offers, post, promises
from detente_server.rules.book import Audience, Book
from detente_server.rules.facts import ChannelChanged, SpokenChanged
from detente_server.rules.inviting import medium_for, named
from detente_server.rules.state import Channel, Spoken
from detente_wire.acts import Assure, Disavow, Forward, Offer, Publish, Say, Send, Withdraw
from detente_wire.notices import Cause, Disavowed, Letter, Minutes, Said
from detente_wire.refusals import Refused
from detente_wire.terms import LETTERS, PUBLIC, ChannelId, ChannelKind, MediumId, NationId, Package, Ref

# -- holding ----------------------------------------------------------------------------------------------------


def held(book: Book, nation: NationId, ref: Ref) -> Spoken:
    """A record that the nation has: it said, heard, got or came by it; nothing else exists for it."""
    spoken = book.state.spoken.get(ref)
    if spoken is None or not (post.has(book, nation, spoken) or nation in spoken.copies):
        raise Refused("rules.unknown-ref", ref=ref)
    kind = kind_of(book, spoken)
    if kind == "public":
        raise Refused("rules.no-record", ref=ref, why="everybody has heard it")
    if isinstance(spoken.act, Say):
        raise Refused("rules.no-record", ref=ref, why="free talk is in no minutes")
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
    act = evolve(act, to=to, altered=_altered(book, record, act))
    offers.check_size(act.altered or offers.package_of(record), medium.clauses)
    post.pay_postage(book, by, medium, free=False)
    arrives = post.arrival(book, medium)
    spoken = post.enter(book, ref, by, post.reached(book, by, medium, to), act, arrives)
    book.tell({by}, Said(ref, LETTERS, by, act), words=ref)
    if not arrives:
        arrive_forward(book, spoken)


def _altered(book: Book, record: Spoken, act: Forward) -> Package | None:
    if act.altered is None:
        return None
    if kind_of(book, record) != "back-channel":
        raise Refused("rules.certified")
    if not isinstance(record.act, Offer):
        raise Refused("rules.empty", why="it proposes no package that could be altered")
    return offers.checked_package(book, act.altered)


def arrive_forward(book: Book, spoken: Spoken) -> None:
    """The record is read; who got a certified one holds it from now on."""
    tell_forwarded(book, spoken, spoken.heard, "forwarded")


def tell_forwarded(book: Book, spoken: Spoken, to: tuple[NationId, ...], how: str) -> None:
    """Show a forwarded record to these readers, with the words that belong to it."""
    assert isinstance(spoken.act, Forward)
    record = book.state.spoken[spoken.act.record]
    notice = shown(book, spoken, how)
    if kind_of(book, record) == "back-channel":
        book.tell(to, notice, words=spoken.ref)
        return
    book.tell(to, Said(spoken.ref, LETTERS, spoken.by, spoken.act), words=spoken.ref)
    book.tell(to, notice, words=record.ref)
    more = tuple(name for name in to if name not in record.copies)
    if more:
        book.enter(SpokenChanged(evolve(record, copies=(*record.copies, *more)), "copied"))


def shown(book: Book, spoken: Spoken, how: str) -> Letter | Minutes:
    """A forwarded record as its reader sees it: certified, or as the forwarder will have it."""
    assert isinstance(spoken.act, Forward)
    record = book.state.spoken[spoken.act.record]
    kind = kind_of(book, record)
    if kind != "back-channel":
        return _printed(book, record, how, spoken.by)
    altered, act = spoken.act.altered, record.act
    if altered is not None and isinstance(act, Offer):
        act = evolve(act, package=altered)
    members = _members(book, record)
    return Minutes(members, ((record.by, act),), how, kind, spoken.ref, spoken.by, certified=False)  # type: ignore[arg-type]


def _printed(book: Book, record: Spoken, how: str, via: NationId) -> Letter | Minutes:
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


# -- publishing -------------------------------------------------------------------------------------------------


def decide_publish(book: Book, by: NationId, act: Publish) -> None:
    """Give a record to the papers: one a turn, 1 capital; it is printed at RESOLVE and can be withdrawn before."""
    ref = book.fresh()
    record = held(book, by, act.record)
    if kind_of(book, record) == "back-channel":
        raise Refused("rules.no-record", ref=act.record, why="a back-channel keeps none")
    pending = _pending(book, by)
    if record.published or any(one.act == act for one in pending):
        raise Refused("rules.stale", ref=act.record)
    if not answers_publication(book, by, record):
        if not all(answers_publication(book, by, _record(book, one)) for one in pending):
            raise Refused("rules.once", limit="one publication a turn")
        book.pay(by, capital=_price(book, by), why="publish")
    book.enter(SpokenChanged(Spoken(ref, None, by, (), act, book.turn), "given to the papers"))
    book.tell({by}, Said(ref, PUBLIC, by, act), words=ref)


def _price(book: Book, by: NationId) -> int:
    """Capital, doubled under a démarche like that of every act that raises tension."""
    return book.numbers.publish_capital * demarche.price(book.state, by)


def answers_publication(book: Book, by: NationId, record: Spoken) -> bool:
    """Whether it is a letter between `by` and a nation that printed one of `by`'s letters in the last gazette."""
    if not isinstance(record.act, Send):
        return False
    return any(
        one.turn == book.turn - 1
        and isinstance(one.act, Publish)
        and one.status == "ended"
        and one.by != by
        and book.state.spoken[one.act.record].by == by
        and isinstance(book.state.spoken[one.act.record].act, Send)
        and {by, one.by} <= {record.by, *record.act.to}
        for one in book.state.spoken.values()
    )


def _record(book: Book, publication: Spoken) -> Spoken:
    """What is to be printed."""
    assert isinstance(publication.act, Publish)
    return book.state.spoken[publication.act.record]


def _pending(book: Book, by: NationId) -> list[Spoken]:
    """What the nation has given to the papers this turn, in its order."""
    return [
        one
        for one in book.state.spoken.values()
        if isinstance(one.act, Publish) and (one.by, one.turn, one.status) == (by, book.turn, "standing")
    ]


def withdraw_publication(book: Book, by: NationId, spoken: Spoken, act: Withdraw) -> None:
    """Take it back from the papers: its capital returns, and only its author ever knew."""
    if spoken.status != "standing":
        raise Refused("rules.stale", ref=spoken.ref)
    if not answers_publication(book, by, _record(book, spoken)):
        book.give_back(by, capital=_price(book, by))
    ref = book.fresh()
    book.enter(SpokenChanged(evolve(spoken, status="withdrawn"), "withdrawn"))
    book.tell({by}, Said(ref, PUBLIC, by, act), words=ref)


def publish_all(book: Book) -> None:
    """Step 1 of RESOLVE: the papers print, in pack order."""
    given = [one for by in book.pack.order for one in _pending(book, by)] if _printing(book) else []
    for one in given:
        _publish(book, one)


def _printing(book: Book) -> bool:
    """Whether anybody has given anything to the papers this turn."""
    return any(isinstance(one.act, Publish) and one.turn == book.turn for one in book.state.spoken.values())


def _publish(book: Book, one: Spoken) -> None:
    """Text and acts for everybody; unless it answers another's publication it costs standing, trust and calm."""
    record = _record(book, one)
    free = answers_publication(book, one.by, record)
    book.enter(SpokenChanged(evolve(one, status="ended"), "printed"))
    book.enter(SpokenChanged(evolve(record, published=True), "published"))
    audience: Audience = "public"
    book.tell(audience, Said(one.ref, PUBLIC, one.by, one.act), words=one.ref)
    book.tell(audience, _printed(book, record, "published", one.by), words=record.ref)
    for ref in (record.ref, *record.enclosed):
        promises.publish(book, ref)
    if isinstance(record.act, Assure):
        assurances.publish(book, record.ref)
    if free:
        return
    because = Cause("published", one.by, record.ref)
    book.move(one.by, "standing", -book.numbers.publish_standing, because)
    book.raise_tension(one.by, book.numbers.publish_tension, because)
    if record.by != one.by:
        book.touch(record.by, one.by)
        book.move_pair(record.by, one.by, "trust", -book.numbers.publish_trust, because)


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
