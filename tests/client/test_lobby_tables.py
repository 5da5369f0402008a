"""The lobby without a front end: the desk's lines, a table laid row by row, the list and its details."""

from __future__ import annotations

from typing import Any, cast

import pytest
from attrs import evolve

from detente_client.lobby import tables
from detente_client.lobby.desk import Desk, leaves
from detente_client.lobby.form import Form
from detente_client.lobby.laying import Layer
from detente_client.lobby.tables import Search, details
from detente_client.trouble import Trouble
from detente_wire.messages import Calendar, Digest, MatchId, MatchRow, SeatRow
from detente_wire.terms import NationId
from tests.client.lobbies import FakeSession, Typist

PACKS = (("hong-kong-1984", "Hong Kong"), ("cuba-1962", "Cuba"))
ROW = MatchRow(
    MatchId("a" * 16), "hong-kong-1984", Digest("hong-kong-1984"), "Hong [red]Kong", "variable", "live", 600, "muster",
    (
        SeatRow(NationId("prc"), "player", "Ann", 95, 40),
        SeatRow(NationId("gbr"), "empty"),
        SeatRow(NationId("hkg"), "bot"),
    ),
    people=2, free=1, creator="Ann",
)  # fmt: skip


async def _said(*lines: str, answers: tuple[str, ...] = ()) -> tuple[list[str], Any]:
    typist, session = Typist(*answers), FakeSession([ROW])
    desk, match = Desk(cast(Any, session), typist), None
    for line in lines:
        match = await desk.take(line)
    return typist.said, match


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("/join 1", ("join", "a" * 16, None)),
        ("/join 1 prc", ("join", "a" * 16, "prc")),
        ("/watch 1", ("watch", "a" * 16, "observer")),
        ("/umpire abc", ("watch", "abc", "umpire")),
        ("/next 1", ("next", "a" * 16)),
    ],
)
async def test_what_leads_to_a_match(line: str, asked: tuple[Any, ...]) -> None:
    session = FakeSession([ROW])
    match: Any = await Desk(cast(Any, session), Typist()).take(line)
    assert match == asked


@pytest.mark.parametrize("named", ["1", "hong-kong-1984"])
async def test_a_crisis_is_told_at_length(named: str) -> None:
    said, _ = await _said(f"/packs {named}")
    text = "\n".join(said)
    assert "Who is at the table" in text
    assert "Sovereignty" in text


async def test_what_cannot_be_is_told() -> None:
    said, _ = await _said("/dance", "/join", "/create nowhere", "/password secret")
    expected = (
        "no command /dance",
        "Which match?",
        "no pack nowhere",
        "not typed where others read",
    )
    assert len(said) == len(expected)
    assert all(words in line for words, line in zip(expected, said))


async def test_the_list_is_asked_for_as_typed() -> None:
    session = FakeSession([ROW])
    await Desk(cast(Any, session), Typist()).take("/matches free slow kong page 2")
    assert session.asked == {"free": True, "tempo": "correspondence", "text": "kong", "page": 1}


@pytest.mark.parametrize(("line", "leaving"), [("/quit", True), (" q ", True), ("/quiet", False)])
def test_what_leaves(line: str, leaving: bool) -> None:
    assert leaves(line) is leaving


def test_a_form_comes_to_the_words_of_create() -> None:
    form = Form(PACKS, (("prc", "China"), ("gbr", "Britain")))
    assert form.words() == ["hong-kong-1984", "people=2"]
    form = form.turned("as", 1).turned("as", 1).turned("mode", 1).turned("temper", -1).turned("drawn", 1)
    form = form.changed("umpires", "Ann Smith, Bel").changed("quiet", "22:00-08:00").turned("people", 1)
    assert form.words() == [
        "hong-kong-1984", "as=gbr", "people=3", "historical", "temper=hawk", "drawn", "umpires=Ann_Smith,Bel",
        "quiet=22:00-08:00",
    ]  # fmt: skip


def test_another_crisis_has_other_nations() -> None:
    form = Form(PACKS, (("prc", "China"),)).turned("as", 1).turned("pack", 1)
    assert form.words() == ["cuba-1962", "people=2"]
    assert form.seats == ()


async def test_every_row_of_the_form_is_a_word_that_is_understood() -> None:
    layer = Layer(cast(Any, FakeSession([])), Typist())
    samples = {
        "turn": "10m", "muster": "5m", "pause": "30m", "reliability": "80", "umpires": "Ann Smith", "then": "cuba-1962",
        "quiet": "22:00-08:00", "zone": "Europe/Berlin", "as": "gbr", "temper": "dove", "mode": "historical",
    }  # fmt: skip
    form = Form(PACKS)
    for row in form.rows():
        if row.id != "pack":
            form = form.changed(row.id, samples.get(row.id, "on" if row.kind == "switch" else "3"))
    table = await layer.read(form.words())
    assert (table.people, table.turn_s, table.mode, table.temper, table.private) == (
        3,
        600,
        "historical",
        "dove",
        True,
    )
    assert table.then == ("cuba-1962",)
    assert set(table.rest) == {
        "muster_s", "pause_budget_s", "min_reliability", "umpire", "umpires", "calendar", "drawn", "anonymous", "watch",
        "open_dice", "language",
    }  # fmt: skip
    assert table.rest["umpires"] == ("Ann Smith",)
    with pytest.raises(Trouble, match="no quiet time"):
        await layer.read(form.changed("quiet", "late").words())


def test_filters_go_round() -> None:
    search, seen = Search(), []
    for _ in tables.filters():
        seen.append(search.asked())
        search = search.turned()
    assert search == Search()
    assert {"free": True} in seen
    assert Search(1, "kong").asked() == {"free": True, "text": "kong"}


def test_details_say_all_there_is() -> None:
    row = evolve(
        ROW, private=True, code="abc-def", stage=1, stages=("a", "b"), umpire=True, muster_s=60,
        calendar=Calendar("Europe/Berlin", 22 * 60, 8 * 60, True),
    )  # fmt: skip
    text = "\n".join(details(row))
    for words in (
        "Hong [red]Kong: 1 of 2 free, 10 minutes a turn.",
        "At the table: Ann (came to 95 % of 40 turns) for prc.",
        "gbr: nobody yet.",
        "hkg: a bot.",
        "No deadline falls 22:00-08:00 and at weekends (Europe/Berlin).",
        "Crisis 1 of 2 of a campaign.",
        "abc-def",
        "With an umpire, who may read everything",
    ):
        assert words in text
    assert len(tables.cells(1, row)) == len(tables.columns())


def test_drawn_and_anonymous_tables_name_nobodys_seat() -> None:
    text = "\n".join(details(evolve(ROW, drawn=True, anonymous=True)))
    assert "Seats are drawn by lot" in text
    assert "prc" not in text
    assert "told at the end" in text
