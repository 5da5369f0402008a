"""Texts as lines: what they write, what is wrong with them, and that nothing is lost on the way back."""

from __future__ import annotations

import pytest
from attrs import evolve

from detente_client.commands.notation import Problem, read_draft, written
from detente_client.commands.slots import Here
from detente_wire.terms import Clause, Instrument
from tests.client.plain.story import ADA, BEL, SIDE, STANDSTILL, TREATY, ref, told_so_far

HERE = Here(told_so_far())

TEXTS: tuple[Instrument, ...] = (
    TREATY,
    SIDE,
    evolve(STANDSTILL, duration=3),
    evolve(TREATY, clauses=(evolve(TREATY.clauses[0], by_turn=4, verify=BEL), *TREATY.clauses[1:])),
    evolve(TREATY, clauses=(evolve(TREATY.clauses[0], condition=ref("t")), Clause("hotline", BEL))),
    Instrument("annex", (ADA, BEL), (Clause("transit", ADA, object="the plank for two"),), annex_of=ref("t")),
    Instrument(
        "plan", (ADA, BEL), (Clause("review", BEL, amount=3),), "n-ratify", 2, 4, disputes="arbitration"
    ),
    Instrument("framework", (ADA, BEL), (), "date", 5, monitor=BEL, guarantor=ADA),
)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_text_comes_back_as_it_was(text: Instrument) -> None:
    reading = read_draft(HERE, written(HERE, text))
    assert reading.problems == ()
    assert reading.text == text


def test_lines_are_read_as_commands_are() -> None:
    reading = read_draft(
        HERE,
        "treaty\n\n# half and half\n1=together due 3\ntoll=shared\n"
        "consult by bel for me about the old mill until 6\nsecret\n",
    )
    assert reading.problems == ()
    text = reading.text
    assert text is not None
    assert text.parties == (ADA, BEL)
    assert text.secret
    assert text.clauses[0].by_turn == 3
    assert text.clauses[2] == Clause("consultation", BEL, ADA, object="the old mill", sunset=6)
    assert reading.clause_lines == (4, 5, 6)


def test_two_choices_on_a_line_are_two_clauses() -> None:
    reading = read_draft(HERE, "1=3 2=3")
    assert reading.text == TREATY
    assert reading.clause_lines == (1, 1)


def test_every_line_that_is_wrong_is_told() -> None:
    reading = read_draft(
        HERE, "treaty with bel\n1=9\nhotline by\nfrobnicate\nhotline due 1000\ntreaty with ada"
    )
    assert reading.text is None
    assert [problem.line for problem in reading.problems] == [2, 3, 4, 5, 6]
    words = [problem.words for problem in reading.problems]
    assert words[0].startswith("There is no option of bridge 9.")
    assert words[1] == "ACTOR is missing after by."
    assert words[2].startswith("There is no clause type frobnicate.")
    assert words[4] == "The kind of the text stands in the first line."


def test_nothing_is_no_text() -> None:
    assert read_draft(HERE, "\n# later\n").text is None
    assert read_draft(HERE, "").problems == ()


def test_the_validators_sentences_find_their_lines() -> None:
    reading = read_draft(HERE, "treaty\n1=1\n1=3\nhotline by bel")
    found = reading.located(
        (
            "clause 3 is due in turn 9",
            "clauses 1 and 2 both close bridge",
            "a text binds two",
            "clause 9 is odd",
        )
    )
    assert [problem.line for problem in found] == [4, 2, 0, 0]
    assert found[2] == Problem(0, "a text binds two")
