"""What was read on one machine is read on the other, over a real server."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente_client.delegation.delegation import Delegation
from detente_client.delegation.notebook import Shelf, nowhere, shelf_in
from detente_client.delegation.rooms import EVERYTHING, NEWS, correspondence
from detente_client.sessions.assets import AssetCache
from detente_client.sessions.session import connect
from detente_client.sessions.table import HeardEvent, Table
from detente_client.trouble import Trouble
from detente_wire.messages import Done, KeepMark, ListMarks, Mark, Marks, Reply, RoomKey, SetPassword, Wish
from detente_wire.notices import ClockSet
from detente_wire.spelling import ROOM_KEY
from detente_wire.terms import NationId
from tests.client.delegation.test_desk import Ear
from tests.client.hall import Hall
from tests.client.people import Served

SECRET = "seven geese over Geneva"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    server = Served(tmp_path / "server")
    yield server
    server.kill()


async def attended(match: Table, shelf: Shelf = nowhere) -> Delegation:
    """A delegation that has heard everything until the talks of turn 1."""
    delegation = Delegation(match, Ear(), shelf=shelf)
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


async def test_marks_that_could_not_be_sent_wait_in_the_notebook(served: Served, tmp_path: Path) -> None:
    cache, shelf = AssetCache(tmp_path / "packs"), shelf_in(tmp_path / "notebooks")
    async with asyncio.timeout(30), connect(served.address, "Ada", cache=cache) as session:
        assert isinstance(await session.wish(SetPassword(SECRET)), Done)
        first = await session.create("hong-kong-1984", "prc", open_dice=True, seed=1)
        here = await attended(first, shelf)
        async with connect(served.address, "Ada", password=SECRET, cache=cache):
            while session.stopped is None:  # noqa: ASYNC110 - nothing else tells of it
                await asyncio.sleep(0.01)
            here.seen(NEWS)
            await here.marking.finish()
            here.stop()
        mark = here.transcript.marks[NEWS.key]
        async with connect(served.address, "Ada", password=SECRET, cache=cache) as again:
            there = await attended(await again.attend(first.match), shelf)
            assert there.transcript.marks[NEWS.key] == mark
            await there.marking.finish()
            there.stop()
            answer = await again.wish(ListMarks(first.match))
            assert answer == Marks(first.match, (Mark(RoomKey(NEWS.key), mark),))
    assert not there.notebook.unsent


class Shy(Hall):
    """A hall whose host takes no marks, but remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__("hong-kong-1984", "prc")
        self.asked: list[Wish] = []

    async def wish(self, wish: Wish) -> Reply:
        self.asked.append(wish)
        raise Trouble("The session is over.")


async def test_what_counts_in_another_stream_is_not_kept() -> None:
    hall = Shy()
    delegation = await attended(hall)
    delegation.seen(NEWS)
    await delegation.marking.finish()
    assert [wish for wish in hall.asked if isinstance(wish, KeepMark)]
    assert set(delegation.notebook.unsent) == {NEWS.key}
    first = delegation.transcript.of(EVERYTHING.key)[0].heard
    assert first is not None
    assert first.cursor == 1
    delegation.hear(HeardEvent(first))  # the stream is told from its beginning
    await delegation.marking.finish()
    delegation.stop()
    assert not delegation.notebook.unsent


def test_the_key_of_a_correspondence_with_many_is_cut_and_stays_its_own() -> None:
    many = tuple(NationId(f"nation-number-{n}") for n in range(8))
    assert correspondence((NationId("gbr"),)).key == "letters:gbr"
    cut = correspondence(many).key
    assert ROOM_KEY.fullmatch(cut)
    assert cut != correspondence((*many, NationId("x"))).key
