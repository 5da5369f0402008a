"""A whole evening, scripted: every match ends, nobody hears what is not told to him, nothing is lost by a restart."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from detente_server.host.playing.durable import Durable
from detente_server.store import SqliteStore
from tests.evening.evening import Evening
from tests.evening.hostile import Hostile
from tests.evening.tap import Tap
from tests.evening.verdict import CANARY, leaks, read

TABLES = 8


async def _played(evening: Evening, tables: int) -> Hostile:
    """Everybody comes, and plays to the end; the server stops and starts once in between."""
    await evening.open()
    tasks = [task for number in range(tables) for task in await evening.table(number)]
    hostile = Hostile(lambda: evening.port, lambda: evening.matches)
    harassing = asyncio.create_task(hostile.harass())
    await evening.turned(3)
    await evening.close()
    await evening.open()
    await asyncio.gather(*tasks)
    harassing.cancel()
    for one in evening.people:
        await one.go()
    await evening.close()
    return hostile


async def test_every_match_ends_and_nobody_hears_what_is_not_for_him(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tap = Tap().on(monkeypatch)
    evening = Evening(tmp_path, tap)
    hostile = await _played(evening, TABLES)
    assert hostile.rounds > 3
    assert hostile.granted == []
    assert all(person.over for person in evening.people)
    store = SqliteStore(tmp_path)
    secret = 0
    for match in evening.matches:
        log = read(store, match)
        assert log.ended
        assert list(leaks(log, tap)) == []
        secret += sum("public" not in audience for audience in log.audiences.values())
    store.close()
    assert secret > 10 * TABLES
    assert sum(len(set(CANARY.findall(bytes(one)))) for one in tap.written.values()) > secret


async def test_a_server_that_lets_one_player_read_anothers_papers_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted bug: whoever holds the last seat of a table reads the stream of the first."""
    viewer_of = Durable.viewer_of

    def hole(durable: Durable, player: str) -> str:
        seats = list(durable.cursors)[:-1]
        viewer = viewer_of(durable, player)
        return seats[0] if viewer == seats[-1] else viewer

    monkeypatch.setattr(Durable, "viewer_of", hole)
    tap = Tap().on(monkeypatch)
    evening = Evening(tmp_path, tap)
    await _played(evening, 1)
    store = SqliteStore(tmp_path)
    found = [leak for match in evening.matches for leak in leaks(read(store, match), tap)]
    store.close()
    assert len({player for player, _ in found}) == 1
