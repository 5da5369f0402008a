"""Where the game's own packs are kept, and which packs stand in a folder.

Owns: the choice of the content folder, what in a folder is a pack.
Does not know: what is in a pack, who wrote it (`shelves`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from detente_server.packs.loader import LoadedPack
from detente_server.packs.problems import PackProblem

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


def packs_in(folder: Path) -> list[Path]:
    """Folders that hold a pack.toml, then zips, each in order of names; none if there is no such folder."""
    if not folder.is_dir():
        return []
    paths = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "_")))
    folders = [path for path in paths if (path / "pack.toml").is_file()]
    return folders + [path for path in paths if path.suffix == ".zip" and path.is_file()]


class UnknownPack(LookupError):
    """No pack of that id; the message is a sentence for the user."""
