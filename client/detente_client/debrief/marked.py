"""The document as Markdown: headings, lists and tables; figures are their tables.

Owns: escaping, the marks of every block.
Does not know: matches. Nothing that anybody wrote is ever a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente_client.debrief.document import Block, Bullets, Document, Figure, Pages, Say, Section, Table
from detente_wire.gate import one_line

_MARKS = re.compile(r"([\\`*_{}\[\]#|~!$])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LINK = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")
_ENTITY = {":": "&#58;", ".": "&#46;"}


def literal(text: str) -> str:
    """The text so that every reader of Markdown shows just it; an address is no link."""
    marked = _MARKS.sub(r"\\\1", one_line(text).translate(_ENTITIES))
    return _LINK.sub(lambda found: found[1] + _ENTITY[found[2]], marked)


def markdown(document: Document) -> str:
    """The whole debrief."""
    parts = [f"# {literal(document.title)}", literal(document.subtitle)]
    for section in document.sections:
        parts += _section(section)
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield f"## {literal(section.title)}"
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Say():
            yield literal(block.text)
        case Bullets():
            yield "\n".join(f"- {literal(row)}" for row in block.rows)
        case Table():
            yield from _table(block)
        case Figure():
            yield f"### {literal(block.title)}"
            yield literal(block.says)
            yield from _table(block.table)
        case Pages():
            for title, page in block.pages:
                yield f"### {literal(title)}"
                yield "\n".join(f"- {literal(line)}" for line in page if line)


def _table(table: Table) -> Iterator[str]:
    yield f"**{literal(table.caption)}**"
    yield "\n".join([_row(table.head), _row(["---"] * len(table.head), plain=True), *map(_row, table.rows)])


def _row(cells: Sequence[str], *, plain: bool = False) -> str:
    return "| " + " | ".join(cell if plain else literal(cell) for cell in cells) + " |"
