"""A text as lines that a person writes and reads: one clause, choice or term a line.

Owns: the notation, both ways: lines -> `Instrument` or the problems by line, and an instrument -> its lines.
Does not know: whether the text is valid (the server says it), where lines are typed.

    treaty with prc, gbr
    # a choice writes its clause
    1=2
    leases=china-decides due 5
    consultation by prc for gbr about "way of life" until 9
    disputes arbitration

The first line names the kind and the parties; nobody named: the principals and the player. Arguments are those of
`/draft` and `/clause`. What begins with ``#`` is a note to oneself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from attrs import define, evolve, field, frozen

from detente_client.commands import drafting
from detente_client.commands.arguments import CLAUSE, TERMS
from detente_client.commands.grammar import Given, fill
from detente_client.commands.slots import Here, Slot
from detente_client.i18n import tr
from detente_client.words.language import Misunderstood, out_of_bounds, tokens
from detente_wire.terms import Choice, Clause, Instrument, InstrumentKind, NationId

KINDS: tuple[InstrumentKind, ...] = (*drafting.KINDS, "standstill")
_WITH = Slot("party", "with", many=True, keyword="with", needed=False)
_HEAD = (Slot("word", "kind", words=KINDS), _WITH, *TERMS)
_CHOICE = (
    Slot("choice", "choices", many=True),
    *(slot for slot in CLAUSE if slot.name in ("due", "condition", "verify")),
)
_TERM_WORDS = {slot.keyword for slot in TERMS} | {"public"}
_TERM_LINE = (*TERMS, Slot("flag", "public", keyword="public", needed=False))


@frozen
class Problem:
    """What is wrong, and where."""

    line: int
    """From 1; 0: of the whole text."""
    words: str


@frozen
class Reading:
    """What the lines say."""

    text: Instrument | None
    """None: there is nothing, or a line cannot be made out."""
    problems: tuple[Problem, ...]
    clause_lines: tuple[int, ...]
    """The line of each clause."""

    def located(self, sentences: Sequence[str]) -> tuple[Problem, ...]:
        """The validator's sentences, each with the line of the clause that it speaks of."""
        return tuple(Problem(self._line(sentence), sentence) for sentence in sentences)

    def _line(self, sentence: str) -> int:
        found = _CLAUSE_NUMBER.match(sentence)
        n = int(found.group(1)) if found else 0
        return self.clause_lines[n - 1] if 1 <= n <= len(self.clause_lines) else 0


_CLAUSE_NUMBER = re.compile(r"clauses? (\d+)")


# -- reading ----------------------------------------------------------------------------------------------------


@define
class _Lines:
    """A text as it is put together, line by line."""

    here: Here
    kind: InstrumentKind = "treaty"
    parties: tuple[NationId, ...] = ()
    clauses: list[Clause] = field(factory=list)
    terms: dict[str, Any] = field(factory=dict)
    at: list[int] = field(factory=list)
    began: bool = False

    def take(self, number: int, words: tuple[str, ...]) -> None:
        """One line."""
        first, before = words[0].lower(), len(self.clauses)
        if not self.began and first in KINDS:
            self._head(words)
        elif first in _TERM_WORDS:
            self.terms |= fill(_TERM_LINE, self.here, words)
        elif "=" in words[0]:
            self._choices(words)
        else:
            self.clauses.append(drafting.clause_of(self.here, Given(self._clause(words))))
        self.began = True
        self.at += [number] * (len(self.clauses) - before)

    def _head(self, words: tuple[str, ...]) -> None:
        given = fill(_HEAD, self.here, words)
        self.kind, self.parties = given.pop("kind"), tuple(sorted(set(given.pop("with", ()))))
        self.terms |= given

    def _choices(self, words: tuple[str, ...]) -> None:
        given = fill(_CHOICE, self.here, words)
        condition = given.get("condition")
        for choice in given["choices"]:
            clause = self._written(choice)
            self.clauses.append(
                evolve(
                    clause,
                    by_turn=given.get("due", 0),
                    condition=condition.ref if condition else None,
                    verify=given.get("verify", clause.verify),
                )
            )

    def _written(self, choice: Choice) -> Clause:
        option = self.here.scene.pack.option(choice)
        assert option is not None
        return option.clause.clause(choice)

    def _clause(self, words: tuple[str, ...]) -> dict[str, Any]:
        try:
            return fill(CLAUSE, self.here, words)
        except Misunderstood as problem:
            if words[0].lower() in KINDS and words[0].lower() != "standstill":
                raise Misunderstood(tr("The kind of the text stands in the first line.")) from problem
            raise

    def text(self) -> Instrument:
        """All of it."""
        scene = self.here.scene
        me = (scene.me,) if scene.me else ()
        parties = self.parties or tuple(sorted({*scene.pack.must_sign, *me}))
        text = Instrument(
            self.kind,
            parties,
            tuple(self.clauses),
            "signature" if self.kind == "standstill" else "ratification",
            duration=2 if self.kind == "standstill" else 0,
            secret="secret" in self.terms and "public" not in self.terms,
        )
        return drafting.with_terms(text, Given(self.terms))


