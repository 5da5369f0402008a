"""The document as one page of HTML that needs nothing else: no network, no script, no fonts of its own.

Owns: the frame of the page, tables, figures with what is picked in them.
Does not know: what a picture looks like (`pictures`), colours (`style`), matches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente_client.debrief import clouds, lanes, pictures
from detente_client.debrief.document import (
    Bids,
    Block,
    Bullets,
    Clouds,
    Contacts,
    Course,
    Document,
    Figure,
    Graphs,
    Pages,
    Say,
    Section,
    Table,
)
from detente_client.debrief.markup import Html, joined, tag
from detente_client.debrief.style import STYLE
from detente_client.i18n import language, tr
from detente_client.words.naming import sentences

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""The browser is told to fetch nothing and to run nothing."""
Tiles = Sequence[tuple[str, str]]
"""Figures at the top: a number, and what it is."""


def page(document: Document, tiles: Tiles = ()) -> str:
    """The whole file."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", tr("Debrief: {title}", title=document.title)),
        tag("style", Html(STYLE + _picking(document))),
    )
    with pictures.numbered():
        main = _main(document)
    body = tag(
        "body",
        tag("a", tr("Skip to the debrief"), href="#main", class_="skip"),
        tag("div", _top(document, tiles), _contents(document), main, class_="wrap"),
    )
    return "<!doctype html>\n" + tag("html", head, body, lang=language()).text + "\n"


def _top(document: Document, tiles: Tiles) -> Html:
    rows = [tag("div", tag("b", number), tag("span", what), class_="tile") for number, what in tiles]
    schemes = (("auto", tr("as the system")), ("light", tr("light")), ("dark", tr("dark")))
    choices = [
        joined([tag("input", type="radio", name="scheme", id=f"scheme-{id}", checked=id == "auto"),
                tag("label", said, for_=f"scheme-{id}")])
        for id, said in schemes
    ]  # fmt: skip
    return tag(
        "header",
        tag("p", tr("Debrief"), class_="kicker"),
        tag("h1", document.title),
        tag("p", document.subtitle, class_="sub"),
        tag("div", *rows, class_="tiles"),
        tag("fieldset", tag("legend", tr("Colours"), class_="hidden"), *choices, class_="scheme"),
        class_="top",
    )


def _contents(document: Document) -> Html:
    rows = [tag("li", tag("a", section.title, href=f"#{section.id}")) for section in document.sections]
    return tag("nav", tag("ol", *rows), aria_label=tr("Sections"))


def _main(document: Document) -> Html:
    return tag("main", *[_section(section) for section in document.sections], id="main")


def _section(section: Section) -> Html:
    heading = f"h-{section.id}"
    blocks = [_block(section, n, block) for n, block in enumerate(section.blocks)]
    title = tag("h2", section.title, id=heading)
    return tag("section", title, *blocks, id=section.id, aria_labelledby=heading)


def _block(section: Section, n: int, block: Block) -> Html:
    match block:
        case Say():
            return tag("p", block.text)
        case Bullets():
            return tag("ul", *[tag("li", row) for row in block.rows])
        case Table():
            return table(block)
        case Figure():
            return _figure(f"{section.id}-{n}", block)
        case Pages():
            return tag(
                "div", *[_folded(title, _paragraphs(lines)) for title, lines in block.pages], class_="record"
            )


def _paragraphs(lines: Sequence[str]) -> Html:
    return joined([tag("p", line) for line in lines if line])


def _folded(title: str, inside: Html) -> Html:
    return tag("details", tag("summary", title), inside)


FEW_ROWS = 10
"""A table of so many rows is not torn apart between two printed pages."""


def table(said: Table) -> Html:
    """Rows with their heads; it scrolls by itself where the page is narrow."""
    heads = [tag("th", cell, scope="col", class_=_kind("", n)) for cell, n in zip(said.head, said.figures)]
    head = tag("thead", tag("tr", *heads))
    body = tag("tbody", *[_row(row, said.figures) for row in said.rows])
    whole = tag("table", tag("caption", said.caption), head, body)
    kind = "scroll few" if len(said.rows) <= FEW_ROWS else "scroll"
    return tag("div", whole, class_=kind, tabindex=0, role="region", aria_label=said.caption)


def _row(row: Sequence[str], figures: Sequence[bool]) -> Html:
    first, *others = row
    cells = [tag("td", cell, class_=_kind(cell, n)) for cell, n in zip(others, figures[1:])]
    return tag("tr", tag("th", first, scope="row", class_=_kind("", figures[0])), *cells)


def _kind(cell: str, figure: bool) -> str | None:
    """Figures end below one another; a short word is not broken."""
    return "n f" if figure else "n" if 0 < len(cell) < 8 else None


# -- figures ---------------------------------------------------------------------------------------------------


def _figure(id: str, figure: Figure) -> Html:
    caption = tag("figcaption", sentences(figure.says, figure.signs))
    parts = [tag("h3", figure.title), caption, *_drawn(id, figure)]
    parts.append(_folded(tr("The same as a table"), table(figure.table)))
    return tag("figure", *parts)


def _drawn(id: str, figure: Figure) -> Iterator[Html]:
    title, says, drawing = figure.title, figure.says, figure.drawing
    match drawing:
        case Course():
            yield _wide(pictures.course(drawing, title, says))
            yield pictures.legend(
                [(tag("text", sign, class_="mid", y=5), said) for sign, said in _signs(drawing)]
            )
        case Contacts():
            yield _wide(lanes.contacts(drawing, title, says))
            yield lanes.contacts_legend()
        case Bids():
            yield _wide(lanes.bids(drawing, title, says))
            yield pictures.nations_legend(drawing.who)
            yield tag("p", tr("Filled: somebody took it up. Hollow: nobody did. The band: settled from then on."),
                      class_="legend")  # fmt: skip
        case Graphs():
            frames = [
                (name, pictures.graph(drawing.nodes, name, edges, says)) for name, edges in drawing.frames
            ]
            yield _picked(id, tr("Which turn"), frames, everything=True)
            yield pictures.nations_legend(drawing.nodes)
        case Clouds():
            pairs = [
                (
                    f"{one.x_title} – {one.y_title}",
                    clouds.cloud(one, f"{one.x_title} – {one.y_title}", says),
                )
                for one in drawing.clouds
            ]
            yield _picked(id, tr("Which two nations"), pairs, everything=len(pairs) < 3)
            yield clouds.cloud_legend()


def _signs(drawing: Course) -> list[tuple[str, str]]:
    known = (
        ("●", tr("an event")), ("⚡", tr("an accident")), ("▲", tr("pressure")), ("▽", tr("pressure ended")),
        ("◆", tr("a body, or all others together")), ("!", tr("something came out")), ("✓", tr("agreed")),
        ("✕", tr("undone, or walked out")),
    )  # fmt: skip
    seen = {mark.sign for mark in drawing.marks}
    return [row for row in known if row[0] in seen]


def _wide(drawn: Html) -> Html:
    return tag("div", drawn, class_="scroll wide")


def _picked(id: str, title: str, frames: Sequence[tuple[str, Html]], *, everything: bool) -> Html:
    """Frames of which one can be picked, without a script; where that cannot be done all are shown."""
    choices = [(f"{id}-all", tr("all"), everything)]
    choices += [(f"{id}-{n}", name, not everything and n == 0) for n, (name, _) in enumerate(frames)]
    row = [
        joined([tag("input", type="radio", name=id, id=one, checked=checked), tag("label", name, for_=one)])
        for one, name, checked in choices
    ]
    shown = [tag("div", frame, class_=f"frame f{n}") for n, (_, frame) in enumerate(frames)]
    legend = tag("legend", title, class_="hidden")
    small = "frames" if len(frames) > PICKED_AT_ONCE else "frames one"
    return tag(
        "div",
        tag("fieldset", legend, *row, class_="scheme"),
        tag("div", *shown, class_=small),
        class_="pick",
        id=id,
    )


PICKED_AT_ONCE = 6
"""More frames than these are drawn small."""


def _picking(document: Document) -> str:
    """The rules by which a picked frame stands alone."""
    rules = []
    for section in document.sections:
        for n, block in enumerate(section.blocks):
            if isinstance(block, Figure) and isinstance(block.drawing, Graphs | Clouds):
                drawing = block.drawing
                frames = len(drawing.frames if isinstance(drawing, Graphs) else drawing.clouds)
                id = f"{section.id}-{n}"
                rules += [
                    f"#{id}:has(#{id}-{k}:checked) .frame:not(.f{k}){{display:none}}"
                    f"#{id}:has(#{id}-{k}:checked) .frames{{grid-template-columns:minmax(0,34rem)}}"
                    for k in range(frames)
                ]
    return "\n".join(rules)
