"""A crisis at length, as it is painted beside a list of crises or tables.

Owns: how its chapters look at a width.
Does not know: what they say (`lobby.prospectus`), where they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.content import Content

from detente_client.app.kit import Shown, lines, painted, wrapped
from detente_client.lobby.prospectus import Chapter, Line

HANG = "  "


def chapters_shown(chapters: Iterable[Chapter], width: int) -> Content:
    """One below the other, in rows of at most so many characters."""
    rows: list[Shown] = []
    for chapter in chapters:
        rows += [""] * bool(rows)
        rows.append(painted((chapter.title, "bold $accent")))
        rows += [row for line in chapter.lines for row in _line(line, width)]
    return lines(rows)


def card_shown(card: Iterable[str]) -> Content:
    """The card of a crisis: the first line as a title, two of facts, the others as paragraphs."""
    first, *rest = card or ("",)
    facts = [painted((line, "$secondary")) for line in rest[:2] if line]
    return lines(
        [painted((first, "bold $accent")), *facts, *[row for line in rest[2:] for row in ("", line)]]
    )


def _line(line: Line, width: int) -> Iterator[Shown]:
    yield painted((line.title, "bold"), (f"  {line.state}" if line.state else "", "$noise"))
    if line.text:
        yield from (HANG + row for row in wrapped(line.text, width - len(HANG)))
