"""What each form of a promise says: when it is complete, when it is kept, when broken, and for whom it is.

Owns: the checks on a PLEDGE's promise and the verdict on one that stands (rules, section 4, PLEDGE).
Does not know: what a pledge costs or earns (`promises`).

Whether a nation signed a text that lapsed is nobody's business (section 8). So a promise to sign is broken only by
what can be seen: a party that did not initial, an outsider that did not endorse. Otherwise it expires.
"""

from __future__ import annotations

from typing import Literal

from detente_server.rules.book import Book
from detente_server.rules.claims import check_option
from detente_server.rules.state import Document, PledgeState, State
from detente_wire.refusals import Refused
from detente_wire.terms import Choice, Hash, NationId, Promise, Tool

Verdict = Literal["open", "kept", "broken", "expired"]

ENDS: frozenset[Tool] = frozenset({"sanctions", "force"})
"""Tools that last until their author ends them: what can be promised or demanded to end."""


def in_force(state: State, by: NationId, target: NationId, tool: Tool | None) -> bool:
    """Whether `by` has sanctions, or a show of force, against the target."""
    if tool == "force":
        show = state.shows.get(by)
        return show is not None and show.target == target
    return tool == "sanctions" and (by, target) in state.sanctions


def choice(promise: Promise) -> Choice | None:
    """The choice that a *never* pledge rules out."""
    return Choice(promise.issue, promise.option) if promise.issue and promise.option else None


def texts(state: State, hash_: Hash | None) -> list[Document]:
    """The documents whose text has this hash now."""
    return [document for document in state.documents.values() if document.hash == hash_]


# -- complete? --------------------------------------------------------------------------------------------------


def check(book: Book, by: NationId, promise: Promise, public: bool, heard: tuple[NationId, ...]) -> None:
    """Refuse a promise that says too little, or what cannot be held against its author."""
    if promise.form != "never" and not book.turn <= promise.by_turn <= book.pack.last_turn:
        raise Refused("rules.bad-promise", why=f"name a turn from {book.turn} to {book.pack.last_turn}")
    match promise.form:
        case "never":
            check_option(book, promise.issue, promise.option)
        case "no-tool":
            _check_no_tool(book, by, promise)
        case "sign":
            _check_sign(book, by, promise, public, heard)
        case "lift":
            if promise.tool not in ENDS or not in_force(
                book.state, by, _other(book, by, promise.nation), promise.tool
            ):
                raise Refused("rules.nothing-to-end")


def _other(book: Book, by: NationId, nation: NationId | None) -> NationId:
    if nation is None or nation not in book.state.nations:
        raise Refused("rules.unknown-nation", nation=nation)
    if nation == by:
        raise Refused("rules.self")
    return nation


def _check_no_tool(book: Book, by: NationId, promise: Promise) -> None:
    _other(book, by, promise.nation)
    if promise.tool == "inducement":
        raise Refused("rules.bad-promise", why="an inducement is no pressure")
    if promise.by_turn < book.turn + book.numbers.pledge_turns:
        raise Refused(
            "rules.bad-promise", why=f"it must last {book.numbers.pledge_turns} turns after this one"
        )


def _check_sign(
    book: Book, by: NationId, promise: Promise, public: bool, heard: tuple[NationId, ...]
) -> None:
    found = [text for text in texts(book.state, promise.hash) if text.seen_by(by) and text.status != "draft"]
    if not found:
        raise Refused("rules.bad-promise", why="name the hash of a tabled text that you can see")
    text = found[0]
    if text.status not in ("tabled", "initialled"):
        raise Refused("rules.status", status=text.status)
    if text.text.secret and (public or not all(text.seen_by(nation) for nation in heard)):
        raise Refused("rules.bad-promise", why="that text is secret from some who would hear it")
    if by in text.endorsed:
        raise Refused("rules.bad-promise", why="you have endorsed it")


# -- kept? ------------------------------------------------------------------------------------------------------


def verdict(book: Book, pledge: PledgeState) -> Verdict:
    """How a standing pledge stands at the end of this turn's acts."""
    due = book.turn >= pledge.promise.by_turn
    match pledge.promise.form:
        case "never":
            return "open"
        case "no-tool":
            return "kept" if due else "open"
        case "lift":
            if not in_force(book.state, pledge.by, _named(pledge), pledge.promise.tool):
                return "kept"
            return "broken" if due else "open"
        case "sign":
            return _signed(book, pledge, due)


def _signed(book: Book, pledge: PledgeState, due: bool) -> Verdict:
    found = texts(book.state, pledge.promise.hash)
    if any(_supported(text, pledge.by) for text in found):
        return "kept"
    if not due:
        return "open"
    openly_refused = any(
        text.status in ("tabled", "initialled", "signed", "in-force") and pledge.by not in text.initials
        for text in found
    )
    return "broken" if openly_refused else "expired"


def _supported(text: Document, by: NationId) -> bool:
    return by in text.endorsed or (by in text.text.parties and text.signed_turn > 0)


def beneficiaries(book: Book, pledge: PledgeState) -> tuple[NationId, ...]:
    """Who trusts the author more for a dated pledge kept: whom it was for, or to whom alone it was made."""
    if not pledge.public:
        return pledge.heard
    if pledge.promise.form in ("no-tool", "lift"):
        return (_named(pledge),)
    parties = {party for text in texts(book.state, pledge.promise.hash) for party in text.text.parties}
    return tuple(nation for nation in book.others(pledge.by) if nation in parties)


def _named(pledge: PledgeState) -> NationId:
    assert pledge.promise.nation is not None
    return pledge.promise.nation
