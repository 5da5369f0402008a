"""Texts as they stand: their clauses in words, who put his name to them, what comes next.

Owns: `TextRow`, `ClauseRow`, the list.
Does not know: the exact words under a signature (`commands.drafting`), how two texts differ (`differences`).
"""

from __future__ import annotations

from attrs import frozen

from detente_client.bargaining.packages import Worth, worth_of
from detente_client.describe.remedies import line_of
from detente_client.describe.told import Scene
from detente_client.figures import listing
from detente_client.i18n import spelled, tr
from detente_client.words import phrases
from detente_client.words.naming import capital, count
from detente_wire.seen import InstrumentSeen
from detente_wire.terms import Hash, Instrument, NationId, Package, Ref, closes

_ORDER = ("initialled", "tabled", "draft", "signed", "suspended", "in-force")
"""What asks something of the player first; what is over last."""


@frozen
class ClauseRow:
    """One clause."""

    number: int
    words: str
    report: str
    """How it was kept, as far as is known; empty: nothing was reported."""
    fragile: bool
    """It disposes of what belongs to a nation that did not sign: it may not last."""
    keeping: str
    """How the player chose to keep it, if not by complying."""


@frozen
class TextRow:
    """One text."""

    ref: Ref
    name: str
    status: str
    title: str
    mine: bool
    """The player wrote it."""
    party: bool
    """The player is bound by it."""
    hash: Hash
    package: Package
    worth: Worth | None
    clauses: tuple[ClauseRow, ...]
    initials: tuple[NationId, ...]
    lacking: tuple[NationId, ...]
    """Parties whose initials are missing."""
    ratified: tuple[NationId, ...]
    """Known to have ratified it."""
    state: tuple[str, ...]
    """How it stands, in sentences."""


def text_rows(scene: Scene) -> list[TextRow]:
    """Those that ask something first, the newest before the older; what is over last."""
    rows = [text_row(scene, seen) for seen in reversed(scene.view.texts())]
    return sorted(rows, key=lambda row: _ORDER.index(row.status) if row.status in _ORDER else len(_ORDER))


def text_row(scene: Scene, seen: InstrumentSeen) -> TextRow:
    """One text as it stands."""
    parties, said = seen.text.parties, closes(seen.text)
    initialled = _initialled(seen)
    ratified = parties if seen.status in ("in-force", "suspended") else ()
    return TextRow(
        seen.ref,
        scene.handles.name(seen.ref, "text"),
        seen.status,
        capital(phrases.instrument_title(scene.names, seen.text)),
        seen.author == scene.me,
        scene.me in parties,
        seen.hash,
        said,
        worth_of(scene, said) if said else None,
        tuple(_clause(scene, seen, n) for n in range(1, len(seen.text.clauses) + 1)),
        initialled,
        tuple(nation for nation in parties if nation not in initialled),
        ratified,
        tuple(_state(scene, seen)),
    )


def _initialled(seen: InstrumentSeen) -> tuple[NationId, ...]:
    """Whose initials it bears: the last ones are not told by themselves, the text is initialled then."""
    if seen.status in ("initialled", "signed", "in-force", "suspended"):
        return seen.text.parties
    return tuple(nation for nation in seen.text.parties if nation in seen.initials)


def _clause(scene: Scene, seen: InstrumentSeen, n: int) -> ClauseRow:
    kept = scene.view.keeping.get((seen.ref, n), "comply")
    return ClauseRow(
        n,
        phrases.clause(scene.names, seen.text.clauses[n - 1]),
        spelled(seen.reports.get(n, "")),
        n in seen.fragile,
        spelled(kept) if kept != "comply" else "",
    )


def _state(scene: Scene, seen: InstrumentSeen) -> list[str]:
    """Initials, homes, voices, remedies; one thing a sentence."""
    names, text = scene.names, seen.text
    initialled = _initialled(seen)
    said = [tr("Initialled by {who}.", who=names.nations(initialled))] * bool(initialled)
    if seen.status == "tabled":
        lacking = [n for n in text.parties if n not in initialled]
        said.append(tr("Initials wanted of {who}.", who=names.nations(lacking)))
    if seen.status in ("in-force", "suspended") and text.entry == "ratification":
        said.append(tr("Ratified by {who}.", who=names.nations(text.parties)))
    said += [tr("Refused at home by {who}.", who=names.nations(seen.failed))] * bool(seen.failed)
    said += [tr("Endorsed by {who}.", who=names.nations(seen.endorsed))] * bool(seen.endorsed)
    said += [tr("Objected to by {who}.", who=names.nations(seen.objected))] * bool(seen.objected)
    said += [tr("It is the basis of the talks.")] * seen.basis
    said += [tr("It leaked while it was secret.")] * seen.leaked
    said += [tr("It is secret.")] * text.secret
    said += [tr("You have sealed your signature to it.")] * (f"sign:{seen.ref}" in scene.view.sealed)
    return said + _remedies(scene, seen)


def _remedies(scene: Scene, seen: InstrumentSeen) -> list[str]:
    return [line_of(scene, one.opened) for one in scene.view.open_remedies() if one.opened.ref == seen.ref]


# -- in words ---------------------------------------------------------------------------------------------------


def plain_lines(scene: Scene, text: Instrument) -> list[str]:
    """What a text says in plain words, one clause a line."""
    return [f"{n}. {phrases.clause(scene.names, clause)}." for n, clause in enumerate(text.clauses, 1)]


def clause_line(row: ClauseRow) -> str:
    """The clause, and how it was kept."""
    notes = [tr("reported {report}", report=row.report)] if row.report else []
    notes += [tr("may not last")] if row.fragile else []
    notes += [tr("you {keep}", keep=row.keeping)] if row.keeping else []
    return f"{row.number}. {row.words}" + (f" [{listing(notes)}]" if notes else ".")


def text_lines(scene: Scene, row: TextRow) -> list[str]:
    """All of it in plain words; the exact words are what `/read` shows."""
    head = tr("{name}, {status}: {title}.", name=row.name, status=spelled(row.status), title=row.title)
    many = tr("{clauses}:", clauses=count(len(row.clauses), "clause"))
    return [head, *row.state, many, *(clause_line(clause) for clause in row.clauses)]
