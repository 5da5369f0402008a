"""ACCEPT, REJECT and WITHDRAW: which room answers depends on what is named.

Owns: the finding of what a reference names for this nation, and nothing else.
Does not know: what accepting, refusing or taking back does.

What a nation may not see is refused like what does not exist, whatever it is.
"""

from __future__ import annotations

from detente_server.rules import (
    appeals,
    assurances,
    documents,
    engagements,
    letters,
    meetings,
    motions,
    offers,
    post,
    promises,
    publications,
    recess,
    sealing,
    studies,
    threats,
)
from detente_server.rules.book import Book
from detente_server.rules.channels import exchange_answered, insiders, open_channel, say_in
from detente_server.rules.state import Spoken
from detente_wire.acts import Accept, Assure, Motion, Offer, Publish, Recess, Reject, Send, Withdraw
from detente_wire.refusals import Refused
from detente_wire.terms import ChannelId, NationId, Ref


def decide_accept(book: Book, by: NationId, act: Accept) -> None:
    """Accept an offer, a letter's package, an assurance or a recess, naming the exact text."""
    spoken = post.said_to(book, by, act.ref)
    match spoken.act:
        case Offer():
            offers.accept_offer(book, by, spoken, act)
        case Send():
            letters.answer_letter(book, by, spoken, act)
        case Assure():
            _accept_assurance(book, by, spoken, act)
        case Recess():
            recess.accept_recess(book, by, spoken, act)
        case _:
            raise Refused("rules.empty", why="it proposes nothing")


def _accept_assurance(book: Book, by: NationId, spoken: Spoken, act: Accept) -> None:
    assert spoken.channel is not None
    channel = open_channel(book, by, spoken.channel)
    offers.check_answerable(spoken, by)
    say_in(book, channel, by, act)
    exchange_answered(book, channel, spoken.by, by)
    assurances.accept_assurance(book, by, spoken, act.hash)


def decide_reject(book: Book, by: NationId, act: Reject) -> None:
    """Refuse an offer, a letter's package, an assurance or a recess, or decline an engagement, a study, an appeal."""
    engagement = book.state.engagements.get(act.ref)
    if engagement is not None and by in (engagement.host, engagement.guest):
        engagements.decline(book, by, engagement)
        return
    if _refuse_favour(book, by, act.ref):
        return
    spoken = post.said_to(book, by, act.ref)
    match spoken.act:
        case Offer() | Assure():
            offers.reject_offer(book, by, spoken, act)
        case Send():
            letters.answer_letter(book, by, spoken, act)
        case Recess():
            recess.reject_recess(book, by, spoken, act)
        case _:
            raise Refused("rules.empty", why="it proposes nothing")


def _refuse_favour(book: Book, by: NationId, ref: Ref) -> bool:
    """A joint study that was proposed, or an appeal."""
    study = book.state.studies.get(ref)
    if study is not None and by in (study.by, study.nation):
        studies.decline(book, by, study)
        return True
    appeal = book.state.appeals.get(ref)
    if appeal is not None and by in (appeal.by, appeal.nation):
        appeals.refuse(book, by, appeal)
        return True
    return False


def decide_withdraw(book: Book, by: NationId, act: Withdraw) -> None:
    """Take back something of one's own that still stands."""
    if not (
        _withdraw_paper(book, by, act.ref)
        or _withdraw_favour(book, by, act.ref)
        or _withdraw_bond(book, by, act.ref)
    ):
        _withdraw_said(book, by, act)


def _withdraw_paper(book: Book, by: NationId, ref: Ref) -> bool:
    """A sealed act, an invitation, a text."""
    entry = sealing.sealed_as(book, by, ref)
    if entry is not None:
        sealing.withdraw_sealed(book, by, entry)
        return True
    channel = book.state.channels.get(ChannelId(ref))
    if channel is not None and (channel.known or by in insiders(channel)):
        meetings.withdraw_invitation(book, by, channel)
        return True
    if ref in book.state.documents:
        documents.withdraw_draft(book, by, documents.find(book, by, ref))
        return True
    return False


def _withdraw_favour(book: Book, by: NationId, ref: Ref) -> bool:
    """An engagement, a joint study, an appeal."""
    engagement = book.state.engagements.get(ref)
    if engagement is not None and by in (engagement.host, engagement.guest):
        engagements.withdraw(book, by, engagement)
        return True
    study = book.state.studies.get(ref)
    if study is not None and by in (study.by, study.nation):
        studies.withdraw(book, by, study)
        return True
    appeal = book.state.appeals.get(ref)
    if appeal is not None and by in (appeal.by, appeal.nation):
        appeals.withdraw(book, by, appeal)
        return True
    return False


def _withdraw_bond(book: Book, by: NationId, ref: Ref) -> bool:
    """A pledge, a threat."""
    pledge = book.state.pledges.get(ref)
    if pledge is not None and (pledge.by == by or pledge.public or (pledge.arrived and by in pledge.heard)):
        promises.withdraw_pledge(book, by, pledge)
        return True
    threat = book.state.threats.get(ref)
    if threat is not None and (threat.by == by or threat.public or (threat.arrived and by == threat.target)):
        threats.withdraw_threat(book, by, threat)
        return True
    return False


def _withdraw_said(book: Book, by: NationId, act: Withdraw) -> None:
    """An offer, a letter's package, an assurance, a recess, a motion, a publication."""
    spoken = post.said_to(book, by, act.ref)
    match spoken.act:
        case Offer() | Assure() | Recess():
            offers.withdraw_spoken(book, by, spoken, act)
        case Send():
            letters.withdraw_letter(book, by, spoken, act)
        case Motion():
            motions.withdraw(book, by, spoken, act)
        case Publish():
            publications.withdraw_publication(book, by, spoken, act)
        case _:
            raise Refused("rules.not-now", act="withdraw", why="what was said was said")
