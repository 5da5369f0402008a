"""Listening: questions, claims, and saying back what one heard (rules, section 4, Claims and Listening).

Owns: ASK, TELL, RESTATE, CONFIRM and CORRECT, and the marks and trust that come of them.
Does not know: what a channel carries or counts (`channels`), what a claim means (`claims`), how a lie is found
(`lies`).

Answers are free and go in the channel of what they answer, when it is open. Each question and each restatement is
answered once. A claim is new to a nation that has not heard it before, told, corrected or confirmed. Where the rules
are silent: to restate what was confirmed to you already earns trust again, but no mark.
"""

from __future__ import annotations

from detente_server.rules import channels, claims, lies
from detente_server.rules.book import Book
from detente_server.rules.facts import SpokenChanged
from detente_server.rules.state import Channel, Spoken, changed
from detente_wire.acts import Ask, Confirm, Correct, Offer, Restate, Tell
from detente_wire.notices import Cause
from detente_wire.refusals import Refused
from detente_wire.terms import Claim, NationId, Ref

# -- questions and claims ---------------------------------------------------------------------------------------


def decide_ask(book: Book, by: NationId, act: Ask) -> None:
    """Ask a member what an issue means to it: an exchange."""
    channel = channels.open_channel(book, by, act.channel)
    channels.carries(book, channel, act)
    _check_partner(book, channel, by, act.nation)
    claims.check_issue(book, act.issue)
    channels.use_exchange(book, channel, by)
    channels.say_in(book, channel, by, act)


def decide_tell(book: Book, by: NationId, act: Tell) -> None:
    """Claim something of oneself: an exchange, or the free answer to a question."""
    channel = channels.open_channel(book, by, act.channel)
    channels.carries(book, channel, act)
    claims.check_claim(book, act.claim)
    question = None if act.ref is None else _question(book, channel, by, act.ref)
    if question is None:
        channels.use_exchange(book, channel, by)
    else:
        _answer(book, channel, by, question, act.claim)
    channels.say_in(book, channel, by, act, false=claims.is_lie(book, by, act.claim))


def _question(book: Book, channel: Channel, by: NationId, ref: Ref) -> Spoken:
    spoken = _heard_there(book, channel, by, ref)
    if not isinstance(spoken.act, Ask) or spoken.act.nation != by:
        raise Refused("rules.not-asked", ref=ref)
    return _unanswered(spoken)


def _answer(book: Book, channel: Channel, by: NationId, question: Spoken, claim: Claim) -> None:
    """The asker gets a mark, true or false alike, if the claim is new and to the point."""
    assert isinstance(question.act, Ask)
    to_the_point = claim.issue == question.act.issue or claim.form in ("most", "least")
    if to_the_point and not _knows_claim(book, question.by, by, claim):
        book.earn(question.by, by, "marks", 1, Cause("answer", by, question.ref))
    _answered(book, channel, question, by)


def _knows_claim(book: Book, owner: NationId, of: NationId, claim: Claim) -> bool:
    """Whether `owner` has heard `of` claim this before."""
    return bool(lies.claimed(book.state, owner, of, claim))


# -- restating --------------------------------------------------------------------------------------------------


def decide_restate(book: Book, by: NationId, act: Restate) -> None:
    """Say back what you heard the other want: an exchange, once a meeting, before your first offer there."""
    channel = channels.open_channel(book, by, act.channel)
    channels.carries(book, channel, act)
    _check_partner(book, channel, by, act.nation)
    claims.check_claim(book, act.claim)
    if _offered(book, channel, by):
        raise Refused("rules.too-late-to-listen")
    if book.count(f"restate:{channel.id}:{by}") > 1:
        raise Refused("rules.once", limit="one restatement a meeting")
    channels.use_exchange(book, channel, by)
    channels.say_in(book, channel, by, act)


def _offered(book: Book, channel: Channel, by: NationId) -> bool:
    turn = book.turn
    said = [one for one in book.state.spoken.values() if one.turn == turn and one.by == by]
    return any(isinstance(one.act, Offer) and one.channel == channel.id for one in said)


def decide_confirm(book: Book, by: NationId, act: Confirm) -> None:
    """Yes, that is what I said: one mark for who restated, and both +2 trust."""
    restated, channel, claim = _restated(book, by, act.ref)
    because = Cause("confirmed", by, act.ref)
    if not _confirmed_before(book, restated.by, by, claim):
        book.earn(restated.by, by, "marks", 1, because)
    for a, b in ((restated.by, by), (by, restated.by)):
        book.earn(a, b, "contact", book.numbers.confirm_trust, because)
    _answered(book, channel, restated, by)
    channels.say_in(book, channel, by, act, false=claims.is_lie(book, by, claim))


def _confirmed_before(book: Book, owner: NationId, of: NationId, claim: Claim) -> bool:
    return any(isinstance(spoken.act, Confirm) for spoken in lies.claimed(book.state, owner, of, claim))


def decide_correct(book: Book, by: NationId, act: Correct) -> None:
    """No: rather this. An answer like another, without mark or trust of its own."""
    restated, channel, claim = _restated(book, by, act.ref)
    claims.check_claim(book, act.claim)
    if act.claim == claim:
        raise Refused("rules.empty", why="that is what was said: confirm it")
    _answered(book, channel, restated, by)
    channels.say_in(book, channel, by, act, false=claims.is_lie(book, by, act.claim))


def _restated(book: Book, by: NationId, ref: Ref) -> tuple[Spoken, Channel, Claim]:
    """A restatement about `by` that it may answer, the open channel it was made in, and what it says."""
    spoken = book.state.spoken.get(ref)
    if spoken is None or spoken.channel is None or by not in (spoken.by, *spoken.heard):
        raise Refused("rules.unknown-ref", ref=ref)
    if not isinstance(spoken.act, Restate) or spoken.act.nation != by:
        raise Refused("rules.not-asked", ref=ref)
    channel = channels.open_channel(book, by, spoken.channel)
    return _unanswered(spoken), channel, spoken.act.claim


# -- both -------------------------------------------------------------------------------------------------------


def _check_partner(book: Book, channel: Channel, by: NationId, nation: NationId) -> None:
    """Questions and restatements go to somebody else who is there."""
    if nation not in book.state.nations:
        raise Refused("rules.unknown-nation", nation=nation)
    if nation == by:
        raise Refused("rules.self")
    if nation not in channel.present or nation == channel.go_between:
        raise Refused("rules.not-there", nation=nation)


def _heard_there(book: Book, channel: Channel, by: NationId, ref: Ref) -> Spoken:
    spoken = book.state.spoken.get(ref)
    if spoken is None or spoken.channel != channel.id or by not in (spoken.by, *spoken.heard):
        raise Refused("rules.unknown-ref", ref=ref)
    return spoken


def _unanswered(spoken: Spoken) -> Spoken:
    if spoken.status != "standing":
        raise Refused("rules.answered", ref=spoken.ref)
    return spoken


def _answered(book: Book, channel: Channel, asked: Spoken, by: NationId) -> None:
    book.enter(SpokenChanged(changed(asked, status="answered"), "answered"))
    channels.exchange_answered(book, channel, asked.by, by)
