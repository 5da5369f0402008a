"""Free talk and offers: SAY, OFFER, and what becomes of an offer (rules, section 3).

Owns: asides, packages and their limits, which offer stands, its acceptance, refusal and withdrawal.
Does not know: letters as letters (`letters`), what a back-channel's offer is worth (`understandings`), when an issue
counts as agreed (the stall room reads standing offers and acceptances).

An offer stands until it is withdrawn or the same nation's next one in that channel replaces it. Each who heard it may
refuse it once and accept it once; an acceptance is not taken back.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.rules import understandings
from detente_server.rules.book import Book
from detente_server.rules.channels import exchange_answered, open_channel, say_in, use_exchange
from detente_server.rules.claims import check_option
from detente_server.rules.facts import SpokenChanged
from detente_server.rules.state import Channel, Spoken, changed
from detente_wire.acts import Accept, Offer, Reject, Say, Send, Withdraw
from detente_wire.notices import Cause, Said
from detente_wire.refusals import Refused
from detente_wire.terms import LETTERS, PUBLIC, NationId, Package, package, package_hash


def decide_say(book: Book, by: NationId, act: Say) -> None:
    """Free text in an open channel; in a meeting once a turn an aside to named members only."""
    channel = open_channel(book, by, act.channel)
    if act.aside_to:
        _check_aside(book, channel, by, act)
    say_in(book, channel, by, act, only_to=act.aside_to)


def _check_aside(book: Book, channel: Channel, by: NationId, act: Say) -> None:
    if channel.kind != "meeting":
        raise Refused("rules.not-carried", act="aside")
    for name in act.aside_to:
        if name == by:
            raise Refused("rules.self")
        if name not in channel.present:
            raise Refused("rules.unknown-nation", nation=name)
    if book.count(f"aside:{channel.id}:{by}") > 1:
        raise Refused("rules.once", limit="one aside a turn in a channel")


def decide_offer(book: Book, by: NationId, act: Offer) -> None:
    """Propose a package; it takes the place of this nation's last one in the channel."""
    channel = open_channel(book, by, act.channel)
    said = checked_package(book, act.package)
    check_size(said, book.pack.medium(channel.medium).clauses)
    if channel.kind == "back-channel":
        _use_clauses(book, channel, by, len(said))
    use_exchange(book, channel, by)
    for earlier in _standing(book, channel, by):
        book.enter(SpokenChanged(changed(earlier, status="replaced"), "replaced"))
    spoken = say_in(book, channel, by, evolve(act, package=said))
    if channel.kind != "back-channel":
        understandings.formal_offer(book, spoken)


def checked_package(book: Book, said: Package) -> Package:
    """The package in canonical order, or the refusal: something in it, of this crisis, no issue twice."""
    if not said:
        raise Refused("rules.empty", why="no issue is named")
    for choice in said:
        check_option(book, choice.issue, choice.option)
    canonical = package([(choice.issue, choice.option) for choice in said])
    if len(canonical) < len(said):
        raise Refused("rules.empty", why="an issue is named twice")
    return canonical


def check_size(said: Package, limit: int) -> None:
    """Refuse more clauses than the medium carries at once."""
    if len(said) > limit:
        raise Refused("rules.too-many-clauses", limit=limit)


def _use_clauses(book: Book, channel: Channel, by: NationId, clauses: int) -> None:
    """A back-channel carries two clauses a nation and turn, in one offer or in two."""
    key = f"clauses:{channel.id}:{by}"
    limit = book.pack.medium(channel.medium).clauses
    if book.counted(key) + clauses > limit:
        raise Refused("rules.too-many-clauses", limit=limit)
    for _ in range(clauses):
        book.count(key)


def _standing(book: Book, channel: Channel, by: NationId) -> list[Spoken]:
    """The nation's offers that stand in the channel."""
    return [
        spoken
        for spoken in book.state.spoken.values()
        if spoken.channel == channel.id and spoken.by == by
        if spoken.status == "standing" and isinstance(spoken.act, Offer)
    ]


