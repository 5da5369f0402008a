"""Markdown as plain lines: what a pack's texts look like where there is no layout.

Owns: paragraphs joined to one line each, headings, lists and emphasis without their marks.
Does not know: widths (the printer wraps), links (packs have none).
"""

from __future__ import annotations

import re

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
