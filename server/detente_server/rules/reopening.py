"""Reopening: old texts in a new crisis, and fragile clauses that come back as issues (rules, section 10) [legacy].

Owns: which texts stay and as what, which fragile clause reopens (a named roll), the issue that it becomes and what it
is worth to whom.
Does not know: the rest of a legacy (`heritage`).

An extra issue has two options: the clause *stands*, or it is *undone*. Where the rules are silent: it reopens only
where an heir of somebody whom it wronged is there to ask, and where the crisis does not have the question anyway; two
at the most. To an heir of the wronged all of its weight (10) lies on *undone*, to an heir of those who signed on
*stands*; a bystander gives it 4, for what stands. The other issues of each card share what is left of 100.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from detente_server.rules import weights
from detente_server.rules.dice import Dice
from detente_server.rules.numbers import Numbers
from detente_server.rules.pack import Issue, Nation, Option, Pack, Sheet
from detente_wire.legacy import FragileClause, Legacy, TextLegacy
from detente_wire.terms import Clause, ClauseForm, Instrument, IssueId, NationId, OptionId, package
from detente_wire.values import frozen

STANDS, UNDONE = OptionId("stands"), OptionId("undone")
TITLE = 80
"""The longest title of an issue or option."""
ISSUES = 12
"""The most issues of a crisis."""
Heirs = Mapping[NationId, NationId]


@frozen
class Reopened:
    """A fragile clause that comes back as an issue."""

    crisis: str
    """Pack id of the crisis that left it."""
    of: IssueId | None
    """The issue that it closed there."""
    issue: IssueId
    """The extra issue here."""
    made: Issue
    signed: tuple[NationId, ...]
    wronged: tuple[NationId, ...]


# -- texts that stay --------------------------------------------------------------------------------------------


def stays(text: TextLegacy, heirs: Heirs) -> bool:
    """Whether two of its parties have an heir here, so that it binds somebody."""
    return len({heirs[party] for party in text.text.parties if party in heirs}) >= 2


def clauses_here(text: TextLegacy, heirs: Heirs, without: Iterable[int] = ()) -> tuple[int, ...]:
    """The clauses that bind an heir here, by their numbers in the text; `without`: those that have reopened."""
    gone = frozenset(without)
    return tuple(
        number
        for number, clause in enumerate(text.text.clauses, 1)
        if number not in gone and clause.actor in heirs
    )


def carried(text: TextLegacy, heirs: Heirs, numbers: Iterable[int]) -> Instrument:
    """The text among the heirs, with these of its clauses: they close nothing here."""
    parties = tuple(sorted({heirs[party] for party in text.text.parties if party in heirs}))
    monitor, guarantor = _heir(text.text.monitor, heirs), _heir(text.text.guarantor, heirs)
    return evolve(
        text.text,
        parties=parties,
        clauses=tuple(_among_heirs(text.text.clauses[number - 1], heirs) for number in numbers),
        monitor=None if monitor in parties else monitor,
        guarantor=None if guarantor in parties else guarantor,
    )


def _heir(old: NationId | None, heirs: Heirs) -> NationId | None:
    return heirs.get(old) if old else None


def _among_heirs(clause: Clause, heirs: Heirs) -> Clause:
    return evolve(
        clause,
        actor=heirs[clause.actor],
        beneficiary=_heir(clause.beneficiary, heirs),
        verify=_heir(clause.verify, heirs),
        owner=_heir(clause.owner, heirs),
        issue=None,
        option=None,
    )


def left_on(
    text: TextLegacy, heirs: Heirs, over: Iterable[int] = (), asked: Iterable[int] = ()
) -> TextLegacy | None:
    """An old text as it is left to the next crisis: in the heirs' names, without what is over; None: nothing is left.

    `over`: clauses that bind no more; `asked`: fragile ones that had their roll, and held.
    """
    gone, held = frozenset(over), frozenset(asked)
    kept = [number for number in range(1, len(text.text.clauses) + 1) if number not in gone]
    if not kept:
        return None
    place = {old: new for new, old in enumerate(kept, 1)}

    def named(old: NationId | None) -> NationId | None:
        return heirs.get(old, old) if old else None

    clauses = tuple(
        evolve(
            clause,
            actor=heirs.get(clause.actor, clause.actor),
            beneficiary=named(clause.beneficiary),
            verify=named(clause.verify),
            owner=named(clause.owner),
        )
        for clause in (text.text.clauses[number - 1] for number in kept)
    )
    fragile = tuple(
        evolve(row, clause=place[row.clause], wronged=tuple(heirs.get(name, name) for name in row.wronged))
        for row in text.fragile
        if row.clause in place and row.clause not in held
    )
    parties = tuple(sorted({heirs.get(party, party) for party in text.text.parties}))
    new = evolve(
        text.text,
        parties=parties,
        clauses=clauses,
        monitor=named(text.text.monitor),
        guarantor=named(text.text.guarantor),
    )
    return evolve(text, text=new, fragile=fragile)


# -- fragile clauses --------------------------------------------------------------------------------------------


@frozen
class Roll:
    """A fragile clause that was asked about."""

    text: int
    """Of the legacy, from 1."""
    clause: int
    back: Reopened | None
    """None: it held."""


def rolls(pack: Pack, legacy: Legacy, heirs: Heirs, dice: Dice, table: Numbers) -> tuple[Roll, ...]:
    """Every fragile clause that somebody here would have undone, and whether it reopens; in the order of the legacy."""
    if "fragile" not in pack.reads:
        return ()
    found: list[Roll] = []
    for number, text in enumerate(legacy.texts, 1):
        for fragile in text.fragile:
            taken = [roll.back for roll in found if roll.back]
            one = _issue(pack, text, fragile, heirs, {old.issue for old in taken})
            if one is None or len(taken) >= min(table.reopened_most, ISSUES - len(pack.issues)):
                continue
            comes = _rolled(dice, text, fragile) < table.fragile_odds
            found.append(Roll(number, fragile.clause, one if comes else None))
    return tuple(found)


def _rolled(dice: Dice, text: TextLegacy, fragile: FragileClause) -> int:
    """The named roll: crisis, and the issue or the number of the clause."""
    return dice.roll(0, "reopen", text.crisis, fragile.issue or str(fragile.clause))


def _issue(
    pack: Pack, text: TextLegacy, fragile: FragileClause, heirs: Heirs, others: set[IssueId]
) -> Reopened | None:
    """The issue that it would be; None if nobody is there to ask for it, or if it is on the table anyway."""
    wronged = _present(fragile.wronged, heirs)
    signed = tuple(name for name in _present(text.text.parties, heirs) if name not in wronged)
    if not wronged or not signed or fragile.issue in pack.issue_ids:
        return None
    issue = IssueId((fragile.issue or f"clause-{fragile.clause}")[:32].rstrip("-"))
    if issue in others or issue in pack.issue_ids:
        return None
    clause = text.text.clauses[fragile.clause - 1]
    made = _made(issue, text, fragile, clause, signed, wronged, heirs)
    return Reopened(text.crisis, fragile.issue, issue, made, signed, wronged)


def _present(names: Iterable[NationId], heirs: Heirs) -> tuple[NationId, ...]:
    return tuple(dict.fromkeys(heirs[name] for name in names if name in heirs))


def _made(
    issue: IssueId,
    text: TextLegacy,
    fragile: FragileClause,
    clause: Clause,
    signed: tuple[NationId, ...],
    wronged: tuple[NationId, ...],
    heirs: Heirs,
) -> Issue:
    actor = heirs.get(clause.actor, signed[0])
    beneficiary = _heir(clause.beneficiary, heirs)
    stands = ClauseForm(
        "administration" if clause.type == "inspection" else clause.type,
        actor,
        None if beneficiary == actor else beneficiary,
        clause.object,
        clause.place,
        owner=_heir(clause.owner, heirs),
    )
    toward = next((name for name in wronged if name != actor), None)
    undone = ClauseForm("review", actor, toward, clause.object, clause.place)
    question = f"{fragile.title or 'An old clause'}, reopened ({text.title})"
    answer = f"It stands: {fragile.answer}" if fragile.answer else "It stands"
    return Issue(
        issue,
        question[:TITLE],
        (Option(STANDS, answer[:TITLE], stands), Option(UNDONE, "It is undone", undone)),
    )


def add(pack: Pack, one: Reopened, table: Numbers) -> Pack:
    """The pack with the extra issue on the table and on every card."""

    def with_it(nation: Nation) -> Nation:
        row = _row(nation.id, one, table)
        sheets: tuple[Sheet, ...] = tuple(
            weights.with_issue(pack, sheet, one.issue, row) for sheet in nation.sheets
        )
        return evolve(nation, sheets=sheets)

    historical = [(choice.issue, choice.option) for choice in pack.historical]
    return evolve(
        pack,
        issues=(*pack.issues, one.made),
        nations=tuple(map(with_it, pack.nations)),
        historical=package([*historical, (one.issue, STANDS)]) if historical else (),
    )


def _row(nation: NationId, one: Reopened, table: Numbers) -> tuple[int, int]:
    """Points of *stands* and *undone* to a nation."""
    if nation in one.wronged:
        return 0, table.reopened_weight
    if nation in one.signed:
        return table.reopened_weight, 0
    return table.reopened_weight_others, 0
