"""The report against the archive that it is made of, and against what the server reckoned."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from attrs import evolve

from detente_client.debrief.deals import chances
from detente_client.debrief.lines import lines
from detente_client.debrief.report import report
from detente_client.debrief.sections import document
from detente_client.trouble import Trouble
from detente_wire.archive import view_of
from detente_wire.notices import Debrief, DialMoved, TurnBegan
from detente_wire.terms import options_of, package
from tests.client.debrief.matches import GBR, PRC, archive, made, war

PACKS = ("hong-kong-1984", "cuba-1962")


@pytest.mark.parametrize("pack", PACKS)
def test_points_add_up_to_what_the_server_reckoned(pack: str) -> None:
    """Sheets are additive: the frontier, Nash and history, how many deals there are and how many serve all."""
    deals = made(pack).deals
    opened = deals.opened
    for deal in (*opened.frontier, opened.nash, opened.historical):
        assert deal is not None
        assert deals.points(deal.package) == deal.points
    packages = deals.packages()
    assert len(deals.rows) == opened.deals == len(packages)
    assert sum(map(deals.serves, deals.rows)) == opened.feasible
    for n in range(0, len(deals.rows), 97):
        assert deals.points(packages[n]) == deals.rows[n]


@pytest.mark.parametrize("pack", PACKS)
def test_the_frontier_is_bettered_by_no_deal_and_nash_by_no_product(pack: str) -> None:
    deals = made(pack).deals
    at = [deals.order.index(nation) for nation in deals.principals]
    serving = [row for row in deals.rows if deals.serves(row)]
    for deal in deals.opened.frontier:
        for row in serving:
            better = all(row[n] >= deal.points[n] for n in at) and any(row[n] > deal.points[n] for n in at)
            assert not better
    assert deals.opened.nash is not None
    assert deals.product(deals.opened.nash.points) == max(map(deals.product, serving))


@pytest.mark.parametrize("pack", PACKS)
def test_tension_moves_from_turn_to_turn_by_its_causes(pack: str) -> None:
    turns = made(pack).turns
    for turn, after in pairwise(turns):
        assert turn.end_tension == after.tension
    for turn in turns:
        assert turn.change == sum(move.by for move in turn.moves)
    assert turns[-1].end_tension == made(pack).ending.tension
    assert [turn.turn for turn in turns] == list(range(1, len(turns) + 1))


def test_trust_is_what_the_two_saw() -> None:
    """At the end of each turn, and at the very end as their views hold it."""
    one = made()
    views = {nation: view_of(archive(), nation) for nation in one.pack.order}
    for course in one.trust:
        assert course.values[-1] == views[course.of].trust[course.of, course.toward]
        assert len(course.values) == len(one.turns) + 1
    moved = [m for m in one.trust_moves if (m.of, m.toward) == (PRC, GBR)]
    [course] = [c for c in one.trust if (c.of, c.toward) == (PRC, GBR)]
    for move in moved:
        if move.turn:
            assert course.values[move.turn] == move.now


def test_talks_say_who_met_and_who_knew() -> None:
    one = made("cuba-1962")
    assert one.talks
    assert all(len(talk.members) > 1 and talk.turn > 0 for talk in one.talks)
    leaked = [talk for talk in one.talks if any(way.how == "leaked" for way in talk.came_out)]
    assert leaked
    assert all(way.to == () for talk in leaked for way in talk.came_out if way.how == "leaked")
    intercepted = [post for post in one.posts if any(way.how == "intercepted" for way in post.came_out)]
    assert intercepted
    for post in intercepted:
        assert not {*post.came_out[0].to} & {post.by, *post.to}


def test_proposals_lead_to_what_was_agreed() -> None:
    one = made()
    agreed = options_of(one.ending.agreed)
    assert agreed
    for issue, option in agreed.items():
        assert any(options_of(p.package).get(issue) == option and p.accepted for p in one.proposals)
        assert any((s.issue, s.option) == (issue, option) for s in one.settlements)
    assert any(text.status == "in-force" and text.kept for text in one.texts)


def test_chances_keep_their_rules() -> None:
    for pack in PACKS:
        one = made(pack)
        deals, got = one.deals, one.got
        for chance in one.chances:
            at = deals.order.index(chance.nation)
            points = dict(zip(deals.order, chance.deal.points))
            assert chance.deal.points == deals.points(chance.deal.package)
            if chance.rule == "all-gain" and chance.nation in deals.principals:
                assert chance.deal in deals.opened.frontier
            assert chance.gain == chance.deal.points[at] - got[chance.nation]
            if chance.rule == "all-gain":
                assert all(points[nation] >= got[nation] for nation in deals.principals)
            assert all(points[nation] >= deals.batna[nation] for nation in deals.principals)
            swapped = {**options_of(one.ending.agreed), **{swap.issue: swap.becomes for swap in chance.swaps}}
            assert package(swapped.items()) == chance.deal.package


def test_from_nothing_everything_is_a_swap() -> None:
    """After a war each nation's best is told from no deal at all."""
    one = made()
    nothing = evolve(one.deals.opened, signed=())
    deals = type(one.deals)(one.pack, nothing)
    for chance in chances(deals, {}):
        assert len(chance.swaps) == len(one.pack.issues)
        assert all(swap.was is None for swap in chance.swaps)
        at = deals.order.index(chance.nation)
        assert sum(swap.points[at] for swap in chance.swaps) == chance.deal.points[at] == chance.gain


