"""What `variable` mode draws: cards that are cards, matches that can be played, dice that can be checked."""

from __future__ import annotations

import time

import pytest
from attrs import evolve

from detente_server.rules import deals, draws, estimate, weights
from detente_server.rules.book import Game
from detente_server.rules.dice import Dice, match_key
from detente_server.rules.pack import Pack, Sheet
from detente_wire.terms import Choice, NationId
from tests.rules.tables import pack_named

PACKS = ("regatta", "teatime", "cuba-1962", "hong-kong-1984")


def game_of(pack: Pack, seed: str) -> Game:
    """A game of the pack with this seed."""
    return Game(pack, Dice(match_key(seed, b""), "draws"))


def card_of(pack: Pack, name: NationId, card: str) -> Sheet:
    """The pack's own card of that id."""
    return next(sheet for sheet in pack.nation(name).sheets if sheet.id == card)


@pytest.mark.parametrize("name", PACKS)
def test_every_drawn_card_is_a_card(name: str) -> None:
    pack = pack_named(name)
    for seed in range(25):
        for who, drawn in draws.draw_sheets(game_of(pack, str(seed)), "variable").items():
            printed = card_of(pack, who, drawn.id)
            assert sum(max(row) for row in drawn.points.values()) == 100
            assert abs(drawn.batna - printed.batna) <= 4
            assert drawn.red_lines == printed.red_lines
            assert all(0 <= value <= 100 for row in drawn.points.values() for value in row)
            for issue in pack.issues:
                assert len(drawn.points[issue.id]) == len(issue.options)


def test_at_most_two_neighbours_are_swapped_and_none_on_a_red_line() -> None:
    pack = pack_named("regatta")
    for seed in range(200):
        game = game_of(pack, str(seed))
        for nation in pack.nations:
            drawn = draws.vary(game, nation.id, 0)
            printed = card_of(pack, nation.id, drawn.id)
            moved = []
            for issue in pack.issues:
                old, new = printed.points[issue.id], drawn.points[issue.id]
                for a in range(len(old)):
                    for b in range(len(old)):
                        if old[a] > old[b] and new[a] < new[b]:
                            moved.append((issue, a, b))
            assert len(moved) <= 1
            for issue, a, b in moved:
                row = printed.points[issue.id]
                assert not [value for value in row if row[b] < value < row[a]]
                lines = {Choice(issue.id, issue.options[n].id) for n in (a, b)}
                assert not lines & set(printed.red_lines)


def test_weights_are_renormalised_by_largest_remainder_ties_in_pack_order() -> None:
    assert weights.renormalise([1, 1, 1]) == [34, 33, 33]
    assert weights.renormalise([2, 1]) == [67, 33]
    assert weights.renormalise([40 * 60, 25 * 140, 35 * 100]) == [26, 37, 37]
    assert weights.renormalise([0, 5]) == [0, 100]
    assert weights.renormalise([1, 1, 1, 1, 1, 1, 1]) == [15, 15, 14, 14, 14, 14, 14]


@pytest.mark.parametrize("name", PACKS)
def test_historical_mode_plays_the_first_cards(name: str) -> None:
    pack = pack_named(name)
    drawn = draws.draw_sheets(game_of(pack, "any"), "historical")
    assert drawn == {nation.id: nation.sheets[0] for nation in pack.nations}


def test_a_pack_without_jitter_has_its_cards_drawn_and_nothing_else() -> None:
    pack = evolve(pack_named("regatta"), jitter=False)
    seen = set()
    for seed in range(40):
        drawn = draws.draw_sheets(game_of(pack, str(seed)), "variable")
        assert all(sheet == card_of(pack, who, sheet.id) for who, sheet in drawn.items())
        seen.add(drawn[NationId("nor")].id)
    assert seen == {"nor-first", "nor-rowers"}


def test_the_same_key_draws_the_same_cards_and_another_key_others() -> None:
    pack = pack_named("regatta")
    again = [draws.draw_sheets(game_of(pack, "one"), "variable") for _ in range(2)]
    assert again[0] == again[1]
    assert again[0] != draws.draw_sheets(game_of(pack, "two"), "variable")


@pytest.mark.parametrize("name", PACKS)
def test_a_drawn_match_can_be_played(name: str) -> None:
    """Share in the band unless the pack declares otherwise, 12 above BATNA for every principal, half ratifiable."""
    pack = pack_named(name)
    if not pack.jitter:
        pytest.skip("this pack's cards are played as they are")
    for seed in range(10):
        game = game_of(pack, str(seed))
        sheets = draws.draw_sheets(game, "variable")
        if sheets == {who: draws.card(game, who, 0) for who in pack.order}:
            continue  # 200 draws did not fit
        found = deals.deals_of(pack, {who: sheets[who] for who in pack.order})
        share = 100 * len(found.feasible)
        if not pack.declared:
            assert len(found.rows) <= share <= 12 * len(found.rows)
            assert all(found.ideal[who] - sheets[who].batna >= 12 for who in pack.must_sign)
            assert 2 * sum(_all_ratify(pack, sheets, index) for index in found.feasible) >= len(
                found.feasible
            )


def _all_ratify(pack: Pack, sheets: draws.Sheets, index: int) -> bool:
    return all(_ratifies(pack, sheets, who, index) for who in pack.must_sign)


def _ratifies(pack: Pack, sheets: draws.Sheets, who: NationId, index: int) -> bool:
    """By the rules' own formula: start trust, two sells."""
    nation, deal = pack.nation(who), deals.package_at(pack, index)
    others = [other for other in pack.must_sign if other != who]
    total = estimate.ratification(
        home=nation.home,
        points=estimate.points(pack, sheets[who].points, sheets[who].batna, package=deal),
        batna=sheets[who].batna,
        trusts=[pack.trust.get((who, other), 40) for other in others],
        sells=2,
        red_lines=sum(choice in sheets[who].red_lines for choice in deal),
    )
    return total >= nation.ratifier


@pytest.mark.parametrize("name", PACKS)
def test_the_quick_ratification_test_is_the_formula(name: str) -> None:
    """`draws` reckons R for thousands of deals at once; here deal by deal against `estimate.ratification`."""
    pack = pack_named(name)
    game = game_of(pack, "seed")
    for draw in range(3):
        sheets = {who: draws.vary(game, who, draw) for who in pack.order}
        quick = draws.ratifying(game, tuple(sheets), [sheet.batna for sheet in sheets.values()])
        rows = draws.rows_of(game, sheets)
        found = deals.deals_of(pack, sheets)
        for index in range(0, len(found.rows), max(1, len(found.rows) // 150)):
            assert quick.passes(rows[index]) == _all_ratify(pack, sheets, index)


def test_after_two_hundred_draws_the_cards_are_played_unvaried() -> None:
    pack = pack_named("regatta")
    game = game_of(pack, "never")
    game = evolve(game, numbers=evolve(game.numbers, least_to_win=101))
    drawn = draws.draw_sheets(game, "variable")
    assert all(sheet == card_of(pack, who, sheet.id) for who, sheet in drawn.items())


@pytest.mark.parametrize("name", PACKS)
def test_drawing_is_fast(name: str) -> None:
    pack = pack_named(name)
    began = time.process_time()
    for seed in range(10):
        draws.draw_sheets(game_of(pack, str(seed)), "variable")
    assert (time.process_time() - began) / 10 < 0.1  # 30 ms at leisure
