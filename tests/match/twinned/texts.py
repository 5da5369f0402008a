"""Twins of initials, of clauses kept and not kept, of cases in court."""

from __future__ import annotations

from collections.abc import Callable

from detente_wire import acts
from detente_wire.acts import Act
from detente_wire.terms import (
    Instrument,
    Ref,
)
from tests.match.table import Table
from tests.match.twinned.pieces import (
    NOR,
    SUD,
    initialled,
    notes,
    signed,
    treaty,
)
from tests.match.twinned.twin import Twin, close, do


def keeps(manner: str, text: Instrument | None = None) -> Callable[[Table], Act]:
    return lambda table: acts.Keep(signed(table, text or notes()), 1, manner)  # type: ignore[arg-type]


def caught(table: Table) -> Ref:
    """Nor's cheat is found."""
    ref = signed(table, notes())
    do(table, "nor", acts.Keep(ref, 1, "cheat"))
    close(table)
    return ref


def must_mend(table: Table) -> Act:
    ref = caught(table)
    do(table, "sud", acts.Cure(ref, 1))
    return acts.Keep(ref, 1, "comply")


def sues(table: Table, manner: str) -> Act:
    """Sud does not pay in time, or cheats and is found; Nor goes to court."""
    ref = signed(table, notes(SUD, disputes="arbitration"))
    do(table, "sud", acts.Keep(ref, 1, manner))  # type: ignore[arg-type]
    close(table)
    return acts.Arbitrate(ref, 1)


FOUND = {"detect": 0}
TEXTS = [
    Twin("the last initial", lambda t: initialled(t, treaty(), "sud"), NOR),
    Twin("the first initial", lambda t: initialled(t, treaty()), NOR, empty=True),
    Twin("initials in secret", lambda t: initialled(t, treaty(secret=True), "sud"), NOR, empty=True),
    Twin("late", keeps("delay"), NOR, ("delayed",)),
    Twin("late in secret", keeps("delay", notes(secret=True)), NOR, ("delayed",)),
    Twin("a cheat that is found", keeps("cheat"), NOR, ("found",), rolls=FOUND),
    Twin("a secret cheat that is found", keeps("cheat", notes(secret=True)), NOR, ("found",), rolls=FOUND),
    Twin("a cheat that is not found", keeps("cheat"), NOR, rolls={"detect": 99}),
    Twin("complied with", keeps("comply"), NOR, empty=True),
    Twin("made good", must_mend, NOR, rolls={"detect@3": 0, "detect": 99}),
    Twin("won in court", lambda t: sues(t, "delay"), NOR, ("won",), turns=2, rolls={"arbitration": 0}),
    Twin("lost in court", lambda t: sues(t, "delay"), NOR, ("lost",), turns=2, rolls={"arbitration": 99}),
    Twin("on record", lambda t: sues(t, "cheat"), NOR, ("won",), turns=2, rolls=FOUND),
]
