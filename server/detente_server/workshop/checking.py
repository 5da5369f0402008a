"""All that can be said of a pack before it is played.

Owns: the order of the checks. Does not know: any single one, or how it is printed.
"""

from __future__ import annotations

from pathlib import Path

from detente_server.packs.loader import Loaded, LoadedPack, load
from detente_server.workshop.trying import tried


def check(path: Path) -> Loaded:
    """The pack in this folder or zip, all of whose trials hold; or all its problems."""
    loaded = load(path)
    if not isinstance(loaded, LoadedPack):
        return loaded
    return tuple(sorted(tried(loaded))) or loaded
