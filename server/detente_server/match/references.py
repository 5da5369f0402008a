"""How 80 bits are spelled: sixteen letters of base32, in lower case, as RFC 4648 has it.

Owns: `spelled`.
Does not know: what the bits are drawn from. Every letter, offer and draft takes one of these; base64's own encoder
works in Python and takes three times as long.
"""

from __future__ import annotations

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = tuple([first + second for first in _ALPHABET for second in _ALPHABET])
"""Ten bits each."""


def spelled(data: bytes) -> str:
    """The first ten bytes in sixteen letters."""
    bits = int.from_bytes(data[:10], "big")
    return (
        _PAIRS[bits >> 70]
        + _PAIRS[bits >> 60 & 1023]
        + _PAIRS[bits >> 50 & 1023]
        + _PAIRS[bits >> 40 & 1023]
        + _PAIRS[bits >> 30 & 1023]
        + _PAIRS[bits >> 20 & 1023]
        + _PAIRS[bits >> 10 & 1023]
        + _PAIRS[bits & 1023]
    )
