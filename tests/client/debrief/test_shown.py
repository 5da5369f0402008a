"""The debrief as a page, as lines, as Markdown, as items: complete, safe, whole."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve

from detente_client.debrief import export, style
from detente_client.debrief.document import Document, Figure
from detente_client.debrief.files import Wish, html, make
from detente_client.debrief.lines import lines
from detente_client.debrief.marked import literal, markdown
from detente_client.debrief.report import report
from detente_client.debrief.sections import document
from detente_client.trouble import Trouble
from detente_wire import archive as archives
from tests.client.debrief.matches import ATTACKS, PRC, archive, hostile, made
from tests.client.debrief.write_reference import PAGE
from tests.client.debrief.write_reference import page as reference

SECTIONS = (
    "ending", "chances", "tension", "trust", "talks", "offers", "deals", "texts", "word", "sheets", "about",
)  # fmt: skip
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "a", "div", "header", "p", "h1", "h2", "h3", "fieldset", "legend",
    "input", "label", "nav", "ol", "ul", "li", "main", "section", "figure", "figcaption", "details", "summary", "table",
    "caption", "thead", "tbody", "tr", "th", "td", "b", "span", "svg", "desc", "text", "line", "rect", "circle", "path",
    "polyline",
}  # fmt: skip
_VOID = {"meta", "input"}


class Reader(HTMLParser):
    """What a browser would make of the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def _page(whose: str = "hong-kong-1984") -> str:
    return html(made(whose), None)


