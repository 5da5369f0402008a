"""Webhooks on real sockets: what is posted, what an answer means, and that no post reaches an inner network."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from detente_server.host.environment import Environment
from detente_server.host.notifications.addresses import is_public
from detente_server.host.notifications.config import Notifications
from detente_server.host.notifications.contacts import Contact
from detente_server.host.notifications.courier import Parcel
from detente_server.host.notifications.delivery import (
    Delivered,
    Delivery,
    DeliveryId,
    Outcome,
    Refused,
    Trouble,
)
from detente_server.host.notifications.occasions import Occasion
from detente_server.host.notifications.signing import new_secret, signed
from detente_server.host.notifications.webhooks import Webhooks
from detente_server.host.notifications.wording import worded
from tests.host.notifications.fakes import NOON_MS, Clock
from tests.host.notifications.receiver import receiving
from tests.host.notifications.secured import self_signed

TURN = Occasion("turn", "abcdefgh", "Teatime <@everyone>", 4, NOON_MS // 1000 + 86_400)
ENVIRONMENT = Environment(clock_ms=Clock())
SECRET = new_secret(ENVIRONMENT)


class Names(AbstractResolver):
    """Looks up names in a script: each look-up gives the next answer, the last one for ever."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)

    async def resolve(self, host: str, port: int = 0, family: Any = 0) -> list[ResolveResult]:
        """See `AbstractResolver`."""
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [
            ResolveResult(
                hostname=host,
                host=one,
                port=port,
                family=socket.AF_INET6 if ":" in one else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for one in found.split()
        ]

    async def close(self) -> None:
        """See `AbstractResolver`."""


def parcel(address: str, shape: Any = "plain", secret: str = SECRET) -> Parcel:
    """A turn that began, on its way there."""
    contact = Contact("1", "webhook", address, shape, zone="Europe/Berlin", secret=secret, confirmed=True)
    one = Delivery(DeliveryId("d1"), "ada", "1", "webhook", TURN, 0)
    return Parcel(one, contact, worded(one.id, TURN, contact.zone, "wss://talks.example.org"))


async def posted(
    to: Parcel, *hosts: str, names: Names | None = None, make: type[Webhooks] = Webhooks, **more: Any
) -> Outcome:
    """What becomes of one post; these hosts are the operator's."""
    webhooks = make(Notifications(webhook_hosts=hosts), ENVIRONMENT, "detente-server", names, **more)
    try:
        (outcome,) = await webhooks.carry([to])
    finally:
        await webhooks.close()
    return outcome


# -- what is posted ------------------------------------------------------------------------------------------------


async def test_a_plain_webhook_gets_all_fields_signed() -> None:
    async with receiving() as receiver:
        assert await posted(parcel(receiver.address), "127.0.0.1") == Delivered()
    (got,) = receiver.got
    assert json.loads(got.body) == {
        "id": "d1",
        "kind": "turn",
        "match": "abcdefgh",
        "title": "Teatime <@everyone>",
        "turn": 4,
        "deadline": "2027-01-16T09:00:00+01:00",
        "text": "Turn 4 of “Teatime <@everyone>” has begun.\nMatch abcdefgh, turn 4.\n"
        "The talks close on Saturday, 16 January 2027, 09:00 CET (Europe/Berlin).\n"
        "Join: detente join wss://talks.example.org --match abcdefgh",
        "join": "detente join wss://talks.example.org --match abcdefgh",
    }
    assert got.headers["Idempotency-Key"] == got.headers["Webhook-Id"] == "d1"
    assert got.headers["Content-Type"] == "application/json"
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    text = f"d1.{got.headers['Webhook-Timestamp']}.".encode() + got.body
    mac = base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
    assert got.headers["Webhook-Signature"] == f"v1,{mac}"
    assert SECRET not in str(got)


async def test_the_signature_is_that_of_the_public_standard() -> None:
    """The example of standardwebhooks.com, to be verified by anybody's library."""
    headers = signed(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    )
    assert headers["Webhook-Signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


async def test_chat_services_get_their_shape_and_nobody_is_called() -> None:
    async with receiving() as receiver:
        await posted(parcel(receiver.address, "discord"), "127.0.0.1")
        await posted(parcel(receiver.address, "slack"), "127.0.0.1")
    discord, slack = (json.loads(got.body) for got in receiver.got)
    assert discord.keys() == {"content", "allowed_mentions"}
    assert discord["allowed_mentions"] == {"parse": []}
    assert "Turn 4 of “Teatime <@everyone>” has begun." in discord["content"]
    assert slack.keys() == {"text"}
    assert "Teatime &lt;@everyone&gt;" in slack["text"]


# -- what an answer means --------------------------------------------------------------------------------------------

MEANINGS: list[tuple[int, dict[str, str], Outcome]] = [
    (200, {}, Delivered()),
    (204, {}, Delivered()),
    (301, {"Location": "http://127.0.0.1:1/"}, Refused("it answered 301, and redirects are not followed")),
    (307, {"Location": "/elsewhere"}, Refused("it answered 307, and redirects are not followed")),
    (400, {}, Refused("it answered 400")),
    (404, {"Retry-After": "9"}, Refused("it answered 404")),
    (410, {}, Refused("it answered 410")),
    (408, {}, Trouble("it answered 408")),
    (429, {"Retry-After": "120"}, Trouble("it answered 429", 120_000)),
    (429, {"Retry-After": "Fri, 31 Dec 1999 23:59:59 GMT"}, Trouble("it answered 429")),
    (429, {"Retry-After": "-5"}, Trouble("it answered 429")),
    (429, {"Retry-After": "9" * 500}, Trouble("it answered 429")),
    (500, {}, Trouble("it answered 500")),
    (503, {"Retry-After": "60"}, Trouble("it answered 503", 60_000)),
]


@pytest.mark.parametrize(("status", "headers", "outcome"), MEANINGS)
async def test_what_an_answer_means(status: int, headers: dict[str, str], outcome: Outcome) -> None:
    async with receiving() as receiver:
        receiver.status, receiver.headers = status, headers
        assert await posted(parcel(receiver.address), "127.0.0.1") == outcome
    assert len(receiver.got) == 1


async def test_a_receiver_that_never_answers_is_trouble() -> None:
    async with receiving() as receiver:
        receiver.silent = True
        outcome = await posted(parcel(receiver.address), "127.0.0.1", timeout_s=0.1)
    assert isinstance(outcome, Trouble)


async def test_an_answer_without_end_is_not_read() -> None:
    async with receiving() as receiver:
        receiver.endless = True
        assert await posted(parcel(receiver.address), "127.0.0.1") == Delivered()
        await receiver.cut.wait()


async def test_nobody_listens_there() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        outcome = await posted(parcel(f"http://127.0.0.1:{unused.getsockname()[1]}/"), "127.0.0.1")
    assert isinstance(outcome, Trouble)


async def test_no_proxy_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    async with receiving() as proxy, receiving() as receiver:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        await posted(parcel(receiver.address), "127.0.0.1")
    assert proxy.got == []


async def test_a_certificate_that_nobody_vouches_for_is_trouble(tmp_path: Path) -> None:
    async with receiving(self_signed(tmp_path)) as receiver:
        address = receiver.address.replace("http:", "https:")
        outcome = await posted(parcel(address), "127.0.0.1")
    assert isinstance(outcome, Trouble)
    assert "Certificate" in outcome.why
    assert receiver.got == []


# -- no inner network ------------------------------------------------------------------------------------------------


@asynccontextmanager
async def inner() -> AsyncIterator[tuple[int, list[None]]]:
    """Something on loopback that no webhook may reach: its port, and who came."""
    came: list[None] = []

    def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append(None)
        writer.transport.abort()

    server = await asyncio.start_server(met, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], came
    finally:
        server.close()


LEADS_INSIDE = [
    "127.0.0.1",
    "10.0.0.1",
    "169.254.169.254",
    "192.168.1.1",
    "::1",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
    "fd00::1",
    "127.0.0.1 10.0.0.1 ::1",
]


@pytest.mark.parametrize("address", LEADS_INSIDE)
async def test_a_name_that_leads_inside_is_refused(address: str) -> None:
    outcome = await posted(parcel("https://inside.example.org/hook"), names=Names(address))
    assert outcome == Refused("its host has an address that is not public")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"]
)
async def test_a_host_that_is_an_inner_address_in_any_spelling_is_refused(host: str) -> None:
    async with inner() as (port, came):
        outcome = await posted(parcel(f"https://{host}:{port}/hook"))
    assert isinstance(outcome, Refused), outcome
    assert came == []


async def rebound(make: type[Webhooks]) -> list[None]:
    """Who came to the inner network through a name that leads outside when it is looked at, and inside then."""
    async with inner() as (port, came):
        names = Names("93.184.216.34", "127.0.0.1")
        if make is Webhooks:
            await names.resolve("rebinding.example.org")  # whoever looked at it first saw a public address
        await posted(parcel(f"https://rebinding.example.org:{port}/hook"), names=names, make=make)
    return came


async def test_a_name_that_leads_elsewhere_the_second_time_gains_nothing() -> None:
    assert await rebound(Webhooks) == []


class ByName(Webhooks):
    """Looks at what a name leads to, and then connects to the name."""

    def __init__(self, config: Notifications, environment: Environment, agent: str, resolver: Any) -> None:
        super().__init__(config, environment, agent, resolver)
        self._names = resolver

    async def carry(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        """Check, then post."""
        found = await self._names.resolve("rebinding.example.org")
        assert all(is_public(one["host"]) for one in found)
        return await super().carry(parcels)

    def _socket(self, address: Any) -> socket.socket:
        return socket.socket(family=address[0], type=address[1], proto=address[2])


async def test_a_connector_that_checks_the_name_and_not_the_address_is_caught() -> None:
    assert await rebound(ByName) != []


async def test_the_operators_hosts_are_reached_wherever_they_are() -> None:
    async with receiving() as receiver:
        hook = f"http://chat.internal:{receiver.port}/hook"
        assert await posted(parcel(hook), "chat.internal", names=Names("127.0.0.1")) == Delivered()
        assert await posted(parcel(hook), names=Names("127.0.0.1")) == Refused("it must begin with https://")
    assert len(receiver.got) == 1
