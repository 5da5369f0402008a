"""Moved dials in words: one dial's moves of a turn on one line, with every cause.

Owns: the sentence for each dial, causes with their amounts.
Does not know: when it is printed; why a dial moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente_client import phrases
from detente_client.describe.told import moved
from detente_client.naming import Names, capital, count
from detente_wire.notices import DialMoved
from detente_wire.terms import NationId

DialKey = tuple[str, NationId | None, NationId | None]
_CALLED = {"home": "support at home", "batna": "worth of no deal"}


def by_dial(moves: Iterable[DialMoved]) -> dict[DialKey, list[DialMoved]]:
    """The moves of each dial in order; dials in the order in which they first moved."""
    found: dict[DialKey, list[DialMoved]] = {}
    for move in moves:
        found.setdefault((move.dial, move.of, move.toward), []).append(move)
    return found


def dial_line(names: Names, moves: Sequence[DialMoved]) -> str:
    """What one dial did over these moves, and why; the moves are of one dial, at least one."""
    last, by = moves[-1], sum(move.by for move in moves)
    why = causes(names, moves)
    match last.dial:
        case "tension":
            return f"Tension {moved(by, last.now)}: {why}."
        case "stall":
            text = "There was progress" if last.now == 0 else f"No progress for {count(last.now, 'turn')}"
            return f"{text}: {phrases.because(names, last.because)}."
        case "trust":
            more = "more" if by > 0 else "less" if by < 0 else "as before"
            whom = names.whom(last.toward)
            return f"{names.does(last.of, 'trust')} {whom} {more}: {last.now} ({by:+d}). Cause: {why}."
        case "marks":
            insight = f"{count(last.now, 'mark')}, insight {min(5, last.now // 2)} of 5"
            return f"{names.does(last.of, 'understand')} {names.whom(last.toward)} better: {insight}. Cause: {why}."
        case "grievance":
            whose = capital(names.whose(last.of))
            return f"{whose} grievance against {names.whom(last.toward)} {moved(by, last.now)}: {why}."
        case _:
            called = _CALLED.get(last.dial, last.dial)
            return f"{capital(names.whose(last.of))} {called} {moved(by, last.now)}: {why}."


def causes(names: Names, moves: Sequence[DialMoved]) -> str:
    """Each cause once, with its amount where there are several."""
    sums: dict[str, int] = {}
    for move in moves:
        why = phrases.because(names, move.because)
        sums[why] = sums.get(why, 0) + move.by
    if len(sums) == 1:
        return next(iter(sums))
    return ", ".join(f"{why} {by:+d}" for why, by in sums.items())
