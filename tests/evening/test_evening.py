"""A whole evening, scripted: every match ends, nobody hears what is not told to him, nothing is lost by a restart."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from detente_server.store import SqliteStore
from tests.evening.evening import Evening
from tests.evening.tap import Tap
from tests.evening.verdict import CANARY, leaks, read

TABLES = 8


async def _played(evening: Evening, tables: int) -> None:
    """Everybody comes, and plays to the end; the server stops and starts once in between."""
    await evening.open()
    tasks = [task for number in range(tables) for task in await evening.table(number)]
    await evening.turned(3)
    await evening.close()
    await evening.open()
    await asyncio.gather(*tasks)
    for one in evening.people:
        await one.go()
    await evening.close()


async def test_every_match_ends_and_nobody_hears_what_is_not_for_him(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tap = Tap().on(monkeypatch)
    evening = Evening(tmp_path, tap)
    await _played(evening, TABLES)
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
