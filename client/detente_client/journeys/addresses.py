"""The address book: servers that were visited, the newest first, each with the name that was borne there.

Owns: the file, how many are kept.
Does not know: what is played there; passwords and tokens are never in it.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from attrs import frozen

from detente_client.folders import state_folder
from detente_wire.gate import one_line

KEPT = 12
"""So many servers are remembered."""


@frozen
class Known:
    """A server that was visited."""

    address: str
    """As it would be typed."""
    name: str = ""
    """The name borne there."""


def book() -> Path:
    """Where the address book lies."""
    return state_folder() / "servers.json"


def known() -> tuple[Known, ...]:
    """The servers that were visited, the newest first; none where the file cannot be read."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        rows = json.loads(book().read_text(encoding="utf-8"))
        return tuple(Known(one_line(str(row["address"])), one_line(str(row["name"]))) for row in rows)[:KEPT]
    return ()


def visited(address: str, name: str) -> None:
    """Remember a server under which name one was there; where that is not possible it is typed again next time."""
    rows = [Known(address, name), *(row for row in known() if row.address != address)][:KEPT]
    path = book()
    part = path.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.write_text(json.dumps([{"address": r.address, "name": r.name} for r in rows]), encoding="utf-8")
        os.replace(part, path)
