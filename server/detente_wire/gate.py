"""The text gate: what people write, before it is kept and again before it is shown.

Owns: which characters pass, how long a text may be, how names are spelled and when two are too much alike.
Does not know: who wrote it, or what it says.

`gate` stands at the server's door, before the log: it cleans, normalises to NFC and measures. `display` stands at
the client's screen: it cleans alone, for Unicode tables differ between Pythons, and gives the same text however
often it is applied. Nothing is refused for its characters:

- line ends of every sort become ``\n``, a tab becomes a space, every other control character goes;
- format characters go (bidi overrides and isolates, zero-width spaces, soft hyphens, tags, byte order marks),
  but for the visible signs of Arabic, Syriac and Kaithi;
- the zero-width joiner and non-joiner stay where Persian, Indic scripts and emoji need them, between two
  characters that are not ASCII; so does one variation selector after such a character;
- invisible fillers, surrogates, private-use and non-characters go;
- of combining marks on one character the first four stay.
"""

from __future__ import annotations

import re
import unicodedata

from detente_wire.limits import NAME_CHARACTERS, Limits
from detente_wire.refusals import Refusal

_PLAIN = re.compile(r"[\n -~]*")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_JOINERS = frozenset("\u200c\u200d")
_SELECTORS = frozenset("\ufe0e\ufe0f")
_VISIBLE_FORMAT = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
_FILLERS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0d\uffa0\ufff0-\ufff8\ufdd0-\ufdef"
    "\U000e0000-\U000e0fff]"
)
_MARKS = 4
"""Combining marks that one character may bear."""
_NAME = re.compile(r"[A-Za-z](?:[ ._-]?[A-Za-z0-9])*")


def gate(text: str, limits: Limits | None = None) -> str | Refusal:
    """The text as it is kept, or why it is too long; gating twice changes nothing."""
    limits = limits or Limits()
    if not (text.isascii() and _PLAIN.fullmatch(text)):
        while text != (cleaned := display(unicodedata.normalize("NFC", text))):
            text = cleaned
    for unit, has, most in (
        ("characters", len(text), limits.text_characters),
        ("bytes", len(text.encode()), limits.text_bytes),
        ("lines", text.count("\n") + 1, limits.text_lines),
    ):
        if has > most:
            return Refusal("text.too-long", (("has", str(has)), ("limit", str(most)), ("unit", unit)))
    return text


def display(text: str) -> str:
    """The text without anything that a terminal might obey or a reader might not see; idempotent."""
    if text.isascii() and _PLAIN.fullmatch(text):
        return text
    text = _FILLERS.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))
    characters = set(text)
    stopped = {ord(c): None for c in characters if not _passes(c)}
    text = text.translate(stopped) if stopped else text
    return _joined(text) if any(_joins(c) for c in characters) else text


def one_line(text: str) -> str:
    """The same on a single line, for titles and names in lists."""
    return display(text).replace("\n", " ")


def _passes(c: str) -> bool:
    """Whether a character may stand in a text at all."""
    if " " <= c <= "~" or c == "\n":
        return True
    category = unicodedata.category(c)
    if category == "Cf":
        return c in _JOINERS or c in _VISIBLE_FORMAT
    return category not in ("Cc", "Cs", "Co") and ord(c) & 0xFFFE != 0xFFFE


def _joins(c: str) -> bool:
    return c in _JOINERS or c in _SELECTORS or _is_mark(c)


def _is_mark(c: str) -> bool:
    return unicodedata.category(c) in ("Mn", "Me")


def _joined(text: str) -> str:
    """Joiners, selectors and marks where they belong; one pass, looking back at what was kept."""
    kept: list[str] = []
    marks = 0
    for n, c in enumerate(text):
        before = kept[-1] if kept else "\n"
        if c in _JOINERS:
            if before.isascii() or before in _JOINERS or not _carries(text[n + 1 : n + 2]):
                continue
        elif c in _SELECTORS:
            if before.isascii() or before in _JOINERS or before in _SELECTORS:
                continue
        elif _is_mark(c):
            marks += 1
            if marks > _MARKS:
                continue
        else:
            marks = 0
        kept.append(c)
    return "".join(kept)


def _carries(c: str) -> bool:
    """Whether a joiner may stand before this: a character that is not ASCII and no mark."""
    return bool(c) and not c.isascii() and c not in _JOINERS and not _is_mark(c)


# -- names -----------------------------------------------------------------------------------------------------


def name(text: str) -> str | Refusal:
    """A player's name as it is kept: ASCII letters and digits, single separators between them."""
    least, most = NAME_CHARACTERS
    if least <= len(text) <= most and _NAME.fullmatch(text):
        return text
    return Refusal("text.name", (("least", str(least)), ("most", str(most))))


_LOOKS_LIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "8": "b", "2": "z", "9": "g", "q": "g"})


def skeleton(text: str) -> str:
    """What a name looks like at a glance: names with one skeleton count as the same.

    Case and separators do not tell names apart, nor do 0 and O, 1, l and I, rn and m, vv and w, cl and d.
    """
    bare = re.sub("[ ._-]", "", text.casefold())
    for pair, single in (("rn", "m"), ("vv", "w"), ("cl", "d")):
        bare = bare.replace(pair, single)
    return bare.translate(_LOOKS_LIKE)
