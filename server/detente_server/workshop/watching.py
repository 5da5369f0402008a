"""Waits for the author to save.

Owns: how often one looks. Does not know: what is done then.

It looks twice a second at names, sizes and times of the pack's few dozen files. That costs next to nothing, works on
every system and network drive, and misses no editor that writes a new file in place of the old.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from detente_server.packs.traces import trace

LOOK_S = 0.5
"""Between two looks."""


def changes(path: Path, *, wait: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """At once, and then after each change, for as long as the caller asks.

    What is saved while the caller works counts as a change: nothing is missed.
    """
    while True:
        before = trace(path)
        yield
        while trace(path) == before:
            wait(LOOK_S)
        wait(LOOK_S / 5)  # an editor that saves all files is given the time to
