"""Inheriting: what a crisis begins with beside its cards, when it follows others (rules, section 10) [module legacy].

Owns: the step of the opening that books grievance and insight, puts old texts in force, and tells all of it.
Does not know: what a legacy changes of the pack (`heritage`), how one is drawn up (`bequests`).

Old texts are public: the archive has opened them. Their clauses count as performed; they are kept and can be broken
like any other, and close nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from detente_server.rules import documents, heritage, insight, reopening
from detente_server.rules.book import Book
from detente_server.rules.heritage import Heirs
from detente_server.rules.state import ClauseState, Document
from detente_wire.legacy import Heir, Legacy, Tag
from detente_wire.notices import Cause, LegacyTaken
from detente_wire.terms import Ref, instrument_hash

CAUSE = Cause("legacy")


def take(book: Book) -> None:
    """Begin with what earlier crises left; nothing, if this is the first."""
    legacy = book.game.legacy
    if legacy is None or not book.game.has(heritage.MODULE):
        return
    taken = heritage.heirs(book.pack, legacy)
    told, book.tellings = book.tellings, []
    texts = tuple(_put_in_force(book, legacy, taken))
    _remember(book, legacy, taken)
    kept, book.tellings = book.tellings, told
    book.tell("public", _taken(book, legacy, taken, texts))
    book.tellings += kept


def _taken(book: Book, legacy: Legacy, taken: Heirs, texts: tuple[Ref, ...]) -> LegacyTaken:
    pack = book.pack
    back = tuple(issue for issue in pack.issue_ids if issue in pack.asked.values())
    return LegacyTaken(
        crises=legacy.crises,
        heirs=tuple(
            Heir(taken[row.nation], row.nation, pack.nation(taken[row.nation]).word)
            for row in legacy.nations
            if row.nation in taken
        ),
        tags=tuple(
            evolve(tag, nation=taken[tag.nation] if tag.nation else None) for tag in _read(book, legacy)
        ),
        tension=pack.heated,
        reopened=back,
        held=len(pack.asked) - len(back),
        texts=texts,
        institutions=tuple(body.id for body in pack.institutions if body.id in legacy.institutions),
    )


def _read(book: Book, legacy: Legacy) -> Iterator[Tag]:
    """The tags that had an effect here."""
    return (tag for tag in legacy.tags if tag in heritage.tags(book.pack, legacy, tag.tag))


# -- texts ------------------------------------------------------------------------------------------------------


def _put_in_force(book: Book, legacy: Legacy, taken: Heirs) -> Iterator[Ref]:
    for number, text in enumerate(legacy.texts, 1):
        back = [clause for (of, clause), issue in book.pack.asked.items() if of == number and issue]
        clauses = reopening.clauses_here(text, taken, back)
        if not reopening.stays(text, taken) or not clauses:
            continue
        here = reopening.carried(text, taken, clauses)
        document = Document(
            book.fresh(),
            here.parties[0],
            here,
            instrument_hash(here),
            "in-force",
            turn=0,
            seen=here.parties,
            public=True,
            initials=here.parties,
            ratified=here.parties,
            clauses=(ClauseState(status="performed"),) * len(here.clauses),
            endorsed=tuple(name for name in (here.monitor, here.guarantor) if name is not None),
            legacy=number,
        )
        documents.show(book, documents.change(book, document, "inherited"))
        yield document.ref


# -- pairs ------------------------------------------------------------------------------------------------------


def _remember(book: Book, legacy: Legacy, taken: Heirs) -> None:
    """Grievance halves; of insight two levels are forgotten, and what is left is shown of the new card."""
    forgotten = book.numbers.legacy_insight * book.numbers.insight_marks
    for pair in legacy.pairs:
        if pair.of not in taken or pair.toward not in taken:
            continue
        of, toward = taken[pair.of], taken[pair.toward]
        book.move_pair(of, toward, "grievance", pair.grievance // 2, CAUSE)
        if pair.marks > forgotten:
            insight.add_marks(book, of, toward, pair.marks - forgotten, CAUSE)
