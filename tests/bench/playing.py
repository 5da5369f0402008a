"""Bots playing whole matches, and how long a turn's resolution takes; a process of its own.

Run as ``python -m tests.bench.playing PACK SECONDS``: plays matches of the pack for so long and prints one JSON object.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from detente_server import arena
from detente_server.garbage import spared
from detente_server.match.effects import Effect
from detente_server.match.inputs import Input, Ticked
from detente_server.match.match import Match
from detente_server.packs.loader import LoadedPack, load
from tests.bench.processes import Process

ROOT = Path(__file__).parents[2]
FEWEST = 3
"""Matches that are played in any case."""


def played(pack: str, seconds: float, core: int | None) -> dict[str, float]:
    """What a process on this core came to."""
    with Process(["-m", "tests.bench.playing", pack, str(seconds)], core) as child:
        found: dict[str, float] = json.loads(child.line())
        return found


def main(name: str, seconds: float) -> None:
    """Play and print."""
    folder = ROOT / "content" / name
    pack = load(folder if folder.exists() else ROOT / "tests" / "packs" / name)
    assert isinstance(pack, LoadedPack)
    turns, ends = timed_turns()
    arena.play(pack, arena.settings_for(pack, "warm"))
    turns.clear()
    ends.clear()
    begun, matches = time.process_time(), 0
    with spared():
        while matches < FEWEST or time.process_time() < begun + seconds:
            arena.play(pack, arena.settings_for(pack, f"bench {matches}"))
            matches += 1
    took = time.process_time() - begun
    turns.sort()
    result = {
        "matches_per_s": matches / took,
        "turns": len(turns),
        "end_ms": max(ends),
        "turn_p50_ms": turns[len(turns) // 2],
        "turn_p99_ms": turns[min(len(turns) - 1, len(turns) * 99 // 100)],
    }
    print(json.dumps(result), flush=True)


def timed_turns() -> tuple[list[float], list[float]]:
    """From now on, how many CPU milliseconds each turn of a match took to resolve and to begin anew; last turns apart.

    The last one of a match also reckons its debrief, once.
    """
    handle = Match.handle
    turns: list[float] = []
    ends: list[float] = []

    def timed(self: Match, given: Input) -> list[Effect]:
        if not isinstance(given, Ticked) or not self.begun:
            return handle(self, given)
        begun = time.thread_time()
        effects = handle(self, given)
        (ends if self.over else turns).append((time.thread_time() - begun) * 1e3)
        return effects

    Match.handle = timed  # type: ignore[method-assign]
    return turns, ends


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
