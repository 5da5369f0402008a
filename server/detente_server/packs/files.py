"""A pack's files as bytes in memory: from a folder, or from a zip that is never unpacked to disk.

Owns: limits of size and number, refusal of links, traversal and bombs.
Does not know: what is in the files.
"""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from detente_server.packs.problems import Problems

MAX_FILE = 256 * 1024
MAX_PACK = 8 * 1024 * 1024
MAX_FILES = 500
MAX_RATIO = 100
START = (1, 1)

_LEFT_BEHIND = ("__MACOSX", "Thumbs.db")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))})
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class _Enough(Exception):
    """The pack is over a limit of the whole; the problem is noted."""


def read_files(path: Path, problems: Problems) -> Mapping[str, bytes]:
    """Every file of the folder or zip by its path in the pack; what cannot be taken goes to `problems`."""
    try:
        if path.is_dir():
            return _taken(_folder(path, problems), problems)
        if path.is_file():
            return _zip(path, problems)
    except _Enough:
        return {}
    problems.add(path.name, START, "pack-missing", f"no folder or zip {path.name!r} here")
    return {}


def _passed_over(name: str) -> bool:
    """What systems and editors leave behind."""
    parts = name.split("/")
    if ".." in parts or "\\" in name:
        return False
    return any(part.startswith(".") or part.endswith("~") or part in _LEFT_BEHIND for part in parts)


def _taken(found: Iterator[tuple[str, bytes]], problems: Problems) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for name, data in found:
        files[name] = data
        if len(files) > MAX_FILES or sum(map(len, files.values())) > MAX_PACK:
            problems.add("pack.toml", START, "pack-size", "a pack has at most 500 files and 8 MB")
            raise _Enough
    return files


def _folder(root: Path, problems: Problems) -> Iterator[tuple[str, bytes]]:
    for folder, folders, names in os.walk(root, onerror=None):
        folders[:] = sorted(name for name in folders if not _passed_over(name))
        for name in sorted([*names, *(sub for sub in folders if (Path(folder) / sub).is_symlink())]):
            path = Path(folder) / name
            inside = path.relative_to(root).as_posix()
            if _passed_over(inside) or not _good_name(inside, problems):
                continue
            data = _plain_file(path, inside, problems)
            if data is not None:
                yield inside, data


def _plain_file(path: Path, inside: str, problems: Problems) -> bytes | None:
    try:
        info = path.lstat()
        if not stat.S_ISREG(info.st_mode):
            problems.add(inside, START, "file-link", "not a plain file", "put a copy of the file here")
            return None
        if info.st_size > MAX_FILE:
            _too_big(inside, problems)
            return None
        with path.open("rb") as file:
            return file.read(MAX_FILE)
    except OSError as error:
        problems.add(inside, START, "file-unreadable", f"cannot be read: {error.strerror}")
        return None


def _too_big(name: str, problems: Problems) -> None:
    problems.add(name, START, "file-size", "a file of a pack has at most 256 KB")


def _good_name(name: str, problems: Problems) -> bool:
    """Plain ASCII, relative, inside: the same on every system."""
    path = PurePosixPath(name)
    plain = name.isascii() and name.isprintable() and not set(name) & set('\\:*?"<>|') and len(name) <= 120
    if plain and not path.is_absolute() and ".." not in path.parts and not any(map(_odd, path.parts)):
        return True
    message, hint = "leads out of the pack, or is not plain", "use letters, digits, - and ."
    problems.add(ascii(name)[:120], START, "file-name", message, hint)
    return False


def _odd(part: str) -> bool:
    """Windows gives it to a device, or stores it under another name."""
    return part.split(".")[0].lower() in _DEVICES or part.endswith((".", " "))


def _zip(path: Path, problems: Problems) -> dict[str, bytes]:
    try:
        if path.stat().st_size > MAX_PACK:
            problems.add(path.name, START, "pack-size", "a pack has at most 8 MB")
            raise _Enough
        with zipfile.ZipFile(path) as archive:
            if len(archive.infolist()) > 2 * MAX_FILES:
                problems.add(path.name, START, "pack-size", "a pack has at most 500 files")
                raise _Enough
            files = _taken(_members(archive, problems), problems)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        problems.add(path.name, START, "zip-broken", f"cannot be read as a zip: {error}")
        return {}
    return _without_top_folder(files)


def _members(archive: zipfile.ZipFile, problems: Problems) -> Iterator[tuple[str, bytes]]:
    seen: set[str] = set()
    for info in archive.infolist():
        name = info.filename
        if info.is_dir() or _passed_over(name) or not _good_name(name, problems):
            continue
        if info.orig_filename != name:  # zipfile cuts a name at its first NUL
            _good_name(info.orig_filename, problems)
        elif name in seen or info.flag_bits & 1 or info.compress_type not in _METHODS:
            problems.add(name, START, "zip-broken", "doubled, encrypted, or packed by an unusual method")
        elif (mode := info.external_attr >> 16) and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            problems.add(name, START, "file-link", "not a plain file", "zip the file itself")
        elif info.file_size > MAX_RATIO * max(1, info.compress_size):
            problems.add(name, START, "zip-ratio", "packed more than a hundredfold")
        elif info.file_size > MAX_FILE:
            _too_big(name, problems)
        else:
            data = _inflated(archive, info)
            if len(data) > MAX_FILE:
                _too_big(name, problems)
            else:
                yield name, data
        seen.add(name)


def _inflated(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(info) as file:
            return file.read(MAX_FILE + 1)
    except Exception as error:  # zlib and zipfile raise many kinds on broken data; all mean the same here
        raise zipfile.BadZipFile(f"{info.filename}: {error}") from error


def _without_top_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    """A zip of the folder, or of what is in it: both are well."""
    tops = {name.split("/", 1)[0] for name in files}
    if "pack.toml" in files or len(tops) != 1:
        return files
    return {name.split("/", 1)[1]: data for name, data in files.items() if "/" in name}
