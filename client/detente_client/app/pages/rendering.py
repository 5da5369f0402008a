"""Papers set in type: headings, paragraphs, hanging items, words that stand out. All literal, whoever wrote them.

Owns: the setting of blocks at a width.
Does not know: what they say. Textual's own Markdown is not used: what packs write is never parsed as anything more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from textual.content import Content

from detente_client.app.kit import Shown, gated, lines, painted
from detente_client.markdown import Block, Emphasis

STYLES: dict[Emphasis, str] = {"": "", "strong": "bold", "emphasis": "italic", "code": "$accent"}
COMFORTABLE = 88
"""Lines longer than this are hard to read."""


def set_in_type(title: str, body: Iterable[Block], width: int) -> Content:
    """A paper with its title."""
    width = max(20, min(width, COMFORTABLE))
    rows: list[Shown] = [
        painted((title, "bold $accent")),
        painted(("─" * min(width, cell_len(gated(title))), "$accent")),
    ]
    before: Block | None = None
    for block in body:
        if before is None or not (before.kind == "item" == block.kind or before.kind == "heading"):
            rows.append("")
        rows += _set(block, width)
        before = block
    return lines(rows)


def _set(block: Block, width: int) -> list[Content]:
    if block.kind == "heading":
        style = "bold $accent" if block.level == 1 else "bold $secondary"
        return [painted(*row) for row in flow(((text, style) for text, _ in block.spans), width)]
    spans = ((text, STYLES[kind]) for text, kind in block.spans)
    if block.kind == "paragraph":
        return [painted(*row) for row in flow(spans, width)]
    indent = "  " * block.level
    mark = f"{indent}{block.mark} "
    hang = " " * cell_len(mark)
    sign = "bold $warning" if block.mark == "!" else "$accent"
    rows = flow(spans, width - cell_len(mark))
    return [painted((mark, sign) if not n else hang, *row) for n, row in enumerate(rows)]


def flow(spans: Iterable[tuple[str, str]], width: int) -> list[list[tuple[str, str]]]:
    """Words in rows of at most so many cells, each with its style; a longer word is broken."""
    rows: list[list[tuple[str, str]]] = [[]]
    used = 0
    for word, style in _words(spans):
        for piece in _pieces(word, width):
            wide = cell_len(piece)
            if used and used + wide > width:
                rows.append([])
                used = 0
                if piece == " ":
                    continue
            if used or piece != " ":
                rows[-1].append((piece, style))
                used += wide
    return rows


def _words(spans: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Words and the spaces between them."""
    for text, style in spans:
        for n, word in enumerate(gated(text).split(" ")):
            if n:
                yield " ", style
            if word:
                yield word, style


def _pieces(word: str, width: int) -> Iterator[str]:
    while cell_len(word) > width:
        cut = max(1, width // max(1, cell_len(word) // len(word)))
        yield word[:cut]
        word = word[cut:]
    yield word
