"""A whole evening, scripted, on one server over real sockets.

Forty tables with two hundred people; some doze, nap, lose the line, leave for good and are replaced by volunteers, and
one guest means harm. In the middle a backup is made, and the server drains and starts again. Every match ends, nobody
hears what is not for him, every notification arrives once, and the backup plays on elsewhere.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from detente_client.trouble import Trouble
from detente_server.host.keeping import backups
from detente_server.host.playing.durable import Durable
from detente_server.store import SqliteStore
from detente_wire.messages import MatchId, Resume, Resumed
from tests.evening.evening import Evening
from tests.evening.hostile import Hostile
from tests.evening.people import DOZES_TO, LEAVES_IN, Person
from tests.evening.tap import Tap
from tests.evening.verdict import CANARY, Log, leaks, read
from tests.host.notifications.receiver import receiving
from tests.host.speaking import Speaker

TABLES = 40
BACKUP = "backup.db"


async def _evening(evening: Evening, tables: int) -> Hostile:
    """From the first guest to the last."""
    await evening.open()
    await asyncio.gather(*map(evening.table, range(tables)))
    hostile = Hostile(lambda: evening.port, lambda: evening.matches)
    harassing = asyncio.create_task(hostile.harass())
    await evening.turned(2)
    await evening.order(f"backup {evening.folder.parent / BACKUP}")
    tokens = {one.number: one.memory.token for one in evening.people}
    await evening.turned(3)
    await evening.drain()
    await evening.open()
    await evening.played()
    harassing.cancel()
    await _told_all(evening)
    await evening.close()
    await _plays_on_elsewhere(evening, tokens)
    return hostile


async def _told_all(evening: Evening) -> None:
    """Wait until nothing more is on its way to the receiver."""
    while evening.host.services.notifier.outbox.waiting():  # noqa: ASYNC110  # no bell rings
        await asyncio.sleep(0.05)


async def _plays_on_elsewhere(evening: Evening, tokens: Mapping[int, str]) -> None:
    """The backup, restored into another folder: everybody is told that history was replaced, every match is there."""
    folder = evening.folder.parent / "elsewhere"
    found, _ = backups.restore(evening.folder.parent / BACKUP, folder, replace=False)
    assert found.matches == len(evening.matches)
    again = Evening(folder, evening.tap, evening.receiver)
    await again.open()
    lineage = evening.host.services.lineage
    assert again.host.services.lineage != lineage
    for match, (one, *_) in evening.matches.items():
        speaker = await Speaker.come(again.port, Resume(tokens[one.number]))
        await speaker.attend(match, cursor=3, lineage=lineage)
        resumed = await speaker.hear(Resumed)
        assert (resumed.reason, resumed.recovered, resumed.nation is None) == ("lineage", False, False)
        await speaker.leave()
    await again.host.stop()


async def test_forty_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tap = Tap().on(monkeypatch)
    async with receiving() as receiver:
        evening = Evening(tmp_path / "data", tap, receiver)
        hostile = await _evening(evening, TABLES)
    store = SqliteStore(evening.folder)
    logs = {match: read(store, match) for match in evening.matches}
    store.close()
    _everybody_played_to_the_end(evening, logs)
    _nobody_heard_what_was_not_for_him(tap, logs, hostile)
    _absence_was_handled(logs)
    _each_was_told_once(evening, logs)


def _everybody_played_to_the_end(evening: Evening, logs: Mapping[MatchId, Log]) -> None:
    assert all(log.ended for log in logs.values())
    assert all(person.over for person in evening.people)
    volunteers = evening.people[5 * TABLES :]
    assert len(volunteers) == sum(log.turns >= LEAVES_IN for log in logs.values())


def _nobody_heard_what_was_not_for_him(tap: Tap, logs: Mapping[MatchId, Log], hostile: Hostile) -> None:
    assert [leak for log in logs.values() for leak in leaks(log, tap)] == []
    secret = sum("public" not in audience for log in logs.values() for audience in log.audiences.values())
    read_somewhere = {canary for written in tap.written.values() for canary in CANARY.findall(bytes(written))}
    assert 10 * TABLES < secret <= len(read_somewhere)
    assert hostile.rounds > 3
    assert hostile.granted == []


def _absence_was_handled(logs: Mapping[MatchId, Log]) -> None:
    """Who dozed was spoken for and got his seat back; who left was replaced by somebody else."""
    for log in logs.values():
        if log.turns > DOZES_TO:
            assert any(_was_handed_back(held) for held in log.held.values())
        if log.turns > LEAVES_IN:
            assert any(len(log.holders(nation)) > 1 for nation in log.held)


def _was_handed_back(held: list[tuple[str, str]]) -> bool:
    spoken_for = [player for how, player in held if how in ("charge", "minister") and player]
    return any(held.count(("player", player)) > 1 for player in spoken_for)


def _each_was_told_once(evening: Evening, logs: Mapping[MatchId, Log]) -> None:
    """One of each table was away for a while: every turn that began meanwhile was told, and no id came twice."""
    notes = evening.notes()
    ids = Counter(note["id"] for note in notes)
    assert [id for id, times in ids.items() if times > 1] == []
    told = {(note["match"], note["turn"]) for note in notes if note["kind"] == "turn"}
    for match in logs:
        napper = next(one for one in evening.matches[match] if one.habit == "naps")
        assert _missed(napper) <= {turn for where, turn in told if where == match}
    assert sum(len(_missed(one)) for one in evening.people) > TABLES


def _missed(one: Person) -> set[int]:
    """Turns that began while this person was certainly away."""
    return set() if one.napped is None else set(range(one.napped[0] + 1, one.napped[1] + 1))


async def test_nobody_sets_a_table_while_the_server_drains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with receiving() as receiver:
        evening = Evening(tmp_path / "data", Tap().on(monkeypatch), receiver)
        await evening.open()
        await evening.order("drain 1h")
        with pytest.raises(Trouble, match="about to stop"):
            await evening.table(0)
        await evening.order("drain cancel")
        await evening.table(0)
        await evening.played()
        await evening.close()


async def test_a_server_that_lets_one_player_read_anothers_papers_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted bug: whoever holds the last seat of a table reads the stream of the first."""
    viewer_of = Durable.viewer_of

    def hole(durable: Durable, player: str) -> str:
        seats = list(durable.cursors)[:-2]
        viewer = viewer_of(durable, player)
        return seats[0] if viewer == seats[-1] else viewer

    monkeypatch.setattr(Durable, "viewer_of", hole)
    tap = Tap().on(monkeypatch)
    async with receiving() as receiver:
        evening = Evening(tmp_path / "data", tap, receiver)
        await evening.open()
        await evening.table(0)
        await evening.played()
        await evening.close()
    store = SqliteStore(evening.folder)
    found = [leak for match in evening.matches for leak in leaks(read(store, match), tap)]
    store.close()
    assert found
