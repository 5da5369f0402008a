"""Which characters a pack's words may hold.

Owns: the gate for text in packs. Does not know: files, languages, how text is shown.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_FORBIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories: control, format (bidi, zero-width, tags), surrogate, private use, line ends."""


def forbidden(text: str, *, allowed: str = "\n") -> Iterator[tuple[int, str]]:
    """Index and printable name of every character that could act on a terminal or hide from the eye."""
    if text.isascii() and text.isprintable():
        return
    for index, char in enumerate(text):
        if char not in allowed and unicodedata.category(char) in _FORBIDDEN:
            yield index, f"U+{ord(char):04X} {unicodedata.name(char, 'control character')}"
