"""Text whose width terminals agree on.

Owns: `steady`.
Does not know: what passes the gate, widgets.

A family joined to one picture, a flag made of two letters, a hand with a colour: some terminals draw one sign of two
cells, others each part beside the other. The app reckons with one width, so on the others a row would run over into
what stands beside it. Such signs are shown in parts, which are as wide everywhere; what is typed, sent and kept is not
touched.
"""

from __future__ import annotations

import re
import unicodedata

_LETTER_A = 0x1F1E6
_FLAG_LETTERS = re.compile("[\U0001f1e6-\U0001f1ff]")
_TONES_AND_STYLES = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\u20e3]")
_JOINER = "\u200d"


def steady(text: str) -> str:
    """The text with joined signs in parts: flags as letters, no colours of skin, no joiners between pictures."""
    if text.isascii():
        return text
    text = _FLAG_LETTERS.sub(lambda found: chr(ord("A") + ord(found[0]) - _LETTER_A), text)
    text = _TONES_AND_STYLES.sub("", text)
    return "".join(c for n, c in enumerate(text) if c != _JOINER or _is_letter(text[n - 1 : n]))


def _is_letter(c: str) -> bool:
    """Whether a joiner behind it belongs to a script, as in Persian or Hindi, and not to a picture."""
    return bool(c) and unicodedata.category(c)[0] in "LM"
