"""What terminals send, where Textual reads it otherwise than this app needs.

Owns: `read_alt`.
Does not know: what any key does.

Most terminals send Escape and the digit for Alt with a digit; Textual reads that as the signs which a Mac types with
Option. Here Alt with a digit goes to a room. Who types those signs on a Mac is not hindered: they come as themselves.
Alt with Enter would come as Enter alone, and send the line instead of beginning another.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from enum import Enum
from typing import cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS


class _Struck(Enum):
    """Keys that Textual's table lacks."""

    ALT_ENTER = "alt+enter"


def read_alt() -> None:
    """Let Escape with a digit, or with Enter, be Alt with that."""
    table = cast(MutableMapping[str, object], ANSI_SEQUENCES_KEYS)
    for digit in "0123456789":
        table.pop(f"\x1b{digit}", None)
    table["\x1b\r"] = (_Struck.ALT_ENTER,)
