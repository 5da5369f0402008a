"""The archive file: written, read, looked at as one nation saw it, and refused when it is not whole."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente_wire import acts, archive, notices
from detente_wire.archive import Archive, BadArchive, Header, Told
from detente_wire.messages import Digest
from detente_wire.notices import Notice
from detente_wire.terms import NationId
from tests.wire import strategies
from tests.wire.samples import CHANNEL, DEAL, GBR, HKG, PRC, REF

PUBLIC = {
    "issues": [{"id": "garrison", "options": [{"id": "small"}, {"id": "large"}]}],
    "nations": [{"id": "gbr"}, {"id": "prc"}, {"id": "hkg"}],
    "trust": [["gbr", "prc", 35], ["prc", "hkg", 12]],
    "numbers": {},
}
HEADER = Header(
    "hong-kong-1984", Digest("ab" * 32), PUBLIC, {"mode": "variable"}, "c0", "5a", "a4", ("01", "02")
)
BOTH = frozenset({GBR, PRC})
TOLD = (
    Told("public", 1, 10, notices.TurnBegan(1, "1 June", 40, 0, ())),
    Told(frozenset({GBR}), 1, 11, notices.Sealed("sign", REF, acts.StandDown())),
    Told(BOTH, 1, 12, notices.Said(REF, CHANNEL, GBR, acts.Offer(CHANNEL, DEAL)), "Voilà 文"),
    Told("public", 2, 20, notices.Ended("frozen", 2, 47, (), 0, "5a")),
)
WHOLE = Archive(HEADER, TOLD)


def test_there_and_back() -> None:
    lines = list(archive.write(WHOLE))
    assert len(lines) == len(TOLD) + 2
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)
    assert archive.read(lines) == WHOLE
    assert archive.read(line.rstrip("\n") for line in lines) == WHOLE


def test_a_line_is_read_by_people() -> None:
    line = json.loads(list(archive.write(WHOLE))[3])
    assert line["audience"] == ["gbr", "prc"]
    assert line["notice"]["act"]["package"] == {"garrison": "small", "sovereignty": "handover"}
    assert line["words"] == "Voilà 文"


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
AUDIENCES = st.just("public") | st.frozensets(st.sampled_from([GBR, PRC, HKG]), min_size=1)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    notices_told=st.lists(
        st.tuples(AUDIENCES, strategies.NOTICES, st.text(st.characters(exclude_categories=["Cs"])))
    )
)
def test_any_match_there_and_back(notices_told: list[tuple[archive.Audience, Notice, str]]) -> None:
    told = tuple(Told(audience, 1, 2, notice, words) for audience, notice, words in notices_told)
    assert archive.read(archive.write(Archive(HEADER, told))) == Archive(HEADER, told)


@pytest.mark.parametrize(
    ("nation", "expected"), [(GBR, [0, 1, 2, 3]), (PRC, [0, 2, 3]), (HKG, [0, 3]), (None, [0, 3])]
)
def test_a_stream_is_what_the_nation_was_told(nation: NationId | None, expected: list[int]) -> None:
    items = list(archive.stream_of(WHOLE, nation))
    assert [item.notice for item in items] == [TOLD[n].notice for n in expected]
    assert [item.cursor for item in items] == list(range(1, len(expected) + 1))


def test_a_view_of_it() -> None:
    view = archive.view_of(WHOLE, PRC)
    assert (view.turn, view.tension, view.cursor) == (1, 47, 3)
    assert view.trust == {("gbr", "prc"): 35, ("prc", "gbr"): 40, ("prc", "hkg"): 12, ("hkg", "prc"): 40}
    assert view.sealed == {}
    assert [offer.by for offer in view.open_offers()] == ["gbr"]


LINES = list(archive.write(WHOLE))


@pytest.mark.parametrize(
    ("lines", "line", "problem"),
    [
        ([], 1, "the file is empty"),
        (LINES[:1], 2, "ends before its last line"),
        (LINES[:-1], 6, "ends before its last line"),
        ([*LINES[:4], LINES[4][:20]], 5, "is no JSON"),
        (LINES[1:], 1, "is not the header"),
        (["[]\n"], 1, "is no map"),
        ([LINES[0].replace('"version":1', '"version":2')], 1, "version 2 of the format"),
        ([LINES[0].replace('"salt":"5a"', '"salt":5')], 1, "salt: must be a string"),
        ([LINES[0], LINES[0]], 2, "has unknown fields"),
        ([LINES[0], LINES[1].replace("turn-began", "comet-seen")], 2, "type that is not known"),
        ([LINES[0], LINES[1].replace('"public"', '"gbr"')], 2, "must be a list"),
        ([LINES[0], LINES[1].replace('"turn":1', '"turn":1.5', 1)], 2, "is no JSON"),
        ([LINES[0], LINES[1].replace('"at_s":10,', "")], 2, "lacks at_s"),
        ([LINES[0], *LINES[2:]], 5, "counts 4 notices, but there are 3"),
        ([*LINES[:3], LINES[3].replace("Voil", "Viol"), *LINES[4:]], 6, "has another hash"),
        ([LINES[0].replace("variable", "historical"), *LINES[1:]], 6, "has another hash"),
        ([*LINES[:-1], '{"end": 3}'], 6, "is not the last line"),
        (["[" * 100_000], 1, "is no JSON"),
    ],
)
def test_bad_archives(lines: list[str], line: int, problem: str) -> None:
    with pytest.raises(BadArchive) as caught:
        archive.read(lines)
    assert caught.value.line == line
    assert problem in caught.value.problem


def test_the_seal_covers_every_line() -> None:
    digest = hashlib.sha256("".join(LINES[:-1]).encode()).hexdigest()
    assert json.loads(LINES[-1]) == {"end": {"notices": 4, "sha256": digest}}
