"""Prospects in words: before and after where the viewer sees the dial, bounds where it is not sure."""

from __future__ import annotations

from attrs import evolve

from detente_client.describe import prospects
from detente_client.describe.told import Scene
from detente_client.words.handles import Handles
from detente_wire.messages import Prospect
from detente_wire.terms import NationId
from tests.client.hall import Hall

PRC, GBR, HKG = NationId("prc"), NationId("gbr"), NationId("hkg")


def scene(tension: int = 40) -> Scene:
    hall = Hall("hong-kong-1984", "prc")
    view = evolve(hall.view, tension=tension, trust={(GBR, PRC): 3, (HKG, PRC): 50})
    return Scene(hall.pack, view, Handles(hall.pack))


def test_what_is_seen_has_a_before_and_an_after() -> None:
    told = prospects.lines(scene(), [Prospect("tension", 1, 2, why="protest")])
    assert told[1:] == ["At this turn's end:", "- Tension +1 to +2, from 40 to between 41 and 42: a protest."]


def test_a_dial_ends_where_it_ends() -> None:
    row = prospects.rows(scene(), [Prospect("trust", -4, -4, GBR, PRC, "protest")])[0]
    assert row.after() == (0, 0)
    assert row.sore


def test_what_is_not_seen_has_a_change_alone() -> None:
    told = prospects.lines(scene(), [Prospect("grievance", 5, 5, GBR, PRC, "protest")])
    assert told[-1] == "- Britain's grievance against you +5: a protest."


def test_conditions_come_in_their_order_each_under_its_head() -> None:
    said = [
        Prospect("word", -3, -3, PRC, why="attributed", when="attributed"),
        Prospect("strain", 4, 4, GBR, why="covert"),
    ]
    heads = [line for line in prospects.lines(scene(), said) if line.endswith(":")]
    assert heads[1:] == ["At this turn's end:", "If it is traced to you:"]


def test_third_nations_that_may_mind_are_told_of_in_one_row() -> None:
    said = [Prospect("trust", -2, 0, third, PRC, "protest") for third in (GBR, HKG)]
    rows = prospects.rows(scene(), said)
    assert [(row.title, row.least, row.most) for row in rows] == [
        ("Trust in you of each that minds law or peace", -2, 0)
    ]


def test_a_broken_promise_is_no_matter_of_law_or_peace() -> None:
    said = [Prospect("trust", -6, 0, hearer, PRC, "pledge-withdrawn") for hearer in (GBR, HKG)]
    titles = [row.title for row in prospects.rows(scene(), said)]
    assert titles == ["Britain's trust in you", "Hong Kong's trust in you"]


def test_what_is_forgone_is_told_as_such() -> None:
    told = prospects.lines(scene(), [Prospect("word", -1, 0, PRC, why="clause-kept", when="delayed")])
    assert told[1:] == [
        "In each turn in which it is late:",
        "- Your word 0 to -1: what keeping it in time would have earned.",
    ]


def test_near_the_end_of_the_ladder_it_warns() -> None:
    eight = [Prospect("tension", 4, 8, why="force")]
    assert any("one turn of last hours" in line for line in prospects.lines(scene(88), eight))
    assert any("war" in line for line in prospects.lines(scene(93), eight))
    assert len(prospects.lines(scene(40), eight)) == 3
