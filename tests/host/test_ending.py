"""The server's end and its clock: a drain with its countdown, a full disk's banner, time that passed for nobody."""

from __future__ import annotations

import asyncio
import signal
import stat
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from detente_server.host.console import registry
from detente_server.host.console.orders import BadOrder
from detente_server.host.drain import Drain
from detente_server.host.environment import Environment
from detente_server.host.gaps import KEPT, Gaps
from detente_server.host.host import WRITES_AGAIN, Host
from detente_server.host.playing.owner import Owner
from detente_server.host.sockets.gateway import READ_ONLY
from detente_server.store import AsyncStore, MemoryStore, SqliteStore, Store
from detente_server.store.folder import tighten
from detente_wire.messages import Announcement, Denied, Heard, MatchId
from detente_wire.notices import OrderGiven, TurnBegan
from tests.host.house import INVITE, PACKS, config, packs, serving, two_at_table
from tests.host.speaking import Speaker
from tests.host.stores import HeldStore

# -- the countdown -------------------------------------------------------------------------------------------------


class Countdown:
    """A drain on a clock in the test's hand."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.told: list[str] = []
        self.stops = 0
        self.drain = Drain(lambda: self.now, self.told.append, self._stop)

    def _stop(self) -> None:
        self.stops += 1

    def pass_time(self, seconds: int) -> list[str]:
        """So many seconds pass, one by one; what is said in the meantime."""
        before = len(self.told)
        for _ in range(seconds):
            self.now += 1
            self.drain.step()
        return self.told[before:]


def test_players_are_told_at_sensible_times_and_then_it_stops() -> None:
    one = Countdown()
    one.drain.begin(900, "new rules")
    assert one.told == [
        "The server stops in 15 min (new rules). No new match begins. What you sent is kept, and your client comes "
        "back by itself."
    ]
    said = one.pass_time(899)
    assert [text.split(" (")[0] for text in said] == [
        f"The server stops in {left}" for left in ("10 min", "5 min", "2 min", "1 min", "30 s", "10 s")
    ]
    assert (one.stops, one.drain.left_s) == (0, 1)
    assert one.pass_time(1) == []
    assert one.stops == 1


def test_a_drain_is_called_off_or_begun_anew() -> None:
    one = Countdown()
    assert not one.drain.cancel()
    one.drain.begin(60, "")
    one.pass_time(40)
    one.drain.begin(600, "later")
    assert one.drain.left_s == 600
    one.pass_time(500)
    assert one.stops == 0
    assert one.drain.cancel()
    assert one.told[-1] == "The server does not stop after all: go on."
    one.pass_time(1000)
    assert one.stops == 0
    assert one.drain.banner == ""


def test_a_sweep_that_comes_late_tells_once_what_is_true() -> None:
    one = Countdown()
    one.drain.begin(3600, "")
    one.now += 3500
    one.drain.step()
    assert len(one.told) == 2
    assert "in 1 min 40 s" in one.told[1]


async def test_no_match_begins_while_the_server_drains_and_newcomers_hear_of_it() -> None:
    async with serving() as (host, port):
        ada, bel, match = await two_at_table(port)
        told = await registry.perform(host.services, "drain 10m a new version", "console")
        assert told.data == {"left_s": 600}
        said = await ada.hear(Announcement)
        assert said.text.startswith("The server stops in 10 min (a new version).")
        refused = (await ada.create()).outcome
        assert isinstance(refused, Denied)
        assert (refused.code, refused.retry) == ("host.draining", True)
        cleo = await Speaker.come(port, "Cleo Patra")
        assert (await cleo.hear(Announcement)).text.startswith("The server stops in ")
        assert cleo.hello.notice.startswith("The server stops in ")
        assert (await bel.join(match)).match == match, "those that go on, go on"
        await registry.perform(host.services, "drain cancel", "console")
        assert (await ada.create()).match is not None
        with pytest.raises(BadOrder, match="does not drain"):
            await registry.perform(host.services, "drain cancel", "console")
        with pytest.raises(BadOrder, match="is no duration"):
            await registry.perform(host.services, "drain soon", "console")
        assert [one.what for one in host.services.audit.entries()] == ["drain", "drain"]


async def test_at_zero_the_host_is_asked_to_end() -> None:
    async with serving() as (host, _):
        host.services.drain.begin(1, "")
        async with asyncio.timeout(10):
            await host.asked.wait()


# -- a full disk ---------------------------------------------------------------------------------------------------


async def test_everybody_hears_that_the_disk_is_full_and_that_there_is_room_again() -> None:
    store = HeldStore()
    async with serving(store) as (_, port):
        ada, bel, _ = await two_at_table(port)
        store.full = True
        await ada.create()
        for one in (ada, bel):
            assert (await one.hear(Announcement)).text == READ_ONLY
        again = await Speaker.come(port, ada.resume)
        assert again.hello.notice == READ_ONLY
        assert (await again.hear(Announcement)).text == READ_ONLY
        store.full = False
        await bel.hear(Announcement, lambda said: said.text == WRITES_AGAIN)
        assert (await Speaker.come(port, "Dee Dee")).hello.notice == ""


# -- time that passed for nobody -----------------------------------------------------------------------------------


def clocks() -> tuple[Environment, list[float], list[tuple[int, int]]]:
    """An environment on [wall clock in ms, monotonic in s], and the jumps it tells of."""
    now, jumps = [1_000_000.0, 50.0], []

    def jumped(from_ms: int, until_ms: int) -> None:
        jumps.append((from_ms, until_ms))

    return Environment(clock_ms=lambda: int(now[0]), monotonic=lambda: now[1], jumped=jumped), now, jumps


@pytest.mark.parametrize(
    ("wall_s", "passed_s", "jumps"),
    [
        (10, 10, []),
        (3600, 3600, []),
        (70, 11, []),
        (72, 11, [(1_011_000, 1_072_000)]),
        (86_400, 0, [(1_000_000, 87_400_000)]),
        (-3600, 10, []),
    ],
)
def test_a_clock_that_jumps_forward_is_noticed(
    wall_s: int, passed_s: int, jumps: list[tuple[int, int]]
) -> None:
    environment, now, told = clocks()
    before = environment.now_ms()
    now[0], now[1] = now[0] + wall_s * 1000, now[1] + passed_s
    assert environment.now_ms() == max(before, before + wall_s * 1000)
    assert told == jumps
    assert environment.now_ms() >= before
    assert told == jumps, "told once"


def test_a_clock_that_was_set_back_stands_still_until_it_is_reached_again() -> None:
    environment, now, jumps = clocks()
    environment.now_ms()
    for step in range(1, 200):
        now[0], now[1] = 1_000_000 - 100_000 + step * 1000, 50.0 + step
        assert environment.now_ms() == max(1_000_000, int(now[0]))
    assert jumps == []


async def test_a_match_is_owed_the_gaps_after_its_last_record() -> None:
    store, environment = AsyncStore(MemoryStore()), clocks()[0]
    gaps = Gaps(store, environment)
    await gaps.begin()
    assert gaps.owed_ms(0) == 0
    assert gaps.add(1_000_000, 1_600_000)
    assert gaps.add(2_000_000, 2_060_000)
    assert not gaps.add(3_000_000, 3_000_999)
    assert not gaps.add(3_000_000, 2_000_000)
    owed = {0: 660_000, 1_000_000: 660_000, 1_300_000: 360_000, 1_600_000: 60_000, 2_060_000: 0}
    assert {after: gaps.owed_ms(after) for after in owed} == owed


async def test_the_time_between_two_servers_is_a_gap() -> None:
    store = AsyncStore(MemoryStore())
    environment, now, _ = clocks()
    first = Gaps(store, environment)
    await first.begin()
    now[0], now[1] = 1_030_000, 80.0
    await first.alive()
    now[0], now[1] = 1_930_000, 0.0
    second = Gaps(store, environment)
    await second.begin()
    assert second.owed_ms(0) == 900_000
    third = Gaps(store, environment)
    await third.begin()
    assert third.owed_ms(0) == 900_000, "the gap stays known, and none is added"
    for n in range(KEPT + 9):
        third.add(n * 10_000, n * 10_000 + 2000)
    await third.alive()
    assert third.owed_ms(0) == KEPT * 2000


@asynccontextmanager
async def at(store: Store, clock: list[int]) -> AsyncIterator[tuple[Host, int]]:
    """A host on this store and this wall clock."""
    host = Host(store, packs(), config(), Environment(clock_ms=lambda: clock[0]))
    _, port = await host.start()
    try:
        yield host, port
    finally:
        await host.stop()


async def deadline_ms(host: Host, match: MatchId) -> int:
    """When the match's talks close, once all that was ordered is stored."""
    reached: asyncio.Future[Owner] = asyncio.get_running_loop().create_future()
    host.services.matches.reach(match, reached.set_result, lambda refusal: None)
    owner = await reached
    await owner.settled()
    return owner.match.table.deadline_ms


