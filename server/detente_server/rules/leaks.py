"""Step 1 of RESOLVE: what of this turn's talks and letters becomes known, and to whom (rules, section 3).

Owns: the rolls for leaks and intercepts, one of each a use (a channel held in a turn, a letter sent), what is
printed or copied, and what a leaked back-channel costs its two members.
Does not know: the odds (`exposure`), publications (`records`).

Every roll is named by the talk it is for, so that no talk moves the dice of another. Where the rules are silent: a
leak prints nothing where nothing typed was said, unless even the existence of the talk was secret; the loss at home
comes a turn after the leak, so that a side may disavow first.
"""

from __future__ import annotations

from detente_server.rules import bodies, covert, documents, meetings, post, records
from detente_server.rules.book import Book
from detente_server.rules.channels import insiders, is_discreet
from detente_server.rules.exposure import Odds, exposure
from detente_server.rules.facts import ChannelChanged, SpokenChanged
from detente_server.rules.state import Channel, Document, Spoken, changed
from detente_wire.acts import Quote, Say, Send
from detente_wire.notices import Cause, Letter, Minutes
from detente_wire.terms import NationId, Ref


def home_learns(book: Book) -> None:
    """A back-channel that leaked a turn ago costs each of the two -4 at home, unless it disavowed."""
    for channel in meetings.in_order(book):
        if channel.leaked and channel.leaked == book.turn - 1:
            for name in channel.members:
                if name not in channel.disavowed:
                    because = Cause("leaked", ref=Ref(channel.id))
                    book.move(name, "home", -book.numbers.leaked_home, because)


def leak_talks(book: Book) -> None:
    """Every channel held this turn is exposed once."""
    for channel in meetings.in_order(book):
        if channel.held == book.turn:
            odds = _odds_of_channel(book, channel)
            place = ("+".join(insiders(channel)), _medium_of(channel))
            if book.roll("leak", *place) < odds.leak:
                _leak_channel(book, channel)
            rival = rival_of(book, insiders(channel))
            if rival and book.roll("intercept", *place) < odds.intercept:
                _copy_channel(book, channel, rival)


def leak_letters(book: Book) -> None:
    """Every letter and record sent this turn is exposed once; who spies on a correspondent reads it too."""
    for spoken in _letters(book):
        circle = (spoken.by, *post.addressees(spoken.act))
        medium = book.pack.medium(records.medium_of(spoken))
        if spoken.turn == book.turn:
            odds = exposure(medium, len(circle), None, book.state.rung, 0, book.numbers)
            place = (spoken.by, "+".join((*circle[1:], medium.id)))
            if book.roll("leak", *place) < odds.leak:
                _leak_letter(book, spoken)
            rival = rival_of(book, circle)
            if rival and book.roll("intercept", *place) < odds.intercept:
                copy_letter(book, spoken, rival)
        _copy_to_spies(book, spoken)


def rival_of(book: Book, circle: tuple[NationId, ...]) -> NationId | None:
    """The nation outside the circle with most intelligence, at least 1; pack order breaks ties."""
    able = [name for name in book.pack.order if name not in circle and book.pack.nation(name).capacity.intel]
    return max(able, key=lambda name: book.pack.nation(name).capacity.intel, default=None)


def _odds_of_channel(book: Book, channel: Channel) -> Odds:
    venue = next((venue for venue in book.pack.venues if venue.id == channel.venue), None)
    medium = book.pack.medium(channel.medium)
    secure = bodies.has(book, channel, "secure-venue")
    return exposure(
        medium, len(channel.members), venue, book.state.rung, channel.uses, book.numbers, secure=secure
    )


def _medium_of(channel: Channel) -> str:
    """The medium, and the body whose session it carries: the members' own conference is another talk."""
    return f"{channel.medium}@{channel.institution}" if channel.institution else channel.medium


def _letters(book: Book) -> list[Spoken]:
    """Letters and forwarded records sent or arriving this turn: by author in pack order, then in his order."""
    now = [
        spoken
        for spoken in book.state.spoken.values()
        if post.is_letter(spoken) and book.turn in (spoken.turn, spoken.arrives)
    ]
    return sorted(now, key=lambda spoken: book.pack.order.index(spoken.by))