def test_every_lie_is_placed() -> None:
    for pack in PACKS:
        one = made(pack)
        assert len(one.lies) == len(one.deals.opened.lies)
        for lie in one.lies:
            assert lie.turn > 0
            assert lie.to
            assert lie.by not in lie.to


def test_turning_points_are_the_largest_moves() -> None:
    one = made("cuba-1962")
    tension = [point for point in one.turning_points if point.dial == "tension"]
    assert max(abs(point.by) for point in tension) == max(abs(turn.change) for turn in one.turns)
    trust = [point for point in one.turning_points if point.dial == "trust"]
    assert max(abs(point.by) for point in trust) == max(abs(move.by) for move in one.trust_moves)


def test_an_archive_that_was_never_opened_has_no_debrief() -> None:
    match = archive()
    cut = evolve(match, told=tuple(told for told in match.told if not isinstance(told.notice, Debrief)))
    with pytest.raises(Trouble, match="has no debrief"):
        report(cut)


def test_a_match_without_turns_is_told_too() -> None:
    match = archive()
    cut = evolve(match, told=tuple(t for t in match.told if not isinstance(t.notice, TurnBegan | DialMoved)))
    assert report(cut).turns == ()


def test_whom_each_named_in_secret_is_opened_and_gives_the_awards() -> None:
    one = made()
    honours = one.deals.opened.honours
    assert honours
    votes = Counter(vote.listener for vote in honours)
    best = {nation for nation, count in votes.items() if count == max(votes.values())}
    assert best == {seat.nation for seat in one.seats if "best-listener" in seat.awards}
    assert all(vote.by not in (vote.listener, vote.trusted) for vote in honours)


def test_after_a_war_nobody_came_to_anything() -> None:
    lost = report(war())
    assert lost.ending.outcome == "war"
    assert lost.ending.tipped
    for chance in lost.chances:
        at = lost.deals.order.index(chance.nation)
        assert chance.gain == chance.deal.points[at] - lost.seat(chance.nation).batna_end
    said = document(lost)
    text = "\n".join(lines(said))
    assert "The war left United States nothing" in text
    assert "-20.0 %" not in text
    [figure] = said.section("deals").figures()
    assert all(spot.sort != "agreed" for cloud in figure.drawing.clouds for spot in cloud.spots)  # type: ignore[union-attr]
