"""Letters: SEND, their arrival, and the answers to what they propose (rules, section 3).

Owns: what a letter may hold, its reply link, the answers to its package, the contact trust of an answered letter.
Does not know: postage and transit (`post`), pledges and threats as such (`promises`, `threats`).

A letter does nothing before it has arrived: its pledge and threat bind its author, but nobody is told of them; an
answer to its package goes back by the same medium and takes as long.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.rules import offers, post, promises, threats, understandings, undertakings
from detente_server.rules.book import Book
from detente_server.rules.claims import check_issue
from detente_server.rules.facts import SpokenChanged
from detente_server.rules.inviting import medium_for, named
from detente_server.rules.state import Spoken
from detente_wire.acts import Accept, Reject, Send, Withdraw
from detente_wire.notices import Cause, Letter, Said
from detente_wire.refusals import Refused
from detente_wire.terms import LETTERS, NationId, Package, Ref

# -- sending ----------------------------------------------------------------------------------------------------


def decide_send(book: Book, by: NationId, act: Send) -> None:
    """Write to one nation or more: text and any package, one pledge, one threat."""
    ref = book.fresh()
    medium = medium_for(book, act.medium, ("letter",))
    to = named(book, by, act.to)
    package = _checked(book, act)
    if to != act.to or package != act.package:
        act = evolve(act, to=to, package=package)
    offers.check_size(act.package, medium.clauses)
    post.pay_postage(book, by, medium, free=_answers(book, by, act))
    arrives = post.arrival(book, medium)
    readers = post.reached(book, by, medium, to)
    pledge = _enclose_pledge(book, by, act, arrives, readers)
    enclosed = (*pledge, *_enclose_threat(book, by, act, arrives, readers))
    spoken = post.enter(book, ref, by, readers, act, arrives, enclosed)
    book.tell({by}, Letter(ref, by, act, book.turn, "sent"), words=ref)
    if not arrives:
        arrive(book, spoken)


def _checked(book: Book, act: Send) -> Package:
    if act.subject is not None:
        check_issue(book, act.subject)
    if act.demand is None and (act.tool or act.level or act.by_turn):
        raise Refused("rules.bad-demand", why="it names a tool and no demand")
    return offers.checked_package(book, act.package) if act.package else ()


def _answers(book: Book, by: NationId, act: Send) -> bool:
    """Whether the letter is the first reply to one that `by` got, to people of that letter only."""
    if act.reply_to is None:
        return False
    letter = post.said_to(book, by, act.reply_to)
    if not post.is_letter(letter):
        raise Refused("rules.unknown-ref", ref=act.reply_to)
    circle = {letter.by, *post.addressees(letter.act)}
    first = not any(_is_reply(spoken, by, letter.ref) for spoken in book.state.spoken.values())
    return letter.by != by and letter.by in act.to and set(act.to) <= circle and first


def _is_reply(spoken: Spoken, by: NationId, ref: Ref) -> bool:
    return spoken.by == by and isinstance(spoken.act, Send) and spoken.act.reply_to == ref


def _enclose_pledge(
    book: Book, by: NationId, act: Send, arrives: int, readers: tuple[NationId, ...]
) -> tuple[Ref, ...]:
    """A private pledge to the addressees; it has a reference of its own."""
    if act.promise is None:
        return ()
    undertakings.check(book, by, act.promise, False, act.to)
    ref = book.fresh()
    there = not arrives and bool(readers)
    promises.make_pledge(book, by, act.promise, False, readers or act.to, ref, arrived=there)
    return (ref,)


def _enclose_threat(
    book: Book, by: NationId, act: Send, arrives: int, readers: tuple[NationId, ...]
) -> tuple[Ref, ...]:
    """A private threat to the one addressee; it has a reference of its own."""
    if act.demand is None:
        return ()
    if len(act.to) > 1:
        raise Refused("rules.bad-demand", why="a threat goes to one nation")
    if act.tool is None or not act.level:
        raise Refused("rules.bad-demand", why="it names no tool and level")
    ref = book.fresh()
    later = arrives if readers else max(arrives, book.turn)
    threats.make_threat(
        book, by, act.to[0], act.demand, act.tool, act.level, act.by_turn, False, ref, arrives=later
    )
    return (ref,)


# -- arriving ---------------------------------------------------------------------------------------------------


def arrive(book: Book, spoken: Spoken) -> None:
    """The letter is read: its package stands, its pledge and threat are known, what it answers is answered."""
    assert isinstance(spoken.act, Send)
    letter = Letter(spoken.ref, spoken.by, spoken.act, spoken.turn, "arrived")
    book.tell(spoken.heard, letter, words=spoken.ref)
    if not spoken.heard:
        return
    for ref in spoken.enclosed:
        promises.arrive(book, ref)
        threats.arrive(book, ref)
    if spoken.act.package and _superseded(book, spoken, read=True):
        book.enter(SpokenChanged(evolve(spoken, status="replaced"), "replaced"))
    elif spoken.act.package:
        _replace_earlier(book, spoken)
        understandings.formal_offer(book, spoken)
    if spoken.act.reply_to is not None:
        answered(book, book.state.spoken[spoken.act.reply_to], spoken)


def _replace_earlier(book: Book, spoken: Spoken) -> None:
    """A package takes the place of the author's last one to the same nations."""
    for earlier in list(book.state.spoken.values()):
        if earlier.ref == spoken.ref:
            break
        if _same_thread(earlier, spoken) and earlier.status == "standing" and earlier.arrives <= book.turn:
            book.enter(SpokenChanged(evolve(earlier, status="replaced"), "replaced"))


