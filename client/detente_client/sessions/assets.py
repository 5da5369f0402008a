"""The public parts of packs on this machine: fetched once, kept by their digest.

Owns: the cache's files, the check that a text is what its digest says.
Does not know: how a part is fetched, what is in it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from detente_client.i18n import tr
from detente_client.trouble import Trouble
from detente_wire.messages import Asset, Digest


def is_genuine(text: str, digest: Digest) -> bool:
    """Whether the text has this digest."""
    return hashlib.sha256(text.encode()).hexdigest() == digest


@frozen
class AssetCache:
    """A folder of public parts; without a folder nothing is kept."""

    folder: Path | None = None

    def get(self, digest: Digest) -> str | None:
        """The text, if it is here and whole."""
        if self.folder is None:
            return None
        try:
            text = self._path(self.folder, digest).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None
        return text if is_genuine(text, digest) else None

    def put(self, digest: Digest, text: str) -> None:
        """Keep a text; where that is not possible it is fetched again the next time."""
        if self.folder is None:
            return
        path = self._path(self.folder, digest)
        part = path.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            part.write_text(text, encoding="utf-8", newline="\n")
            os.replace(part, path)

    def _path(self, folder: Path, digest: Digest) -> Path:
        """The digest came from a server: only one that is spelled as one becomes a name."""
        spelled = (
            digest if digest.isalnum() and digest.isascii() else hashlib.sha256(digest.encode()).hexdigest()
        )
        return folder / f"{spelled}.json"


@frozen
class Slices:
    """A public part that is coming in."""

    digest: Digest
    genuine: bool = True
    """The text must have this digest; otherwise it is only known by it."""
    _data: dict[int, str] = field(factory=dict)

    def take(self, asset: Asset) -> str | None:
        """The whole text once its last part has come; None: more must come. `Trouble` if it is not to be had."""
        if asset.parts == 0:
            raise Trouble(tr("The server does not have this text."), tr("Tell whoever runs it."))
        self._data[asset.part] = asset.data
        if set(self._data) != set(range(1, asset.parts + 1)):
            return None
        text = "".join(self._data[part] for part in range(1, asset.parts + 1))
        if self.genuine and not is_genuine(text, self.digest):
            raise Trouble(
                tr("The crisis came damaged from the server."),
                tr("Try again; tell whoever runs it if it stays so."),
            )
        return text


def public_part(text: str) -> Mapping[str, Any]:
    """The public part as data; `Trouble` if it is none."""
    try:
        data = json.loads(text)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise Trouble(tr("The server's crisis cannot be read."), tr("Update this client."))
    return data
