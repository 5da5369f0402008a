"""Where words go, what becomes of a line, what is recalled and suggested: all without a screen."""

from __future__ import annotations

import asyncio

import pytest

from detente_client.commands import deeds
from detente_client.commands.hints import suggestions, usage_hint
from detente_client.delegation import errands
from detente_client.delegation.delegation import Delegation
from detente_client.delegation.outlet import outlet_of
from detente_client.delegation.recollection import Recollection
from detente_client.delegation.rooms import NEWS
from tests.client.delegation.test_desk import Ear, attended, hear
from tests.client.plain.test_play import stage


def test_going_back_and_forth_ends_where_one_began() -> None:
    past = Recollection(["one", "two"], "typed")
    assert [past.back(), past.back(), past.back()] == ["two", "one", None]
    assert [past.forth(), past.forth(), past.forth()] == ["two", "typed", None]


def test_a_line_is_found_by_any_part_of_it() -> None:
    past = Recollection(["/offer a=b", "/sheet", "/offer c=d"])
    assert past.find("OFFER") == "/offer c=d"
    assert past.find("offer", further=True) == "/offer a=b"
    assert past.find("offer", further=True) is None
    assert past.find("nothing") is None


async def test_a_line_is_under_way_until_its_receipt() -> None:
    delegation, _ = await attended()
    outlet = outlet_of(delegation.here, NEWS)
    assert await delegation.outbox.send(outlet, "/meet gbr") == "done"
    assert await delegation.outbox.send(outlet, "/nonsense") == "unclear"
    assert await delegation.outbox.send(outlet, "/meet gbr") == "refused"
    assert delegation.notebook.under_way == []
    assert delegation.notebook.history["news"] == ["/nonsense", "/meet gbr"]


async def test_a_receipt_that_takes_long_keeps_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errands, "PATIENCE_S", 0.01)
    table = stage(slow_s=0.05)
    delegation = Delegation(table, Ear())
    async for event in table.events():
        delegation.hear(event)
        if delegation.teller.turn:
            break
    assert await delegation.outbox.send(outlet_of(delegation.here, NEWS), "/ready") == "late"
    assert [sent.line for sent in delegation.notebook.under_way] == ["/ready"]
    await asyncio.sleep(0.1)
    assert delegation.notebook.under_way == []


async def test_who_would_see_it_is_asked_of_words_too() -> None:
    delegation, _ = await attended()
    outlet = outlet_of(delegation.here, NEWS)
    await delegation.outbox.send(outlet, "/meet gbr")
    await hear(delegation)
    outlet = outlet_of(delegation.here, NEWS)
    assert outlet.label == f"{delegation.scene.handles.name(outlet.room.key)} to Britain"
    assert await delegation.outbox.foresee(
        outlet, "offer me a cup of tea"
    )  # no command, though it looks like one
    assert await delegation.outbox.foresee(outlet, "/sheet") == [
        "Nobody would see that: it only looks something up."
    ]
    assert (await delegation.outbox.foresee(outlet, "/offer x"))[0].startswith("x is no choice")


async def test_words_that_are_begun_are_suggested_with_what_they_mean() -> None:
    delegation, _ = await attended()
    here = delegation.here
    assert [one.word for one in suggestions(here, "/mee")] == ["/meet"]
    assert [one.line for one in suggestions(here, "/ask g")] == ["/ask gbr "]
    assert suggestions(here, "/ask g")[0].gloss == "Britain"
    assert suggestions(here, "/offer sov")[0].line == "/offer sovereignty="
    assert suggestions(here, "hello") == []
    assert [one.word for one in suggestions(here, "/worth")] == ["/worth"]
    assert usage_hint(here, "/note x").startswith("/note [TEXT]")
    assert usage_hint(here, "words") == ""
    assert "There is no command /xyz" in usage_hint(here, "/xyz ")


async def test_a_number_alone_is_how_long_is_waited() -> None:
    delegation, _ = await attended()
    for seconds in (1, 2, 3):
        assert delegation.understand(f"/wait {seconds}") == deeds.Wait("news", seconds)
    assert delegation.understand("/wait turn 2") == deeds.Wait("turn", 2)


async def test_waiting_for_a_turn_ends_at_once_when_it_is_ended_though_news_have_come() -> None:
    delegation, _ = await attended()
    waiting = asyncio.create_task(delegation.take("/wait turn"))
    await asyncio.sleep(0)
    delegation._news.set()
    await asyncio.sleep(0.02)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(waiting, 1)
