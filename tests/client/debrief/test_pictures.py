"""Drawings of the debrief's page: what is written in them can be read."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from detente_client.debrief.document import Course, Edge
from detente_client.debrief.page import page
from detente_client.debrief.pictures import course, graph
from detente_client.debrief.sections import document
from tests.client.debrief.matches import GBR, made

_NUMBER = re.compile(r'<text x="([\d.]+)" y="([\d.]+)" class="mid small halo">\d+</text>')


@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_numbers_on_lines_do_not_cover_each_other(count: int) -> None:
    names = [f"N{n}" for n in range(count)]
    edges = [Edge(a, b, 20 + a * 7 + b, 90) for a, b in combinations(range(count), 2)]
    drawn = graph(names, "Turn 1", edges, "Who trusts whom.").text
    places = [(float(x), float(y)) for x, y in _NUMBER.findall(drawn)]
    assert len(places) == len(edges)
    for (x1, y1), (x2, y2) in combinations(places, 2):
        assert abs(x1 - x2) >= 14 or abs(y1 - y2) >= 10


def test_the_last_value_stands_clear_of_the_rungs() -> None:
    drawn = course(Course((10, 20, 75), ((0, "calm"), (70, "crisis")), ()), "Tension", "It rose.").text
    last = re.search(r'<text x="([\d.]+)" y="[\d.]+" class="mid small bold halo">75</text>', drawn)
    rung = re.search(r'<text x="([\d.]+)"[^>]*>crisis</text>', drawn)
    assert last is not None
    assert rung is not None
    assert float(rung[1]) - float(last[1]) >= 20


def test_a_page_made_again_is_the_same_and_names_each_picture_once() -> None:
    once, again = (page(document(made(), GBR)) for _ in range(2))
    assert once == again
    ids = re.findall(r' id="([^"]*)"', once)
    assert len(ids) == len({*ids}) > 20
