"""What a pack looks like from outside: enough to tell that something changed.

Owns: the trace. Does not know: what is in any file.
"""

from __future__ import annotations

import os
from pathlib import Path

MOST = 2_000
"""Files looked at; a folder with more of them is no pack, and is looked at no further."""

Trace = frozenset[tuple[str, int, int]]
"""Name, time in ns and size of every file."""


def trace(path: Path) -> Trace:
    """The files of a folder, or the one file; those that vanish meanwhile are as good as gone."""
    found = [path] if path.is_file() else []
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(folder) / name for name in names if not name.startswith(".")]
        if len(found) > MOST:
            break
    seen = set()
    for file in found[:MOST]:
        try:
            info = file.lstat()
        except OSError:
            continue
        seen.add((str(file), info.st_mtime_ns, info.st_size))
    return frozenset(seen)
