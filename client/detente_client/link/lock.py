"""A lock on a file, by which two clients on one machine keep out of each other's way.

Owns: `locked`.
Does not know: what the lock stands for.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from detente_client.i18n import tr
from detente_client.trouble import Trouble

try:
    import fcntl
except ImportError:  # no such locks on this system: two clients may share a file, the last one stays
    fcntl = None  # type: ignore[assignment]


@contextlib.contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Whether this process alone holds the lock, until the block ends; the system frees it if the process dies."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = open(path, "w")  # noqa: SIM115 - held open as long as the lock
    except OSError as why:
        problem = tr("The folder {folder} cannot be used: {why}.", folder=path.parent, why=why.strerror)
        raise Trouble(problem, tr("Make it writable: your place in a match is kept there.")) from None
    with file:
        yield _take(file)


def _take(file: IO[str]) -> bool:
    if fcntl is None:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
