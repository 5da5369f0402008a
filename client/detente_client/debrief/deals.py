"""Every deal that the issues allow, with everybody's points, and what each nation could have had.

Owns: the enumeration out of the opened sheets, which deals serve every principal, `Chance`.
Does not know: frontier and Nash deal, which the server reckoned and the archive holds.

A nation's points of a deal are the sum of its sheet's points of the options that the deal chooses; nothing else counts.
A deal serves everybody if it gives every principal at least what no deal was worth to it at the beginning, and the
same to as many others as an issue of the pack asks for.

`chances` answers "the deal you could have had" by two rules, both over all the deals that serve everybody:

- ``all-gain``: the best for this nation of those that give no principal less than it came to.
- ``best``: the best for this nation of those that cross no red line of another principal (of all that serve, if each
  crosses one): what the others could have been brought to accept, if talks had gone its way.

Of equals the one with the larger product of the principals' gains, then with the larger sum of their points, then the
first. For a principal both are the best of the frontier too, as far as that crosses nobody's line; for whoever need not
sign the best may well lie behind it, since the frontier is drawn by the principals' points alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from functools import cached_property
from math import prod
from typing import Literal

from attrs import define, field, frozen

from detente_client.publicpack import PublicPack
from detente_wire.notices import Deal, Debrief
from detente_wire.terms import Choice, IssueId, NationId, OptionId, Package, options_of, package

Rule = Literal["all-gain", "best"]


@define(slots=False, eq=False)
class Deals:
    """All deals of one match."""

    pack: PublicPack
    opened: Debrief
    worth: Mapping[NationId, Mapping[Choice, int]] = field(init=False)
    """Points by nation and choice."""

    def __attrs_post_init__(self) -> None:
        self.worth = {sheet.nation: _worth(self.pack, sheet.points) for sheet in self.opened.sheets}

    @property
    def order(self) -> tuple[NationId, ...]:
        """Nations in the order of every row of points."""
        return self.opened.nations

    @cached_property
    def principals(self) -> tuple[NationId, ...]:
        """Those who must sign."""
        return tuple(nation for nation in self.order if nation in self.pack.must_sign)

    @cached_property
    def batna(self) -> dict[NationId, int]:
        """What no deal was worth at the beginning."""
        return {sheet.nation: sheet.batna for sheet in self.opened.sheets}

    def points(self, deal: Package) -> tuple[int, ...]:
        """Everybody's points of these choices alone."""
        return tuple(sum(self.worth[nation].get(choice, 0) for choice in deal) for nation in self.order)

    @cached_property
    def rows(self) -> list[tuple[int, ...]]:
        """The points of every deal, in the order of itertools.product over the issues."""
        rows: list[tuple[int, ...]] = [(0,) * len(self.order)]
        for issue in self.pack.issues:
            gains = [
                tuple(self.worth[nation].get(Choice(issue.id, option.id), 0) for nation in self.order)
                for option in issue.options
            ]
            rows = [tuple(a + b for a, b in zip(row, gain)) for row in rows for gain in gains]
        return rows

    def serves(self, row: Sequence[int]) -> bool:
        """Whether every principal, and as many others as the pack asks for, has what no deal was worth."""
        points = dict(zip(self.order, row))
        return all(points[nation] >= self.batna[nation] for nation in self.principals) and all(
            sum(points.get(nation, 0) >= self.batna.get(nation, 0) for nation in issue.at_least_of)
            >= issue.at_least
            for issue in self.pack.issues
            if issue.at_least
        )

    def packages(self) -> list[Package]:
        """Every deal, in the order of `rows`."""
        options = [[(issue.id, option.id) for option in issue.options] for issue in self.pack.issues]
        return [package(deal) for deal in itertools.product(*options)]

    def crossed(self, nation: NationId, deal: Package) -> tuple[Choice, ...]:
        """The nation's red lines that a deal crosses."""
        lines = next((sheet.red_lines for sheet in self.opened.sheets if sheet.nation == nation), ())
        return tuple(choice for choice in deal if choice in lines)

    def product(self, row: Sequence[int]) -> int:
        """The principals' gains over no deal, each at least 1, multiplied."""
        points = dict(zip(self.order, row))
        return prod(max(1, points[nation] - self.batna[nation]) for nation in self.principals)