# -- answers ----------------------------------------------------------------------------------------------------


def package_of(spoken: Spoken) -> Package:
    """What an offer or letter proposes; nothing for other acts."""
    return spoken.act.package if isinstance(spoken.act, Offer | Send) else ()


def check_acceptable(spoken: Spoken, by: NationId, act: Accept) -> None:
    """Refuse to accept one's own, what no longer stands, what one accepted already, or another text."""
    check_answerable(spoken, by)
    if package_hash(package_of(spoken)) != act.hash:
        raise Refused("rules.hash", hash=package_hash(package_of(spoken)))


def check_answerable(spoken: Spoken, by: NationId) -> None:
    """Refuse to answer one's own, what no longer stands, or what one accepted already."""
    if spoken.by == by:
        raise Refused("rules.self")
    if by in spoken.accepted:
        raise Refused("rules.answered", ref=spoken.ref)
    if spoken.status != "standing":
        raise Refused("rules.stale", ref=spoken.ref)


def accept_offer(book: Book, by: NationId, spoken: Spoken, act: Accept) -> None:
    """Accept the exact package in the channel where it was offered."""
    assert spoken.channel is not None
    channel = open_channel(book, by, spoken.channel)
    check_acceptable(spoken, by, act)
    say_in(book, channel, by, act)
    if by not in spoken.rejected:
        exchange_answered(book, channel, spoken.by, by)
    accepted(book, spoken, by)
    if channel.kind == "public" and book.state.rung >= book.numbers.public_concession_rung:
        book.move(by, "home", -book.numbers.public_concession_home, Cause("conceded"))
    if channel.kind != "back-channel":
        understandings.formal_accept(book, spoken, by)


def accepted(book: Book, spoken: Spoken, by: NationId) -> None:
    """Note the acceptance; an offer that all it was made to have accepted no longer waits."""
    asked = spoken.act.to if isinstance(spoken.act, Send) else spoken.heard
    takers = (*spoken.accepted, by)
    status = "accepted" if set(takers) >= set(asked) else spoken.status
    book.enter(SpokenChanged(changed(spoken, accepted=takers, status=status), "accepted"))


def reject_offer(book: Book, by: NationId, spoken: Spoken, act: Reject) -> None:
    """Refuse an offer, with a typed reason: that answers it too."""
    assert spoken.channel is not None
    channel = open_channel(book, by, spoken.channel)
    check_answerable(spoken, by)
    if by in spoken.rejected:
        raise Refused("rules.answered", ref=spoken.ref)
    say_in(book, channel, by, act)
    exchange_answered(book, channel, spoken.by, by)
    rejected(book, spoken, by)
    if channel.kind != "back-channel":
        understandings.formal_reject(book, spoken, by)


def rejected(book: Book, spoken: Spoken, by: NationId) -> None:
    """Note the refusal; the offer stands for the others, and for second thoughts."""
    book.enter(SpokenChanged(changed(spoken, rejected=(*spoken.rejected, by)), "rejected"))


def withdraw_spoken(book: Book, by: NationId, spoken: Spoken, act: Withdraw) -> None:
    """Take back an offer, a letter's package, an assurance or a recess that nobody has accepted for good: free."""
    if spoken.by != by:
        raise Refused("rules.not-yours", ref=spoken.ref)
    if spoken.status != "standing":
        raise Refused("rules.stale", ref=spoken.ref)
    if spoken.arrives > book.turn:
        raise Refused("rules.not-now", act="withdraw", why="it is still on its way")
    ref = book.fresh()
    book.enter(SpokenChanged(changed(spoken, status="withdrawn"), "withdrawn"))
    channel = spoken.channel or LETTERS
    notice = Said(ref, channel, by, act)
    book.tell("public" if channel == PUBLIC else frozenset({by, *spoken.heard}), notice, words=ref)
