"""Texts as they stand, two of them clause by clause."""

from __future__ import annotations

from attrs import evolve

from detente_client.bargaining.differences import difference_lines, differences
from detente_client.bargaining.texts import plain_lines, text_lines, text_row, text_rows
from detente_wire.terms import Clause
from tests.client.plain.story import (
    ADA,
    BEL,
    RESOLVE,
    SIDE,
    STANDSTILL,
    TREATY,
    hearing,
    lines_of,
    ref,
    scene_for,
    told_so_far,
)


def test_a_text_says_how_it_stands() -> None:
    scene = told_so_far()
    row = next(row for row in text_rows(scene) if row.name == "t1")
    assert row.status == "initialled"
    assert row.initials == (ADA, BEL)
    assert row.lacking == ()
    lines = text_lines(scene, row)
    assert lines[0] == "t1, initialled: A treaty of Bel and you."
    assert "Initialled by Bel and you." in lines
    assert "2 clauses:" in lines
    assert lines[-1].startswith("2. The toll: A penny, shared.")


def test_a_text_that_nobody_has_seen_yet_is_said_in_plain_words() -> None:
    assert plain_lines(told_so_far(), TREATY)[1].startswith("2. The toll: A penny, shared.")


def test_breaches_and_remedies_are_told() -> None:
    scene = scene_for()
    lines_of(scene)
    assert next(iter(hearing(RESOLVE))).turn == 2
    row = text_row(scene, scene.view.instruments[ref("t")])
    assert text_lines(scene, row)[0].startswith("t1, in force: ")
    assert row.ratified == (ADA, BEL)
    assert "reported breached, may not last" in "\n".join(text_lines(scene, row))
    assert "Refused at home by Bel." in row.state


def test_what_asks_for_something_comes_first() -> None:
    scene = told_so_far()
    assert [row.status for row in text_rows(scene)] == ["initialled", "tabled"]


def test_clauses_are_held_against_each_other() -> None:
    scene = told_so_far()
    lines = difference_lines(differences(scene, TREATY, SIDE))
    assert lines[0] == "- Only in the first: It is a treaty of Bel and you"
    assert lines[1] == "+ Only in the second: It is a secret treaty of Bel and you"
    assert lines[2].startswith("+ Only in the second: Consultation by you, for Bel, about planks")
    assert sum(line.startswith("= In both") for line in lines) == 7


def test_a_changed_clause_shows_both_wordings() -> None:
    scene = told_so_far()
    later = evolve(TREATY, clauses=(evolve(TREATY.clauses[0], by_turn=4), Clause("hotline", BEL)))
    kinds = [one.kind for one in differences(scene, TREATY, later) if one.kind != "same"]
    assert kinds == ["changed", "first", "second"]
    assert any(one.kind == "changed" for one in differences(scene, STANDSTILL, TREATY))
