"""Deals against a second, independent reckoning: every deal by itertools, every comparison by brute force."""

from __future__ import annotations

import itertools
import math
import random
import time
from collections.abc import Mapping
from fractions import Fraction

import pytest
from attrs import evolve

from detente_server.rules import deals, score
from detente_server.rules.book import Book, Game
from detente_server.rules.dice import Dice
from detente_server.rules.facts import IssueClosed
from detente_server.rules.game import begin
from detente_server.rules.pack import Pack, Sheet
from detente_server.rules.state import State
from detente_wire.terms import NationId, Package, Ref, options_of, package
from tests.rules.tables import pack_named

Sheets = Mapping[NationId, Sheet]
PACKS = ("regatta", "teatime", "cuba-1962")


def worth(pack: Pack, sheet: Sheet, deal: Package) -> int:
    """The plain sum of a complete deal's points."""
    chosen = options_of(deal)
    total = 0
    for issue in pack.issues:
        names = [option.id for option in issue.options]
        total += sheet.points[issue.id][names.index(chosen[issue.id])]
    return total


def all_deals(pack: Pack) -> list[Package]:
    """Every complete deal."""
    choices = [[(issue.id, option.id) for option in issue.options] for issue in pack.issues]
    return [package(deal) for deal in itertools.product(*choices)]


def is_acceptable(pack: Pack, sheets: Sheets, deal: Package) -> bool:
    """Every principal has its BATNA."""
    return all(worth(pack, sheets[name], deal) >= sheets[name].batna for name in pack.must_sign)


def is_feasible(pack: Pack, sheets: Sheets, deal: Package) -> bool:
    """And so have enough of every *n of*."""
    for issue in pack.issues:
        willing = [n for n in issue.at_least_of if worth(pack, sheets[n], deal) >= sheets[n].batna]
        if len(willing) < issue.at_least:
            return False
    return is_acceptable(pack, sheets, deal)


def gain(pack: Pack, sheets: Sheets, deal: Package) -> int:
    """The product that the Nash deal makes largest."""
    return math.prod(max(1, worth(pack, sheets[n], deal) - sheets[n].batna) for n in pack.must_sign)


def betters(pack: Pack, sheets: Sheets, one: Package, other: Package) -> bool:
    """As good for every principal, better for one."""
    pairs = [(worth(pack, sheets[n], one), worth(pack, sheets[n], other)) for n in pack.must_sign]
    return all(a >= b for a, b in pairs) and any(a > b for a, b in pairs)


def shuffled(pack: Pack, seed: int) -> Sheets:
    """Cards of the pack with every row shuffled, so that anything may come out."""
    rng = random.Random(seed)
    sheets = {}
    for nation in pack.nations:
        sheet = nation.sheets[0]
        points = {issue: tuple(rng.sample(row, len(row))) for issue, row in sheet.points.items()}
        sheets[nation.id] = evolve(sheet, points=points, batna=sheet.batna - rng.randrange(15))
    return sheets


def cards(name: str) -> list[Sheets]:
    """The first cards of a pack, and some shuffled ones."""
    pack = pack_named(name)
    first: Sheets = {nation.id: nation.sheets[0] for nation in pack.nations}
    return [first] + [shuffled(pack, seed) for seed in range(12 if len(all_deals(pack)) < 100 else 1)]


@pytest.mark.parametrize("name", PACKS)
def test_feasible_set_ideal_nash_and_frontier_equal_brute_force(name: str) -> None:
    pack = pack_named(name)
    for sheets in cards(name):
        found, every = deals.deals_of(pack, sheets), all_deals(pack)
        assert [deals.package_at(pack, n) for n in range(len(found.rows))] == every
        assert all(
            found.points(n) == tuple(worth(pack, sheets[who], deal) for who in pack.order)
            for n, deal in itertools.islice(enumerate(every), 0, None, 7)
        )
        feasible = [deal for deal in every if is_feasible(pack, sheets, deal)]
        assert [every[n] for n in found.feasible] == feasible
        acceptable = [deal for deal in every if is_acceptable(pack, sheets, deal)]
        for who in pack.order:
            best = max((worth(pack, sheets[who], deal) for deal in acceptable), default=sheets[who].batna)
            assert found.ideal[who] == best
        assert found.largest == max((gain(pack, sheets, deal) for deal in feasible), default=1)
        if feasible:
            assert found.nash is not None
            assert every[found.nash] == max(feasible, key=lambda deal: gain(pack, sheets, deal))
        frontier = [d for d in feasible if not any(betters(pack, sheets, e, d) for e in feasible)]
        assert [every[n] for n in found.frontier] == frontier


def test_efficient_means_that_no_deal_at_all_betters_it() -> None:
    pack = pack_named("regatta")
    for sheets in cards("regatta"):
        found, every = deals.deals_of(pack, sheets), all_deals(pack)
        for n, deal in enumerate(every):
            assert found.efficient(n) == (not any(betters(pack, sheets, other, deal) for other in every))


def test_at_least_n_of_narrows_what_is_feasible() -> None:
    pack = pack_named("regatta")
    issue = evolve(
        pack.issues[0], at_least=2, at_least_of=(NationId("est"), NationId("wes"), NationId("isl"))
    )
    pack = evolve(pack, issues=(issue, *pack.issues[1:]))
    for sheets in cards("regatta"):
        found, every = deals.deals_of(pack, sheets), all_deals(pack)
        assert [every[n] for n in found.feasible] == [d for d in every if is_feasible(pack, sheets, d)]


def test_an_incomplete_package_is_no_deal() -> None:
    pack = pack_named("regatta")
    assert deals.index_of(pack, package({"cup": "turns"})) is None
    assert [deals.index_of(pack, deal) for deal in all_deals(pack)] == list(range(27))


@pytest.mark.parametrize("seed", range(5))
def test_n_equals_the_root_by_fractions(seed: int) -> None:
    """N is the whole part of 100 times the n-th root of what was made of what could be made."""
    pack = evolve(pack_named("regatta"), must_sign=tuple(map(NationId, ("nor", "sud", "est"))))
    game = Game(pack, Dice(b"\0" * 32, "deals"))
    state = begin(game, "historical", lambda n: Ref(f"r{n}")).state
    sheets = {name: nation.sheet for name, nation in state.nations.items()}
    every = [deal for deal in all_deals(pack) if is_feasible(pack, sheets, deal)]
    deal = every[seed * 3 % len(every)]
    largest = max(gain(pack, sheets, other) for other in every)
    ratio = Fraction(gain(pack, sheets, deal), largest)
    expected = next(k for k in range(100, -1, -1) if Fraction(k, 100) ** 3 <= ratio)
    assert score.result(_with(game, state, deal)).nash == expected


def _with(game: Game, state: State, deal: Package) -> Book:
    book = Book(game, state, lambda n: Ref(f"x{n}"))
    for choice in deal:
        book.enter(IssueClosed(choice.issue, choice.option, Ref("x")))
    return book


@pytest.mark.parametrize("name", PACKS)
def test_reckoning_is_fast(name: str) -> None:
    pack = pack_named(name)
    sheets = shuffled(pack, 99)
    began = time.process_time()
    deals.deals_of(pack, sheets)
    assert time.process_time() - began < 0.15  # 50 ms at leisure; a busy machine gets three times that