def _worth(pack: PublicPack, sheet: Sequence[object]) -> dict[Choice, int]:
    rows = {getattr(row, "issue", None): getattr(row, "points", ()) for row in sheet}
    return {
        Choice(issue.id, option.id): points
        for issue in pack.issues
        for option, points in zip(issue.options, rows.get(issue.id, ()))
    }


# -- what could have been had ----------------------------------------------------------------------------------


@frozen
class Swap:
    """One issue on which a deal differs from what was agreed."""

    issue: IssueId
    was: OptionId | None
    """What was agreed; None: it was left open."""
    becomes: OptionId
    points: tuple[int, ...]
    """What the swap gives each nation, in order; of an issue that was left open all that it gives."""


@frozen
class Chance:
    """A deal that a nation could have had."""

    nation: NationId
    rule: Rule
    deal: Deal
    gain: int
    """Over what it got."""
    swaps: tuple[Swap, ...]
    """From what was agreed; none: it is what was agreed."""
    crosses: tuple[NationId, ...] = ()
    """Other principals whose red lines it crosses; nobody's, where a deal was found that crosses none."""


def chances(deals: Deals, got: Mapping[NationId, int]) -> tuple[Chance, ...]:
    """For each nation by each rule, as far as the rule finds a deal; `got`: what each came to."""
    serving = [Deal(deal, row) for deal, row in zip(deals.packages(), deals.rows) if deals.serves(row)]
    fair = [deal for deal in serving if _nobody_loses(deals, deal, got)]
    found = []
    for nation in deals.order:
        mild = [deal for deal in serving if not crossed_of_others(deals, nation, deal)]
        found += _chance(deals, nation, "all-gain", fair, got)
        found += _chance(deals, nation, "best", mild or serving, got)
    return tuple(found)


def _nobody_loses(deals: Deals, deal: Deal, got: Mapping[NationId, int]) -> bool:
    points = dict(zip(deals.order, deal.points))
    return all(points[nation] >= got.get(nation, 0) for nation in deals.principals)


def crossed_of_others(deals: Deals, nation: NationId, deal: Deal) -> tuple[NationId, ...]:
    """The other principals of whose red lines a deal crosses one."""
    return tuple(
        other for other in deals.principals if other != nation and deals.crossed(other, deal.package)
    )


def _chance(
    deals: Deals, nation: NationId, rule: Rule, among: Sequence[Deal], got: Mapping[NationId, int]
) -> list[Chance]:
    at, signers = deals.order.index(nation), [deals.order.index(one) for one in deals.principals]

    def worth(deal: Deal) -> tuple[int, int, int]:
        return deal.points[at], deals.product(deal.points), sum(deal.points[n] for n in signers)

    best = max(among, key=worth, default=None)
    if best is None:
        return []
    gain = best.points[at] - got.get(nation, 0)
    crosses = crossed_of_others(deals, nation, best) if rule == "best" else ()
    return [Chance(nation, rule, best, gain, _swaps(deals, best), crosses)]


def _swaps(deals: Deals, deal: Deal) -> tuple[Swap, ...]:
    signed, wanted = options_of(deals.opened.signed), options_of(deal.package)
    found = []
    for issue in deals.pack.issues:
        was, becomes = signed.get(issue.id), wanted.get(issue.id)
        if becomes is not None and becomes != was:
            new, old = Choice(issue.id, becomes), Choice(issue.id, was) if was else None
            points = tuple(
                deals.worth[nation].get(new, 0) - (deals.worth[nation].get(old, 0) if old else 0)
                for nation in deals.order
            )
            found.append(Swap(issue.id, was, becomes, points))
    return tuple(found)
