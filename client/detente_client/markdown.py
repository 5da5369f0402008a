"""Markdown as packs write it: as plain lines where there is no layout, as blocks where there is one.

Owns: paragraphs joined to one line each, headings, lists and emphasis; nothing else of Markdown means anything.
Does not know: widths, colours, links (packs have none; the words of one are shown as they stand).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from detente_wire.gate import display

_EMPHASIS = re.compile(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1")
_BULLET = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
_HEADING = re.compile(r"#{1,6}\s+")


def plain_lines(text: str) -> list[str]:
    """The text, gated, one line a paragraph, heading or list item."""
    lines: list[str] = []
    joining = False
    for raw in display(text).split("\n"):
        line = raw.strip()
        new = not joining or not line or _HEADING.match(line) or _BULLET.match(line)
        if line:
            shown = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", _HEADING.sub("", line)))
            if new:
                lines.append(shown)
            else:
                lines[-1] += " " + shown
        joining = bool(line) and not _HEADING.match(line)
    return lines


# -- with a layout ----------------------------------------------------------------------------------------------

Emphasis = Literal["", "strong", "emphasis", "code"]
Span = tuple[str, Emphasis]
"""Literal words, and how they stand out."""
_MARKS: dict[str, Emphasis] = {"**": "strong", "__": "strong", "*": "emphasis", "`": "code"}
_LEVEL = re.compile(r"(#{1,6})\s+")


@frozen
class Block:
    """A heading, a paragraph, or an item of a list."""

    kind: Literal["heading", "paragraph", "item"]
    spans: tuple[Span, ...]
    mark: str = ""
    """Of an item: a dot, or its number."""
    level: int = 0
    """Of a heading: 1 is the greatest. Of an item: how deep it stands, from 0."""


def blocks(text: str) -> list[Block]:
    """The text, gated, block by block."""
    found: list[Block] = []
    joining = False
    for raw in display(text).split("\n"):
        line = raw.strip()
        heading, bullet = _LEVEL.match(line), _BULLET.match(raw)
        if not line:
            joining = False
        elif heading:
            found.append(Block("heading", spans(line[heading.end() :]), level=len(heading[1])))
            joining = False
        elif bullet:
            found.append(_item(raw, bullet.end()))
            joining = True
        elif joining:
            last = found[-1]
            found[-1] = Block(last.kind, (*last.spans, (" ", ""), *spans(line)), last.mark, last.level)
        else:
            found.append(Block("paragraph", spans(line)))
            joining = True
    return found


def _item(raw: str, behind: int) -> Block:
    sign = raw[:behind].strip()
    depth = (len(raw) - len(raw.lstrip())) // 2
    return Block("item", spans(raw[behind:].strip()), "•" if sign in "-*+" else sign, depth)


def spans(line: str) -> tuple[Span, ...]:
    """The words of a line, with what stands out."""
    return tuple(_spans(line, ""))


def _spans(line: str, within: Emphasis) -> Iterator[Span]:
    at = 0
    for found in _EMPHASIS.finditer(line):
        if found.start() > at:
            yield line[at : found.start()], within
        yield from _spans(found[2], within or _MARKS[found[1]])
        at = found.end()
    if at < len(line):
        yield line[at:], within
