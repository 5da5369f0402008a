"""The debrief of a hostile archive is built like that of a harmless one: no element, attribute or heading is text's.

A browser makes the same tree of both pages, and the lines and the Markdown of both have the same shape.
"""

from __future__ import annotations

import re
from functools import cache

import pytest

from detente_client.debrief.files import html
from detente_client.debrief.lines import lines
from detente_client.debrief.marked import markdown
from detente_client.debrief.report import Report, report
from detente_client.debrief.sections import document
from tests.client.attacks import ATTACKS, FIELDS, MARK, TAGS, Poison, foreign
from tests.client.debrief.test_shown import ALLOWED, Reader, read
from tests.client.hostile import hostile_archive

QUOTING = frozenset({"aria-label", "content"})
"""Attributes that may hold text, and the tree of attributes is that of the twin."""
MEASURED = frozenset(
    {"cx", "cy", "x", "x1", "x2", "y", "y1", "y2", "width", "height", "viewbox", "d", "points", "textlength"}
)
"""Those of pictures, which may give longer words more room."""


@cache
def _made(attack: str, twin: bool) -> Report:
    return report(hostile_archive(Poison((attack,), as_twin=twin)))


def _tree(page: Reader) -> list[tuple[str, dict[str, str | None]]]:
    """Elements and attributes without what is said in them."""
    apart = QUOTING | MEASURED
    return [
        (tag, {name: None if name.lower() in apart else _id(value) for name, value in attributes.items()})
        for tag, attributes in page.tags
    ]


def _id(value: str | None) -> str | None:
    """Pictures are numbered as they are drawn, from one page to the next."""
    return value and re.sub(r"\bp([td])\d+", r"p\1", value)


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_browser_makes_the_same_tree_of_it(attack: str) -> None:
    hostile, harmless = (read(html(_made(attack, twin), None)) for twin in (False, True))
    assert _tree(hostile) == _tree(harmless)
    assert {tag for tag, _ in hostile.tags} <= ALLOWED
    assert hostile.comments == []
    said = [value or "" for _, attributes in hostile.tags for value in attributes.values()]
    assert foreign("".join([*hostile.text, *said])) == set()
    assert MARK in "".join(hostile.text)


@pytest.mark.parametrize("attack", ATTACKS)
def test_lines_and_markdown_have_the_shape_of_the_twins(attack: str) -> None:
    hostile, harmless = (document(_made(attack, twin)) for twin in (False, True))
    told = lines(hostile)
    assert len(told) == len(lines(harmless))
    assert foreign("\n".join(told)) == set()
    assert not any("\n" in line or "\x1b" in line for line in told)
    one, other = (
        re.findall(r"^(?:#+ |\||- |```)", markdown(made), re.MULTILINE) for made in (hostile, harmless)
    )
    assert one == other


def test_the_archive_shows_what_was_attacked() -> None:
    text = "\n".join(lines(document(report(hostile_archive(Poison()))))).lower()
    seen = {field for field in FIELDS if TAGS[field] in text}
    assert {"crisis", "nation", "issue", "option", "medium", "rung", "date", "player-name", "thing"} <= seen


def test_an_element_of_the_text_would_be_found() -> None:
    """Negative control: a page into which a title was written as it stands."""
    page = html(_made("html", True), None)
    planted = page.replace("</h1>", "<b onclick=x>Zq7</b></h1>", 1)
    reader = Reader()
    reader.feed(planted)
    assert _tree(reader) != _tree(read(page))