def _same_thread(a: Spoken, b: Spoken) -> bool:
    """Whether both are letters of one author to the same nations, the first with a package."""
    if not isinstance(a.act, Send) or not isinstance(b.act, Send):
        return False
    return a.by == b.by and a.act.to == b.act.to and bool(a.act.package)


def answered(book: Book, letter: Spoken, answer: Spoken) -> None:
    """An answer has reached the letter's author: contact trust +2 each, if it was given by the next turn."""
    if letter.by not in answer.heard or answer.by not in letter.heard:
        return
    if book.count(f"letter:{letter.ref}:{answer.by}", ever=True) > 1:
        return
    book.touch(letter.by, answer.by)
    if answer.turn <= max(letter.turn, letter.arrives) + 1:
        for of, toward in ((letter.by, answer.by), (answer.by, letter.by)):
            book.earn(of, toward, "contact", book.numbers.letter_contact, Cause("contact-letter"))


# -- answers to its package -------------------------------------------------------------------------------------


def answer_letter(book: Book, by: NationId, letter: Spoken, act: Accept | Reject) -> None:
    """Accept or refuse what a letter proposes: free; the answer goes back the way the letter came."""
    assert isinstance(letter.act, Send)
    if not letter.act.package:
        raise Refused("rules.empty", why="the letter proposes nothing")
    if isinstance(act, Accept):
        offers.check_acceptable(letter, by, act)
    else:
        offers.check_answerable(letter, by)
    if any(_gave(spoken, by, act) for spoken in book.state.spoken.values()):
        raise Refused("rules.answered", ref=letter.ref)
    ref = book.fresh()
    arrives = post.arrival(book, book.pack.medium(letter.act.medium))
    spoken = post.enter(book, ref, by, (letter.by,), act, arrives)
    book.tell({by}, Said(ref, LETTERS, by, act), words=ref)
    if not arrives:
        arrive_answer(book, spoken)


def _gave(spoken: Spoken, by: NationId, act: Accept | Reject) -> bool:
    """Whether this answer, or an acceptance, was given before."""
    given = spoken.act
    if spoken.by != by or not isinstance(given, Accept | Reject) or given.ref != act.ref:
        return False
    return isinstance(given, Accept) or isinstance(act, Reject)


def arrive_answer(book: Book, spoken: Spoken) -> None:
    """The author of a letter reads the answer; it counts if the package still stands."""
    assert isinstance(spoken.act, Accept | Reject)
    letter = book.state.spoken[spoken.act.ref]
    book.tell({letter.by}, Said(spoken.ref, LETTERS, spoken.by, spoken.act), words=spoken.ref)
    answered(book, letter, spoken)
    if letter.status != "standing":
        return
    if isinstance(spoken.act, Accept):
        offers.accepted(book, letter, spoken.by)
        understandings.formal_accept(book, letter, spoken.by)
    else:
        offers.rejected(book, letter, spoken.by)
        understandings.formal_reject(book, letter, spoken.by)


def withdraw_letter(book: Book, by: NationId, letter: Spoken, act: Withdraw) -> None:
    """Take back what a letter proposes, once it has arrived."""
    assert isinstance(letter.act, Send)
    if letter.by == by and not letter.act.package:
        raise Refused("rules.empty", why="the letter proposes nothing")
    if letter.by == by and _superseded(book, letter, read=False):
        raise Refused("rules.stale", ref=letter.ref)
    offers.withdraw_spoken(book, by, letter, act)


def _superseded(book: Book, letter: Spoken, *, read: bool) -> bool:
    """Whether a later letter took its place; to its author one that was lost counts too, for he does not know."""
    after = False
    for spoken in book.state.spoken.values():
        later = after and _same_thread(spoken, letter) and spoken.arrives <= book.turn
        if later and (spoken.heard or not read):
            return True
        after = after or spoken.ref == letter.ref
    return False
