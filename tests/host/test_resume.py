"""A line that is cut anywhere: no notice is missing, none comes twice, nobody is locked out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from detente_server.host.config import Config
from detente_server.host.environment import Environment
from detente_server.host.people.passwords import Passwords
from detente_server.host.people.players import Players
from detente_server.host.people.sessions import VIEWERS, Sessions
from detente_server.host.visiting.attending import Attending
from detente_server.store import AsyncStore, MemoryStore
from detente_wire.acts import Say
from detente_wire.messages import (
    Announcement,
    Attend,
    Auth,
    Guest,
    Heard,
    Lineage,
    MatchId,
    Resume,
    Resumed,
    Welcome,
)
from tests.host.house import meeting, serving, two_at_table
from tests.host.speaking import Speaker

STEP = 15
"""Bytes between two cuts; odd, so that cuts fall everywhere in frames of even sizes."""
SYNC_S = 5


class Scissors:
    """A proxy that lets so many bytes of the server's through, then cuts the line."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.most = 1 << 30
        self.seen = 0
        self._passing: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def between(self) -> AsyncIterator[int]:
        """The port of the proxy."""
        server = await asyncio.start_server(self._pass, "127.0.0.1", 0)
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()
            for task in list(self._passing):
                task.cancel()
            await asyncio.gather(*self._passing, return_exceptions=True)

    async def _pass(self, near: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._passing.add(task)
        try:
            await self._carry(near, out)
        except (asyncio.CancelledError, ConnectionError):
            out.transport.abort()
        finally:
            self._passing.discard(task)

    async def _carry(self, near: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        far, back = await asyncio.open_connection("127.0.0.1", self._port)
        upward = asyncio.create_task(_pump(near, back))
        left = self.most
        while left and (data := await far.read(4096)):
            out.write(data[:left])
            left -= len(data[:left])
            self.seen = self.most - left
        out.transport.abort() if not left else out.close()
        back.close()
        upward.cancel()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(4096):
            writer.write(data)
    except ConnectionError:
        return


class Patient:
    """A client that keeps what it heard, and its newest token, over connections."""

    def __init__(self, match: MatchId, resume: Resume) -> None:
        self.match = match
        self.resume = resume
        self.heard: list[Heard] = []
        self.lineage: Lineage | None = None
        self.resets = 0

    async def visit(self, port: int, until: int) -> None:
        """Come again, resume, and listen until that cursor is reached or the line is cut."""
        try:
            client = await Speaker.connect(port)
        except Exception:  # cut within the handshake: whatever websockets makes of it
            return
        try:
            await client.enter(self.resume)
            await client.say(Attend(self.match, len(self.heard), self.lineage))
            await client.hear(Heard, lambda heard: heard.cursor >= until)
        except (TimeoutError, AssertionError, OSError, EOFError):
            pass
        except Exception as problem:
            if "ConnectionClosed" not in type(problem).__name__:
                raise
        finally:
            client.cut()
            await asyncio.wait([client.reading], timeout=SYNC_S)
        self._take(client)

    def _take(self, client: Speaker) -> None:
        for message in client.got:
            match message:
                case Welcome():
                    self.resume = Resume(message.resume_token)
                case Resumed():
                    self.lineage = message.lineage
                    if not message.recovered:
                        self.heard.clear()
                        self.resets += 1
                case Heard():
                    self.heard.append(message)


async def cut_everywhere(step: int) -> int:
    """Cut the line at every step-th byte of a session; how often it was cut."""
    async with serving() as (_, port):
        ada, bel, match = await two_at_table(port)
        channel = await meeting(ada, bel, match)
        for n in range(6):
            await ada.do(match, Say(channel), f"line {n}")
        last = await bel.quiet()
        truth = bel.heard(match)
        resume = bel.resume
        await bel.leave()
        scissors = Scissors(port)
        async with scissors.between() as narrow:
            whole = Patient(match, resume)
            await whole.visit(narrow, last)
            assert whole.heard == truth
            size, cuts = scissors.seen, 0
            for most in range(1, size, step):
                patient = Patient(match, whole.resume)
                scissors.most = most
                await patient.visit(narrow, last)
                scissors.most = 1 << 30
                await patient.visit(narrow, last)
                assert patient.heard == truth, f"cut after {most} bytes"
                assert patient.resets <= 2
                whole.resume = patient.resume
                cuts += 1
        return cuts


async def test_a_line_cut_anywhere_loses_and_doubles_nothing() -> None:
    assert await cut_everywhere(STEP) > 150


async def test_a_server_that_resumes_one_too_far_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    resumed = Attending._resumed

    def skipping(self: Attending, *args: object) -> Resumed:
        right = resumed(self, *args)  # type: ignore[arg-type]
        from attrs import evolve

        return evolve(right, from_cursor=right.from_cursor + 1) if right.recovered else right

    monkeypatch.setattr(Attending, "_resumed", skipping)
    with pytest.raises(AssertionError):
        await cut_everywhere(STEP * 8)


async def test_the_second_socket_of_a_session_closes_the_first() -> None:
    async with serving() as (_, port):
        first = await Speaker.come(port, "Ada Lovelace")
        second = await Speaker.come(port, first.resume)
        assert await first.close_code() == 4505
        assert second.welcome.player == first.welcome.player


async def test_a_lost_answer_locks_nobody_out() -> None:
    async with serving() as (_, port):
        first = await Speaker.come(port, "Ada Lovelace")
        old = first.resume
        lost = await Speaker.come(port, old)
        again = await Speaker.come(port, old)
        assert again.welcome.player == first.welcome.player
        await refused(port, lost.resume)
        newest = await Speaker.come(port, again.resume)
        await Speaker.come(port, newest.resume)
        await refused(port, old)


async def refused(port: int, who: Resume) -> None:
    """Nobody is let in with this."""
    client = await Speaker.connect(port)
    with pytest.raises(AssertionError):
        await client.enter(who)
    assert await client.close_code() == 4503


async def test_an_amnesiac_gets_the_whole_stream() -> None:
    async with serving() as (_, port):
        _, bel, match = await two_at_table(port)
        truth = bel.heard(match)
        for cursor, lineage, reason in (
            (3, Lineage("of-another-history"), "lineage"),
            (len(truth) + 5, bel.hello.lineage, "ahead"),
            (0, bel.hello.lineage, "first"),
        ):
            again = await Speaker.come(port, bel.resume)
            await again.say(Attend(match, cursor, lineage))
            resumed = await again.hear(Resumed)
            assert (resumed.recovered, resumed.reason) == (False, reason)
            await again.hear(Heard, lambda heard: heard.cursor == len(truth))
            assert again.heard(match) == truth
            bel = again


async def test_a_match_that_is_put_away_just_when_somebody_attends_is_attended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with serving() as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        match = (await ada.create(people=2)).match
        assert match is not None
        note = host.services.sessions.note_viewer

        async def slowly(*args: object) -> None:
            monkeypatch.undo()
            host.services.matches.owners.pop(match).end()
            await note(*args)  # type: ignore[arg-type]

        monkeypatch.setattr(host.services.sessions, "note_viewer", slowly)
        await ada.attend(match)
        assert (await ada.hear(Resumed)).to_cursor > 0


async def test_a_cursor_of_nobody_knows_which_stream_is_worth_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with serving() as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        match = (await ada.create(people=2)).match
        assert match is not None
        bel = await Speaker.come(port, "Bel Canto")
        with monkeypatch.context() as patch:
            patch.setattr(host.services.sessions, "note_viewer", _unnoted)
            await bel.attend(match)
            await bel.hear(Resumed)
        again = await Speaker.come(port, bel.resume)
        await again.join(match)
        await again.attend(match, 1, again.hello.lineage)
        resumed = await again.hear(Resumed, lambda one: one.nation == "bel")
        assert (resumed.recovered, resumed.from_cursor, resumed.reason) == (False, 0, "seat")


async def _unnoted(*_: object) -> None:
    """What a full disk leaves of a note."""


async def test_of_a_player_the_last_streams_are_remembered() -> None:
    environment = Environment()
    players = Players(AsyncStore(MemoryStore()), environment)
    sessions = Sessions(players, Passwords(Config().accounts), environment, Config().accounts)
    player, _ = await sessions.admit(Auth(Guest("Ada Lovelace")))
    for n in range(VIEWERS + 50):
        await sessions.note_viewer(player, MatchId(f"match{n}"), "ada")
    await sessions.note_viewer(player, MatchId("match60"), "bel")
    known = players.get(player.id)
    assert known is not None
    assert len(known.here.viewers) == VIEWERS
    assert known.here.viewers[-1] == ("match60", "bel")
    assert sessions.viewer(player, MatchId("match0")) == ""


async def test_one_player_attends_so_many_matches_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente_server.host.visiting.attending.MOST", 2)
    async with serving() as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        matches = [(await ada.create(people=2)).match for _ in range(3)]
        for match in (*matches, matches[0]):
            assert match is not None
            await ada.attend(match)
        await ada.wait(lambda: sum(isinstance(one, Resumed) for one in ada.got) >= 4 or None)
        assert [len(owner.attachments) for owner in host.services.matches.owners.values()] == [1, 1, 0]
        assert (await ada.hear(Announcement)).text
