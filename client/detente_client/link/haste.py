"""Orders that came too soon for the server: whether, and when, each is sent again by itself.

Owns: which refusals only mean "later", how often and how long is waited.
Does not know: clocks (chance is handed in), what was ordered.
"""

from __future__ import annotations

from collections.abc import Callable

from detente_wire.messages import Denied, Receipt

SOON = frozenset({"host.busy", "host.rate", "host.no-owner"})
"""Refusals after which the same order is sent again by itself."""
TRIES = 8
"""So often; then the player is told."""
PATIENCE_S = 60
"""The longest that is waited at the server's own wish; of a longer one the player is told at once."""


def wait_for(receipt: Receipt, tries: int, chance: Callable[[], float]) -> float | None:
    """Seconds until the order is sent again after so many tries; None: its receipt is final, or there were enough."""
    denied = receipt.outcome
    if not isinstance(denied, Denied) or not denied.retry or denied.code not in SOON or tries >= TRIES:
        return None
    asked = dict(denied.params).get("retry_s", "")
    wish_s = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    return wish_s + (0.5 + chance()) * 0.2 * 2.0**tries if wish_s <= PATIENCE_S else None
