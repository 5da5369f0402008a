"""D1: what was acknowledged survives SIGKILL at any point, and the same test catches a store that answers too early.

Each round kills a child aimed at one point of a commit, a checkpoint or the recovery after an earlier kill, then
opens the folder and looks for every acknowledged record. `pytest -m full tests/store/test_kill.py` does a thousand.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from detente_server.store import SqliteStore
from tests.store.kill_child import MATCHES
from tests.store.making import receipt, record

POINTS = (
    "store:before-write",
    "store:after-write",
    "store:before-commit",
    "store:after-commit",
    "store:checkpoint",
    "store:recovery",
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")


def kill_once(folder: Path, point: str, seed: int, *bug: str) -> dict[str, int]:
    """Run a child until it strikes itself; the last acknowledged number of each match."""
    hits = 1 if point == "store:recovery" else random.Random(seed).randrange(1, 25)
    if point == "store:checkpoint":
        hits = 1 + hits % 4
    command = [sys.executable, "-m", "tests.store.kill_child", str(folder), point, str(hits), str(seed), *bug]
    child = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert child.returncode == -signal.SIGKILL, child.stderr.decode()
    acknowledged: dict[str, int] = {}
    for line in child.stdout.decode().splitlines():
        match, n = line.split()
        acknowledged[match] = int(n)
    return acknowledged


def lost(folder: Path, acknowledged: dict[str, int]) -> list[str]:
    """What was acknowledged and is not there; asserts that all that is there is whole."""
    missing = []
    with closing(SqliteStore(folder)) as store:
        with store._readers.lend() as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for match in MATCHES:
            page = store.read(match, limit=100_000)
            assert page.records == tuple(record(n, match) for n in range(1, len(page.records) + 1))
            missing += [f"{match} {n}" for n in range(len(page.records) + 1, acknowledged.get(match, 0) + 1)]
            if page.records:
                last = receipt(page.records[-1].n, match)
                assert store.receipt(match, last.player, last.command) == last
                heard = store.stream(match, "fra", limit=100_000)
                assert [x.cursor for x in heard] == list(range(1, store.cursor(match, "fra") + 1))
    return missing


def kill_rounds(folder: Path, kills: int, seed: int) -> int:
    """Kill and look, over and over; a round may cut the recovery of the one before. The number of acks."""
    acks = 0
    seen: dict[str, int] = {}
    for n in range(kills):
        point = POINTS[n % len(POINTS)]
        acknowledged = kill_once(folder, point, seed + n)
        acks += sum(acknowledged.values()) - sum(seen.get(x, 0) for x in acknowledged)
        seen |= acknowledged
        if POINTS[(n + 1) % len(POINTS)] != "store:recovery":
            assert lost(folder, seen) == [], f"seed {seed + n}, {point}"
    return acks


def test_thirty_kills_lose_nothing(tmp_path: Path) -> None:
    assert kill_rounds(tmp_path / "data", 30, seed=1938) > 300


def test_the_same_kills_catch_a_store_that_answers_too_early(tmp_path: Path) -> None:
    losses = 0
    for n, point in enumerate(("store:before-commit",) * 3):
        folder = tmp_path / str(n)
        losses += len(lost(folder, kill_once(folder, point, 7 + n, "--ack-too-early")))
    assert losses > 0


@pytest.mark.full
def test_a_thousand_kills_lose_nothing(tmp_path: Path) -> None:
    for n in range(10):
        acks = kill_rounds(tmp_path / str(n), 100, seed=1000 * n)
        print(f"{100 * (n + 1)} kills, {acks} acks in the last hundred, nothing lost")
