"""The pages of the project: every link leads somewhere, every page is found from the index, words are told once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.house.test_words import ROOT, project_files

DOCS = ROOT / "docs"
INDEX = DOCS / "README.md"
ROOMS = ("start", "how-to", "reference", "explanation")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:")
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)

PATH = re.compile(r"`((?:client|content|docs|server|tests)/[\w./-]+)`")
"""A path of this project, as pages name it."""

HABITS = (
    "pack, crisis, nation, seat, match, turn, act, channel, meeting, letter, back-channel, instrument, clause, issue, "
    "option, sheet, rung, gazette, bulletin, input, fact, notice, record, effect, view, stream, cursor, lineage, term, "
    "archive, save"
)
"""Words that must stand on the page of words."""


def pages() -> list[Path]:
    """Every Markdown file of the project that people read (a pack's texts are the game's own)."""
    content = ROOT / "content"
    found = [path for path in project_files() if path.suffix == ".md"]
    return [path for path in found if path.parent.name != "text" or content not in path.parents]


def links(text: str) -> list[str]:
    """The targets of a page's links within the project, as written; none within code."""
    prose = CODE.sub("", FENCE.sub("", text))
    return [target for target in LINK.findall(prose) if not ELSEWHERE.match(target)]


def anchors(text: str) -> set[str]:
    """What `#…` may name in a page: its headings in small letters, as GitHub spells them."""
    found = HEADING.findall(FENCE.sub("", text))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def broken(page: Path, text: str) -> list[str]:
    """The links of a page that lead nowhere."""
    found = []
    for target in links(text):
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        if not path.exists() or (
            anchor and path.suffix == ".md" and anchor not in anchors(path.read_text(encoding="utf-8"))
        ):
            found.append(target)
    return found


def reachable(start: Path) -> set[Path]:
    """Every page that links lead to."""
    found, waiting = {start}, [start]
    while waiting:
        page = waiting.pop()
        for target in links(page.read_text(encoding="utf-8")):
            path = (page.parent / target.partition("#")[0]).resolve()
            if path.suffix == ".md" and path.is_file() and path not in found:
                found.add(path)
                waiting.append(path)
    return found


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    assert broken(page, page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_path_that_is_named_exists(page: Path) -> None:
    named = PATH.findall(page.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_page_is_found_from_the_index() -> None:
    known = reachable(INDEX)
    assert [
        page.relative_to(ROOT).as_posix() for page in sorted(DOCS.rglob("*.md")) if page not in known
    ] == []


def test_every_page_lies_in_one_of_the_four_rooms() -> None:
    places = {page.parent.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md") if page != INDEX}
    assert places <= set(ROOMS)


def test_the_index_is_found_from_the_front_page() -> None:
    assert INDEX in reachable(ROOT / "README.md")


@pytest.mark.parametrize("word", HABITS.split(", "))
def test_every_word_of_the_house_has_one_row(word: str) -> None:
    page = (DOCS / "reference" / "words.md").read_text(encoding="utf-8")
    assert page.count(f"\n| {word} | ") == 1


def test_a_link_that_leads_nowhere_is_noticed() -> None:
    text = "# Here\n[a](nowhere.md) [b](#here) [c](#there) [d](https://host.example/x) `[e](f.md)`\n"
    page = DOCS / "reference" / "words.md"
    assert links(text) == ["nowhere.md", "#here", "#there"]
    assert broken(page, text.replace("#here", "#words")) == ["nowhere.md", "#there"]
