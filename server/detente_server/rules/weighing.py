"""How acts that raised tension are weighed at step 7 (rules, section 6, above the table of tools).

Owns: the halves and caps, in eighths, and how what counted is shared out over the acts for printing.
Does not know: where acts come from, the rest of step 7 (`escalation`).

An act of an unknown hand is weighed so that what is printed does not give its author away: all unknown hands are
one author of their own, behind the known ones wherever order matters, and *only one nation's acts* is judged as if
they were the known nation's. No démarche halves it.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente_server.rules import demarche
from detente_server.rules.numbers import Numbers
from detente_server.rules.pack import Pack
from detente_server.rules.state import Crisis, TensionAct
from detente_wire.notices import Cause
from detente_wire.terms import NationId
from detente_wire.values import frozen

UNKNOWN = NationId("")
"""The author under whom all unknown hands are counted."""
EIGHTHS = 8


@frozen
class Weighed:
    """What counted of one author's acts."""

    by: NationId
    """`UNKNOWN` for the unknown hands."""
    points: int
    parts: tuple[tuple[int, Cause], ...]
    """The points act by act; they sum to `points`."""


@frozen
class _Act:
    by: NationId
    eighths: int
    because: Cause


def weigh(
    pack: Pack, numbers: Numbers, crisis: Crisis, turn: int, acts: Sequence[TensionAct]
) -> tuple[Weighed, ...]:
    """What counts of the acts of `turn`, by author in pack order, the unknown hands last."""
    order = (*pack.order, UNKNOWN)
    light = _late_halves(order, [_first(crisis, turn, act) for act in acts])
    divisor = 2 if len({act.by for act in light} - {UNKNOWN}) <= 1 else 1
    left, found = numbers.table_tension_cap, []
    for by in order:
        own = [act for act in light if act.by == by]
        if own:
            cap = _cap(numbers, crisis, turn, by) * EIGHTHS
            points = min(min(sum(act.eighths for act in own), cap) // (EIGHTHS * divisor), left)
            left -= points
            found.append(Weighed(by, points, _share(own, points)))
    return tuple(found)


def _first(crisis: Crisis, turn: int, act: TensionAct) -> _Act:
    """Each act by itself: half under a démarche."""
    if act.hidden:
        return _Act(UNKNOWN, EIGHTHS * act.amount, Cause(act.because.why, None, act.because.ref))
    half = demarche.stands(crisis, act.by, turn)
    return _Act(act.by, EIGHTHS * act.amount // (2 if half else 1), act.because)


def _late_halves(order: Sequence[NationId], acts: list[_Act]) -> list[_Act]:
    """Over the whole table by size, then pack order: the fourth and later half."""
    ranked = sorted(acts, key=lambda act: (-act.eighths, order.index(act.by)))
    return [act if n < 3 else _Act(act.by, act.eighths // 2, act.because) for n, act in enumerate(ranked)]


def _cap(numbers: Numbers, crisis: Crisis, turn: int, by: NationId) -> int:
    """At most 10, and at most 12 less what counted in the last two turns."""
    before = sum(
        points for name, when, points in crisis.tension_history if name == by and turn - 2 <= when < turn
    )
    return max(min(numbers.nation_tension_cap, numbers.nation_tension_cap_three_turns - before), 0)


def _share(acts: Sequence[_Act], points: int) -> tuple[tuple[int, Cause], ...]:
    """Share the author's points out over his acts, largest first, each rounded down on the running sum."""
    whole = sum(act.eighths for act in acts)
    parts: list[tuple[int, Cause]] = []
    run = given = 0
    for act in acts:
        run += act.eighths
        here = points * run // whole - given
        given += here
        parts.append((here, act.because))
    return tuple(parts)
