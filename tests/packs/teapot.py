"""The pack `teatime` in the tests' hands: its files in memory, and one slip made in them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from detente_server.packs.loader import LoadedPack, load_files
from detente_server.packs.problems import PackProblem

TEATIME = Path(__file__).parent / "teatime"


def teatime_files() -> dict[str, bytes]:
    """Every file of the pack by its path."""
    paths = (path for path in TEATIME.rglob("*") if path.is_file())
    return {path.relative_to(TEATIME).as_posix(): path.read_bytes() for path in paths}


def slip(file: str, old: str, new: str) -> dict[str, bytes]:
    """The files with the first `old` in one of them made `new`; an empty `old` appends, to a new file too."""
    files = teatime_files()
    text = files.get(file, b"").decode()
    assert old in text, f"{file} holds no {old!r}"
    files[file] = (text.replace(old, new, 1) if old else text + new).encode("utf-8", "surrogatepass")
    return files


def without(file: str) -> dict[str, bytes]:
    """The files without one of them."""
    files = teatime_files()
    del files[file]
    return files


def problems(files: Mapping[str, bytes]) -> tuple[PackProblem, ...]:
    """What is wrong with these files; none if nothing is."""
    loaded = load_files(files)
    return () if isinstance(loaded, LoadedPack) else loaded


def lines(files: Mapping[str, bytes]) -> list[str]:
    """What is wrong, as ``file:line:column code``."""
    return [f"{p.file}:{p.line}:{p.column} {p.code}" for p in problems(files)]


def copied(to: Path) -> Path:
    """A copy of the pack as a folder of its name under `to`."""
    return Path(shutil.copytree(TEATIME, to / "teatime"))
