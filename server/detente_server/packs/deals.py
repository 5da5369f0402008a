"""All deals of a pack and which of them are feasible.

Owns: the enumeration for the checker. Does not know: matches, variants of cards, files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

from attrs import frozen

MAX_DEALS = 20_000
LOW_PERCENT, HIGH_PERCENT = 1, 12
"""The band of the feasible share (rules, section 15, 4)."""


@frozen
class Share:
    """How many deals there are, and how many of them are feasible."""

    feasible: int
    deals: int

    def in_band(self) -> bool:
        """1 to 12 %, both included."""
        return LOW_PERCENT * self.deals <= 100 * self.feasible <= HIGH_PERCENT * self.deals

    def __str__(self) -> str:
        """E.g. ``264 of 3888 deals (6.7 %)``."""
        mille = 1000 * self.feasible // self.deals
        return f"{self.feasible} of {self.deals} deals ({mille // 10}.{mille % 10} %)"


def deal_count(options: Sequence[int]) -> int:
    """How many deals so many options on each issue make."""
    return prod(options)


def totals(points: Sequence[Sequence[int]]) -> list[int]:
    """A nation's points of every deal, in the order of itertools.product over the issues."""
    sums = [0]
    for issue in points:
        sums = [so_far + here for so_far in sums for here in issue]
    return sums


def feasible_share(
    points: Mapping[str, Sequence[Sequence[int]]],
    batna: Mapping[str, int],
    principals: Sequence[str],
    at_least: Sequence[tuple[int, Sequence[str]]],
) -> Share:
    """The share of deals that give every principal, and n of each `at_least` group, its BATNA or more."""
    willing = {
        nation: [total >= batna[nation] for total in totals(points[nation])]
        for nation in {*principals, *(nation for _, group in at_least for nation in group)}
    }
    good = [all(row) for row in zip(*(willing[nation] for nation in principals))]
    for number, group in at_least:
        enough = (sum(row) >= number for row in zip(*(willing[nation] for nation in group)))
        good = [both and more for both, more in zip(good, enough)]
    return Share(sum(good), len(good))
