"""Packs come into the folder that a server serves, and are listed there.

Owns: what may be installed beside or over what. Does not know: what is checked, how a running server notices.

A pack is installed as one zip of its own making: whatever else lay in the one that was brought is left behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from detente_server.packs.catalog import content_dir, packs_in
from detente_server.packs.confined import load_confined
from detente_server.packs.loader import LoadedPack, load_files
from detente_server.packs.shelves import Shelf, Stock, installed_dir
from detente_server.workshop import building
from detente_server.workshop.inspecting import inspect
from detente_server.workshop.reporting import counted


class CannotInstall(Exception):
    """The pack stays out; the message says why."""


def install(path: Path, content: Path | None = None, replace: bool = False) -> str:
    """Check the pack, and put it where servers find it; a sentence on what was done."""
    found = inspect(path)
    loaded = load_files(found.raw) if found.raw is not None else None
    if not isinstance(loaded, LoadedPack):
        raise CannotInstall("\n".join([*found.lines, "Nothing was installed."]))
    folder = content if content is not None else installed_dir()
    target = folder / f"{loaded.pack.id}.zip"
    _may_stand(loaded, folder, content is None)
    if target.exists() and not replace and (same := _newer(loaded, target)):
        return same
    try:
        folder.mkdir(parents=True, exist_ok=True)
        building.write(target, building.zipped(loaded.raw))
    except OSError as problem:
        raise CannotInstall(f"{target} cannot be written: {problem.strerror}.") from None
    named = f"{loaded.pack.id} {loaded.pack.version}"
    return f"Installed {named} in {folder}. A running server offers it within a few seconds."


def _may_stand(loaded: LoadedPack, folder: Path, beside_ours: bool) -> None:
    """No pack may hide another one, nor be hidden."""
    id = loaded.pack.id
    if beside_ours and id in {path.stem for path in packs_in(content_dir())}:
        raise CannotInstall(f"{id} comes with the game: give your pack an id of its own in pack.toml.")
    if (folder / id).exists():
        raise CannotInstall(f"{folder / id} stands there as a folder: take it away first.")


def _newer(loaded: LoadedPack, target: Path) -> str:
    """A sentence if the very same pack is there; raises unless the new one is newer."""
    there = load_confined(target)
    if not isinstance(there, LoadedPack):
        return ""  # whatever is broken may be replaced
    if there.digest == loaded.digest:
        return f"{loaded.pack.id} {loaded.pack.version} is installed already."
    if _version(loaded) <= _version(there):
        raise CannotInstall(
            f"{there.pack.id} {there.pack.version} is installed, and this is {loaded.pack.version}: raise version in"
            " pack.toml, or say --replace."
        )
    return ""


def _version(loaded: LoadedPack) -> tuple[int, ...]:
    return tuple(map(int, loaded.pack.version.split(".")))


def listed(shelves: tuple[Shelf, ...]) -> Iterator[str]:
    """Every pack on the shelves, those with problems by their first one."""
    for shelf in shelves:
        yield f"{shelf.folder}{' (comes with the game)' if shelf.ours else ''}"
        packs = Stock([shelf]).changed() or {}
        for name, loaded in packs.items():
            if isinstance(loaded, LoadedPack):
                pack = loaded.pack
                seats = counted(sum(nation.playable for nation in pack.nations), "seat")
                yield f"  {pack.id} {pack.version}: {pack.title}; {seats}, digest {loaded.digest[:12]}"
            else:
                yield f"  {name}: {counted(len(loaded), 'problem')}, not on offer: {loaded[0]}"
        if not packs:
            yield "  no packs"
