"""The operator's order about notifications: what waits and why, and nobody's address."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from detente_server.host.console import notifying
from detente_server.host.console.orders import Arguments, BadOrder, Told
from detente_server.host.notifications.delivery import Trouble
from tests.host.notifications.fakes import HOOK, House


async def order(house: House, what: str = "") -> Told:
    """The order, given."""
    services: Any = SimpleNamespace(notifier=house.notifier, environment=house.environment)
    return await notifying.notifications(services, Arguments("console", {"WHAT": what} if what else {}))


async def test_what_waits_is_shown_without_anybodys_address() -> None:
    house = await House().begun()
    ada = await house.has("ada")
    house.hooks.outcome = Trouble("it answered 503", 600_000)
    await house.post("ada", ada)
    told = await order(house)
    assert told.data["waiting"] == 1
    assert told.data["rows"][0]["why"] == "it answered 503"
    assert told.data["rows"][0]["next"] == "10 min"
    assert told.data["counts"] == {"created": 1, "failed": 1}
    assert "sends      email, webhook" in told.lines
    assert "contacts   1 webhook" in told.lines
    assert HOOK not in str(told)
    assert "ada" not in str(told)


async def test_what_waits_is_tried_at_once_when_the_operator_says_so() -> None:
    house = await House().begun()
    ada = await house.has("ada")
    house.hooks.outcome = Trouble("it answered 503", 600_000)
    await house.post("ada", ada)
    house.hooks.outcome = house.mail.outcome
    assert (await order(house, "retry")).data == {"retried": 1}
    await house.settle()
    assert len(house.hooks.got) == 2
    assert (await order(house)).data["waiting"] == 0


async def test_an_order_that_is_none_is_named() -> None:
    with pytest.raises(BadOrder, match="notifications retry"):
        await order(await House().begun(), "flush")
