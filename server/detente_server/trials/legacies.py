"""GIVEN and THEN of legacies: what earlier crises left to this one, and what it leaves to the next.

Owns: those lines. Does not know: acts, dials, notices (`play`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import evolve, field, mutable

from detente_server.rules.dice import Dice
from detente_server.rules.heritage import inherit
from detente_server.rules.numbers import Numbers
from detente_server.rules.pack import Pack
from detente_server.rules.state import State
from detente_server.trials.notation import BadCase, hold, read
from detente_wire.legacy import (
    CrisisPlayed,
    FragileClause,
    Legacy,
    NationLegacy,
    PairLegacy,
    Tag,
    TextLegacy,
)
from detente_wire.notices import DialMoved, InsightGained, InstrumentShown, LegacyTaken, Notice
from detente_wire.terms import InstitutionId, Instrument, IssueId, NationId

BEFORE = CrisisPlayed("before", "The one before")
"""The crisis that left what a case is given."""


@mutable
class _Left:
    """What the lines have given so far."""

    words: dict[str, int] = field(factory=dict)
    lies: dict[str, int] = field(factory=dict)
    pairs: dict[tuple[str, str], dict[str, int]] = field(factory=dict)
    tags: list[Tag] = field(factory=list)
    texts: list[TextLegacy] = field(factory=list)
    bodies: list[InstitutionId] = field(factory=list)

    def legacy(self) -> Legacy:
        """All of it."""
        nations = dict.fromkeys([*self.words, *self.lies, *(name for pair in self.pairs for name in pair)])
        return Legacy(
            (BEFORE,),
            tuple(NationLegacy(NationId(n), self.words.get(n, 50), self.lies.get(n, 0)) for n in nations),
            tuple(_pair(a, b, row) for (a, b), row in self.pairs.items()),
            tuple(self.tags),
            tuple(self.texts),
            tuple(self.bodies),
        )


def _pair(a: str, b: str, row: dict[str, int]) -> PairLegacy:
    return PairLegacy(
        NationId(a), NationId(b), row.get("trust", 30), row.get("grievance", 0), row.get("marks", 0)
    )


def equip(pack: Pack, words: list[str]) -> Pack:
    """The pack with a nation made the heir of another, or with other tags that it reads or leaves."""
    match words:
        case ["heir", name, old]:
            nations = (
                evolve(nation, heir_of=old) if nation.id == name else nation for nation in pack.nations
            )
            return evolve(pack, nations=tuple(nations))
        case ["reads" | "leaves" as which, *tags]:
            change: dict[str, Any] = {which: tuple(tags)}
            return evolve(pack, **change)
    return pack


def given(pack: Pack, lines: Iterable[str], dice: Dice, table: Numbers) -> tuple[Pack, Legacy | None]:
    """The pack as it inherits what the lines say was left, and the legacy; None: nothing was."""
    left, found = _Left(), False
    for words in map(str.split, lines):
        if words[0] == "left":
            _leave(pack, left, words[1:])
            found = True
    if not found:
        return pack, None
    legacy = left.legacy()
    return inherit(pack, legacy, dice, table), legacy


def _leave(pack: Pack, left: _Left, words: list[str]) -> None:
    match words:
        case ["word", name, value]:
            left.words[name] = int(value)
        case ["lies", name, value]:
            left.lies[name] = int(value)
        case ["trust" | "grievance" | "marks" as dial, a, b, value]:
            left.pairs.setdefault((a, b), {})[dial] = int(value)
        case ["tag", tag, *of]:
            nation, issue = (*map(str, of), "", "")[:2]
            left.tags.append(
                Tag(tag, BEFORE.pack, NationId(nation) or None, IssueId(issue) or None)  # type: ignore[arg-type]
            )
        case ["text", text]:
            instrument: Instrument = read(pack, {}, Instrument, text, lambda ref: "")
            left.texts.append(TextLegacy(BEFORE.pack, BEFORE.title, instrument))
        case ["fragile", clause, wronged, *of]:
            names = tuple(map(NationId, wronged.split(",")))
            row = FragileClause(
                int(clause), names, IssueId(of[0]) if of else None, "An old question", "So it was"
            )
            left.texts[-1] = evolve(left.texts[-1], fragile=(*left.texts[-1].fragile, row))
        case ["body", name]:
            left.bodies.append(InstitutionId(name))
        case _:
            raise BadCase(f"cannot leave {' '.join(words)}")


def is_told(notice: Notice) -> bool:
    """Whether the opening told it of a legacy: what it told besides is before the case."""
    if isinstance(notice, DialMoved):
        return notice.because.why == "legacy"
    return isinstance(notice, LegacyTaken | InsightGained | InstrumentShown)


def holds(state: State, words: list[str]) -> bool:
    """Hold a line on what the match leaves, or on the cards that it was dealt; False: the line is none of these."""
    match words:
        case ["leaves" | "leaves-not" as which, tag, *of]:
            nation, issue = (*of, "", "")[:2]
            tags = [(one.tag, one.nation or "", one.issue or "") for one in _legacy(state).tags]
            found = any(one[0] == tag and nation in ("", one[1]) and issue in ("", one[2]) for one in tags)
            hold(found == (which == "leaves"), f"{' '.join(words)}: it leaves {tags}")
        case ["leaves-word" | "leaves-lies" as which, name, value]:
            row = next(one for one in _legacy(state).nations if one.nation == name)
            now = row.word if which == "leaves-word" else row.lies
            hold(now == int(value), f"{' '.join(words)}: it is {now}")
        case ["leaves-trust", a, b, value]:
            pair = next(one for one in _legacy(state).pairs if (one.of, one.toward) == (a, b))
            hold(pair.trust == int(value), f"{' '.join(words)}: it is {pair.trust}")
        case ["leaves-texts", value]:
            texts = _legacy(state).texts
            hold(len(texts) == int(value), f"{' '.join(words)}: there are {len(texts)}")
        case ["leaves-fragile", text, clause, wronged]:
            rows = {one.clause: ",".join(one.wronged) for one in _legacy(state).texts[int(text) - 1].fragile}
            hold(rows.get(int(clause), "none") == wronged, f"{' '.join(words)}: fragile are {rows}")
        case ["leaves-body", name]:
            hold(name in _legacy(state).institutions, f"{' '.join(words)}: {_legacy(state).institutions}")
        case ["weighs", name, issue, value]:
            best = max(state.nations[NationId(name)].sheet.points[IssueId(issue)])
            hold(best == int(value), f"{' '.join(words)}: it is {best}")
        case ["bound", number]:
            old = sum(document.legacy > 0 for document in state.documents.values())
            hold(old == int(number), f"{' '.join(words)}: there are {old}")
        case _:
            return False
    return True


def _legacy(state: State) -> Legacy:
    if state.legacy is None:
        raise BadCase("the match leaves nothing, or is not over")
    return state.legacy
