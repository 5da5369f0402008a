"""Many packs, a confined child each, without starting an interpreter for each: `python -m tests.packs.hostile.nursery`.

Reads paths from stdin, a line each; writes a line of JSON each: problems as printed, or how the child died; peak memory
and CPU seconds. The children are forks that take the same limits on as those of `detente_server.packs.confined`.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import attrs

from detente_server.packs.confined import READING, confine
from detente_server.packs.loader import LoadedPack, load


def raised(path: Path) -> dict[str, Any]:
    """One child, from fork to funeral."""
    get, give = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            confine(READING)
            loaded = load(path)
            said = None if isinstance(loaded, LoadedPack) else [attrs.astuple(one) for one in loaded]
            with os.fdopen(give, "wb") as out:
                out.write(json.dumps(said).encode())
        except BaseException as problem:
            os.write(2, f"{path}: {problem!r}\n".encode())
            os._exit(1)
        os._exit(0)
    os.close(give)
    with os.fdopen(get, "rb") as heard:
        data = heard.read()
    _, status, used = os.wait4(child, 0)
    return {
        "path": str(path),
        "status": status,
        "problems": json.loads(data) if data else None,
        "memory_kb": used.ru_maxrss,
        "cpu_s": used.ru_utime + used.ru_stime,
    }


def main() -> None:
    """All of them."""
    for line in sys.stdin:
        print(json.dumps(raised(Path(line.rstrip("\n")))), flush=True)


if __name__ == "__main__":
    main()
