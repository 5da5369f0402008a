"""Who is behind a proxy, which headers are believed, and which pages may connect."""

from __future__ import annotations

import logging

import pytest
from attrs import evolve
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin, Subprotocol

from detente_server.host.config import Proxy
from detente_server.host.sockets.limiting import networks
from detente_server.host.sockets.proxy import Client, client_of
from detente_wire.codec import MSGPACK
from detente_wire.limits import CLOSE_CODES
from detente_wire.messages import Auth, Closing, Denied, Guest, Hello, Password, SetPassword
from tests.host.house import QUICK, serving
from tests.host.speaking import Speaker
from tests.host.test_accounts import SECRET, ask

HERE = networks(["127.0.0.0/8", "::1/128", "10.0.0.0/8"])
WEB, MID, CLIENT = "127.0.0.1", "10.0.0.2", "192.0.2.7"


@pytest.mark.parametrize(
    ("peer", "by", "scheme", "address", "secure"),
    [
        (WEB, [CLIENT], ["https"], CLIENT, True),
        (WEB, [CLIENT], ["http"], CLIENT, False),
        (WEB, [CLIENT], [], CLIENT, False),
        (WEB, ["127.0.0.1, " + CLIENT], ["https"], CLIENT, True),
        (WEB, ["127.0.0.1", CLIENT], ["https"], CLIENT, True),
        (WEB, [f"203.0.113.9, {CLIENT}, {MID}"], ["https"], CLIENT, True),
        (WEB, [f"{CLIENT}:4711"], ["https"], CLIENT, True),
        (WEB, ["[2001:db8::1]:4711"], ["https"], "2001:db8::1", True),
        (WEB, ["2001:db8::1"], ["https"], "2001:db8::1", True),
        (WEB, ["unknown"], ["https"], "unknown", True),
        (WEB, [], ["https"], WEB, True),
        (WEB, [MID], ["http, https"], MID, True),
        (WEB, [MID], ["https, http"], MID, False),
        ("::ffff:127.0.0.1", [CLIENT], ["https"], CLIENT, True),
        (CLIENT, ["127.0.0.1"], ["https"], CLIENT, False),
        (CLIENT, ["10.0.0.2", "127.0.0.1"], ["https"], CLIENT, False),
    ],
)
def test_who_is_behind_a_request(
    peer: str, by: list[str], scheme: list[str], address: str, secure: bool
) -> None:
    headers = {"X-Forwarded-For": by, "X-Forwarded-Proto": scheme}
    assert client_of(headers, peer, encrypted=False, trusted=HERE) == Client(address, secure)


@pytest.mark.parametrize(
    ("peer", "encrypted", "headers", "client"),
    [
        (WEB, False, {}, Client(WEB, True)),
        (CLIENT, False, {}, Client(CLIENT, False)),
        (CLIENT, True, {}, Client(CLIENT, True)),
        (WEB, False, {"X-Real-IP": [CLIENT]}, Client(WEB, False, stray=True)),
        (WEB, False, {"Forwarded": ["for=x"]}, Client(WEB, False, stray=True)),
        (CLIENT, False, {"X-Forwarded-Proto": ["https"]}, Client(CLIENT, False)),
    ],
)
def test_where_no_proxy_is_trusted_no_header_is_believed(
    peer: str, encrypted: bool, headers: dict[str, list[str]], client: Client
) -> None:
    assert client_of(headers, peer, encrypted=encrypted, trusted=()) == client


async def through(port: int, headers: dict[str, str], origin: str | None = None) -> Speaker:
    """Somebody whose proxy says this of him."""
    socket: ClientConnection = await connect(
        f"ws://127.0.0.1:{port}",
        additional_headers=headers,
        origin=Origin(origin) if origin else None,
        subprotocols=[Subprotocol(MSGPACK.subprotocol)],
        compression=None,
        proxy=None,
    )
    return Speaker(socket, MSGPACK)


