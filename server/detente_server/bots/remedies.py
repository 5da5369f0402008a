"""Remedies: a breach is answered by asking for its cure, a demand by making good, a call by a protest.

Owns: the habits of broken clauses. Does not know: how to cheat, which no bot does.
"""

from __future__ import annotations

from detente_server.bots.mind import Habit, Mind, Move
from detente_wire.acts import Cure, Keep, Press

MODULE = "remedies"


def remedies(mind: Mind) -> Habit:
    """Own duties first, then what others owe."""
    if mind.full and MODULE in mind.crisis.rules:
        yield from _make_good(mind)
        yield from _answer_call(mind)
        yield from _demand(mind)


def _make_good(mind: Mind) -> Habit:
    """A breach that came with the seat is mended: it costs an envoy, and silence half of the breach again."""
    for seen in mind.view.open_remedies("cure"):
        cure = seen.opened
        sealed = f"keep:{cure.ref}:{cure.clause}" in mind.view.sealed
        if cure.nation == mind.me and mind.view.envoys and not sealed:
            yield Move(Keep(cure.ref, cure.clause, "comply"))


def _answer_call(mind: Mind) -> Habit:
    """The mildest answer that keeps a guarantor's word."""
    for seen in mind.view.open_remedies("guarantee"):
        call = seen.opened
        sealed = f"press:protest:{call.nation}" in mind.view.sealed
        if call.by == mind.me and mind.view.envoys and not sealed:
            yield Move(Press("protest", call.nation))


def _demand(mind: Mind) -> Habit:
    """A party to the text asks for a cure before anything worse; once a breach."""
    asked = {(ref, clause) for kind, ref, clause, _ in mind.view.remedies if kind == "cure"}
    for text in mind.view.texts("in-force"):
        for number, report in text.reports.items():
            injured = mind.me in text.text.parties and mind.me != text.text.clauses[number - 1].actor
            if report == "breached" and injured and (text.ref, number) not in asked:
                yield Move(Cure(text.ref, number), "Make it good, and we shall say no more of it.")