async def test_the_time_between_two_servers_is_given_back_once(tmp_path: Path) -> None:
    clock = [1_000_000_000]
    async with at(SqliteStore(tmp_path), clock) as (host, port):
        ada, _, match = await two_at_table(port, turn_s=600)
        before = await deadline_ms(host, match)
        assert before == clock[0] + 600_000
        clock[0] += 60_000
    clock[0] += 7_200_000
    for _ in range(2):
        async with at(SqliteStore(tmp_path), clock) as (host, port):
            assert await deadline_ms(host, match) == before + 7_200_000
            again = await Speaker.come(port, ada.resume)
            await again.attend(match)
            given = await again.notice(OrderGiven)
            assert (given.order, given.seconds) == ("credit", 7200)
            assert host.services.matches.owners[match].match.state.turn == 1
            ada = again


async def test_a_jump_of_the_clock_is_given_back_before_anybody_hears_of_the_new_time() -> None:
    clock = [1_000_000_000]
    async with at(MemoryStore(), clock) as (host, port):
        ada, _, match = await two_at_table(port, turn_s=600)
        before = await deadline_ms(host, match)
        host.services.environment.jumped = host.clock_jumped
        clock[0] += 7_200_000
        await ada.do(match, INVITE)
        after = await deadline_ms(host, match)
        assert 0 <= before + 7_200_000 - after < 60_000, "what passed besides the jump is not given back"
        assert host.services.matches.owners[match].match.state.turn == 1
        assert host.services.gaps.owed_ms(0) >= 7_140_000


