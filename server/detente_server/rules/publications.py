"""Publications: what a nation gives to the papers (rules, section 3).

Owns: PUBLISH and its withdrawal, step 1's printing, what it costs.
Does not know: what a record is (`records`), what a leak does to a text (`documents`).

A publication stands in the gazette, so the author whose letter was printed may answer with their other letters in the
turn in which that gazette is read. Where the rules are silent: a text of clauses that has been tabled can be printed by
whoever sees it; its authors are all its parties and who wrote it, and each of them takes it ill. A text that its reader
no longer sees when the papers print, or that everybody knows by then, is not printed, and its price returns.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.rules import assurances, demarche, documents, promises
from detente_server.rules.book import Book
from detente_server.rules.facts import SpokenChanged
from detente_server.rules.records import held, kind_of, printed
from detente_server.rules.state import Document, Spoken
from detente_wire.acts import Assure, Publish, Send, Withdraw
from detente_wire.notices import Cause, Said
from detente_wire.refusals import Refused
from detente_wire.terms import PUBLIC, NationId, Ref

# -- giving to the papers ---------------------------------------------------------------------------------------


def decide_publish(book: Book, by: NationId, act: Publish) -> None:
    """Give a record or text to the papers: one a turn, 1 capital; printed at RESOLVE, withdrawn before if one likes."""
    ref = book.fresh()
    if act.record in book.state.documents:
        _check_text(book, by, act.record)
    else:
        _check_record(book, by, act.record)
    pending = _pending(book, by)
    if any(one.act == act for one in pending):
        raise Refused("rules.stale", ref=act.record)
    if not _is_answer(book, by, act.record):
        if not all(_is_answer(book, by, _named(one)) for one in pending):
            raise Refused("rules.once", limit="one publication a turn")
        book.pay(by, capital=_price(book, by), why="publish")
    book.enter(SpokenChanged(Spoken(ref, None, by, (), act, book.turn), "given to the papers"))
    book.tell({by}, Said(ref, PUBLIC, by, act), words=ref)


def _check_record(book: Book, by: NationId, ref: Ref) -> None:
    record = held(book, by, ref)
    if kind_of(book, record) == "back-channel":
        raise Refused("rules.no-record", ref=ref, why="a back-channel keeps none")
    if record.published:
        raise Refused("rules.stale", ref=ref)


def _check_text(book: Book, by: NationId, ref: Ref) -> None:
    document = documents.find(book, by, ref)
    if document.status == "draft":
        raise Refused("rules.no-record", ref=ref, why="nobody has seen that draft: table it")
    if document.public:
        raise Refused("rules.no-record", ref=ref, why="everybody knows it")


def _price(book: Book, by: NationId) -> int:
    """Capital, doubled under a démarche like that of every act that raises tension."""
    return book.numbers.publish_capital * demarche.price(book.state, by)


def _named(publication: Spoken) -> Ref:
    """What is to be printed."""
    assert isinstance(publication.act, Publish)
    return publication.act.record


def _is_answer(book: Book, by: NationId, ref: Ref) -> bool:
    """Whether it is a letter between `by` and a nation that printed one of `by`'s letters in the last gazette."""
    record = book.state.spoken.get(ref)
    if record is None or not isinstance(record.act, Send):
        return False
    circle = {record.by, *record.act.to}
    return any({by, printer} <= circle for printer in _printers(book, by))


def _printers(book: Book, by: NationId) -> set[NationId]:
    """Who printed one of the nation's letters in the last gazette."""
    return {
        one.by
        for one in book.state.spoken.values()
        if one.turn == book.turn - 1
        and isinstance(one.act, Publish)
        and one.status == "ended"
        and one.by != by
        and _is_letter_of(book, by, one.act.record)
    }


def _is_letter_of(book: Book, by: NationId, ref: Ref) -> bool:
    record = book.state.spoken.get(ref)
    return record is not None and record.by == by and isinstance(record.act, Send)


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
    if not _is_answer(book, by, _named(spoken)):
        book.give_back(by, capital=_price(book, by))
    ref = book.fresh()
    book.enter(SpokenChanged(evolve(spoken, status="withdrawn"), "withdrawn"))
    book.tell({by}, Said(ref, PUBLIC, by, act), words=ref)


# -- printing ---------------------------------------------------------------------------------------------------


def publish_all(book: Book) -> None:
    """Step 1 of RESOLVE: the papers print, in pack order, what was not known to all before they did."""
    given = [one for by in book.pack.order for one in _pending(book, by)] if _printing(book) else []
    idle = [one.ref for one in given if not _is_news(book, one)]
    for one in given:
        if one.ref in idle:
            _drop(book, one)
        else:
            _publish(book, one)


def _printing(book: Book) -> bool:
    """Whether anybody has given anything to the papers this turn."""
    return any(isinstance(one.act, Publish) and one.turn == book.turn for one in book.state.spoken.values())


def _is_news(book: Book, one: Spoken) -> bool:
    """Whether it can be printed still: a text may have become public, or been changed behind its reader's back."""
    document = book.state.documents.get(_named(one))
    return document is None or (document.seen_by(one.by) and not document.public)


def _drop(book: Book, one: Spoken) -> None:
    book.enter(SpokenChanged(evolve(one, status="withdrawn"), "not printed"))
    book.give_back(one.by, capital=_price(book, one.by))


def _publish(book: Book, one: Spoken) -> None:
    """Text and acts for everybody; unless it answers another's publication it costs standing, trust and calm."""
    free = _is_answer(book, one.by, _named(one))
    book.enter(SpokenChanged(evolve(one, status="ended"), "printed"))
    document = book.state.documents.get(_named(one))
    if document is not None:
        documents.leak(book, document)
        wronged = _authors(book, document)
    else:
        wronged = _print_record(book, one)
    book.tell("public", Said(one.ref, PUBLIC, one.by, one.act), words=one.ref)
    if not free:
        _cost(book, one, wronged)


def _authors(book: Book, document: Document) -> tuple[NationId, ...]:
    return book.in_order({document.author, *document.text.parties})


def _print_record(book: Book, one: Spoken) -> tuple[NationId, ...]:
    """Print what was written or said; gives its author."""
    record = book.state.spoken[_named(one)]
    book.enter(SpokenChanged(evolve(record, published=True), "published"))
    book.tell("public", printed(book, record, "published", one.by), words=record.ref)
    for ref in (record.ref, *record.enclosed):
        promises.publish(book, ref)
    if isinstance(record.act, Assure):
        assurances.publish(book, record.ref)
    return (record.by,)


def _cost(book: Book, one: Spoken, wronged: tuple[NationId, ...]) -> None:
    because = Cause("published", one.by, _named(one))
    book.move(one.by, "standing", -book.numbers.publish_standing, because)
    book.raise_tension(one.by, book.numbers.publish_tension, because)
    for author in wronged:
        if author != one.by:
            book.touch(author, one.by)
            book.move_pair(author, one.by, "trust", -book.numbers.publish_trust, because)
