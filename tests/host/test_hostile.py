"""Clients that do everything wrong: a refusal or a documented close, and nobody else notices."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import socket
from collections import Counter
from collections.abc import Callable

import pytest
import websockets
from attrs import evolve
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection
from websockets.typing import Origin, Subprotocol

from detente_server.host.sockets.connection import PINGS, Connection
from detente_server.host.sockets.sending import Outlet
from detente_server.host.visiting.visitor import STRIKES, Visitor
from detente_wire.acts import Ready, Say
from detente_wire.codec import JSON, MSGPACK, Codec
from detente_wire.limits import CLOSE_CODES, FRAME_BYTES, SUBPROTOCOLS, Limits
from detente_wire.messages import (
    Attend,
    Auth,
    ClientMessage,
    Command,
    Committed,
    Credential,
    Denied,
    Fetch,
    Guest,
    Heard,
    Password,
    Points,
    Query,
    QueryAnswer,
    Receipt,
    RequestId,
    Resume,
    Token,
)
from detente_wire.notices import TurnBegan
from detente_wire.terms import ChannelId, package
from tests.host.house import meeting, serving, two_at_table
from tests.host.speaking import Speaker, new_id

FRAMES = 10_000
BURST = 5
"""Frames in one go on one connection; it may be closed before the last is read."""
STANDARD = {1000, 1002, 1003, 1006, 1007, 1009}
"""Codes of the WebSocket protocol itself: a clean end, a broken frame, a frame far too big."""


# -- any bytes -----------------------------------------------------------------------------------------------------


class Mangler:
    """Makes bad frames out of good ones."""

    def __init__(self, seed: int, codec: Codec, good: list[bytes]) -> None:
        self._dice = random.Random(seed)
        self._codec = codec
        self._good = good

    def frame(self) -> bytes:
        """Random bytes, or a good frame with something changed, doubled or left out."""
        dice = self._dice
        kind = dice.randrange(6)
        if kind == 0:
            return dice.randbytes(dice.randrange(0, 200))
        data = bytearray(dice.choice(self._good))
        at = dice.randrange(len(data))
        if kind == 1:
            data[at] = dice.randrange(256)
        elif kind == 2:
            del data[at : at + dice.randrange(1, 8)]
        elif kind == 3:
            data[at:at] = dice.randbytes(dice.randrange(1, 8))
        elif kind == 4:
            data = data[: at + 1]
        else:
            data += dice.choice(self._good)
        return bytes(data)


def good_frames(codec: Codec, match: object) -> list[bytes]:
    """Some of what clients say."""
    id = new_id()
    messages: list[ClientMessage] = [
        Command(id, match, Say(ChannelId("public")), "hello"),  # type: ignore[arg-type]
        Command(id, match, Ready(), expect_turn=1),  # type: ignore[arg-type]
        Query(RequestId("q"), match, Points(package([("bridge", "ada-mends")]))),  # type: ignore[arg-type]
        Attend(match, 3),  # type: ignore[arg-type]
        Fetch("0" * 64),  # type: ignore[arg-type]
        Auth(Guest("Somebody")),
        Auth(Token("x" * 40)),
    ]
    return [codec.encode(message) for message in messages]


async def shout(port: int, codec: Codec, frames: list[bytes], who: Guest | None) -> int:
    """Say all this; the close code, 0 if it was not closed."""
    async with connect(
        f"ws://127.0.0.1:{port}", subprotocols=[Subprotocol(codec.subprotocol)], compression=None, proxy=None
    ) as client:
        try:
            await client.recv()
            if who is not None:
                await client.send(codec.encode(Auth(who)), text=codec.text)
                await client.recv()
            for frame in frames:
                await client.send(frame, text=codec.text and _is_text(frame))
            await client.send(codec.encode(Fetch("f" * 64)), text=codec.text)  # type: ignore[arg-type]
            async with asyncio.timeout(5):
                while b"f" * 64 not in _bytes(await client.recv()):
                    pass
        except websockets.ConnectionClosed:
            return client.close_code or 1006
        return 0


def _is_text(frame: bytes) -> bool:
    return frame.isascii()


def _bytes(frame: str | bytes) -> bytes:
    return frame if isinstance(frame, bytes) else frame.encode()


async def shout_for_long(frames: int) -> Counter[int]:
    """So many bad frames, while two people play on; how the connections ended."""
    documented = {row.code for row in CLOSE_CODES.values()} | STANDARD | {0}
    codes: Counter[int] = Counter()
    async with serving() as (_, port):
        ada, bel, match = await two_at_table(port)
        channel = await meeting(ada, bel, match)
        for n in range(frames // BURST):
            codec = (MSGPACK, JSON)[n % 2]
            mangler = Mangler(n, codec, good_frames(codec, match))
            who = Guest(f"Guest {n}") if n % 3 else None
            codes[await shout(port, codec, [mangler.frame() for _ in range(BURST)], who)] += 1
            if n % 200 == 0:
                assert isinstance((await ada.do(match, Say(channel), f"still here {n}")).outcome, Committed)
                await bel.words(f"still here {n}")
    assert set(codes) <= documented
    return codes


async def test_any_bytes_end_in_a_refusal_or_a_documented_close(caplog: pytest.LogCaptureFixture) -> None:
    codes = await shout_for_long(FRAMES)
    assert len(codes) >= 3
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR or record.exc_info]


async def test_a_server_that_trips_over_bad_frames_is_caught(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(Visitor, "_malformed")
    await shout_for_long(200)
    assert [record for record in caplog.records if record.exc_info]


async def test_bytes_that_are_no_http_disturb_nobody() -> None:
    async with serving() as (host, port):
        ada, _, match = await two_at_table(port)
        for junk in (b"\x00" * 5000, b"GET / HTTP/1.1\r\n\r\n", os.urandom(3000), b"GET /" + b"a" * 20_000):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(junk)
            writer.write_eof()
            await asyncio.wait_for(reader.read(), 15)
            writer.close()
        assert (await ada.do(match, Ready())).match == match
        assert host.gateway.doors.shaking == 0


async def test_frames_at_the_limit_and_over_it() -> None:
    async with serving() as (_, port):
        for size, code in ((FRAME_BYTES, 4500), (FRAME_BYTES + 1, 4501), (100 * FRAME_BYTES, 1009)):
            client = await Speaker.come(port, f"Guest {size}")
            await client.socket.send(b"\xc1" * size)
            assert await client.close_code() == code


async def test_a_frame_with_a_readable_id_is_refused_by_name() -> None:
    async with serving() as (_, port):
        client = await Speaker.come(port, "Ada Lovelace")
        id = new_id()
        await client.socket.send(
            MSGPACK.pack({"type": "command", "id": id, "match": "m", "act": {"type": "ready"}, "x": 1})
        )
        outcome = (await client.receipt(id)).outcome
        assert isinstance(outcome, Denied)
        assert outcome.code == "command.malformed"
        assert "x" in outcome.message


# -- the first frames ----------------------------------------------------------------------------------------------


async def test_who_says_something_else_before_auth_is_sent_away() -> None:
    async with serving(limits=Limits(auth_s=1)) as (_, port):
        silent = await Speaker.connect(port)
        rude = await Speaker.connect(port)
        await rude.say(Fetch("f" * 64))  # type: ignore[arg-type]
        assert await rude.close_code() == 4502
        assert await silent.close_code() == 4502
        twice = await Speaker.come(port, "Ada Lovelace")
        await twice.say(Auth(Guest("Other Name")))
        assert await twice.close_code() == 4500


async def test_names_and_credentials_that_do_not_do() -> None:
    async with serving() as (_, port):
        await Speaker.come(port, "Ada Lovelace")
        for who, code in (
            (Guest("ada lovelace"), 4504),
            (Guest("Ada L0velace"), 4504),
            (Guest("ab"), 4504),
            (Guest("x" * 25), 4504),
            (Password("Ada", "secret"), 4503),
            (Token("nothing"), 4503),
        ):
            client = await Speaker.connect(port)
            await client.say(Auth(who))
            assert await client.close_code() == code


async def test_without_a_common_subprotocol_the_answer_is_400_with_the_list() -> None:
    async with serving() as (_, port):
        for offered in ([], [Subprotocol("chat")]):
            with pytest.raises(websockets.InvalidStatus) as caught:
                await connect(f"ws://127.0.0.1:{port}", subprotocols=offered or None, proxy=None)
            assert caught.value.response.status_code == 400
            assert SUBPROTOCOLS[0] in caught.value.response.body.decode()


async def test_pages_of_other_sites_may_not_connect() -> None:
    async with serving() as (_, port):
        for origin in ("http://localhost:3000", f"http://127.0.0.1:{port}"):
            async with _page(port, origin) as client:
                assert await client.recv()
        for origin in ("https://evil.example", "null", "http://127.0.0.1.evil.example"):
            with pytest.raises(websockets.InvalidStatus) as caught:
                await _page(port, origin)
            assert caught.value.response.status_code == 403


def _page(port: int, origin: str) -> connect:
    """A page of that site connects."""
    protocols = [Subprotocol(SUBPROTOCOLS[0])]
    return connect(f"ws://127.0.0.1:{port}", subprotocols=protocols, origin=Origin(origin), proxy=None)


# -- too much ------------------------------------------------------------------------------------------------------


async def test_commands_at_the_limit_one_over_and_far_over() -> None:
    limits = Limits(commands_burst=5, commands_per_s=1, incoming_frames=100)
    async with serving(limits=limits) as (_, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        match = (await ada.create(people=2)).match
        assert match is not None
        codes = [await _code(ada, match) for _ in range(5)]
        assert codes == ["match.not-begun"] * 4 + ["host.rate"]
        for _ in range(STRIKES + 5):
            if ada.closed is None:
                await ada.socket.send(MSGPACK.encode(Command(new_id(), match, Ready())))
        assert await ada.close_code() == 4507
        again = await Speaker.come(port, ada.resume)
        assert await _code(again, match) in ("host.rate", "match.not-begun")


async def _code(client: Speaker, match: object) -> str:
    outcome = (await client.do(match, Ready())).outcome  # type: ignore[arg-type]
    assert isinstance(outcome, Denied)
    return outcome.code


async def test_letters_and_questions_have_limits_of_their_own() -> None:
    limits = Limits(letters_burst=2, queries_burst=3, queries_per_s=1)
    async with serving(limits=limits) as (_, port):
        ada, bel, match = await two_at_table(port)
        channel = await meeting(ada, bel, match)
        outcomes = [(await ada.do(match, Say(channel), f"letter {n}")).outcome for n in range(3)]
        assert [type(one) for one in outcomes] == [Committed, Committed, Denied]
        for n in range(4):
            await ada.say(Query(RequestId(f"q{n}"), match, Points(())))
        answer = (await ada.hear(QueryAnswer, lambda one: one.id == "q3")).answer
        assert isinstance(answer, Denied)
        assert answer.code == "host.rate"


async def test_what_is_asked_too_often_is_answered_later_not_never() -> None:
    async with serving(limits=Limits(queries_burst=5, queries_per_s=50)) as (_, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        for n in range(20):
            await ada.say(Fetch(f"{n:064x}"))  # type: ignore[arg-type]
        await ada.wait(lambda: len(ada.got) >= 22 or None)
        assert ada.closed is None


async def test_addresses_have_limits_where_they_are_not_trusted() -> None:
    async with serving(trusted_networks=(), connections_per_address=3, sessions_per_address=4) as (_, port):
        clients = [await Speaker.come(port, f"Guest {n}") for n in range(3)]
        with pytest.raises(websockets.InvalidStatus) as caught:
            await Speaker.connect(port)
        assert caught.value.response.status_code == 429
        await clients.pop().leave()
        fourth = await Speaker.come(port, "Guest 4")
        await fourth.leave()
        fifth = await Speaker.connect(port)
        await fifth.say(Auth(Guest("Guest 5")))
        assert await fifth.close_code() == 4003
        known = await Speaker.come(port, fourth.resume)
        assert known.welcome.name == "Guest 4"


@pytest.mark.parametrize("over", [0, 1, 100])
async def test_new_sessions_from_one_address_have_a_limit_and_who_is_known_has_none(over: int) -> None:
    attempts: list[Callable[[str], Credential]] = [
        Guest,
        lambda name: Password(name, "no matter"),
        lambda name: Resume(f"{name}.secret"),
    ]
    async with serving(trusted_networks=(), sessions_per_address=3) as (_, port):
        known = [await Speaker.come(port, f"Guest {n}") for n in range(3)]
        for n in range(over):
            more = await Speaker.connect(port)
            await more.say(Auth(attempts[n % 3](f"Guest {n + 3}")))
            assert await more.close_code() == CLOSE_CODES["rate"].code
        for one in known:
            await Speaker.come(port, one.resume)


async def test_handshakes_that_never_end_are_bounded() -> None:
    async with serving(half_open=3) as (host, port):
        stuck = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        await asyncio.sleep(0.05)
        with pytest.raises(websockets.InvalidStatus):
            await Speaker.connect(port)
        for _, writer in stuck:
            writer.close()
        await asyncio.sleep(0.05)
        assert host.gateway.doors.shaking == 0
        await Speaker.come(port, "Ada Lovelace")


# -- who does not read ---------------------------------------------------------------------------------------------


async def deaf_client(port: int, name: str) -> socket.socket:
    """A client that says who it is and then never reads again."""
    client = await Speaker.come(port, name)
    raw = client.socket.transport
    raw.pause_reading()
    found: socket.socket = raw.get_extra_info("socket")
    return found


async def buffered_while_one_is_deaf(rounds: int) -> tuple[int, int]:
    """(most bytes that the server ever held for it, deaf visitors that are left)."""
    limits = Limits(commands_burst=10**6, commands_per_s=10**6, outgoing_s=1)
    async with serving(limits=limits) as (host, port):
        await deaf_client(port, "Deaf Ear")
        ada, _, match = await two_at_table(port)
        (deaf,) = [one for one in host.gateway._visitors if one.player and one.player.name == "Deaf Ear"]
        most = 0
        for n in range(rounds):
            host.gateway.announce(f"{n} " + "x" * 8000)
            await asyncio.sleep(0)
            transport = deaf.connection.transport
            waiting = sum(map(len, deaf.outlet._waiting))
            most = max(most, transport.get_write_buffer_size() + waiting)
            await ada.quiet() if n % 200 == 199 else None
        await asyncio.sleep(1.2)
        assert isinstance((await ada.do(match, Ready())).outcome, Committed)
        return most, sum(one is deaf for one in host.gateway._visitors)


async def test_who_does_not_read_is_cut_off_and_costs_no_memory() -> None:
    most, left = await buffered_while_one_is_deaf(2000)
    assert left == 0
    assert most < 1_000_000


async def test_a_server_that_waits_for_ever_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Outlet, "give_up", lambda self: None)
    most, left = await buffered_while_one_is_deaf(2000)
    assert left == 1
    assert most > 1_000_000


async def test_a_stream_is_drawn_as_it_is_read_and_slow_readers_who_read_stay() -> None:
    async with serving(limits=evolve(Limits(), outgoing_s=2)) as (_, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        match = (await ada.create(people=1, seed=1)).match
        assert match is not None
        await ada.attend(match)
        await ada.notice(TurnBegan)
        await ada.quiet()
        count = len(ada.heard())
        slow = await Speaker.come(port, ada.resume)
        await slow.attend(match)
        await slow.hear(Heard, lambda heard: heard.cursor == count)
        assert [heard.cursor for heard in slow.heard()] == list(range(1, count + 1))
        assert not [one for one in slow.got if isinstance(one, Receipt)]


PING = b"\x89\xfd" + b"\0" * 4 + b"\0" * 125
"""The longest there is, with the mask that a client must use."""


async def test_pings_without_end_are_no_pastime() -> None:
    async with serving() as (_, port):
        client = await Speaker.come(port, "Ada Lovelace")
        client.socket.transport.write(PING * (PINGS // 2))
        await client.quiet()
        client.socket.transport.write(PING * (PINGS * 5))
        assert await client.close_code() == 4507


async def pongs_that_wait(monkeypatch: pytest.MonkeyPatch) -> int:
    """Most bytes that wait for a client that pings without reading."""
    monkeypatch.setattr("detente_server.host.sockets.connection.PINGS", 10**9)
    async with serving() as (host, port):
        client = await Speaker.come(port, "Deaf Ear")
        client.socket.transport.pause_reading()
        (deaf,) = host.gateway._visitors
        most = 0
        for _ in range(200):
            client.socket.transport.write(PING * 1000)
            await asyncio.sleep(0.001)
            most = max(most, deaf.connection.transport.get_write_buffer_size())
        client.socket.transport.abort()
        return most


async def test_pongs_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await pongs_that_wait(monkeypatch) < 1_000_000


async def test_a_server_that_answers_who_does_not_read_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Connection, "pause_writing", ServerConnection.pause_writing)
    assert await pongs_that_wait(monkeypatch) > 1_000_000


async def test_sockets_that_say_nothing_are_bounded_even_where_none_may_enter() -> None:
    async with serving(half_open=3) as (host, port):
        ends = [await asyncio.open_connection("127.0.0.1", port) for _ in range(20)]
        reading = [asyncio.create_task(reader.read()) for reader, _ in ends]
        done, _ = await asyncio.wait(reading, timeout=1)
        assert len(done) == 14
        for _, writer in ends:
            writer.close()
        await asyncio.gather(*reading, return_exceptions=True)
        await asyncio.sleep(0.1)
        assert (host.gateway.doors.turned_away, host.gateway.doors.shaking) == (0, 0)
        await Speaker.come(port, "Ada Lovelace")


async def test_a_handshake_that_never_ends_does_not_keep_the_server_from_stopping() -> None:
    async with serving() as (host, port):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.sleep(0.05)
        async with asyncio.timeout(5):
            await host.gateway.close()
        writer.close()
