"""U1: every save that was ever released loads with the same hashes, and its bytes are never rewritten."""

from __future__ import annotations

import gzip
import json
import sqlite3
from pathlib import Path
from typing import Any

import attrs
import pytest

from detente_server.bots.player import BotPlayer
from detente_server.host.environment import Environment
from detente_server.host.host import Host
from detente_server.host.library import Library
from detente_server.host.playing.loading import Loaded, load
from detente_server.host.playing.recording import to_store, whole_log
from detente_server.match.audit import OtherEngine, audit
from detente_server.match.effects import Commit
from detente_server.match.inputs import CommandGiven, Ticked
from detente_server.match.match import Match
from detente_server.match.records import Unreadable
from detente_server.match.writing import ID_BYTES, record_chain
from detente_server.store import SqliteStore, Version
from detente_wire.acts import Ready
from detente_wire.messages import Command, ListMatches, Matches, MatchId, RequestId
from tests.host.house import config
from tests.host.speaking import Speaker, new_id
from tests.saves.make import DATABASE, ERASED, EXPECTED, WORDS, seen

HERE = Path(__file__).parent
SAVES = sorted(path.name for path in HERE.glob("golden-*"))
FINAL = ("matches", "records", "texts", "marks", "packs")
"""Tables whose rows are only ever added to."""


@attrs.frozen
class Save:
    """A copy of a save that may be played on."""

    folder: Path
    expected: dict[str, Any]

    def open(self) -> SqliteStore:
        """Its store."""
        return SqliteStore(self.folder)

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row that must stay as it is, by table."""
        with sqlite3.connect(self.folder / "detente.db") as database:
            return {table: database.execute(f"SELECT * FROM {table}").fetchall() for table in FINAL}


@pytest.fixture(params=SAVES)
def save(request: pytest.FixtureRequest, tmp_path: Path) -> Save:
    """Each save in turn."""
    golden = HERE / request.param
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "detente.db").write_bytes(gzip.decompress((golden / DATABASE).read_bytes()))
    return Save(folder, json.loads((golden / EXPECTED).read_text()))


def loaded(store: SqliteStore, id: str) -> Loaded:
    """A match of the save, its pack from the save too."""
    found = load(store, Library({}, store), MatchId(id))
    assert found is not None
    return found


def test_there_is_a_save_of_every_release() -> None:
    assert "golden-0.1.0" in SAVES


def test_every_match_loads_as_it_was(save: Save) -> None:
    store = save.open()
    assert set(store.matches()) == set(save.expected["matches"])
    for id, expected in save.expected["matches"].items():
        assert seen(loaded(store, id).match) == expected
    store.close()


def test_a_save_holds_all_that_a_save_may_hold(save: Save) -> None:
    phases = sorted(match["phase"] for match in save.expected["matches"].values())
    assert phases == ["over", "over", "playing"]
    store = save.open()
    words = {heard.words for id in store.matches() for heard in loaded(store, id).match.streams.all}
    store.close()
    assert WORDS in words
    assert ERASED not in words
    assert ERASED.encode() not in (save.folder / "detente.db").read_bytes()


def test_a_released_save_is_what_its_inputs_lead_to(save: Save) -> None:
    """As long as the engine is the same: a rule that changed without a new `ENGINE_VERSION` is noticed here."""
    if not save.expected["released"]:
        pytest.skip("not released: the rules may still change")
    store = save.open()
    try:
        for id in store.matches():
            match = loaded(store, id).match
            assert audit(match.game, match.settings, match.texts, whole_log(store, id)) is None
    except OtherEngine as other:
        pytest.skip(str(other))
    finally:
        store.close()


def play_on(store: SqliteStore, id: str) -> Match:
    """Bots play the match to its end; every record is stored at once."""
    found = loaded(store, id)
    match, version, now_ms = found.match, Version(found.version), found.match.table.last_act_ms
    public = Library({}, store).kept(match.settings.pack_digest).loaded.public
    bots = {
        nation: BotPlayer(MatchId(id), nation, public, match.settings.bot_seed(nation), "mixed")
        for nation in match.game.pack.order
    }
    for nation, bot in bots.items():
        for _, heard in match.streams.after(nation, 0):
            bot.take(heard.notice, heard.turn, heard.words)
    while not match.over:
        now_ms += 60_000
        for nation in bots:
            command = Command(new_id(), MatchId(id), Ready())
            seat = match.table.seats[nation].player or f"bot:{nation}"
            version = _keep(store, id, version, match, CommandGiven(now_ms, seat, nation, command))
        version = _keep(store, id, version, match, Ticked(now_ms + 60_000))
    return match


def _keep(
    store: SqliteStore, id: str, version: Version, match: Match, given: CommandGiven | Ticked
) -> Version:
    for effect in match.handle(given):
        if isinstance(effect, Commit):
            answer = store.append(id, version, [to_store(id, effect.record)])
            assert isinstance(answer, int)
            version = Version(answer)
    return version


def test_no_byte_is_rewritten_though_all_is_read_and_played_on(save: Save) -> None:
    before = save.rows()
    store = save.open()
    (running,) = (id for id, match in save.expected["matches"].items() if match["phase"] == "playing")
    match = play_on(store, running)
    again = loaded(store, running).match
    store.close()
    assert seen(again) == seen(match)
    assert match.n > save.expected["matches"][running]["records"]
    after = save.rows()
    for table in FINAL:
        assert set(before[table]) <= set(after[table]), f"{table} was rewritten"
    assert len(after["records"]) > len(before["records"])


async def heard(guest: Speaker, match: MatchId, cursor: int) -> None:
    """Wait until the guest has heard so much."""
    await guest.wait(lambda: len(guest.heard(match)) >= cursor or None)


async def test_a_host_opens_it_and_shows_its_matches(save: Save) -> None:
    before = save.rows()
    host = Host(save.open(), {}, config(), Environment())
    _, port = await host.start()
    try:
        async with await Speaker.come(port, "Cyd Charisse") as guest:
            await guest.say(ListMatches(RequestId("list")))
            rows = (await guest.hear(Matches)).rows
            expected = save.expected["matches"]
            assert {row.match: row.phase for row in rows} == {id: expected[id]["phase"] for id in expected}
            for row in rows:
                if row.phase == "over":
                    await guest.attend(row.match)
                    await heard(guest, row.match, expected[row.match]["cursors"]["public"])
    finally:
        await host.stop()
    after = save.rows()
    assert all(set(before[table]) <= set(after[table]) for table in FINAL)


def test_a_rewritten_byte_would_be_noticed(save: Save) -> None:
    store = save.open()
    id = store.matches()[0]
    log = list(whole_log(store, id))
    match = loaded(store, id).match
    store.close()
    changed = [*log[:3], attrs.evolve(log[3], time_ms=log[3].time_ms + 1), *log[4:]]
    with pytest.raises(Unreadable, match="record 4"):
        Match.restore(match.game, match.settings, match.texts, changed)
    chain = record_chain(log[2].chain, changed[3])
    changed[3] = attrs.evolve(changed[3], chain=chain, id=chain[:ID_BYTES])
    with pytest.raises(Unreadable, match="record 5"):
        Match.restore(match.game, match.settings, match.texts, changed)
