"""All deals of a crisis: what can be had at all, what is best for all, and what no other deal betters (section 12).

Owns: the enumeration, the feasible set, Ideal, Pareto frontier and Nash deal. All exact, in integers.
Does not know: the state of a match; it takes the cards as dealt.

A deal chooses one option on every issue. The points that a deal gives to every nation are held in one integer, a
*lane* of 16 bits each, so that adding two such integers adds everybody's points at once, and one mask tells who has
reached a threshold: thousands of deals take a millisecond.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from math import prod

from detente_server.rules.pack import Pack, Sheet
from detente_wire.terms import NationId, Package, package
from detente_wire.values import frozen

LANE = 16
TOP = 1 << (LANE - 1)
MASK = (1 << LANE) - 1
Sheets = Mapping[NationId, Sheet]


# -- lanes ------------------------------------------------------------------------------------------------------


def lanes(values: Iterable[int]) -> int:
    """One integer that holds these values, each 0 .. 2^15 - 1, the first in the lowest lane."""
    return sum(value << (LANE * n) for n, value in enumerate(values))


def lane(row: int, n: int) -> int:
    """The value in lane n."""
    return (row >> (LANE * n)) & MASK


def enumerate_rows(issues: Sequence[Sequence[int]]) -> list[int]:
    """The lanes of every deal, in the order of itertools.product over the issues' options."""
    rows = [0]
    for options in issues:
        rows = [row + option for row in rows for option in options]
    return rows


@frozen
class Bar:
    """Thresholds on some lanes; a row passes if each of these lanes is at least its threshold."""

    bias: int
    mask: int

    def passes(self, row: int) -> bool:
        """Whether the row reaches every threshold."""
        return (row + self.bias) & self.mask == self.mask


def bar(least: Mapping[int, int]) -> Bar:
    """The bar of these lanes' thresholds; one below 0 is passed by all, one above 2^15 - 1 by none that is real."""
    bias = sum((TOP - min(max(value, 0), TOP - 1)) << (LANE * n) for n, value in least.items())
    return Bar(bias, sum(TOP << (LANE * n) for n in least))


# -- the deals of a match ---------------------------------------------------------------------------------------


@frozen
class Deals:
    """Every deal of one set of cards."""

    order: tuple[NationId, ...]
    """Nations by lane, in pack order."""
    principals: tuple[int, ...]
    """The lanes of those who must sign."""
    rows: tuple[int, ...]
    """Points of every deal, in the order of itertools.product over the issues."""
    acceptable: tuple[int, ...]
    """Indexes of the deals that give every principal its BATNA or more."""
    feasible: tuple[int, ...]
    """Those of them that also give it to the pack's *n of*."""
    ideal: Mapping[NationId, int]
    """Best points of each nation over the acceptable deals; its BATNA if there are none."""
    frontier: tuple[int, ...]
    """Feasible deals that no other deal betters for a principal without harming one."""
    nash: int | None
    """The feasible deal of the largest product of the principals' max(1, points - BATNA); the first of equals."""
    largest: int
    """That product; 1 if nothing is feasible."""

    def points(self, index: int) -> tuple[int, ...]:
        """Everybody's points of a deal, in pack order."""
        return tuple(lane(self.rows[index], n) for n in range(len(self.order)))

    def efficient(self, index: int) -> bool:
        """Whether no deal at all gives every principal as much and one of them more."""
        own = {n: lane(self.rows[index], n) for n in self.principals}
        as_good, whole = bar(own), sum(own.values())
        return not any(
            as_good.passes(row) and sum(lane(row, n) for n in self.principals) > whole for row in self.rows
        )


Group = tuple[int, tuple[int, ...]]
"""(n, lanes): at least n of these nations must have their BATNA."""


def deals_of(pack: Pack, sheets: Sheets) -> Deals:
    """All deals of the crisis under these cards; reckoned once a set of cards."""
    order = pack.order
    points = tuple(tuple(sheets[name].points[issue.id] for name in order) for issue in pack.issues)
    groups = tuple((issue.at_least, at(order, issue.at_least_of)) for issue in pack.issues if issue.at_least)
    batnas = tuple(sheets[name].batna for name in order)
    return _reckon(order, points, batnas, at(order, pack.must_sign), groups)


def at(order: Sequence[NationId], names: Iterable[NationId]) -> tuple[int, ...]:
    """The lanes of these nations."""
    return tuple(order.index(name) for name in names)


@functools.lru_cache(maxsize=64)
def _reckon(
    order: tuple[NationId, ...],
    points: tuple[tuple[tuple[int, ...], ...], ...],
    batnas: tuple[int, ...],
    principals: tuple[int, ...],
    groups: tuple[Group, ...],
) -> Deals:
    """`points[issue][lane][option]`; everything else by lane."""
    rows = enumerate_rows([[lanes(option) for option in zip(*nations)] for nations in points])
    willing = bar({n: batnas[n] for n in principals})
    acceptable = [index for index, row in enumerate(rows) if willing.passes(row)]
    feasible = [index for index in acceptable if groups_pass(rows[index], batnas, groups)]
    gains = {index: product(rows[index], batnas, principals) for index in feasible}
    nash = max(feasible, key=lambda index: (gains[index], -index), default=None)
    return Deals(
        order=order,
        principals=principals,
        rows=tuple(rows),
        acceptable=tuple(acceptable),
        feasible=tuple(feasible),
        ideal={
            name: max((lane(rows[index], n) for index in acceptable), default=batnas[n])
            for n, name in enumerate(order)
        },
        frontier=_frontier(rows, feasible, principals),
        nash=nash,
        largest=1 if nash is None else gains[nash],
    )


def groups_pass(row: int, batnas: Sequence[int], groups: Iterable[Group]) -> bool:
    """Whether enough of each group have their BATNA."""
    return all(sum(lane(row, n) >= batnas[n] for n in members) >= least for least, members in groups)


def product(row: int, batnas: Sequence[int], principals: Iterable[int]) -> int:
    """The principals' max(1, points - BATNA), multiplied: what the Nash deal makes largest."""
    return prod(max(1, lane(row, n) - batnas[n]) for n in principals)


def _frontier(rows: Sequence[int], feasible: Sequence[int], principals: Sequence[int]) -> tuple[int, ...]:
    """The feasible deals that none betters; sorted from above, whoever is bettered comes after who betters it.

    A deal that betters a feasible one for the principals is acceptable to them; the pack's *n of* have no say here.
    """
    mask = lanes(TOP for _ in principals)
    whole: dict[int, list[int]] = {}
    for index in feasible:
        whole.setdefault(lanes(lane(rows[index], n) for n in principals), []).append(index)
    best: list[int] = []
    for row in sorted(whole, reverse=True):
        if not any((other + mask - row) & mask == mask for other in best):
            best.append(row)
    return tuple(sorted(index for row in best for index in whole[row]))


def package_at(pack: Pack, index: int) -> Package:
    """The deal of this index, as a package."""
    choices: dict[str, str] = {}
    for issue in reversed(pack.issues):
        index, option = divmod(index, len(issue.options))
        choices[issue.id] = issue.options[option].id
    return package(choices)


def index_of(pack: Pack, deal: Package) -> int | None:
    """The index of a complete package; None if it leaves an issue open."""
    index, options = 0, {choice.issue: choice for choice in deal}
    for issue in pack.issues:
        if issue.id not in options:
            return None
        index = index * len(issue.options) + pack.option_index(options[issue.id])
    return index
