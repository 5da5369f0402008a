"""Weights: a card whose issues weigh more or less than the pack wrote, its best options summing to 100 all the same.

Owns: renormalising a card. Does not know: why (variety in `draws`, a legacy in `heritage` and `reopening`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from detente_server.rules.pack import Pack, Sheet
from detente_wire.terms import IssueId

Row = tuple[int, ...]


def renormalise(weights: Sequence[int], whole: int = 100) -> list[int]:
    """Shares of `whole` by largest remainder; of equal remainders the first in pack order."""
    total = sum(weights)
    shares = [whole * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda n: -(whole * weights[n] % total))
    for n in by_remainder[: whole - sum(shares)]:
        shares[n] += 1
    return shares


def weighed(pack: Pack, sheet: Sheet, weights: Sequence[int], whole: int = 100) -> dict[IssueId, Row]:
    """The card's points with these weights for the best options, in pack order, brought to `whole`."""
    best = [max(sheet.points[issue.id]) for issue in pack.issues]
    shares = renormalise(weights, whole)
    return {
        issue.id: tuple(value * new // old if old else value for value in sheet.points[issue.id])
        for issue, old, new in zip(pack.issues, best, shares)
    }


def heaviest(pack: Pack, sheet: Sheet) -> IssueId:
    """The issue whose best option is worth most; of equals the first."""
    return max(pack.issue_ids, key=lambda issue: max(sheet.points[issue]))


def heavier(pack: Pack, sheet: Sheet, issue: IssueId, by: int) -> Sheet:
    """The card with `by` more on this issue's best option, brought to 100 again."""
    weights = [max(sheet.points[one]) + (by if one == issue else 0) for one in pack.issue_ids]
    return evolve(sheet, points=weighed(pack, sheet, weights))


def with_issue(pack: Pack, sheet: Sheet, issue: IssueId, row: Row) -> Sheet:
    """The card with one more issue, whose points are `row`; the others share what its best option leaves of 100."""
    old = weighed(pack, sheet, [max(sheet.points[one]) for one in pack.issue_ids], 100 - max(row))
    points: Mapping[IssueId, Row] = {**old, issue: row}
    return evolve(sheet, points=points)
