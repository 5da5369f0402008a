"""One file of a pack, to hand on: the same bytes from the same files, wherever it is built.

Owns: the zip's form and name. Does not know: whether the pack is any good (`checking`), where packs are kept.

Members are stored, not squeezed: what a zlib makes of a text differs between its versions, and a pack is small.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

from detente_server.packs.loader import LoadedPack

WHEN = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip can hold; the real ones would make every build another file."""
PLAIN = 0o100644 << 16


def zipped(raw: Mapping[str, bytes]) -> bytes:
    """The files as a zip, in order of names."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(raw):
            info = zipfile.ZipInfo(name, WHEN)
            info.create_system = 3
            info.external_attr = PLAIN
            archive.writestr(info, raw[name])
    return data.getvalue()


def file_name(loaded: LoadedPack) -> str:
    """E.g. ``fish-war-1.0.0.zip``."""
    return f"{loaded.pack.id}-{loaded.pack.version}.zip"


def write(path: Path, data: bytes) -> None:
    """The whole file or none of it: whoever reads meanwhile finds the old one."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
