"""The debrief as a document: sections of paragraphs, lists, tables and figures. Whoever shows it knows these alone.

Owns: the blocks, and what the pictures are made of.
Does not know: matches, nations, HTML, terminals. Every string is a finished, gated sentence or title.

A figure always brings the table that says the same, for whoever cannot see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen


@frozen
class Say:
    """A paragraph."""

    text: str


@frozen
class Bullets:
    """A list; each row is a sentence."""

    rows: tuple[str, ...]


_FIGURE = re.compile(r"[+\-−]?\d+([.,]\d+)*( %)?")


def _are_figures(cells: Sequence[str]) -> bool:
    said = [cell for cell in cells if cell not in ("", "–")]
    return bool(said) and all(_FIGURE.fullmatch(cell) for cell in said)


@frozen
class Table:
    """Rows under a head; the first cell of each names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def figures(self) -> tuple[bool, ...]:
        """Of each column whether it holds figures alone, which are compared by their ends; the first one names."""
        return tuple(n > 0 and _are_figures([row[n] for row in self.rows]) for n in range(len(self.head)))


@frozen
class Pages:
    """Longer texts one after the other, each folded away under its title where that can be done."""

    pages: tuple[tuple[str, tuple[str, ...]], ...]


# -- pictures --------------------------------------------------------------------------------------------------


@frozen
class Mark:
    """Something that happened in a turn."""

    turn: int
    sign: str
    """One character that tells its sort."""
    text: str


@frozen
class Course:
    """A number over the turns, 0..100, with what happened."""

    values: tuple[int, ...]
    """First as turn 1 began, then at the end of each turn."""
    bands: tuple[tuple[int, str], ...]
    """Where a named stretch begins, from below."""
    marks: tuple[Mark, ...]


@frozen
class Edge:
    """Between two nodes, in both directions."""

    a: int
    b: int
    there: int
    """From a to b, 0..100."""
    back: int


@frozen
class Graphs:
    """The same nodes at several moments."""

    nodes: tuple[str, ...]
    frames: tuple[tuple[str, tuple[Edge, ...]], ...]
    """Title and edges of each moment."""


@frozen
class Contact:
    """Some met, or wrote, in a turn."""

    turn: int
    sort: str
    """``meeting``, ``back-channel`` or ``letter``."""
    members: tuple[int, ...]
    """Rows; of a letter its writer first."""
    came_out: bool = False
    """Others came to read or hear it."""


@frozen
class Contacts:
    """Who met whom, turn by turn."""

    rows: tuple[str, ...]
    turns: int
    contacts: tuple[Contact, ...]


@frozen
class Bid:
    """Somebody proposed an option in a turn."""

    turn: int
    who: int
    option: int
    accepted: bool


@frozen
class Bids:
    """What was proposed on one issue, turn by turn."""

    title: str
    options: tuple[str, ...]
    who: tuple[str, ...]
    turns: int
    bids: tuple[Bid, ...]
    settled: tuple[tuple[int, int], ...]
    """Turn and option, where the issue was closed."""


@frozen
class Spot:
    """A deal that has a name."""

    sort: str
    """``agreed``, ``nash``, ``historical`` or ``frontier``."""
    title: str
    x: int
    y: int


@frozen
class Cloud:
    """All deals by the points of two nations."""

    x_title: str
    y_title: str
    dots: tuple[tuple[int, int, bool], ...]
    """Points of the two, and whether any of the deals there serves every principal."""
    spots: tuple[Spot, ...]
    x_least: int
    """What no deal was worth."""
    y_least: int


@frozen
class Clouds:
    """One cloud for each pair of nations that is shown."""

    clouds: tuple[Cloud, ...]


Drawing = Course | Graphs | Contacts | Bids | Clouds


@frozen
class Figure:
    """A picture, with the table that says the same."""

    title: str
    says: str
    """What is to be seen in it, in a sentence or two."""
    drawing: Drawing
    table: Table
    signs: str = ""
    """How the picture of a page is read, where one of characters is read otherwise."""


Block = Say | Bullets | Table | Pages | Figure


@frozen
class Section:
    """One part of the debrief."""

    id: str
    short: str
    """Its title in a narrow list."""
    title: str
    blocks: tuple[Block, ...]

    def figures(self) -> Iterator[Figure]:
        """Its pictures."""
        return (block for block in self.blocks if isinstance(block, Figure))


@frozen
class Document:
    """The whole debrief."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]

    def section(self, wanted: str) -> Section:
        """The section of this id."""
        return next(section for section in self.sections if section.id == wanted)
