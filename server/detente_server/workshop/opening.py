"""The pack that an author means: a path on disk, or the id of one that the game knows.

Owns: which of the two it is. Does not know: what is done with the pack.
"""

from __future__ import annotations

from pathlib import Path

from detente_server.packs.catalog import UnknownPack
from detente_server.packs.loader import Loaded, LoadedPack, load
from detente_server.packs.shelves import found, shelves


class CannotOpen(Exception):
    """There is no such pack, or it has problems; the message is for the user."""


def opened(name: str, content: Path | None = None) -> LoadedPack:
    """The pack at this path, or of this id in the content folder; `CannotOpen` if it has problems."""
    loaded = _loaded(name, content)
    if isinstance(loaded, LoadedPack):
        return loaded
    count = f"{len(loaded)} problem{'' if len(loaded) == 1 else 's'}"
    raise CannotOpen("\n".join([*map(str, loaded), f"{count} in {name}: mend them first."]))


def _loaded(name: str, content: Path | None) -> Loaded:
    path = Path(name)
    if path.exists():
        return load(path)
    try:
        return found(name, shelves(content))
    except UnknownPack as problem:
        raise CannotOpen(str(problem)) from None
