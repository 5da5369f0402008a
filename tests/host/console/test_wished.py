"""Orders over the wire: for operators alone, none that reaches files or shows what people wrote."""

from __future__ import annotations

import pytest

from detente_server.host.console.registry import ORDERS
from detente_wire.messages import Announcement, Answered, Denied, Operate, Operated, Request, RequestId
from tests.host.house import serving
from tests.host.speaking import Speaker, new_id


async def ordered(who: Speaker, line: str) -> Operated | Denied:
    """What comes of an order."""
    id = RequestId(new_id())
    await who.say(Request(id, Operate(line)))
    answer = (await who.hear(Answered, lambda one: one.id == id)).answer
    assert isinstance(answer, Operated | Denied)
    return answer


async def test_an_operator_gives_orders_and_each_is_audited_under_his_name() -> None:
    async with serving() as (host, port):
        ada, bel = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Bel Canto")
        assert isinstance(refused := await ordered(ada, "status"), Denied)
        assert refused.code == "host.not-allowed"
        await host.services.players.change(ada.welcome.player, operator=True)
        told = await ordered(ada, "announce at noon we stop")
        assert told == Operated(("Told to 2 players.",))
        assert (await bel.hear(Announcement)).text == "at noon we stop"
        assert [(one.who, one.what) for one in host.services.audit.entries()] == [
            ("Ada Lovelace", "announce")
        ]
        mistaken = await ordered(ada, "anounce hello")
        assert isinstance(mistaken, Denied)
        assert (mistaken.code, "did you mean announce?" in mistaken.message) == ("host.bad-order", True)


LOCAL = ("backup", "erase", "export", "import", "inspect", "texts")


@pytest.mark.parametrize("name", LOCAL)
async def test_what_reaches_files_or_words_is_for_the_machine_alone(name: str) -> None:
    async with serving() as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        await host.services.players.change(ada.welcome.player, operator=True)
        refused = await ordered(ada, f"{name} x y")
        assert isinstance(refused, Denied)
        assert "only on the server's own machine" in refused.message


def test_the_orders_for_the_machine_alone_are_these() -> None:
    assert tuple(name for name, order in ORDERS.items() if order.local) == LOCAL
