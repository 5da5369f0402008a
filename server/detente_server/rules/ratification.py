"""Ratification: each party's home says yes or no, at the RESOLVE of signing and at each one after (rules, section 8).

Owns: SELL_AT_HOME, the step that ratifies what is signed, what a refusal at home costs.
Does not know: the formula (`home`), what entry into force does (`closing`).

Where the rules are silent: a nation that ratified need not do so again while the others try.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.rules import closing, decisions, documents, home, promises, protocol
from detente_server.rules.book import Book, batna
from detente_server.rules.facts import SoldAtHome
from detente_server.rules.state import Document
from detente_wire.acts import SellAtHome
from detente_wire.notices import Cause, RatificationFailed
from detente_wire.refusals import Refused
from detente_wire.terms import NationId, closes


def decide_sell_at_home(book: Book, by: NationId, act: SellAtHome) -> None:
    """Spend an envoy on support at home; more than two a turn would count for nothing."""
    if book.nation(by).sells.count(book.turn) >= book.numbers.sells_counted:
        raise Refused("rules.once", limit=f"{book.numbers.sells_counted} a turn")
    book.pay(by, envoys=1, why="sell-at-home")
    book.enter(SoldAtHome(by, book.turn))


def ratify(book: Book) -> None:
    """Step 6, last: every signed text whose hour has come is ratified, or tried again next turn."""
    for document in documents.in_order(book):
        if document.status == "signed":
            _try(book, document)


def _try(book: Book, document: Document) -> None:
    text = document.text
    match text.entry:
        case "signature":
            closing.enter(book, document)
        case "date":
            if book.turn >= text.entry_number:
                closing.enter(book, document)
        case "ratification" | "n-ratify":
            needed = text.entry_number if text.entry == "n-ratify" else len(text.parties)
            document = _ask_homes(book, document)
            if len(document.ratified) >= needed:
                closing.enter(book, document)


def _ask_homes(book: Book, document: Document) -> Document:
    """Every party that has not ratified yet asks at home; gives the document with what came of it.

    Whom a body's decision binds is not asked: it did not sign.
    """
    bound = set(document.bound) - set(document.ratified)
    if bound:
        ratified = book.in_order({*document.ratified, *bound})
        document = documents.change(book, evolve(document, ratified=ratified), "bound")
    for nation in book.in_order(set(document.text.parties) - set(document.ratified)):
        if sum_of(book, nation, document) >= book.pack.nation(nation).ratifier:
            _use_face(book, nation, document)
            ratified = book.in_order({*document.ratified, nation})
            document = documents.change(book, evolve(document, ratified=ratified), "ratified")
        else:
            document = _fail(book, nation, document)
    return document


def _use_face(book: Book, nation: NationId, document: Document) -> None:
    """A text that crosses a red line was ratified: the face that halved it is used."""
    crossed = any(line in closes(document.text) for line in book.nation(nation).sheet.red_lines)
    senior = protocol.face_among(book, nation, document.text.parties)
    if crossed and senior is not None:
        protocol.give_face(book, nation, senior, False)


def _fail(book: Book, nation: NationId, document: Document) -> Document:
    if nation not in document.failed:
        failed = book.in_order({*document.failed, nation})
        document = documents.change(book, evolve(document, failed=failed), "refused at home")
        because = Cause("ratification-failed", nation, document.ref)
        book.move(nation, "home", -book.numbers.failed_home, because)
    book.tell("public", RatificationFailed(document.ref, nation, book.nation(nation).band))
    return document


def sum_of(book: Book, nation: NationId, document: Document) -> int:
    """`R` of a text for one of its parties, now."""
    own = book.nation(nation)
    said = closes(document.text)
    principals = set(book.pack.must_sign)
    return home.ratification_sum(
        home=own.home,
        points=closing.points_in_force(book, nation, adding=said),
        batna=batna(book.state, nation),
        trusts=[book.pair(nation, other).trust for other in document.text.parties if other != nation],
        sells=sum(turn >= book.turn - 1 for turn in own.sells),
        red_lines=sum(line in said for line in own.sheet.red_lines),
        broken_pledges=promises.broken_by(book, nation, said, document.ref),
        leaked=document.leaked,
        endorsed=len(set(document.endorsed) - principals),
        objected=len(set(document.objected) - principals),
        basis=document.basis,
        face=protocol.face_among(book, nation, document.text.parties) is not None,
        recommended=decisions.recommended(book.state, document),
        numbers=book.numbers,
    )
