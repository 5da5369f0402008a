"""What terminals send, where Textual reads it otherwise than this app needs.

Owns: `read_alt_digits`.
Does not know: what any key does.

Most terminals send Escape and the digit for Alt with a digit; Textual reads that as the signs which a Mac types with
Option. Here Alt with a digit goes to a room. Who types those signs on a Mac is not hindered: they come as themselves.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS


def read_alt_digits() -> None:
    """Let Escape with a digit be Alt with that digit."""
    table = cast(MutableMapping[str, object], ANSI_SEQUENCES_KEYS)
    for digit in "0123456789":
        table.pop(f"\x1b{digit}", None)
