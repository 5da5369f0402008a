"""How often Python looks for garbage.

Owns: when it looks, in a server and while bots play.
Does not know: matches. Their values hold no cycles: what nobody needs any more goes without being looked for, and with
Python's own thresholds a tenth of a busy server's time, and of an arena's, went into looking.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

THRESHOLDS = (1_000, 1, 10_000)
"""Small passes over what is new, once and then once again, and next to none through everything.

A pass over 20,000 new objects makes a turn, or whatever else it falls into, 5 to 10 ms longer; one over 1,000 costs
1 ms at the most, and all of them together hardly more.
"""


def spare() -> None:
    """From now on look less often, and never through what is loaded by now: it stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


def rest() -> None:
    """Look no more: in a process that plays matches of bots and nothing else."""
    gc.disable()


@contextmanager
def spared() -> Iterator[None]:
    """Do not look as long as this lasts: one match of bots, or many in a row, which spares a look after each."""
    looks = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looks:
            gc.enable()
