"""The data folder: private to its owner, and one server's at a time.

Owns paths, rights and the lock. Knows nothing of what is in the database. The lock is held by the open
file, so it ends with the process however that ends.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import Final

from detente_server.store.records import Refusal

DATABASE: Final = "detente.db"
LOCK: Final = "detente.lock"
FOLDER_RIGHTS: Final = 0o700
FILE_RIGHTS: Final = 0o600


def prepare(folder: Path) -> Path:
    """Create what is missing, for the owner alone; the path of the database."""
    database = prepared(folder)
    create_private(database)
    return database


def prepared(folder: Path) -> Path:
    """As `prepare`, but the database need not be there."""
    folder.mkdir(mode=FOLDER_RIGHTS, parents=True, exist_ok=True)
    return folder / DATABASE


def create_private(path: Path) -> None:
    """Create an empty file that only its owner reads (SQLite gives -wal and -shm the same rights)."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, FILE_RIGHTS))


def tighten(folder: Path) -> list[Path]:
    """Take the folder, and the files in it that are ours, from all but their owner; those that were open to others."""
    if sys.platform == "win32":
        return []
    mended = []
    for path, rights in (
        (folder, FOLDER_RIGHTS),
        *((file, FILE_RIGHTS) for file in folder.glob("detente.*")),
    ):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & ~rights:
            path.chmod(mode & rights)
            mended.append(path)
    return mended


def sync_file(path: Path) -> None:
    """Wait until a file's content, or which files a folder holds, is on the disk."""
    if path.is_dir() and sys.platform == "win32":
        return  # Windows opens no folder, and needs no such call.
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class FolderLock:
    """Held by the one server that uses a data folder."""

    def __init__(self, folder: Path) -> None:
        """Take the lock; Refusal when another process has it."""
        self._handle = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR, FILE_RIGHTS)
        try:
            _take(self._handle)
        except OSError:
            os.close(self._handle)
            raise Refusal(
                f"the data folder {folder} is in use by another Détente server: "
                "stop that one, or give this one another folder"
            ) from None

    def release(self) -> None:
        """Let another server have the folder."""
        os.close(self._handle)


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
