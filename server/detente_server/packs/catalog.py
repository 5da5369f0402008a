"""Where packs are kept, and all packs of such a folder.

Owns: the choice of the content folder, the catalogue by pack id, the sentence for an unknown id.
Does not know: what is in a pack.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from detente_server.packs.loader import LoadedPack, load
from detente_server.packs.problems import PackProblem, did_you_mean

Catalog = Mapping[str, LoadedPack | tuple[PackProblem, ...]]
"""By pack id; a pack with problems stands under the name of its folder or zip."""


def content_dir(chosen: Path | None = None, *, module: Path = Path(__file__)) -> Path:
    """The folder of packs: the one chosen by the host, else the checkout's, else the installed one.

    A checkout wins over the copy that an editable install made of it, for that copy grows stale.
    `module` is any file of this package.
    """
    if chosen is not None:
        return chosen
    here = module.resolve()
    for folder in here.parents:
        if (folder / "content").is_dir() and _is_checkout(folder):
            return folder / "content"
    return here.parents[1] / "_content"


def _is_checkout(folder: Path) -> bool:
    try:
        project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8")).get("project", {})
    except (OSError, ValueError):
        return False
    return isinstance(project, dict) and project.get("name") == "detente"


def catalog(folder: Path) -> Catalog:
    """Every pack of the folder, in order of names; an empty one if there is no such folder."""
    found: dict[str, LoadedPack | tuple[PackProblem, ...]] = {}
    for path in _packs(folder):
        loaded = load(path)
        found.setdefault(loaded.pack.id if isinstance(loaded, LoadedPack) else path.stem, loaded)
    return found


def _packs(folder: Path) -> list[Path]:
    """Folders that hold a pack.toml, then zips."""
    if not folder.is_dir():
        return []
    paths = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "_")))
    folders = [path for path in paths if (path / "pack.toml").is_file()]
    return folders + [path for path in paths if path.suffix == ".zip" and path.is_file()]


class UnknownPack(LookupError):
    """No pack of that id; the message is a sentence for the user."""


def find(id: str, folder: Path) -> LoadedPack | tuple[PackProblem, ...]:
    """The one pack of this id, without loading the others where its folder bears its name.

    Raises `UnknownPack` with what there is, or "did you mean".
    """
    paths = _packs(folder)
    for path in paths:
        if path.name == id:
            return load(path)
    found = catalog(folder)
    if id in found:
        return found[id]
    if not found:
        raise UnknownPack(f"There is no pack {id!a}: {folder} holds no packs.")
    raise UnknownPack(f"There is no pack {id!a}; {did_you_mean(id, found) or 'see the list of packs'}")
