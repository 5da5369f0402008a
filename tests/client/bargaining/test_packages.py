"""What packages are worth, where everybody stands, two packages side by side."""

from __future__ import annotations

import pytest

from detente_client.bargaining.offers import offer_head, offer_rows, past_lines
from detente_client.bargaining.packages import (
    changed,
    contrast_lines,
    contrasts,
    outcome,
    red_line,
    typed,
    worth_lines,
    worth_of,
)
from detente_client.bargaining.positions import standing, standing_lines
from detente_client.describe.told import Scene
from detente_client.words.handles import Handles
from detente_server.match import queries
from detente_wire.messages import Points, PointsAnswer
from detente_wire.terms import Choice, IssueId, OptionId, package
from tests.client.hall import Hall
from tests.client.plain.story import ADA, BEL, BOTH, BRIDGE, TOLL, told_so_far


@pytest.mark.parametrize("seed", ["1", "4"])
def test_an_outcome_is_reckoned_as_the_server_reckons_it(seed: str) -> None:
    hall = Hall("hong-kong-1984", "prc", seed)
    while not hall._events.empty():
        event = hall._events.get_nowait()
        hall.view.hear(event.heard)  # type: ignore[union-attr]
    options = hall.pack.issues[0].options
    for said in ((), package({"sovereignty": options[1].id}), package({"leases": "leases-to-2047"})):
        answer = queries.answer(hall.view, hall.loaded.pack, Points(said))
        assert isinstance(answer, PointsAnswer)
        assert outcome(hall.view, said) == answer.points


def test_a_package_is_worth_its_points_and_what_stays_open_a_share_of_no_deal() -> None:
    scene = told_so_far()
    worth = worth_of(scene, package({"bridge": "ada-mends"}))
    assert worth is not None
    assert (worth.points, worth.best, worth.outcome) == (0, 60, 20)
    assert [choice.option for choice in worth.red_lines] == ["ada-mends"]
    assert worth_lines(scene, worth) == [
        "0 of 60 points on what it settles; 20 of 100 in all, without a deal 50.",
        "It crosses your red line: The bridge: Ada mends it alone.",
    ]
    bridge = worth.red_lines[0]
    assert red_line(scene, [bridge, bridge]).startswith("It crosses 2 of your red lines: The bridge: Ada")
    assert worth_of(Scene(scene.pack, type(scene.view)(), Handles(scene.pack)), BOTH) is None


def test_choices_go_in_and_out() -> None:
    one = changed((), Choice(BRIDGE, OptionId("together")))
    two = changed(one, Choice(BRIDGE, OptionId("ada-mends")))
    assert [choice.option for choice in two] == ["ada-mends"]
    assert changed(two, two[0]) == ()
    scene = told_so_far()
    assert typed(scene, BOTH) == "1=3 2=3"
    assert typed(scene, (Choice(IssueId("moon"), OptionId("ours")),)) == "moon=ours"


def test_what_differs_comes_first() -> None:
    scene = told_so_far()
    rows = contrasts(scene, BOTH, package({"bridge": "together", "toll": "free"}))
    assert [(row.issue, row.differs) for row in rows] == [(TOLL, True), (BRIDGE, False)]
    assert contrast_lines(scene, rows) == [
        "Different. The toll: first A penny, shared (25), second Nobody pays (0).",
        "Same. The bridge: Both mend it, half and half.",
    ]
    assert contrast_lines(scene, []) == ["Neither settles anything."]
    [row] = contrasts(scene, (), package({"toll": "free"}))
    assert "first (left open), second Nobody pays" in contrast_lines(scene, [row])[0]


def test_who_stands_behind_an_option() -> None:
    scene = told_so_far()
    table = standing(scene)
    toll = table.rows[1]
    shared = toll.options[2]
    assert (toll.best, shared.points, shared.number) == (40, 25, "2=3")
    assert {one.nation for one in shared.backing} == {ADA, BEL}
    assert shared.provisional
    assert [(who, one.accepted) for who, one in shared.by_nation().items()] == [(BEL, False), (ADA, True)]
    assert toll.state == "agreed for now"
    assert table.provisional == BOTH
    assert table.outcome == 65
    lines = "\n".join(standing_lines(scene))
    assert "   2=3 A penny, shared. Your points: 25. Agreed for now." in lines
    assert "Bel offers it (o1, l1, o3). You accept it (o1)." in lines
    assert "With what is agreed for now you would have 65 of 100, without a deal 50." in lines
    assert table.rows[0].options[0].notes() == ["red line"]


def test_offers_stand_or_are_past() -> None:
    scene = told_so_far()
    rows = offer_rows(scene)
    assert [row.standing for row in rows] == sorted((row.standing for row in rows), reverse=True)
    assert any(row.where == "by letter" for row in rows)
    assert past_lines(scene)[0].startswith("o2: Bel's offer of turn 1, m1, withdrawn. The bridge: Both")
    first = next(row for row in rows if row.name == "o1")
    assert offer_head(scene, first).endswith("m1, accepted. Accepted by you in turn 1.")
