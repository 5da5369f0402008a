"""The folders that packs are taken from, and what stands on them now.

Owns: which folders there are, how far each is trusted, what is read again when something changed.
Does not know: what is in a pack, matches.

What comes with the game is read as it is. Whatever else lies on a shelf was written by strangers, and a child process
reads it (`confined`). A pack with problems is named and left out; the others do not notice.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import platformdirs
from attrs import define, field, frozen

from detente_server.packs.catalog import Catalog, UnknownPack, content_dir, packs_in
from detente_server.packs.confined import load_confined
from detente_server.packs.loader import Loaded, LoadedPack, load
from detente_server.packs.problems import did_you_mean
from detente_server.packs.traces import Trace, trace

READERS = 2
"""Children at once."""


@frozen
class Shelf:
    """A folder of packs."""

    folder: Path
    ours: bool
    """It comes with the game."""

    def load(self, path: Path) -> Loaded:
        """A pack that stands here."""
        return load(path) if self.ours else load_confined(path)


def installed_dir() -> Path:
    """Where `detente-pack install` puts packs: under the user's data folder, or under DETENTE_HOME if that is set."""
    home = os.environ.get("DETENTE_HOME", "")
    return Path(home or platformdirs.user_data_dir("detente")) / "content"


def shelves(chosen: Path | None = None) -> tuple[Shelf, ...]:
    """The folder that was chosen, alone; else what comes with the game and what was installed, in this order.

    Where packs would be installed may be out of reach: a service may keep the home folder of whoever started it.
    """
    if chosen is not None:
        return (Shelf(chosen, ours=chosen.resolve() == content_dir().resolve()),)
    installed = [Shelf(folder, ours=False) for folder in (installed_dir(),) if _is_within_reach(folder)]
    return (Shelf(content_dir(), ours=True), *installed)


def _is_within_reach(folder: Path) -> bool:
    try:
        folder.is_dir()
    except PermissionError:
        return False
    return True


@define
class Stock:
    """What stands on some shelves; used by one thread at a time."""

    shelves: Sequence[Shelf]
    _known: dict[Path, tuple[Trace, Loaded]] = field(factory=dict)
    _taken: bool = False

    def changed(self) -> Catalog | None:
        """Every pack by id, the first shelf's first; None: nothing changed since this was asked last."""
        standing = [(shelf, path) for shelf in self.shelves for path in packs_in(shelf.folder)]
        traces = {path: trace(path) for _, path in standing}
        fresh = [(shelf, path) for shelf, path in standing if self._trace(path) != traces[path]]
        if self._taken and not fresh and self._known.keys() == traces.keys():
            return None
        for path in self._known.keys() - traces.keys():
            del self._known[path]
        self._known |= {path: (traces[path], loaded) for path, loaded in _read(fresh)}
        self._taken = True
        return _catalog([(path, self._known[path][1]) for _, path in standing])

    def _trace(self, path: Path) -> Trace | None:
        return self._known[path][0] if path in self._known else None


def _read(standing: Sequence[tuple[Shelf, Path]]) -> list[tuple[Path, Loaded]]:
    """Each loaded; ours here, the others by children side by side."""
    with ThreadPoolExecutor(READERS) as readers:
        reads: list[Callable[[], Loaded]] = []
        for shelf, path in standing:
            if shelf.ours:
                reads.append(lambda shelf=shelf, path=path: shelf.load(path))  # type: ignore[misc]
            else:
                reads.append(readers.submit(shelf.load, path).result)
        return [(path, read()) for (_, path), read in zip(standing, reads)]


def _catalog(standing: Sequence[tuple[Path, Loaded]]) -> Catalog:
    found: dict[str, Loaded] = {}
    for path, loaded in standing:
        found.setdefault(loaded.pack.id if isinstance(loaded, LoadedPack) else path.stem, loaded)
    return found


def catalog(among: Sequence[Shelf]) -> Catalog:
    """Every pack on the shelves, by id."""
    return Stock(among).changed() or {}


def found(id: str, among: Sequence[Shelf]) -> Loaded:
    """The one pack of this id; raises `UnknownPack` with what there is, or "did you mean"."""
    for shelf in among:
        for path in packs_in(shelf.folder):
            if path.name == id:
                return shelf.load(path)
    everything = catalog(among)
    if id in everything:
        return everything[id]
    if not everything:
        raise UnknownPack(f"There is no pack {id!a}: {among[0].folder} holds no packs.")
    raise UnknownPack(f"There is no pack {id!a}; {did_you_mean(id, everything) or 'see the list of packs'}")
