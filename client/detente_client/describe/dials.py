"""Moved dials in words: one dial's moves of a turn on one line, with every cause.

Owns: the sentence for each dial, causes with their amounts.
Does not know: when it is printed; why a dial moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente_client.describe.told import moved
from detente_client.figures import listing
from detente_client.i18n import spelled, tr
from detente_client.words import phrases
from detente_client.words.naming import Names, capital, count
from detente_wire.notices import DialMoved
from detente_wire.terms import NationId

DialKey = tuple[str, NationId | None, NationId | None]
_CALLED = {"home": tr("support at home"), "batna": tr("worth of no deal")}
"""Dials that are not called by their word."""


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
            return tr("Tension {moved}: {why}.", moved=moved(by, last.now), why=why)
        case "stall":
            why = phrases.because(names, last.because)
            if last.now == 0:
                return tr("There was progress: {why}.", why=why)
            return tr("No progress for {turns}: {why}.", turns=count(last.now, "turn"), why=why)
        case "trust":
            more = tr("more") if by > 0 else tr("less") if by < 0 else tr("as before")
            whom = names.whom(last.toward)
            return tr(
                "{of:^} {of:trust|trusts} {whom} {more}: {now} ({by:+d}). Cause: {why}.",
                of=names.whom(last.of),
                whom=whom,
                more=more,
                now=last.now,
                by=by,
                why=why,
            )
        case "marks":
            insight = tr(
                "{marks}, insight {level} of 5", marks=count(last.now, "mark"), level=min(5, last.now // 2)
            )
            return tr(
                "{of:^} {of:understand|understands} {whom} better: {insight}. Cause: {why}.",
                of=names.whom(last.of),
                whom=names.whom(last.toward),
                insight=insight,
                why=why,
            )
        case "grievance":
            whose = capital(names.whose(last.of))
            return tr(
                "{whose} grievance against {whom} {moved}: {why}.",
                whose=whose,
                whom=names.whom(last.toward),
                moved=moved(by, last.now),
                why=why,
            )
        case _:
            called = _CALLED.get(last.dial) or spelled(last.dial)
            return tr(
                "{whose} {dial} {moved}: {why}.",
                whose=capital(names.whose(last.of)),
                dial=called,
                moved=moved(by, last.now),
                why=why,
            )


def causes(names: Names, moves: Sequence[DialMoved]) -> str:
    """Each cause once, with its amount where there are several."""
    sums: dict[str, int] = {}
    for move in moves:
        why = phrases.because(names, move.because)
        sums[why] = sums.get(why, 0) + move.by
    if len(sums) == 1:
        return next(iter(sums))
    return listing(f"{why} {by:+d}" for why, by in sums.items())
