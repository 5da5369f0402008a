"""A section of the debrief on the app's screen: text, tables in columns, pictures of characters.

Owns: `shown`.
Does not know: what is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_client.app.kit import Shown, lines, painted
from detente_client.debrief.braille import drawn
from detente_client.debrief.columns import columns
from detente_client.debrief.document import Block, Figure, Say, Section, Table
from detente_client.debrief.lines import block_lines


def shown(section: Section, width: int) -> Shown:
    """The whole section, in rows of at most so many characters where rows are not wrapped."""
    rows: list[Shown] = [painted((section.title, "bold $accent")), ""]
    for block in section.blocks:
        rows += _block(block, width)
        rows.append("")
    return lines(rows)


def _block(block: Block, width: int) -> Iterator[Shown]:
    match block:
        case Table():
            yield from _table(block, width)
        case Figure():
            yield painted((block.title, "bold"))
            yield block.says
            yield ""
            yield from drawn(block.drawing, width)
            yield ""
            yield from _table(block.table, width)
        case Say():
            yield block.text
        case _:
            yield from block_lines(block)


def _table(table: Table, width: int) -> Iterator[Shown]:
    """In columns where they fit, else a row a line."""
    made = columns(table, width)
    if made is None:
        first, *rows = block_lines(table)
        yield painted((first, "bold"))
        yield from rows
        return
    yield painted((table.caption, "bold"))
    for n, row in enumerate(made):
        yield painted((row, "$text-muted")) if n == 0 else row
