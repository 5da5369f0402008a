"""What a player is spared because he is here, and what he is told all the same: a table."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from detente_server.host.lobby.directory import Listing
from tests.host.notifications.fakes import House
from tests.host.notifications.test_occasions import listing
from tests.host.stores import HeldStore

SPARED = """
event     turn  away  connected  attending
turn      3     told  told       -
turn      1     told  -          -
ended     3     told  told       -
seated    3     told  -          -
replaced  3     told  -          -
muster    0     told  told       -
deadline  3     told  told       told
"""
BEFORE = {
    "turn": "playing {less}: ada bel",
    "ended": "playing {turn}: ada bel",
    "seated": "playing {turn}: _=bot bel",
    "replaced": "playing {turn}: ada bel",
    "muster": "muster 0: _=empty bel",
}
AFTER = {
    "turn": "playing {turn}: ada bel",
    "ended": "over {turn}: ada bel",
    "seated": "playing {turn}: ada bel",
    "replaced": "playing {turn}: ada=charge bel",
    "deadline": "playing {turn}: ada bel",
}


def cells() -> list[tuple[str, int, str, bool]]:
    """(event, turn, where he is, whether he is told)."""
    head, *rows = [line.split() for line in SPARED.strip().splitlines()]
    return [
        (event, int(turn), where, said == "told")
        for event, turn, *cells in rows
        for where, said in zip(head[2:], cells, strict=True)
    ]


def stands(said: str, turn: int) -> Listing:
    """A listing of that turn."""
    found = listing(said.format(turn=turn, less=turn - 1))
    assert found is not None
    return found


@pytest.mark.parametrize(("event", "turn", "where", "told"), cells())
async def test_who_is_here_is_spared_what_he_sees_himself(
    event: Any, turn: int, where: str, told: bool
) -> None:
    house = await House().begun()
    await house.has("ada", event)
    if where != "away":
        house.here.connected.add("ada")
    if where == "attending":
        house.here.attending.add(("ada", "m"))
    if event == "deadline":
        house.clock.ms = 1
        house.notifier.due_soon(stands(AFTER[event], turn), ["ada"])
    elif event == "muster":
        house.notifier.listed(stands(BEFORE[event], turn), _mustering(stands("muster 0: ada bel", 0)))
    else:
        before = stands("muster 0: ada bel" if turn == 1 else BEFORE[event], turn)
        house.notifier.listed(before, stands(AFTER[event], turn))
    await house.settle()
    assert house.hooks.kinds == ([event] if told else [])


def _mustering(given: Listing) -> Listing:
    return evolve(given, row=evolve(given.row, muster_until_s=999_999))


@pytest.mark.parametrize(("turn_s", "told"), [(3599, False), (3600, True)])
async def test_of_the_deadline_of_a_short_turn_nobody_is_told(turn_s: int, told: bool) -> None:
    house = await House().begun()
    await house.has("ada")
    near = stands("playing 3: ada bel", 3)
    house.clock.ms = 1
    house.notifier.due_soon(evolve(near, row=evolve(near.row, turn_s=turn_s)), ["ada"])
    await house.settle()
    assert house.hooks.kinds == (["deadline"] if told else [])


async def test_what_tells_of_a_turn_is_given_up_when_the_turn_is_over() -> None:
    house = await House().begun(sending=False)
    await house.has("ada")
    house.clock.ms = (1_000_000 - 60) * 1000
    house.notifier.listed(stands("playing 2: ada bel", 2), stands("playing 3: ada bel", 3))
    house.clock.ms += 60_000
    await house.begun()
    assert house.hooks.got == []
    assert house.outbox.counts["given-up"] == 1


async def test_nobody_hears_of_events_that_he_did_not_choose_nor_before_he_confirmed() -> None:
    house = await House().begun()
    await house.has("ada", "ended")
    await house.notifier.contacts.put(house.notifier.contacts.book("bel"))
    house.clock.ms = 1
    house.notifier.listed(stands("playing 2: ada bel", 2), stands("playing 3: ada bel", 3))
    await house.settle()
    assert house.outbox.waiting() == []
    assert house.hooks.got == []


async def test_trying_all_now_sends_nothing_that_is_not_durable() -> None:
    store = HeldStore()
    house = await House(store).begun()
    ada = await house.has("ada")
    store.held = True
    await house.post("ada", ada)
    assert house.notifier.retry() == 0
    await house.settle()
    assert house.hooks.got == []
    store.let_go()
    await house.settle()
    assert house.hooks.kinds == ["turn"]
