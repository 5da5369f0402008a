"""Standstills: who has agreed to press nobody, and what pressing all the same does (rules, section 8).

Owns: which standstills bind whom, how far they calm the crisis, how one is broken.
Does not know: what presses (the tools call `on_pressed`), how a standstill is agreed (a text like any other).

Whom a standstill binds: the nations that its clauses name as actors. All that they do in one RESOLVE is held against
the standstills in force before it, so that two who break one in the same turn both pay.
"""

from __future__ import annotations

from typing import Literal

from detente_server.rules import appeals, closing, documents
from detente_server.rules.adversaries import adversaries
from detente_server.rules.book import Book
from detente_server.rules.state import AppealState, Document
from detente_wire.notices import Cause
from detente_wire.terms import NationId, Ref, Tool


def bound(document: Document) -> frozenset[NationId]:
    """The nations that this standstill binds."""
    return frozenset(clause.actor for clause in document.text.clauses)


def in_force(book: Book) -> list[Document]:
    """All standstills in force."""
    return [
        document
        for document in documents.in_order(book)
        if document.text.kind == "standstill" and document.status == "in-force"
    ]


def calming(book: Book) -> Literal["all", "adversaries"] | None:
    """How far standstills calm: one binds all principals, one binds adversaries, or none does."""
    groups = [bound(document) for document in in_force(book)]
    groups += [frozenset({one.by, one.nation}) for one in appealed(book)]
    if any(set(book.pack.must_sign) <= group for group in groups):
        return "all"
    pairs = adversaries(book.pack, book.numbers, book.state)
    if any({a, b} <= group for a, b in pairs for group in groups):
        return "adversaries"
    return None


def appealed(book: Book) -> list[AppealState]:
    """Standstills of this turn alone, granted to an appeal and not broken."""
    return [one for one in appeals.standstills(book.state) if not book.counted(f"standstill:{one.ref}")]


def calms_adversaries(book: Book) -> bool:
    """Whether a standstill between adversaries was granted to an appeal this turn: that is progress too."""
    pairs = adversaries(book.pack, book.numbers, book.state)
    return any({a, b} == {one.by, one.nation} for one in appealed(book) for a, b in pairs)


def on_pressed(book: Book, by: NationId, target: NationId, tool: Tool) -> bool:
    """A tool with tension was imposed or raised by a known author; gives whether that broke a standstill.

    It ends: word -8, standing -4, once a nation and standstill; no licence covers the tool.
    """
    broken = [
        document
        for document in documents.in_order(book)
        if {by, target} <= bound(document) and _stood(book, document)
    ]
    for document in broken:
        _break(book, by, document)
    granted = [one for one in appeals.standstills(book.state) if {one.by, one.nation} == {by, target}]
    for appeal in granted:
        book.count(f"standstill:{appeal.ref}")
        _pay(book, by, appeal.ref)
    return bool(broken or granted)


def _stood(book: Book, document: Document) -> bool:
    """In force when the RESOLVE began: it is still, or somebody has broken it in this very turn."""
    if document.text.kind != "standstill":
        return False
    return document.status == "in-force" or book.counted(f"standstill:{document.ref}") > 0


def _break(book: Book, by: NationId, document: Document) -> None:
    if document.status == "in-force":
        closing.end(book, document, "terminated", by, "broken")
    book.count(f"standstill:{document.ref}")
    _pay(book, by, document.ref)


def _pay(book: Book, by: NationId, ref: Ref) -> None:
    if book.count(f"standstill:{ref}:{by}") == 1:
        because = Cause("standstill-broken", by, ref)
        book.move(by, "word", -book.numbers.standstill_word, because)
        book.move(by, "standing", -book.numbers.standstill_standing, because)
