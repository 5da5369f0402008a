"""Which numbers of the rules no case feels: ``python -m tests.rules.felt [NAME ...]``.

A number is felt if some case fails when that number alone is another one. A table of cases in which every number is
felt touches every row of the rules that has a number in it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from attrs import evolve, fields

from detente_server.rules import book, validator
from detente_server.rules.numbers import Numbers
from detente_server.trials.holding import then
from tests.rules.tables import start
from tests.rules.test_cases import all_cases

DEAR = {"weight_percent", "draws", "batna_within", "feasible_percent", "least_to_win"}
"""Numbers of the draw of cards: cases are played in historical mode, `test_draws` holds these."""
STEPS = (1, -1, 5, -5, 40)
"""What is added to a number, one after the other, until a case feels it."""
LIMITS = {
    "capital_max": "capital",
    "grievance_max": "grievance",
    "sanctions_batna_max": "sanctions_loss",
    "stall_batna_max": "stall_loss",
}
"""Numbers that are the upper end of a dial's range."""
OF_TEXTS = ("instrument_clauses", "standstill_turns")
"""Numbers that the validator knows without a game."""


def holds(case: dict[str, Any], *given: str) -> bool:
    """Whether the case holds, with some more givens."""
    try:
        play = start(case.get("pack", "regatta"), [*case.get("given", []), *given])
        for line in case["acts"]:
            play.act(line)
        for line in case["then"]:
            then(play, line)
    except Exception:  # whatever goes wrong in a case that a number has bent: the number was felt
        return False
    return True


def changes(name: str) -> Iterator[str]:
    """Givens that set the number to another one."""
    value = getattr(Numbers(), name)
    match value:
        case int():
            yield from (f"number {name} {value + step}" for step in STEPS)
        case tuple():
            for place, step in [(place, step) for place in range(len(value)) for step in STEPS]:
                bent = [part + step * (n == place) for n, part in enumerate(value)]
                yield f"number {name} {','.join(map(str, bent))}"


def felt_by(name: str, cases: Sequence[dict[str, Any]]) -> str:
    """The id of a case that feels the number; empty: none does."""
    for change in changes(name):
        with bent(name, change.split()[-1]):
            for case in cases:
                if not holds(case, change):
                    return str(case["id"])
    return ""


@contextmanager
def bent(name: str, value: str) -> Iterator[None]:
    """With a number that is no game's own set to another one."""
    if name in LIMITS:
        dial = LIMITS[name]
        with patch.dict(book.RANGES, {dial: (book.RANGES[dial][0], int(value))}):
            yield
    elif name in OF_TEXTS:
        change: dict[str, Any] = {name: int(value)}
        table = evolve(Numbers(), **change)
        with patch.object(validator, "Numbers", lambda: table):
            yield
    else:
        yield


def _felt(name: str) -> tuple[str, str]:
    return name, felt_by(name, all_cases())


def main() -> None:
    """The command: prints the numbers that nobody feels."""
    names = sys.argv[1:] or [one.name for one in fields(Numbers) if one.name not in DEAR]
    with ProcessPoolExecutor() as pool:
        for name, case in pool.map(_felt, names):
            if not case or sys.argv[1:]:
                print(f"{name}: {case or 'no case feels it'}", flush=True)


if __name__ == "__main__":
    main()