def _said(book: Book, channel: Channel) -> list[Spoken]:
    """What was said in the channel this turn, in order."""
    said = book.state.spoken.values()
    return [spoken for spoken in said if (spoken.channel, spoken.turn) == (channel.id, book.turn)]


def _tabled(book: Book, channel: Channel) -> list[Document]:
    """The texts that were laid on its table this turn."""
    return [
        document
        for document in documents.in_order(book)
        if (document.channel, document.tabled_turn) == (channel.id, book.turn)
    ]


def _leak_channel(book: Book, channel: Channel) -> None:
    said, texts = _said(book, channel), _tabled(book, channel)
    quoted = [spoken for spoken in said if isinstance(spoken.act, Quote)]
    typed = [spoken for spoken in said if not isinstance(spoken.act, Say | Quote)]
    if not typed and not quoted and not texts and not is_discreet(book, channel):
        return
    for spoken in (*typed, *quoted):
        book.enter(SpokenChanged(changed(spoken, leaked=True), "leaked"))
    channel = changed(channel, leaked=book.turn, disavowed=(), known=True)
    book.enter(ChannelChanged(channel, "leaked"))
    acts = tuple((spoken.by, spoken.act) for spoken in typed)
    book.tell("public", Minutes(channel.members, acts, "leaked", channel.kind, Ref(channel.id)))
    for spoken in quoted:
        book.tell("public", records.shown(book, spoken, "leaked"))
    for document in texts:
        documents.leak(book, document)
    if channel.kind == "back-channel":
        for name in channel.members:
            because = Cause("leaked", ref=Ref(channel.id))
            book.move(name, "standing", -book.numbers.leaked_standing, because)


def _copy_channel(book: Book, channel: Channel, rival: NationId) -> None:
    """The rival gets every act of the turn with its words; of a formal one its copy is as good as the minutes."""
    for spoken in _said(book, channel):
        if isinstance(spoken.act, Quote):
            records.tell_passed_on(book, spoken, (rival,), "intercepted")
            continue
        minutes = Minutes(
            channel.members, ((spoken.by, spoken.act),), "intercepted", channel.kind, spoken.ref
        )
        book.tell({rival}, minutes, words=spoken.ref)
        _hold_copy(book, spoken, rival)


def _leak_letter(book: Book, spoken: Spoken) -> None:
    book.enter(SpokenChanged(changed(book.state.spoken[spoken.ref], leaked=True), "leaked"))
    if isinstance(spoken.act, Send):
        circle = (spoken.by, *spoken.act.to)
        notice = Minutes(circle, ((spoken.by, spoken.act),), "leaked", "letter", spoken.ref)
        book.tell("public", notice)
    else:
        book.tell("public", records.shown(book, spoken, "leaked"))


def copy_letter(book: Book, spoken: Spoken, reader: NationId) -> None:
    """A third nation gets a private copy, text included; it does not learn more of a record than is in it."""
    if isinstance(spoken.act, Send):
        letter = Letter(spoken.ref, spoken.by, spoken.act, spoken.turn, "intercepted")
        book.tell({reader}, letter, words=spoken.ref)
        _hold_copy(book, spoken, reader)
    else:
        records.tell_passed_on(book, spoken, (reader,), "intercepted")


def _copy_to_spies(book: Book, spoken: Spoken) -> None:
    """A covert act of level 2 reads what its target sends and gets."""
    circle = (spoken.by, *post.addressees(spoken.act))
    spies: set[NationId] = set()
    if spoken.turn == book.turn:
        spies |= covert.readers(book.state, spoken.by)
    if book.turn == (spoken.arrives or spoken.turn):
        for name in spoken.heard:
            spies |= covert.readers(book.state, name)
    for name in book.pack.order:
        if name in spies and name not in circle and name not in book.state.spoken[spoken.ref].copies:
            copy_letter(book, spoken, name)


def _hold_copy(book: Book, spoken: Spoken, reader: NationId) -> None:
    held = book.state.spoken[spoken.ref]
    if reader not in held.copies:
        book.enter(SpokenChanged(changed(held, copies=(*held.copies, reader)), "copied"))
