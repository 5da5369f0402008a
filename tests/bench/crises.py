"""What a crisis pack costs before it is played: loading, checking, and reckoning all its deals; a process of its own.

Run as ``python -m tests.bench.crises``: goes through all packs of content/ and prints one JSON object, CPU milliseconds
by pack.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

from detente_server.packs.loader import LoadedPack, load
from detente_server.rules import deals
from detente_server.workshop import checking
from tests.bench.processes import Process

CONTENT = Path(__file__).parents[2] / "content"
Costs = dict[str, dict[str, float]]
"""Pack -> what was done -> CPU milliseconds."""


def costs(core: int | None) -> Costs:
    """What a process on this core came to."""
    with Process(["-m", "tests.bench.crises"], core) as child:
        found: Costs = json.loads(child.line())
        return found


def measured(folder: Path) -> dict[str, float]:
    """Of one pack: each figure the better of two, except for the deals, which are reckoned once."""
    pack = load(folder)
    assert isinstance(pack, LoadedPack), folder
    sheets = {nation.id: nation.sheets[0] for nation in pack.pack.nations}
    return {
        "deals": _cpu_ms(lambda: deals.deals_of(pack.pack, sheets)),
        "load": min(_cpu_ms(lambda: load(folder)) for _ in range(2)),
        "check": _cpu_ms(lambda: checking.check(folder)),
    }


def _cpu_ms(do: Callable[[], object]) -> float:
    begun = time.process_time()
    do()
    return (time.process_time() - begun) * 1e3


def main() -> None:
    """Measure and print."""
    folders = sorted(path.parent for path in CONTENT.glob("*/pack.toml"))
    load(folders[0])  # the first one pays for what all of them import
    print(json.dumps({folder.name: measured(folder) for folder in folders}), flush=True)


if __name__ == "__main__":
    main()
