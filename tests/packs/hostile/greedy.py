"""A reader with a bug, for `detente_server.packs.confined` to hold: `python -m tests.packs.hostile.greedy PATH ...`.

The last part of PATH says what it does: take memory, take time, write, break, or behave.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from detente_server.packs.confined import answer


def work(path: Path) -> dict[str, Any]:
    """What a reader must not do."""
    match path.name:
        case "memory":
            return {"big": len(bytearray(1 << 30))}
        case "time":
            while True:
                pass
        case "writing":
            path.write_bytes(b"x" * 100)
            return {"wrote": True}
        case "breaking":
            raise ValueError("a bug")
        case _:
            return {"well": True}
    return {}


if __name__ == "__main__":
    answer(work)
