"""What was read on one machine is read on the other, over a real server."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente_client.delegation.delegation import Delegation
from detente_client.delegation.rooms import NEWS, correspondence
from detente_client.sessions.assets import AssetCache
from detente_client.sessions.attended import Match
from detente_client.sessions.session import connect
from detente_client.sessions.table import HeardEvent
from detente_wire.messages import Done, SetPassword
from detente_wire.notices import ClockSet
from detente_wire.spelling import ROOM_KEY
from detente_wire.terms import NationId
from tests.client.delegation.test_desk import Ear
from tests.client.people import Served

SECRET = "seven geese over Geneva"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    server = Served(tmp_path / "server")
    yield server
    server.kill()


async def attended(match: Match) -> Delegation:
    """A delegation that has heard everything until the talks of turn 1."""
    delegation = Delegation(match, Ear())
    await delegation.start()
    async for event in match.events():
        delegation.hear(event)
        if isinstance(event, HeardEvent) and isinstance(event.heard.notice, ClockSet):
            break
    delegation.clock.stop()
    return delegation


async def test_what_was_read_on_one_machine_is_read_on_the_other(served: Served, tmp_path: Path) -> None:
    cache = AssetCache(tmp_path / "packs")
    async with asyncio.timeout(30):
        async with connect(served.address, "Ada", cache=cache) as session:
            assert isinstance(await session.wish(SetPassword(SECRET)), Done)
            first = await session.create("hong-kong-1984", "prc", open_dice=True, seed=1)
            here = await attended(first)
            assert here.transcript.unread(NEWS.key).weight is not None
            here.seen(NEWS)
            await here.marking.finish()
        async with connect(served.address, "Ada", password=SECRET, cache=cache) as session:
            there = await attended(await session.attend(first.match))
        assert there.transcript.marks[NEWS.key] == here.transcript.marks[NEWS.key]
        assert len(there.transcript.of(NEWS.key)) == len(here.transcript.of(NEWS.key))
        assert there.transcript.unread(NEWS.key).weight is None


def test_the_key_of_a_correspondence_with_many_is_cut_and_stays_its_own() -> None:
    many = tuple(NationId(f"nation-number-{n}") for n in range(8))
    assert correspondence((NationId("gbr"),)).key == "letters:gbr"
    cut = correspondence(many).key
    assert ROOM_KEY.fullmatch(cut)
    assert cut != correspondence((*many, NationId("x"))).key