def read_draft(here: Here, written: str) -> Reading:
    """The text that these lines write."""
    lines, problems = _Lines(here), []
    for number, line in enumerate(written.split("\n"), 1):
        words = tokens(line) if not line.strip().startswith("#") else ()
        if not words:
            continue
        try:
            lines.take(number, words)
        except (Misunderstood, ValueError) as problem:
            problems.append(Problem(number, _said(problem)))
    if problems or not lines.began:
        return Reading(None, tuple(problems), tuple(lines.at))
    return Reading(lines.text(), (), tuple(lines.at))


def _said(problem: Misunderstood | ValueError) -> str:
    """What is wrong, in a sentence; a value out of bounds is the vocabulary's to say."""
    if isinstance(problem, Misunderstood):
        return str(problem)
    said = out_of_bounds(problem)
    if not said:
        raise problem
    return said


# -- writing ----------------------------------------------------------------------------------------------------


def written(here: Here, text: Instrument) -> str:
    """The lines that write this text; `read_draft` makes the same text of them."""
    head = f"{text.kind} with {', '.join(text.parties)}"
    return "\n".join([head, *(_line(here, clause) for clause in text.clauses), *_terms(here, text)]) + "\n"


def _line(here: Here, clause: Clause) -> str:
    if clause.issue and clause.option:
        form = here.scene.pack.option(Choice(clause.issue, clause.option))
        usual = form.clause.verify if form else None
        line = f"{clause.issue}={clause.option}"
        return line + _more(here, clause, verify=clause.verify if clause.verify != usual else None)
    line = f"{clause.type} by {clause.actor}"
    line += f" for {clause.beneficiary}" if clause.beneficiary else ""
    line += f' about "{clause.object}"' if clause.object else ""
    line += f' at "{clause.place}"' if clause.place else ""
    line += f" amount {clause.amount}" if clause.amount else ""
    line += _more(here, clause, verify=clause.verify)
    return line + (f" until {clause.sunset}" if clause.sunset else "")


def _more(here: Here, clause: Clause, verify: NationId | None) -> str:
    """Date, condition and inspector: what may be added to any clause."""
    line = f" due {clause.by_turn}" if clause.by_turn else ""
    line += f" after {here.scene.handles.name(clause.condition, 'text')}" if clause.condition else ""
    return line + (f" verified {verify}" if verify else "")


def _terms(here: Here, text: Instrument) -> list[str]:
    """What is not as usual."""
    usual = ("signature", 2) if text.kind == "standstill" else ("ratification", 0)
    lines = []
    if text.entry != usual[0]:
        lines.append(f"entry {text.entry}" + (f" {text.entry_number}" if text.entry_number else ""))
    lines += [f"lasting {text.duration}"] if text.duration != usual[1] else []
    lines += [f"monitor {text.monitor}"] if text.monitor else []
    lines += [f"guarantor {text.guarantor}"] if text.guarantor else []
    lines += [f"disputes {text.disputes}"] if text.disputes else []
    lines += [f"annex-of {here.scene.handles.name(text.annex_of, 'text')}"] if text.annex_of else []
    return lines + (["secret"] if text.secret else [])
