"""The document as plain lines: nothing is said by column, by colour or by a picture.

Owns: the lines of every block.
Does not know: widths (the printer wraps).
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_client.debrief.document import Block, Bullets, Document, Figure, Pages, Say, Section, Table
from detente_client.figures import sequence
from detente_client.i18n import tr


def lines(document: Document) -> list[str]:
    """The whole debrief."""
    found = [tr("DEBRIEF. {title}, {subtitle}.", title=document.title, subtitle=document.subtitle)]
    for section in document.sections:
        found += ["", *section_lines(section)]
    return found


def section_lines(section: Section) -> list[str]:
    """One section under its title."""
    found = [section.title.upper()]
    for block in section.blocks:
        found += block_lines(block)
    return found


def block_lines(block: Block) -> Iterator[str]:
    """The lines of one block."""
    match block:
        case Say():
            yield block.text
        case Bullets():
            yield from (f"- {row}" for row in block.rows)
        case Table():
            yield from _table(block)
        case Figure():
            yield f"{block.title}. {block.says}"
            yield from _table(block.table)
        case Pages():
            for title, page in block.pages:
                yield from (title, *(f"  {line}" for line in page if line))


def _table(table: Table) -> Iterator[str]:
    """A row a line: its name, then what each column says of it."""
    yield f"{table.caption}:"
    if not table.rows:
        yield f"- {tr('nothing')}"
    for row in table.rows:
        cells = [f"{head}: {cell}" for head, cell in zip(table.head[1:], row[1:]) if cell != "–"]
        named = f"{table.head[0]} {row[0]}" if row[0].isdecimal() else row[0]
        yield f"- {named}. {sequence(cells)}" if cells else f"- {named}"
