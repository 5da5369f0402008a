"""The line over real sockets on loopback, against a server whose answers a test writes."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from http import HTTPStatus
from pathlib import Path

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from detente_client.link.address import Address
from detente_client.link.memory import Forgetful
from detente_client.sessions.assets import AssetCache
from detente_client.sessions.session import Session, connect
from detente_client.trouble import Trouble
from detente_wire.codec import MSGPACK
from detente_wire.limits import CLOSE_CODES, SUBPROTOCOL_MSGPACK, Limits
from detente_wire.messages import Asset, Auth, Closing, Digest, Fetch, ListMatches, Matches, ServerMessage
from tests.client.fakeserver import hello, welcome

Visit = Callable[[ServerConnection], Awaitable[None]]
PATIENT_S = 10


@contextlib.asynccontextmanager
async def listening(
    visit: Visit, turned_away: Callable[[ServerConnection, Request], Response | None] | None = None
) -> AsyncIterator[Address]:
    """A server on a free port; every connection is handed to `visit`."""
    options = {"subprotocols": [Subprotocol(SUBPROTOCOL_MSGPACK)], "process_request": turned_away}
    async with serve(visit, "127.0.0.1", 0, compression=None, close_timeout=1, **options) as server:  # type: ignore[arg-type]
        yield Address("127.0.0.1", server.sockets[0].getsockname()[1])


async def say(socket: ServerConnection, message: ServerMessage) -> None:
    await socket.send(MSGPACK.encode(message))


async def let_in(socket: ServerConnection, limits: Limits | None = None) -> Auth:
    """Hello, auth, welcome."""
    await say(socket, hello(limits=limits or Limits()))
    auth = MSGPACK.decode_client(await socket.recv())
    assert isinstance(auth, Auth)
    await say(socket, welcome())
    return auth


def session(address: Address) -> Session:
    return connect(address, "Ann", memory=Forgetful(), cache=AssetCache(None))


async def test_questions_survive_a_server_that_hangs_up() -> None:
    visits = 0

    async def visit(socket: ServerConnection) -> None:
        nonlocal visits
        visits += 1
        await let_in(socket)
        asked = MSGPACK.decode_client(await socket.recv())
        assert isinstance(asked, ListMatches)
        if visits < 3:
            await say(socket, Closing("restarting"))
            await socket.close(CLOSE_CODES["restarting"].code)
            return
        await say(socket, Matches(asked.id))
        await socket.wait_closed()

    async with listening(visit) as address, session(address) as ann:
        async with asyncio.timeout(PATIENT_S):
            assert await ann.matches() == []
    assert visits == 3


async def test_a_silent_server_is_left() -> None:
    """No byte for two seconds: a new connection."""
    visits = 0

    async def visit(socket: ServerConnection) -> None:
        nonlocal visits
        visits += 1
        await let_in(socket, Limits(ping_s=1, pong_s=1))
        asked = MSGPACK.decode_client(await socket.recv())
        assert isinstance(asked, ListMatches)
        if visits == 1:
            socket.transport.pause_reading()  # not even a pong
            await asyncio.sleep(3)
            return
        await say(socket, Matches(asked.id))
        await socket.wait_closed()

    async with listening(visit) as address:
        async with session(address) as ann, asyncio.timeout(PATIENT_S):
            assert await ann.matches() == []
        assert visits == 2


async def test_an_end_is_told_to_all_who_wait() -> None:
    async def visit(socket: ServerConnection) -> None:
        await let_in(socket)
        await socket.recv()
        await say(socket, Closing("elsewhere", "You are there now."))
        await socket.close(CLOSE_CODES["elsewhere"].code)

    async with listening(visit) as address, session(address) as ann:
        with pytest.raises(Trouble, match=r"You came in under this name .* Go on there"):
            await ann.matches()
        with pytest.raises(Trouble, match="You came in under this name"):
            await ann.matches()


@pytest.mark.parametrize("name", ["name-taken", "bad-auth"])
async def test_who_is_not_let_in_is_told_why(name: str) -> None:
    async def visit(socket: ServerConnection) -> None:
        await say(socket, hello())
        await socket.recv()
        await say(socket, Closing(name))
        await socket.close(CLOSE_CODES[name].code)

    async with listening(visit) as address:
        with pytest.raises(Trouble) as told:
            await session(address).__aenter__()
    assert (told.value.problem, told.value.code) == (CLOSE_CODES[name].meaning, name)


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (HTTPStatus.BAD_REQUEST, "This server speaks detente.v7.", "another version of the protocol"),
        (HTTPStatus.NOT_FOUND, "No such page.", "is no server of this game"),
        (HTTPStatus.SERVICE_UNAVAILABLE, "Full.", "takes no more connections"),
        (HTTPStatus.TOO_MANY_REQUESTS, "Too many.", "takes no more connections"),
    ],
)
async def test_a_server_that_turns_us_away(status: HTTPStatus, body: str, told: str) -> None:
    async def visit(socket: ServerConnection) -> None:
        raise AssertionError("nobody comes in")

    async with listening(visit, lambda socket, request: socket.respond(status, body)) as address:
        with pytest.raises(Trouble, match=told) as trouble:
            await session(address).__aenter__()
    assert trouble.value.step


async def test_what_is_no_server_at_all() -> None:
    async def rude(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example ESMTP\r\n")
        writer.close()

    async with await asyncio.start_server(rude, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(Trouble, match="no server of this game"):
            await session(Address("127.0.0.1", port)).__aenter__()


async def test_nobody_listens() -> None:
    async with await asyncio.start_server(lambda r, w: None, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
    with pytest.raises(Trouble, match=f"No server listens at 127.0.0.1:{port}"):
        await session(Address("127.0.0.1", port)).__aenter__()


@pytest.mark.parametrize("frame", [b"\xff", b"", b"\x81\xa4type\xa7welcome", "text"])
async def test_a_server_that_speaks_nonsense_is_left_for_good(frame: bytes | str) -> None:
    async def visit(socket: ServerConnection) -> None:
        await socket.send(frame)
        await socket.wait_closed()

    async with listening(visit) as address:
        with pytest.raises(Trouble, match="cannot read"):
            await session(address).__aenter__()


async def test_a_damaged_pack_is_not_kept(tmp_path: Path) -> None:
    digest = Digest("0" * 64)

    async def visit(socket: ServerConnection) -> None:
        await let_in(socket)
        asked = MSGPACK.decode_client(await socket.recv())
        assert isinstance(asked, Fetch)
        await say(socket, Asset(digest, 1, 1, "{}"))
        await socket.wait_closed()

    async with listening(visit) as address:
        made = connect(address, "Ann", cache=AssetCache(tmp_path))
        async with made as ann:
            with pytest.raises(Trouble, match="damaged"):
                await ann.public(digest)
    assert AssetCache(tmp_path).get(digest) is None
