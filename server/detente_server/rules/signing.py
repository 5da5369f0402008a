"""Signatures: sealed, and counted only if every party signed the same text (rules, section 8).

Owns: SIGN, a signature yielded to a threat, the step that counts signatures.
Does not know: ratification, which follows in the same RESOLVE.

Signatures that lapse leave the text initialled. Who had signed is told to nobody; each signatory alone hears that
its own lapsed.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.rules import decisions, documents, promises, sealing
from detente_server.rules.book import Book
from detente_server.rules.state import Document
from detente_wire.acts import Sign
from detente_wire.notices import InstrumentChanged
from detente_wire.refusals import Refused
from detente_wire.terms import NationId, Ref


def decide_sign(book: Book, by: NationId, act: Sign) -> None:
    """Sign the exact text, from the turn after its initialling on (at rung 7 and above, and standstills: at once)."""
    document = documents.find(book, by, act.ref)
    documents.same_text(document, act.hash)
    if document.status == "initialled" and not _ripe(book, document):
        raise Refused(
            "rules.not-now", act="sign", why="it was initialled this turn, sign from the next turn on"
        )
    documents.refuse_problems(book, by, document.text)
    documents.must_be_party(document, by)
    if document.status != "initialled":
        raise Refused("rules.status", status=document.status)
    sealing.seal(book, by, _slot(document.ref), act)


def _ripe(book: Book, document: Document) -> bool:
    hurry = book.state.rung >= book.numbers.same_turn_rung or document.text.kind == "standstill"
    return hurry or document.initialled_turn < book.turn


def put_signature(book: Book, nation: NationId, document: Document) -> None:
    """Enter a signature that a nation yielded to a threat; it counts at step 6 like any other."""
    act = Sign(document.ref, document.hash)
    sealing.seal(book, nation, _slot(document.ref), act, ref=document.ref)


def _slot(ref: Ref) -> str:
    return f"sign:{ref}"


def count(book: Book) -> None:
    """Step 6: a text that every party signed is signed; other signatures lapse."""
    for document in documents.in_order(book):
        slot = _slot(document.ref)
        entries = [(nation, sealing.sealed(book, nation, slot)) for nation in book.pack.order]
        signers = {
            nation
            for nation, entry in entries
            if entry and isinstance(entry.act, Sign) and entry.act.hash == document.hash
        }
        for nation, _ in entries:
            sealing.clear(book, nation, slot)
        bound = decisions.bound(book.pack, book.state, document) - signers
        if signers and signers | bound == set(document.text.parties) and document.status == "initialled":
            _signed(book, document, signers)
        else:
            _lapsed(book, document, signers)


def _signed(book: Book, document: Document, signers: set[NationId]) -> None:
    bound = book.in_order(set(document.text.parties) - signers)
    document = evolve(document, status="signed", signed_turn=book.turn, bound=bound)
    documents.change(book, document, "signed")
    book.tell(documents.audience(document), InstrumentChanged(document.ref, "signed"))
    for nation in book.in_order(signers):
        promises.on_signed(book, nation, document)
        documents.touch_parties(book, nation, document)


def _lapsed(book: Book, document: Document, signers: set[NationId]) -> None:
    lapsed = InstrumentChanged(document.ref, document.status, why="signatures-lapsed")
    for nation in book.in_order(signers):
        book.tell({nation}, lapsed)
