"""Output and input of any encoding: what a terminal cannot show is spelled in plain letters.

Owns: the spelling, and that no sign ever ends the program.
Does not know: what is printed.
"""

from __future__ import annotations

import codecs
import io
import sys
import unicodedata

SPELLED = "detente-spelled"
"""The name of the error handler."""
_PLAIN = {
    "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "•": "-", "→": "->",
    "×": "x", "ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE", "ł": "l", "Ł": "L",
}  # fmt: skip


def settle() -> None:
    """Let this process print and read everything, whatever the locale says."""
    codecs.register_error(SPELLED, _spelled)
    for stream, errors in ((sys.stdout, SPELLED), (sys.stderr, SPELLED), (sys.stdin, "replace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


def spelled(text: str) -> str:
    """The text in ASCII."""
    return "".join(_PLAIN.get(sign) or _bare(sign) for sign in text)


def _bare(sign: str) -> str:
    return unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode() or "?"


def _spelled(problem: UnicodeError) -> tuple[str, int]:
    """What stands instead of signs that the output's encoding lacks."""
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    return spelled(problem.object[problem.start : problem.end]), problem.end
