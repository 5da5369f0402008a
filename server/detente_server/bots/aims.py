"""What a bot can hope for, where it accepts, and which package it offers (rules, section 13).

Owns: `Aims`, reckoned once a turn over every deal of the open issues.
Does not know: how it is said.

It accepts at ``BATNA + (hope - BATNA) x a div 100``: `hope` is its best outcome over the deals that it believes
acceptable to all principals; `a` begins at 100 (dove -4, hawk +4), falls 2 a turn to no less than 70 by the clock
alone, and 1 more on each offer that is at least 3 better for it than all earlier ones of that nation, to no less
than 10; from rung 7 on it is three quarters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice

from attrs import define, field

from detente_server.bots.belief import Belief, believe
from detente_server.bots.crisis import Crisis, deals_over, lanes, ranked, shortfall, totals
from detente_server.bots.offered import Offered
from detente_server.bots.temper import Temper
from detente_server.bots.worth import outcome
from detente_server.rules.estimate import ratification
from detente_wire.terms import Choice, IssueId, NationId, Package
from detente_wire.view import View

CLOCK_FLOOR = 70
FLOOR = 10
CONCESSION = 2
GENEROUS_CONCESSION = 1
"""The first design had 2 here: then next to nothing was ever left frozen (cuba-1962: 2 in 100; with 1: 6)."""
LAST_TURNS = 3
PARTIAL_GAIN = 6
MOST_TRIED = 60
"""Packages that it thinks through, best first, before it gives up for this turn."""


@define(slots=False)
class Aims:
    """A bot's reckoning of one turn."""

    crisis: Crisis
    view: View
    temper: Temper
    offered: Offered
    """What others' offers are worth to it."""
    open: tuple[IssueId, ...] = field(init=False)
    _base: int = field(init=False)
    """Own points of what is closed."""
    _best: dict[frozenset[Package], Package | None] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        view = self.view
        self.open = tuple(issue for issue in self.crisis.issues if issue not in view.closed)
        self._base = sum(view.worth[issue][seen.option] for issue, seen in view.closed.items())

    def make_up(self) -> None:
        """Reckon where it accepts now, by what it believes now; otherwise that is done when it is first asked for."""
        _ = self.level

    @cached_property
    def _rows(self) -> tuple[tuple[int, ...], ...]:
        """Own points of the open issues' options."""
        worth = self.view.worth
        return tuple([tuple([worth[issue][o] for o in self.crisis.options[issue]]) for issue in self.open])

    @property
    def _own(self) -> tuple[int, ...]:
        """Own points of every deal over the open issues, without the base."""
        return totals(self._rows)

    @cached_property
    def _short(self) -> list[int]:
        """How much every deal is believed to leave the other principals short of their BATNA, together."""
        together = 0
        for nation in self.crisis.principals:
            if nation == self.view.me:
                continue
            belief = self._belief(nation)
            base = sum(
                belief.points[issue][self.crisis.options[issue].index(seen.option)]
                for issue, seen in self.view.closed.items()
            )
            rows = tuple([belief.points[issue] for issue in self.open])
            together += shortfall(rows, belief.batna - base)
        return lanes(together, len(self._own))

    def _belief(self, nation: NationId) -> Belief:
        """What it thinks the nation wants."""
        own = [offer for offer in self.view.offers.values() if offer.by == self.view.me]
        return believe(self.crisis, self.view, nation, sum(nation in offer.rejected for offer in own))

    @cached_property
    def hope(self) -> int:
        """Its best outcome over the deals that it believes acceptable to all principals."""
        short = self._short
        best = next((n for n in ranked(self._rows) if not short[n]), None)
        return self.view.batna + 1 if best is None else self._base + self._own[best]

    @cached_property
    def level(self) -> int:
        """Where it accepts."""
        view = self.view
        if not self.temper.concedes:
            return max(self.hope, view.batna)
        a = max(100 + self.temper.level - CONCESSION * (view.turn - 1), CLOCK_FLOOR)
        a = max(a - GENEROUS_CONCESSION * self.offered.generous, FLOOR)
        if view.rung >= 7:
            a = a * 3 // 4
        return view.batna + (max(self.hope, view.batna) - view.batna) * a // 100

    # -- weighing -----------------------------------------------------------------------------------------------

    def outcome(self, said: Package) -> int:
        """`I` with the package added to what is closed."""
        return outcome(self.crisis, self.view, said)

    def is_complete(self, said: Package) -> bool:
        """Whether it closes every open issue."""
        return set(self.open) <= {choice.issue for choice in said}

    def accepts(self, said: Package) -> bool:
        """Whether it would take this: at or above its level, or late and better than nothing; and home agrees."""
        if self.temper.takes != "weighed":
            return self.temper.takes == "anything"
        if any(choice.issue in self.view.closed for choice in said):
            return False
        worth = self.outcome(said)
        if self.is_complete(said):
            good = worth >= max(self.level, self.view.batna + 1)
        else:
            late = self.view.turn > self.crisis.deadline - LAST_TURNS
            good = late and worth >= self.outcome(()) + PARTIAL_GAIN
        return good and self.home_agrees(said, with_sells=True)

    def home_agrees(self, said: Package, *, with_sells: bool = False, sells: int = 0) -> bool:
        """Whether its own ratification sum passes, with the two sells it could still make if asked so."""
        return self.home_sum(said, 2 if with_sells else sells) >= (
            self.view.sheet.ratifier if self.view.sheet else 0
        )

    def home_sum(self, said: Package, sells: int) -> int:
        """Its own `R` for a text of the principals that writes the package."""
        view = self.view
        others = [name for name in self.crisis.principals if name != view.me]
        trusts = [view.trust.get((view.me, name), 40) for name in others] if view.me else []
        return ratification(
            home=view.home,
            points=self.outcome(said),
            batna=view.batna,
            trusts=trusts,
            sells=sells,
            red_lines=len(view.red_lines_in(said)),
            broken_pledges=self._broken(said),
        )

    def _broken(self, said: Package) -> int:
        """Own public pledges that the package would break."""
        return sum(
            seen.pledge.promise.form == "never"
            and Choice(seen.pledge.promise.issue, seen.pledge.promise.option) in said  # type: ignore[arg-type]
            for seen in self.view.pledges.values()
            if seen.pledge.by == self.view.me and seen.pledge.public and not seen.how
        )

    def best_offer(self, avoiding: Iterable[Package]) -> Package | None:
        """Among complete packages at or above its level that home would pass: the least shortfall of the others.

        Of equals the one worth most to itself; none that was refused lately.
        """
        refused = frozenset(avoiding)
        if refused not in self._best:
            self._best[refused] = self._search(refused)
        return self._best[refused]

    def _search(self, refused: frozenset[Package]) -> Package | None:
        deals, own = deals_over(self.crisis.sizes(self.open)), self._own
        floor = max(self.level, self.view.batna + 1) - self._base
        best_first = ranked(self._rows)
        enough = best_first[: bisect_right(best_first, -floor, key=lambda n: -own[n])]
        for n in islice(self._least_short(enough), MOST_TRIED):
            said = self.crisis.package(self.open, deals[n])
            if said not in refused and self.home_agrees(said, with_sells=True):
                return said
        return None

    def _least_short(self, ranked: Sequence[int]) -> Iterator[int]:
        """These places, those first that leave the others least short; of equals in the order given.

        Nearly always the first one is taken: they are sorted only when a second one is asked for.
        """
        short = self._short
        if ranked:
            yield min(ranked, key=short.__getitem__)
            yield from islice(sorted(ranked, key=short.__getitem__), 1, None)

    def part_of(self, said: Package, most: int) -> Package:
        """The choices of a package that matter most to itself, as many as a narrow channel carries."""
        weight = {c: max(self.view.worth[c.issue].values()) for c in said}
        kept = sorted(said, key=lambda c: -weight[c])[:most]
        return tuple(choice for choice in said if choice in kept)
