"""Lengths of time as people type them.

Owns: `read_duration`. Does not know: what they are of.
"""

from __future__ import annotations

import re

from detente_client.i18n import tr
from detente_client.trouble import Trouble

_DURATION = re.compile(r"(\d{1,5})\s*(s|m|h|d)?")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def read_duration(text: str) -> int:
    """``90s``, ``10m``, ``24h``, ``2d``, or minutes without a unit, in seconds; `Trouble` if it is none."""
    found = _DURATION.fullmatch(text.strip().lower())
    if found is None:
        raise Trouble(
            tr("{text} is no length of time.", text=text),
            tr("Write it like 90s, 10m, 24h or 2d; 0 for no clock."),
        )
    return int(found[1]) * _UNITS[found[2] or "m"]
