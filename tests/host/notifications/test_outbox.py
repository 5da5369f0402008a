"""The outbox: durable before it is sent, each once, bounded, one at a time for each player."""

from __future__ import annotations

from typing import Any

import pytest

from detente_server.host.notifications.delivery import Refused, Trouble
from detente_server.host.notifications.outbox import REMEMBERED_MS, Outbox
from detente_server.store import MemoryStore
from tests.host.notifications.fakes import HOOK, House
from tests.host.stores import HeldStore

DAY = 86_400_000


async def test_nothing_is_sent_before_it_is_durable() -> None:
    store = HeldStore()
    house = await House(store).begun()
    ada = await house.has("ada")
    store.held = True
    await house.post("ada", ada)
    await house.later(60_000)
    assert house.hooks.got == []
    store.let_go()
    await house.settle()
    assert house.hooks.kinds == ["turn"]


async def test_a_store_that_does_not_write_loses_nothing() -> None:
    store = HeldStore()
    house = await House(store).begun()
    ada = await house.has("ada")
    store.full = True
    await house.post("ada", ada)
    await house.later(5_000)
    assert house.hooks.got == []
    store.full = False
    assert await house.notifier._store.probe()
    await house.later(1_000)
    await house.later(1_000)
    assert house.hooks.kinds == ["turn"]