def seen(address: str, scheme: str = "https") -> dict[str, str]:
    """What a proxy adds."""
    return {"X-Forwarded-For": f"127.0.0.1, {address}", "X-Forwarded-Proto": scheme}


async def test_behind_a_trusted_proxy_each_client_has_limits_of_his_own() -> None:
    """At the limit, one over, and a hundred over; others are not touched, nor is the proxy."""
    async with serving(proxy=Proxy(("127.0.0.1",)), connections_per_address=2) as (host, port):
        first = [await through(port, seen("192.0.2.7")) for _ in range(2)]
        refused = [await _status(port, seen("192.0.2.7")) for _ in range(101)]
        assert refused == [429] * 101
        others = [await through(port, seen(f"192.0.2.{n}")) for n in range(10, 30)]
        assert host.gateway.doors.open["192.0.2.7"] == 2
        await first[0].leave()
        again = await through(port, seen("192.0.2.7"))
        for one in (*first, *others, again):
            await one.leave()
    assert host.gateway.doors.open == {}, "whoever leaves is counted no more"
    assert host.gateway.doors.shaking == 0


async def _status(port: int, headers: dict[str, str], origin: str | None = None) -> int:
    with pytest.raises(InvalidStatus) as caught:
        await through(port, headers, origin)
    return caught.value.response.status_code


async def test_a_header_of_somebody_else_moves_nobody() -> None:
    async with serving(trusted_networks=(), connections_per_address=2) as (host, port):
        for n in range(2):
            await through(port, seen(f"192.0.2.{n}"))
        assert await _status(port, seen("192.0.2.9")) == 429
        assert dict(host.gateway.doors.open) == {"127.0.0.1": 2}


@pytest.mark.parametrize(("scheme", "taken"), [("https", True), ("http", False)])
async def test_passwords_are_for_clients_who_came_over_https(scheme: str, taken: bool) -> None:
    async with serving(proxy=Proxy(("127.0.0.1",))) as (_, port):
        ada = await through(port, seen("192.0.2.7", scheme))
        assert ("passwords" in (await ada.hear(Hello)).caps) is taken
        await ada.enter(Guest("Ada Lovelace"))
        assert isinstance(await ask(ada, SetPassword(SECRET)), Denied) is not taken
        again = await through(port, seen("192.0.2.7", scheme))
        await again.say(Auth(Password("Ada Lovelace", SECRET)))
        if not taken:
            assert await again.close_code() == CLOSE_CODES["insecure"].code
            assert "wss://" in (await again.hear(Closing)).message


async def test_a_proxy_on_this_machine_that_is_not_trusted_is_warned_of_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.WARNING)
    async with serving() as (_, port):
        for _ in range(3):
            ada = await through(port, seen("192.0.2.7"))
        assert "passwords" not in (await ada.hear(Hello)).caps
    assert [one.message[:16] for one in caplog.records] == ["a proxy on this "]


@pytest.mark.parametrize(
    ("origin", "comes"),
    [
        (None, True),
        ("https://example.org", True),
        ("https://EXAMPLE.org/", True),
        ("http://localhost:3000", True),
        ("http://example.org", False),
        ("https://example.org.evil.test", False),
        ("https://evil.test", False),
        ("null", False),
    ],
)
async def test_which_pages_may_connect(origin: str | None, comes: bool) -> None:
    async with serving(origins=("https://example.org",)) as (_, port):
        if comes:
            await (await through(port, {}, origin)).hear(Hello)
        else:
            assert await _status(port, {}, origin) == 403


async def test_a_server_without_guests_says_how_to_come_in() -> None:
    async with serving(accounts=evolve(QUICK, guests=False)) as (host, port):
        ada = await Speaker.connect(port)
        assert "guests" not in (await ada.hear(Hello)).caps
        await ada.say(Auth(Guest("Ada Lovelace")))
        assert "takes no guests: log in" in (await ada.hear(Closing)).message
        assert host.services.players.all() == []
