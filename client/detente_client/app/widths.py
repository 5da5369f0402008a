"""Text whose width terminals agree on.

Owns: `steady`, `steadied`.
Does not know: what passes the gate, widgets.

A family joined to one picture, a flag made of two letters, a hand with a colour: some terminals draw one sign of two
cells, others each part beside the other. The app reckons with one width, so on the others a row would run over into
what stands beside it. Such signs are shown in parts, which are as wide everywhere, and pasted so; what is typed, sent
and kept is not touched. Joiners go between letters, too: rich takes what follows one for as wide as nothing, and a
row of them would push the frame away. The non-joiner, which Persian needs, stays.
"""

from __future__ import annotations

import re
from typing import Any

import attrs

_LETTER_A = 0x1F1E6
_FLAG_LETTERS = re.compile("[\U0001f1e6-\U0001f1ff]")
_TONES_AND_JOINERS = re.compile("[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\u20e3]")


def steady(text: str) -> str:
    """The text with joined signs in parts: flags as letters, no colours of skin, no joiners."""
    if text.isascii():
        return text
    text = _FLAG_LETTERS.sub(lambda found: chr(ord("A") + ord(found[0]) - _LETTER_A), text)
    return _TONES_AND_JOINERS.sub("", text)


def steadied(value: Any) -> Any:
    """The same value with all its texts steady, for who reckons columns of them."""
    if isinstance(value, str):
        return steady(value)
    if isinstance(value, tuple | list):
        return type(value)(map(steadied, value))
    if attrs.has(type(value)):
        fields = {one.name: getattr(value, one.name) for one in attrs.fields(type(value)) if one.init}
        return attrs.evolve(value, **{name.lstrip("_"): steadied(old) for name, old in fields.items()})
    return value
