"""Closing: a text enters into force, closes its issues, and how a closed issue opens again (rules, section 8).

Owns: entry into force with what it makes void, closing and reopening of issues, the proof turns, the end of texts.
Does not know: who ratified and why (`ratification`), how clauses are kept (`keeping`).

Where the rules are silent: *the same signatories* are all signatories of the earlier text, with or without others.
A side clause that contradicts one in force on the same object is void, unless those signatories signed it too: then
the earlier one is. An unwritten undertaking never makes a written clause void; who gave it has to see how he keeps it.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.rules import bodies, diktat, documents, obligations, voices
from detente_server.rules.book import Audience, Book, batna
from detente_server.rules.facts import IssueClosed, IssueReopened, ProofBegan
from detente_server.rules.obligations import Obligation
from detente_server.rules.points import best_option, outcome_points
from detente_server.rules.state import ClauseState, Document
from detente_server.rules.wording import contradict, due_turn
from detente_wire.notices import InstrumentChanged, InstrumentStatus
from detente_wire.notices import IssueClosed as IssueClosedNotice
from detente_wire.notices import IssueReopened as IssueReopenedNotice
from detente_wire.terms import Choice, Clause, IssueId, NationId, OptionId, Package, Ref, options_of

# -- entry into force -------------------------------------------------------------------------------------------


def enter(book: Book, document: Document) -> None:
    """The text enters into force: clauses fall due from the next turn on, its issues are closed."""
    clauses = tuple(
        ClauseState(due=due_turn(book.pack, clause, book.turn)) for clause in document.text.clauses
    )
    document = evolve(document, status="in-force", force_turn=book.turn, clauses=clauses)
    document = diktat.mark(book, document)
    documents.change(book, document, "in-force")
    book.tell(documents.audience(document), InstrumentChanged(document.ref, "in-force"))
    for one in obligations.of_document(document):
        _settle_clash(book, one, document)
    for one in obligations.of_document(book.state.documents[document.ref]):
        if one.clause.issue and one.clause.option and one.keeping.status != "void":
            close(book, one.clause.issue, one.clause.option, document.ref)
    begin_proof(book)
    bodies.found(book, book.state.documents[document.ref])
    voices.reward(book, document)
    diktat.impose(book, book.state.documents[document.ref])


def _settle_clash(book: Book, new: Obligation, document: Document) -> None:
    """Of two clauses that clash the later is void, unless all who signed the earlier changed their mind."""
    for old in obligations.binding(book):
        if old.ref == new.ref or not _clash(old.clause, new.clause):
            continue
        if {old.actor, *old.others} <= set(document.text.parties):
            _void(book, old)
        elif old.written:
            _void(book, new)
            return


def _clash(old: Clause, new: Clause) -> bool:
    return (old.issue is not None and old.issue == new.issue) or contradict(old, new)


def _void(book: Book, one: Obligation) -> None:
    one = obligations.change(book, one, "void", status="void", manner="comply", cheated=False)
    obligations.report(book, one, "void")


# -- issues -----------------------------------------------------------------------------------------------------


def close(book: Book, issue: IssueId, option: OptionId, ref: Ref) -> None:
    """The issue is closed by a text or assurance in force: told to all, or to those who may know of that."""
    book.enter(IssueClosed(issue, option, ref))
    book.tell(_told(book, ref), IssueClosedNotice(issue, option, ref))


def begin_proof(book: Book) -> None:
    """Once the last issue is closed, the proof turns begin."""
    crisis = book.state.crisis
    if not crisis.proof_turn and len(crisis.closed) == len(book.pack.issues):
        book.enter(ProofBegan(book.turn))


def reopen(book: Book, one: Obligation) -> None:
    """An issue that this clause closed is open again; the proof turns stop."""
    issue = one.clause.issue
    if issue is None or book.state.crisis.closed.get(issue, ("", ""))[1] != one.ref:
        return
    audience = _told(book, one.ref)
    book.enter(IssueReopened(issue))
    book.tell(audience, IssueReopenedNotice(issue))
    if book.state.crisis.proof_turn:
        book.enter(ProofBegan(0))


def _told(book: Book, ref: Ref) -> Audience:
    """Who hears of a closing: all, or the parties of a secret text or assurance."""
    document = book.state.documents.get(ref)
    if document is not None:
        return "public" if document.public else frozenset(document.text.parties)
    return obligations.of_assurance(book.state.assurances[ref]).audience


def choice_of(clause: Clause) -> Package:
    """The choice that a clause writes; none for a side clause."""
    return (Choice(clause.issue, clause.option),) if clause.issue and clause.option else ()


def points_in_force(book: Book, nation: NationId, adding: Package = ()) -> int:
    """`I` of a nation now, with BATNA as it is, what cheats shift, and choices `adding` put to those in force."""
    own = book.nation(nation)
    closed = {issue: option for issue, (option, _) in book.state.crisis.closed.items()}
    shifted = {issue: option for issue, option in _shifts(book, nation).items() if issue in closed}
    added = options_of(adding)
    return outcome_points(
        book.pack,
        own.sheet.points,
        batna(book.state, nation),
        closed | added,
        book.pack.nation(nation).status_quo,
        {issue: option for issue, option in shifted.items() if issue not in added},
    )


def _shifts(book: Book, nation: NationId) -> dict[IssueId, OptionId]:
    """For issues on which a signatory cheats: the option that he follows, as it touches him and his co-signatories."""
    found = {}
    for one in obligations.binding(book):
        issue = one.clause.issue
        closed_by = book.state.crisis.closed.get(issue, ("", ""))[1] if issue else ""
        cheating = one.keeping.manner == "cheat" and one.keeping.cheated
        if issue and cheating and closed_by == one.ref and nation in (one.actor, *one.others):
            found[issue] = best_option(book.pack, book.nation(one.actor).sheet.points, issue)
    return found


# -- the end of texts -------------------------------------------------------------------------------------------


def expire(book: Book) -> None:
    """Step 6, first: texts whose duration has passed bind no more."""
    for document in documents.in_order(book):
        last = document.force_turn + document.text.duration
        if document.status == "in-force" and document.text.duration and book.turn >= last:
            end(book, document, "expired")


def end(
    book: Book,
    document: Document,
    status: InstrumentStatus,
    by: NationId | None = None,
    why: str = "",
) -> None:
    """A text is over, and so are its clauses; told to those who see it."""
    clauses = tuple(
        keeping if keeping.status in obligations.OVER else evolve(keeping, status="expired", cheated=False)
        for keeping in document.clauses
    )
    document = evolve(document, status=status, clauses=clauses)
    documents.change(book, document, status)
    book.tell(documents.audience(document), InstrumentChanged(document.ref, document.status, by, why))
