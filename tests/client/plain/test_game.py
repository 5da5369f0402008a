"""A real game on paper: what it says, and that it is fit for a screen reader, a pipe and a typewriter.

The transcript is written anew by ``python -m tests.client.plain.game``.
"""

from __future__ import annotations

import re

import pytest

from detente_client.printer import WIDTH
from tests.client.plain.game import GAMES, GOLDENS, transcript
from tests.client.plain.paper import PAPERS

OPTION = re.compile(r"\b\d+=\d+ [A-Z]")
"""An option as it is listed: its number and its title."""
UNREADABLE = re.compile(r"[\u2190-\u21ff\u2500-\u259f\u25a0-\u25ff\u2800-\u28ff]")
"""Arrows, frames, blocks, shapes, dots: a screen reader says nothing of use for them."""
TO_BE_ANSWERED = re.compile(r"Answer(?: with|:) /")


def golden(name: str) -> str:
    return (GOLDENS / f"{name}.txt").read_text(encoding="utf-8")


def paragraphs(text: str) -> list[str]:
    """Lines with the rows that go on with them put together again."""
    return re.sub(r"\n +(?!\s*\d+=\d+ )", " ", text).splitlines()


@pytest.mark.parametrize("name", GAMES)
async def test_the_game_is_told_in_the_same_words(name: str) -> None:
    """Equal seeds, equal lines, equal game, to the debrief; a change of words is seen in review."""
    assert await transcript(GAMES[name]) == golden(name), "python -m tests.client.plain.game"


@pytest.mark.parametrize("name", PAPERS)
async def test_what_comes_before_and_after_is_told_in_the_same_words(name: str) -> None:
    """Home, a lobby, the tutorial, a replay."""
    assert await PAPERS[name]() == golden(name), "python -m tests.client.plain.paper"


@pytest.mark.parametrize("name", GAMES)
def test_every_line_that_asks_for_an_answer_is_marked(name: str) -> None:
    asking = [line for line in paragraphs(golden(name)) if TO_BE_ANSWERED.search(line)]
    assert len(asking) >= 3
    assert [line for line in asking if not line.startswith("! ")] == []


@pytest.mark.parametrize("name", GAMES)
def test_an_option_stands_on_a_line_of_its_own(name: str) -> None:
    listed = [line for line in paragraphs(golden(name)) if OPTION.search(line)]
    assert listed or name == "pressure"
    assert [line for line in listed if len(OPTION.findall(line)) > 1] == []


@pytest.mark.parametrize("name", [*GAMES, *PAPERS])
def test_neither_colour_nor_columns_nor_more_than_a_typewriter_has(name: str) -> None:
    """Spaces only begin a line, as deep as what it belongs to; nothing is painted, rung or moved."""
    rows = golden(name).splitlines()
    told = [row for row in rows if not row.startswith("> ")]
    assert [row for row in told if len(row) > WIDTH] == []
    assert [row for row in rows if re.search(r"[\x00-\x1f\x7f-\x9f]", row)] == []
    assert [row for row in told if re.search(r"\S {2,}\S", row)] == []
    assert [row for row in rows if UNREADABLE.search(row)] == []
