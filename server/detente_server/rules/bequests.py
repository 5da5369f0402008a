"""Bequests: what a match leaves to the crises that follow it (rules, section 10) [module legacy].

Owns: the step that draws up the legacy at the end, and what earns each of its tags.
Does not know: which crisis comes next, or what a legacy does there (`heritage`).

Where the rules are silent. *Failed talks*: issues are open and the talks stalled (2 or more), or somebody walked out.
*Humiliated*: a principal whose points are below its BATNA at start, or who bears an option that crosses its red line;
the lost issue is the one that cost it most. *Peacemaker*: whoever wrote most of a full settlement (the award
Statute-maker). A clause is fragile by diktat, if it
wrongs a nation beyond the pack, or if a breach of it was not made good. After a war nothing that was
signed outlasts it. What this crisis was left and had no heir for is left on as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from detente_server.rules import awards, diktat, documents, heritage, lies, obligations, reopening, score, war
from detente_server.rules.book import Book
from detente_server.rules.facts import LegacyLeft
from detente_server.rules.state import Document
from detente_wire.legacy import (
    CrisisPlayed,
    FragileClause,
    Legacy,
    LegacyTag,
    NationLegacy,
    PairLegacy,
    Tag,
    TextLegacy,
)
from detente_wire.notices import LegacyLeft as LegacyLeftNotice
from detente_wire.terms import InstitutionId, IssueId, NationId

STALLED = 2
"""Stall at the end from which talks count as failed."""


def leave(book: Book) -> None:
    """The match is over: draw up what it leaves, and tell everybody."""
    if book.game.has(heritage.MODULE):
        legacy = left(book)
        book.enter(LegacyLeft(legacy))
        book.tell("public", LegacyLeftNotice(legacy))


def left(book: Book) -> Legacy:
    """The legacy of a match that has its outcome."""
    before = heritage.unused(book.pack, book.game.legacy or Legacy())
    here = CrisisPlayed(book.pack.id, book.pack.title)
    return Legacy(
        crises=(*before.crises, here),
        nations=(*before.nations, *(_nation(book, name) for name in book.pack.order)),
        pairs=(*before.pairs, *_pairs(book)),
        tags=(*before.tags, *_tags(book)),
        texts=(*before.texts, *_texts(book)),
        institutions=tuple(dict.fromkeys((*before.institutions, *_founded(book)))),
    )


# -- nations and pairs ------------------------------------------------------------------------------------------


def _nation(book: Book, name: NationId) -> NationLegacy:
    hidden = (one for one in book.state.spoken.values() if one.false and one.by == name and not one.found)
    told = sum(lies.claim_of(book.state, one) is not None for one in hidden)
    return NationLegacy(name, book.nation(name).word, told)


def _pairs(book: Book) -> Iterator[PairLegacy]:
    for of in book.pack.order:
        for toward in book.others(of):
            pair = book.pair(of, toward)
            yield PairLegacy(of, toward, pair.trust, pair.grievance, pair.marks)


# -- tags -------------------------------------------------------------------------------------------------------


def _tags(book: Book) -> Iterator[Tag]:
    """Those that the pack leaves, in the order of the list."""
    for tag in _earned(book):
        if tag.tag in book.pack.leaves:
            yield tag


def _earned(book: Book) -> Iterator[Tag]:
    outcome, here = book.state.outcome, book.pack.id
    if outcome in ("partial", "frozen") and _failed(book):
        yield Tag("failed-talks", here)
    if outcome == "frozen":
        yield Tag("frozen", here)
    if outcome in ("settled", "partial"):
        yield from _humiliated(book)
    if outcome == "settled":
        yield from _named(book, "peacemaker", _statute_makers(book))
    if outcome == "war":
        yield from _named(book, "tipped", war.tipped(book))
        yield from _named(book, "peace-witness", war.peace_witnesses(book))


def _named(book: Book, tag: LegacyTag, names: tuple[NationId, ...]) -> Iterator[Tag]:
    return (Tag(tag, book.pack.id, name) for name in names)


def _failed(book: Book) -> bool:
    walked = any(book.counted(f"walk-out:{name}", ever=True) for name in book.pack.order)
    return walked or book.state.crisis.stall >= STALLED


def _statute_makers(book: Book) -> tuple[NationId, ...]:
    given = awards.of(book, score.result(book))
    return tuple(name for name in book.pack.order if "statute-maker" in given[name])


def _humiliated(book: Book) -> Iterator[Tag]:
    points = score.result(book).points
    for name in book.pack.must_sign:
        sheet, closed = book.nation(name).sheet, book.state.crisis.closed
        crossed = any(closed.get(line.issue, ("", ""))[0] == line.option for line in sheet.red_lines)
        if crossed or points[name] < sheet.batna:
            yield Tag("humiliated", book.pack.id, name, _lost(book, name))


def _lost(book: Book, name: NationId) -> IssueId:
    """The closed issue on which the nation got least of what it might have; of equals the first."""
    points, closed = book.nation(name).sheet.points, book.state.crisis.closed

    def loss(issue: IssueId) -> int:
        at = next(n for n, o in enumerate(book.pack.issue(issue).options) if o.id == closed[issue][0])
        return max(points[issue]) - points[issue][at]

    return max((issue for issue in book.pack.issue_ids if issue in closed), key=loss)


# -- texts ------------------------------------------------------------------------------------------------------


def _texts(book: Book) -> Iterator[TextLegacy]:
    """What is in force without end; nothing after a war."""
    if book.state.outcome == "war":
        return
    for document in documents.in_order(book):
        if document.status != "in-force" or document.text.kind == "standstill" or document.text.duration:
            continue
        text = _old(book, document) if document.legacy else _new(book, document)
        if text is not None:
            yield text


def _old(book: Book, document: Document) -> TextLegacy | None:
    """A text of an earlier crisis: as it was left, without what has reopened or is over here."""
    assert book.game.legacy is not None
    text, taken = book.game.legacy.texts[document.legacy - 1], heritage.heirs(book.pack, book.game.legacy)
    asked = [clause for (of, clause) in book.pack.asked if of == document.legacy]
    back = [clause for clause in asked if book.pack.asked[document.legacy, clause]]
    here = reopening.clauses_here(text, taken, back)
    over = [n for n, keeping in zip(here, document.clauses) if keeping.status in obligations.OVER]
    return reopening.left_on(text, taken, over=(*back, *over), asked=asked)


def _new(book: Book, document: Document) -> TextLegacy | None:
    """A text of this crisis: its clauses that bind and have no end."""
    kept = [
        one
        for one in obligations.of_document(document)
        if one.keeping.status not in obligations.OVER and not one.clause.sunset
    ]
    if not kept:
        return None
    may_last = "fragile" in book.pack.leaves
    fragile = tuple(
        _fragile(book, document, one, number)
        for number, one in enumerate(kept, 1)
        if may_last and (one.keeping.fragile or one.keeping.status == "breached" or _absent(book, one))
    )
    clauses = tuple(evolve(one.clause, by_turn=0, condition=None) for one in kept)
    text = evolve(document.text, clauses=clauses, annex_of=None, secret=False)
    return TextLegacy(book.pack.id, book.pack.title, text, fragile)


def _fragile(book: Book, document: Document, one: obligations.Obligation, number: int) -> FragileClause:
    """By diktat the nations that did not sign are wronged; by an unmended breach the other parties."""
    clause = one.clause
    wronged = [name for name in diktat.owners(clause, book.pack.order) if name not in document.text.parties]
    absent = _absent(book, one)
    if one.keeping.status == "breached":
        wronged += one.others
    question = answer = ""
    if clause.issue and clause.option:
        issue = book.pack.issue(clause.issue)
        question = issue.title
        answer = next(option.title for option in issue.options if option.id == clause.option)
    return FragileClause(number, (*book.in_order(wronged), *absent), clause.issue, question, answer)


def _absent(book: Book, one: obligations.Obligation) -> tuple[NationId, ...]:
    """Whom the option that the clause writes wrongs beyond this pack."""
    if not one.clause.issue:
        return ()
    options = book.pack.issue(one.clause.issue).options
    return next(option.wrongs for option in options if option.id == one.clause.option)


def _founded(book: Book) -> Iterator[InstitutionId]:
    """Institutions that a clause in force has founded."""
    for one in obligations.binding(book):
        if one.clause.type == "found-institution" and one.clause.object:
            yield InstitutionId(one.clause.object)
