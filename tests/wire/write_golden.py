"""Writes the test vectors in tests/wire/golden: `python -m tests.wire.write_golden`.

Only for new frames: a vector that is there already must never change, since `v1` only grows.
"""

from __future__ import annotations

import json
from pathlib import Path

from detente_wire.codec import JSON, MSGPACK
from tests.wire.samples import FRAMES

GOLDEN = Path(__file__).parent / "golden"


def main() -> None:
    """Write the vectors that are not there yet."""
    for name, message in FRAMES.items():
        path = GOLDEN / f"{name}.json"
        if not path.exists():
            vector = {"json": JSON.encode(message).decode(), "msgpack": MSGPACK.encode(message).hex()}
            path.write_text(json.dumps(vector, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            print(f"wrote {path}")


if __name__ == "__main__":
    main()