def test_the_page_needs_nothing_and_runs_nothing() -> None:
    page = _page()
    reader = read(page)
    assert page.startswith("<!doctype html>\n<html lang=")
    assert {tag for tag, _ in reader.tags} <= ALLOWED
    for _, attributes in reader.tags:
        assert not any(name.startswith("on") or name in ("src", "style", "action") for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")
    policies = [a["content"] for tag, a in reader.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policies
    assert "default-src 'none'" in (policies[0] or "")
    assert "http" not in re.sub(r"http-equiv", "", page)
    assert "@import" not in page
    assert "url(" not in page


def test_every_section_and_every_anchor_is_there() -> None:
    reader = read(_page())
    ids = [a["id"] for _, a in reader.tags if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attributes in reader.tags:
        href = attributes.get("href")
        assert href is None or href[1:] in ids
        assert attributes.get("for") is None or attributes["for"] in ids
        for name in (attributes.get("aria-labelledby") or "").split():
            assert name in ids
    assert [id for id in ids if id in SECTIONS] == list(SECTIONS)
    assert "record" in ids


def test_every_picture_has_a_name_and_a_table() -> None:
    reader = read(_page())
    images = [a for tag, a in reader.tags if tag == "svg" and a.get("aria-hidden") != "true"]
    assert images
    assert all(a["role"] == "img" and a["aria-labelledby"] for a in images)
    figures = [f for section in _document().sections for f in section.figures()]
    assert figures
    assert all(
        figure.table.rows and figure.says for figure in figures if not figure.says.startswith("It was never")
    )
    assert sum(tag == "figure" for tag, _ in reader.tags) == len(figures)
    assert all(a.get("scope") in ("col", "row") for tag, a in reader.tags if tag == "th")


def _document() -> Document:
    return document(made())


def test_headings_go_down_by_one() -> None:
    levels = [int(tag[1]) for tag, _ in read(_page()).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_usual_match_stays_small() -> None:
    for pack in ("hong-kong-1984", "cuba-1962"):
        assert len(_page(pack).encode()) < 1_500_000


def test_nothing_that_anybody_wrote_is_markup() -> None:
    page = html(report(hostile()), PRC)
    reader = read(page)
    assert {tag for tag, _ in reader.tags} <= ALLOWED
    assert not any(a.get("id") == "injected" for _, a in reader.tags)
    assert not any(name.startswith("on") or name in ("src", "srcdoc") for _, a in reader.tags for name in a)
    assert all((a.get("href") or "#").startswith("#") for _, a in reader.tags)
    assert reader.comments == []
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200b]", page)
    shown = "".join(reader.text)
    for attack in ATTACKS:
        if attack.isprintable() and attack.isascii():
            assert attack in shown, attack
    assert sum(tag == "style" for tag, _ in reader.tags) == 1


def test_hostile_markdown_stays_literal() -> None:
    text = markdown(document(report(hostile())))
    assert not re.search(r"(?<!\\)<(?!/?\d)", text)
    assert "](" not in text.replace("\\](", "")
    assert "https://" not in text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200b]", text)
    heads = [line for line in text.splitlines() if line.startswith("#")]
    assert len(heads) == 1 + sum(
        1 + sum(1 for _ in s.figures()) for s in document(report(hostile())).sections
    )
    for line in text.splitlines():
        if line.startswith("|"):
            assert line.endswith(" |")
    assert literal("a | b\n# c") == r"a \| b \# c"


def test_lines_say_all_that_the_page_says_of_every_figure() -> None:
    told = lines(_document())
    text = "\n".join(told)
    for section in _document().sections:
        assert section.title.upper() in told
        for block in section.blocks:
            if isinstance(block, Figure):
                assert f"{block.title}. {block.says}" in text
                for row in block.table.rows:
                    assert row[0] in text
    assert not any("\n" in line for line in told)
    assert "came to 90 points" in text


def test_whose_debrief_it_is_comes_first() -> None:
    mine = document(made(), PRC)
    scores = next(b for b in mine.section("ending").blocks if getattr(b, "caption", "") == "Scores")
    assert scores.rows[0][0] == "China (you)"  # type: ignore[union-attr]
    other = document(made("cuba-1962"), made("cuba-1962").pack.order[3])
    [figure] = other.section("deals").figures()
    assert {cloud.x_title for cloud in figure.drawing.clouds[:4]} == {"Turkey"}  # type: ignore[union-attr]


def test_items_are_typed_and_read_back() -> None:
    rows = [json.loads(line) for line in export.json_lines(made("cuba-1962"))]
    kinds = list(dict.fromkeys(row["type"] for row in rows))
    known = [re.sub("(?<!^)([A-Z])", r"-\1", item.__name__).lower() for item in export.ITEMS]
    assert set(kinds) <= set(known)
    assert kinds[0] == "ending"
    assert {"seat", "turn", "talk", "proposal", "named-deal", "chance", "lie"} <= set(kinds)
    assert rows[0]["outcome"] == made("cuba-1962").ending.outcome


def test_the_reference_of_items_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference()


def test_files_are_whole_and_never_the_archive(tmp_path: Path) -> None:
    kept = tmp_path / "match.detente"
    kept.write_text("".join(archives.write(archive())), encoding="utf-8")
    page, text, items = tmp_path / "new" / "d.html", tmp_path / "d.md", tmp_path / "d.jsonl"
    told = make(Wish(kept, "prc", page, text, items))
    assert [line.split(": ")[0] for line in told] == ["Written"] * 3
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert text.read_text(encoding="utf-8").startswith("# Hong Kong")
    assert items.read_text(encoding="utf-8").startswith('{"type":"ending"')
    assert {path.name for path in tmp_path.iterdir()} == {"match.detente", "new", "d.md", "d.jsonl"}
    before = kept.read_bytes()
    with pytest.raises(Trouble, match="is the archive itself"):
        make(Wish(kept, html=kept))
    assert kept.read_bytes() == before
    with pytest.raises(Trouble, match="cannot be written"):
        make(Wish(kept, html=kept / "below"))


@pytest.mark.parametrize("scheme", [style.LIGHT, style.DARK], ids=["light", "dark"])
def test_text_can_be_read_in_both_schemes(scheme: str) -> None:
    """Contrast of at least 4.5 to 1 for everything that is read, 3 to 1 for the shapes of nations (WCAG 2.2, AA)."""
    colours = dict(re.findall(r"--([\w-]+):(#\w{6});", scheme))
    for ground in ("paper", "card"):
        for text in ("ink", "soft", "accent", "bad", "good"):
            assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        for shape in (f"n{n}" for n in range(1, 9)):
            assert _contrast(colours[shape], colours[ground]) >= 3, (shape, ground)
    for band in ("calm", "tense", "grave"):
        assert _contrast(colours["ink"], colours[band]) >= 4.5, band


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_talkative_match_stays_bounded() -> None:
    match = archive()
    told = [evolve(one, words="<much> & more " * 200 if one.words else "") for one in match.told]
    page = html(report(evolve(match, told=tuple(told))), None)
    assert len(page.encode()) < 1_500_000
    assert "more are in the archive" in page
