"""How often Python looks for garbage.

Owns: the thresholds under which matches are played.
Does not know: matches. Their values hold no cycles: what nobody needs any more goes without being looked for, and with
Python's own thresholds a tenth of a busy server's time, and of an arena's, went into looking.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

THRESHOLDS = (20_000, 20, 50)


def spare() -> None:
    """From now on look less often, and never through what is loaded by now: it stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


@contextmanager
def spared() -> Iterator[None]:
    """Look less often as long as this lasts."""
    before = gc.get_threshold()
    gc.set_threshold(*THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
