"""Refusals in the player's language: the server says the code and an English sentence, the table has its two halves.

Owns: the way from a code, and what was said with it, to a sentence of the catalogue.
Does not know: what may be done (the server), where it is shown.
"""

from __future__ import annotations

import re
from functools import cache

from detente_client.i18n import listed
from detente_wire.refusals import CODES, Refusal


def refusal_message(refusal: Refusal) -> str:
    """Meaning and advice in two sentences; what fills them may be words of a list too."""
    row, values = CODES[refusal.code], _Filled((name, listed(value)) for name, value in refusal.params)
    return f"{listed(row.meaning, values)} {listed(row.advice, values)}"


def said(code: str, message: str) -> str:
    """What the server said with this code, in the player's language where it is a sentence of the table."""
    found = _form(code).fullmatch(message) if code in CODES else None
    return refusal_message(Refusal(code, tuple(found.groupdict().items()))) if found else message


class _Filled(dict[str, str]):
    """Parameters by name; one that was not given shows as a dash."""

    def __missing__(self, key: str) -> str:
        return "-"


@cache
def _form(code: str) -> re.Pattern[str]:
    """The table's two sentences as a pattern whose groups are the parameters."""
    row, seen = CODES[code], set[str]()

    def group(name: str) -> str:
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        return f"(?P<{name}>.*)"

    parts = re.split(r"\{(\w+)\}", f"{row.meaning} {row.advice}")
    return re.compile(
        "".join(group(part) if n % 2 else re.escape(part) for n, part in enumerate(parts)), re.DOTALL
    )