async def test_without_it_the_turn_would_end_while_nobody_could_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1_000_000_000]
    async with at(SqliteStore(tmp_path), clock) as (_, port):
        ada, _, match = await two_at_table(port, turn_s=600)
    clock[0] += 7_200_000
    monkeypatch.setattr(Gaps, "owed_ms", lambda self, after_ms: 0)
    async with at(SqliteStore(tmp_path), clock) as (_, port):
        again = await Speaker.come(port, ada.resume)
        await again.attend(match)
        await again.hear(Heard, lambda heard: isinstance(heard.notice, TurnBegan) and heard.notice.turn == 2)


# -- the folder, and signals ---------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another thing on Windows")
def test_what_others_could_open_is_mended(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(0o755)
    for name, mode in (("detente.db", 0o644), ("detente.db-wal", 0o600), ("README.md", 0o644)):
        (folder / name).touch()
        (folder / name).chmod(mode)
    assert tighten(folder) == [folder, folder / "detente.db"]
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}
    assert modes == {"data": 0o700, "detente.db": 0o600, "detente.db-wal": 0o600, "README.md": 0o644}
    assert tighten(folder) == []


async def serve(folder: Path, config: str) -> tuple[asyncio.subprocess.Process, int]:
    """The program itself, and its port."""
    (folder / "host.toml").write_text(f'port = 0\ncontent = "{PACKS}"\n{config}\n[status]\nport = -1\n')
    command = (
        "-m",
        "detente_server",
        "serve",
        "--data",
        str(folder / "data"),
        "--config",
        str(folder / "host.toml"),
    )
    server = await asyncio.create_subprocess_exec(
        sys.executable, *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert server.stdout is not None
    return server, int((await server.stdout.readline()).decode().rpartition(":")[2])


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
async def test_a_signal_gives_notice_and_a_second_one_ends_it(tmp_path: Path) -> None:
    server, port = await serve(tmp_path, "drain_s = 600")
    ada = await Speaker.come(port, "Ada Lovelace")
    server.send_signal(signal.SIGTERM)
    assert (await ada.hear(Announcement)).text.startswith("The server stops in 10 min.")
    assert server.returncode is None
    server.send_signal(signal.SIGTERM)
    assert await ada.close_code() == 4000
    assert await server.wait() == 0
