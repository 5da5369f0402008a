"""Pictures of characters: they fit, and everything that is drawn can be read out of them."""

from __future__ import annotations

import pytest

from detente_client.charts import spark
from detente_client.debrief.braille import Canvas, drawn
from detente_client.debrief.columns import columns
from detente_client.debrief.document import (
    Bid,
    Bids,
    Cloud,
    Clouds,
    Contact,
    Contacts,
    Edge,
    Graphs,
    Spot,
    Table,
)
from detente_client.debrief.sections import document
from tests.client.debrief.matches import made


@pytest.mark.parametrize("width", [56, 80, 176])
@pytest.mark.parametrize("pack", ["hong-kong-1984", "cuba-1962"])
def test_every_drawing_of_a_match_fits(pack: str, width: int) -> None:
    for section in document(made(pack)).sections:
        for figure in section.figures():
            rows = drawn(figure.drawing, width)
            assert rows
            sentences = [row for row in rows if ";" in row or ", " in row or "(upwards)" in row]
            assert all(len(row) <= width for row in rows if row not in sentences)


def test_dots_stand_where_they_should() -> None:
    canvas = Canvas(2, 1)
    canvas.dot(0, 0)
    canvas.dot(1, 1)
    assert canvas.rows() == ["\u2840\u2808"]
    canvas.sign(0, 0, "◇")
    canvas.name(1, 1, "Y")
    assert canvas.rows() == ["◇Y"]
    canvas.name(1, 1, "N")
    canvas.name(0, 0, "H")
    assert canvas.rows() == ["H*"]


def test_trust_is_a_row_a_direction() -> None:
    graphs = Graphs(("Ada", "Bel"), (("0", (Edge(0, 1, 10, 90),)), ("1", (Edge(0, 1, 60, 80),))))
    assert drawn(graphs, 60) == ["Ada in Bel  ▁▅   10 →  60", "Bel in Ada  █▇   90 →  80"]
    assert spark([0, 50, 100]) == "▁▄█"


def test_contacts_and_offers_stand_in_their_turn() -> None:
    met = Contacts(
        ("Ada", "Bel"), 3, (Contact(1, "meeting", (0, 1)), Contact(3, "back-channel", (1, 0), True))
    )
    assert drawn(met, 60)[:2] == ["           1 2 3", "Ada – Bel  ● · !"]
    bids = Bids(
        "Toll", ("free", "paid"), ("Ada", "Bel"), 2, (Bid(1, 0, 0, False), Bid(2, 1, 1, True)), ((2, 1),)
    )
    assert [row.split() for row in drawn(bids, 60)[:3]] == [
        ["1", "2"],
        ["free", "a", "·"],
        ["paid", "·", "B✓"],
    ]
    assert "a Ada, b Bel" in drawn(bids, 60)[3]


def test_a_name_without_room_stands_whole_above_its_row() -> None:
    who = ("China", "Hong Kong's Executive Council")
    met = tuple(Contact(turn, "meeting", (0, 1)) for turn in range(1, 13))
    wide, narrow = drawn(Contacts(who, 12, met), 80), drawn(Contacts(who, 12, met), 44)
    assert wide[1].startswith("China – Hong Kong's Executive Council  ● ● ●")
    assert wide[0].split() == [str(turn) for turn in range(1, 13)], "numbers of two figures stand apart"
    assert narrow[1] == "China – Hong Kong's Executive Council"
    assert narrow[2] == "  ● ● ● ● ● ● ● ● ● ●  ●  ●"
    assert max(map(len, narrow[:3])) <= 44


def test_of_many_talks_in_one_turn_what_came_out_is_seen() -> None:
    met = (*[Contact(1, "meeting", (0, 1))] * 4, Contact(1, "letter", (0, 1), True))
    rows = drawn(Contacts(("Ada", "Bel"), 1, met), 60)
    assert rows[1] == "Ada – Bel  !●+"
    assert "+ more" in rows[-1]
    assert "+" not in drawn(Contacts(("Ada", "Bel"), 1, met[:3]), 60)[-1]


def test_two_clouds_stand_side_by_side_where_there_is_room() -> None:
    spots = (Spot("agreed", "yours", 60, 60), Spot("nash", "Nash", 60, 60), Spot("frontier", "", 90, 40))
    one = Cloud("Ada", "Bel", ((0, 0, False), (100, 100, True)), spots, 40, 30)
    narrow, wide = drawn(Clouds((one, one)), 70), drawn(Clouds((one, one)), 170)
    assert len(narrow) == 2 * len(wide)
    assert sum(row.count("*") for row in narrow[:16]) == 1
    assert any(row.count("◇") == 2 for row in wide)


def test_columns_wrap_or_give_up() -> None:
    table = Table("T", ("who", "what"), (("Ada", "a long sentence of many words"), ("Bel", "short")))
    made = columns(table, 24)
    assert made is not None
    assert all(len(row) <= 24 for row in made)
    assert made[0] == "who  what"
    assert len(made) > 4
    assert columns(Table("T", ("a",) * 9, (("word " * 9,) * 9,)), 40) is None


def test_figures_end_below_one_another() -> None:
    table = Table(
        "T", ("who", "points", "what"), (("1", "7", "a"), ("2", "–", "b"), ("3", "+10.5", "12 of them"))
    )
    assert table.figures == (False, True, False)
    made = columns(table, 40)
    assert made is not None
    assert made[2:] == ["1         7  a", "2         –  b", "3     +10.5  12 of them"]


def test_cells_that_are_paragraphs_make_no_columns() -> None:
    table = Table("T", ("issue", "options"), (("Rule", "one option and another and " * 6),))
    assert columns(table, 40) is None
    assert columns(table, 120) is not None
