"""A section of the debrief on the app's screen: text, tables in columns, pictures of characters.

Owns: `shown`.
Does not know: what is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from detente_client.app.kit import Shown, hanging, lines, painted, wrapped
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
            yield from (row for said in block_lines(block) for row in hanging(said, width))


def _table(table: Table, width: int) -> Iterator[Shown]:
    """In columns where they fit, else a row a line."""
    made = columns(table, width)
    yield painted((table.caption, "bold"))
    if made is None:
        for cells in table.rows:
            yield from _record(table.head, cells, width)
        return
    for n, row in enumerate(made):
        yield painted((row, "$text-muted")) if n == 0 else row


def _record(head: Sequence[str], cells: Sequence[str], width: int) -> Iterator[Shown]:
    """A row by itself: its name, and below it what each column says of it, as many on a line as fit."""
    name = f"{head[0]} {cells[0]}" if cells[0].isdecimal() else cells[0]
    yield from (painted((line, "$accent")) for line in wrapped(name, width))
    said = [(f"{title} ", cell) for title, cell in zip(head[1:], cells[1:]) if cell not in ("", "–")]
    row: list[tuple[str, str]] = []
    for title, cell in said:
        used = sum(cell_len(text) for text, _ in row)
        if row and used + cell_len(title + cell) + 4 > width:
            yield painted("  ", *row)
            row = []
        row += [("   ", "")] * bool(row)
        if cell_len(title + cell) + 2 > width:
            yield from _long(title, cell, width)
        else:
            row += [(title, "$text-muted"), (cell, "")]
    if row:
        yield painted("  ", *row)


def _long(title: str, cell: str, width: int) -> Iterator[Shown]:
    """What takes several lines; the later ones hang."""
    first, *more = wrapped(title + cell, width - 4)
    yield painted("  ", (title, "$text-muted"), first.removeprefix(title))
    yield from (f"    {line}" for line in more)