async def sent_after_a_crash(outbox: type[Outbox], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids that are sent of one event that is told before and after a server was killed, and told again."""
    monkeypatch.setattr("detente_server.host.notifications.notifier.Outbox", outbox)
    first = await House().begun(sending=False)
    ada = await first.has("ada")
    await first.post("ada", ada)
    await first.post("ada", ada)
    second = await House(first.store, first.clock).begun()  # it was killed before it sent anything
    await second.post("ada", ada)
    third = await House(first.store, first.clock).begun()
    await third.post("ada", ada)
    return [*second.hooks.ids, *third.hooks.ids]


async def test_one_event_is_sent_once_however_often_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(await sent_after_a_crash(Outbox, monkeypatch)) == 1


class Forgetful(Outbox):
    """An outbox that does not look whether it knows an event."""

    def add(self, new: Any) -> bool:
        """Take it for new."""
        self._marks.pop(new.id, None)
        if new.id in self._open:
            self._busy.pop((new.player, new.carrier), None)
        self._enter(new)
        self._write(new)
        return True


async def test_an_outbox_that_forgets_what_it_sent_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(await sent_after_a_crash(Forgetful, monkeypatch)) > 1


async def test_killed_while_it_was_sent_it_is_sent_again_under_the_same_id() -> None:
    first = await House().begun()
    ada = await first.has("ada")
    first.hooks.open.clear()
    await first.post("ada", ada)
    second = await House(first.store, first.clock).begun()
    third = await House(first.store, first.clock).begun()
    assert first.hooks.ids == second.hooks.ids
    assert third.hooks.ids == []


async def test_what_waits_longer_than_a_day_is_given_up_and_counted() -> None:
    house = await House().begun()
    ada = await house.has("ada")
    house.hooks.outcome = Trouble("down")
    await house.post("ada", ada)
    for _ in range(25 * 4):
        await house.later(DAY // 96)
    assert house.outbox.waiting() == []
    assert house.outbox.counts["given-up"] == 1
    assert len(house.hooks.got) - house.outbox.counts["failed"] in (
        0,
        1,
    )  # by chance the last try fails, or comes too late
    assert len(house.hooks.got) > 20


async def test_a_failure_is_tried_again_and_its_tries_outlive_a_restart() -> None:
    house = await House().begun()
    ada = await house.has("ada")
    house.hooks.outcome = Trouble("down", 600_000)
    await house.post("ada", ada)
    again = await House(house.store, house.clock).begun()
    assert again.hooks.got == []
    await again.later(600_000)
    assert again.hooks.ids == house.hooks.ids
    assert again.hooks.got[0].delivery.tries == 2


async def test_of_one_player_only_so_many_wait_and_the_oldest_go() -> None:
    house = await House(waiting_per_player=3).begun(sending=False)
    ada, bel = await house.has("ada"), await house.has("bel")
    await house.post("bel", bel)
    for turn in range(1, 8):
        await house.post("ada", ada, turn=turn)
    assert [one.occasion.turn for one in house.outbox.waiting() if one.player == "ada"] == [5, 6, 7]
    assert [one.player for one in house.outbox.waiting()] == ["bel", "ada", "ada", "ada"]
    assert house.outbox.counts["dropped"] == 4


async def test_of_all_players_only_so_many_wait_and_the_oldest_go() -> None:
    house = await House(waiting=3).begun(sending=False)
    for n in range(5):
        house.clock.ms += 1
        await house.post(f"p{n}", await house.has(f"p{n}"))
    assert [one.player for one in house.outbox.waiting()] == ["p2", "p3", "p4"]
    again = await House(house.store, house.clock, waiting=3).begun(sending=False)
    assert [one.player for one in again.outbox.waiting()] == ["p2", "p3", "p4"]


async def test_a_contact_that_hangs_holds_up_nobody_but_its_owner() -> None:
    house = await House().begun()
    ada, bel = await house.has("ada"), await house.has("bel")
    house.hooks.open.clear()
    for turn in (1, 2, 3):
        await house.post("ada", ada, turn=turn)
    await house.post("bel", bel)
    assert [parcel.delivery.player for parcel in house.hooks.got] == ["ada", "bel"]
    house.hooks.open.set()
    await house.settle()
    assert [parcel.delivery.occasion.turn for parcel in house.hooks.got] == [1, 3, 2, 3]


async def test_a_contact_that_refuses_five_times_in_a_row_is_paused() -> None:
    house = await House().begun()
    ada = await house.has("ada")
    house.hooks.outcome = Refused("it answered 404")
    await house.post("ada", ada, turn=1)
    await house.post("ada", ada, turn=2)
    for _ in range(20):
        await house.later(3_600_000)
    assert len(house.hooks.got) == 5
    assert house.outbox.waiting() == []
    assert "it answered 404" in house.notifier.to_say("ada")[0]
    assert not await house.post("ada", ada, turn=1)
    again = await House(house.store, house.clock).begun()
    assert again.notifier.contacts.wanting("ada", "turn") == []


async def test_a_contact_that_takes_something_between_is_not_paused() -> None:
    house = await House().begun()
    ada = await house.has("ada")
    for turn in range(12):
        house.hooks.outcome = Refused("it answered 404") if turn % 3 else house.mail.outcome
        await house.post("ada", ada, turn=turn)
        house.hooks.outcome = house.mail.outcome
        await house.later(60_000)
    assert house.notifier.to_say("ada") == []


async def test_trouble_alone_never_pauses() -> None:
    house = await House().begun()
    ada = await house.has("ada")
    house.hooks.outcome = Trouble("it answered 500")
    await house.post("ada", ada)
    for _ in range(20):
        await house.later(3_600_000)
    assert len(house.hooks.got) > 5
    assert house.notifier.to_say("ada") == []


async def test_what_was_sent_is_forgotten_after_a_while() -> None:
    house = await House().begun()
    ada = await house.has("ada")
    await house.post("ada", ada)
    assert len(house.store.list_documents("notification")) == 1
    house.clock.ms += REMEMBERED_MS
    await house.outbox.forget()
    assert house.store.list_documents("notification") == ()
    assert await house.post("ada", ada)


async def test_what_is_kept_of_a_sent_one_says_nothing_of_the_match() -> None:
    house = await House(MemoryStore()).begun()
    ada = await house.has("ada")
    await house.post("ada", ada, title="Tea and Sympathy", match="secretmatch")
    (kept,) = house.store.list_documents("notification")
    for word in (b"Sympathy", b"secretmatch", b"ada"):
        assert word not in kept.body


async def test_a_dropped_contact_gets_nothing_more() -> None:
    house = await House().begun(sending=False)
    ada = await house.has("ada")
    await house.post("ada", ada)
    await house.notifier.contacts.put(house.notifier.contacts.book("ada").without("1"))
    await house.begun()
    assert house.hooks.got == []
    assert house.outbox.counts["dropped"] == 1


async def test_erasing_a_player_leaves_no_address() -> None:
    house = await House().begun(sending=False)
    ada = await house.has("ada")
    await house.post("ada", ada)
    await house.notifier.erase("ada")
    await house.settle()
    assert house.store.list_documents("contacts") == ()
    assert house.outbox.waiting() == []
    assert all(HOOK.encode() not in one.body for one in house.store.list_documents("notification"))
