"""Voices: ENDORSE and OBJECT, the say of those who do not sign (rules, section 8).

Owns: the two sealed acts, their step at RESOLVE, the standing that an endorser or host of a text gains.
Does not know: what a voice is worth in ratification (`home`).

Where the rules are silent: a voice on a text that is not public is heard by those who see the text; naming it to
everybody would give the secret away. A nation has one voice a text, and may change it in a later turn.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.rules import documents, sealing
from detente_server.rules.book import Book
from detente_server.rules.state import Document
from detente_wire.acts import Endorse, Object
from detente_wire.notices import Cause, Voiced
from detente_wire.refusals import Refused
from detente_wire.terms import NationId

OPEN = frozenset({"tabled", "initialled", "signed"})
"""A text about which a voice is still heard."""


def decide_voice(book: Book, by: NationId, act: Endorse | Object) -> None:
    """Lend a visible text one's voice, for or against (1 envoy, sealed)."""
    document = documents.find(book, by, act.ref)
    documents.same_text(document, act.hash)
    if by in document.text.parties:
        raise Refused("rules.not-now", act="a voice", why="who signs a text has his say by signing")
    slot = f"voice:{document.ref}"
    if document.status not in OPEN:
        raise Refused("rules.status", status=document.status)
    sealing.seal(book, by, slot, act, envoys=1)


def resolve(book: Book) -> None:
    """Step 6: the voices of this turn are heard, unless the text has changed since."""
    for document in documents.in_order(book):
        for nation in book.pack.order:
            entry = sealing.sealed(book, nation, f"voice:{document.ref}")
            if entry is not None:
                sealing.clear(book, nation, entry.slot)
                assert isinstance(entry.act, Endorse | Object)
                document = _hear(book, nation, document, entry.act)


def _hear(book: Book, nation: NationId, document: Document, act: Endorse | Object) -> Document:
    if act.hash != document.hash or document.status not in OPEN or not document.seen_by(nation):
        return document
    endorses = isinstance(act, Endorse)
    for_, against = set(document.endorsed) - {nation}, set(document.objected) - {nation}
    (for_ if endorses else against).add(nation)
    document = evolve(
        document,
        endorsed=book.in_order(for_),
        objected=book.in_order(against),
    )
    documents.change(book, document, "endorsed" if endorses else "objected")
    voiced = Voiced(document.ref, nation, "endorsed" if endorses else "objected")
    book.tell(documents.audience(document), voiced)
    for party in document.text.parties:
        book.touch(nation, party)
    return document


def reward(book: Book, document: Document) -> None:
    """A text that everybody knows entered into force: standing +3 to who endorsed or hosted it, once a turn."""
    if not document.public:
        return
    helpers = set(document.endorsed) | ({document.host} if document.host else set())
    for nation in book.in_order(helpers):
        if book.count(f"instrument-standing:{nation}") == 1:
            because = Cause("hosting", nation, document.ref)
            book.move(nation, "standing", book.numbers.hosting_standing, because)
