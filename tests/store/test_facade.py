"""The store in an event loop: answers of one commit arrive together, reads leave the loop free, news are iterated."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from pathlib import Path

import pytest
from attrs import evolve

from detente_server.store import (
    ABSENT,
    EMPTY,
    Append,
    AsyncStore,
    Change,
    Lease,
    Misuse,
    Stale,
    Store,
    Version,
)
from tests.store.making import MATCH, record, records


@pytest.fixture
async def facade(store: Store) -> AsyncStore:
    return AsyncStore(store)


async def test_writes_are_awaited(facade: AsyncStore) -> None:
    assert await facade.append(MATCH, EMPTY, records(1, 3)) == 3
    assert await facade.append(MATCH, EMPTY, records(1, 1, salt="other")) == Stale(Version(3))
    with pytest.raises(Misuse):
        await facade.append(MATCH, Version(3), [evolve(record(4), id=b"")])
    version = await facade.put("lobby", "rhine", b"1", ABSENT)
    assert isinstance(version, int)
    assert await facade.delete("lobby", "rhine", version) == version + 1
    lease = await facade.claim(MATCH, "north", 0, 10)
    assert isinstance(lease, Lease)
    assert isinstance(await facade.renew(lease, 5, 10), Lease)
    assert await facade.release(lease) is None
    assert await facade.probe()
    page = await facade.ask(facade.store.read, MATCH, limit=2)
    assert page.records == records(1, 2)


async def test_writes_are_submitted_at_once_and_in_order(facade: AsyncStore) -> None:
    futures = [facade.submit(Append(MATCH, Version(n - 1), (record(n),))) for n in range(1, 201)]
    assert await asyncio.gather(*futures) == list(range(1, 201))


async def test_a_cancelled_wait_is_no_cancelled_write(facade: AsyncStore) -> None:
    future = facade.submit(Append(MATCH, EMPTY, records(1, 1)))
    future.cancel()
    assert await facade.append(MATCH, Version(1), records(2, 2)) == 2


async def test_who_hands_over_hears_in_the_loop_and_in_order(facade: AsyncStore) -> None:
    heard: list[object] = []

    def hear(outcome: object) -> None:
        assert asyncio.get_running_loop()
        heard.append(outcome)

    for n in range(1, 4):
        facade.hand_over(Append(MATCH, Version(n - 1), (record(n),)), hear)
    facade.hand_over(Append(MATCH, Version(3), (evolve(record(4), id=b""),)), hear)
    await facade.probe()
    assert heard[:3] == [1, 2, 3]
    assert isinstance(heard[3], Misuse)


async def test_who_fails_when_he_hears_keeps_nobody_from_hearing(facade: AsyncStore) -> None:
    def failing(outcome: object) -> None:
        raise RuntimeError("planted")

    facade.hand_over(Append(MATCH, EMPTY, records(1, 1)), failing)
    assert await facade.append(MATCH, Version(1), records(2, 2)) == 2


async def test_a_subscription_gives_what_is_there_and_what_comes(facade: AsyncStore) -> None:
    await facade.append(MATCH, EMPTY, records(1, 3))
    seen: list[int] = []

    async def follow() -> None:
        async with aclosing(facade.subscribe(MATCH, 1)) as pages:
            async for page in pages:
                seen.extend(x.n for x in page.records)
                if seen[-1] >= 60:
                    return

    following = asyncio.create_task(follow())
    for n in range(4, 61):
        await facade.append(MATCH, Version(n - 1), [record(n)])
    await asyncio.wait_for(following, 10)
    assert seen == list(range(2, 61))


async def test_a_watch_gives_what_is_there_and_each_change_once(facade: AsyncStore) -> None:
    await facade.put("lobby", "a", b"1", ABSENT)
    seen: list[Change] = []
    two_seen = asyncio.Event()

    async def follow() -> None:
        async with aclosing(facade.watch("lobby")) as changes:
            async for change in changes:
                seen.append(change)
                if len(seen) == 2:
                    two_seen.set()
                if change.key == "end":
                    return

    following = asyncio.create_task(follow())
    second = await facade.put("lobby", "b", b"2", ABSENT)
    assert isinstance(second, int)
    await two_seen.wait()
    await facade.delete("lobby", "b", second)
    await facade.put("lobby", "end", b"", ABSENT)
    await asyncio.wait_for(following, 10)
    assert [(x.key, x.document is not None) for x in seen] == [
        ("a", True),
        ("b", True),
        ("b", False),
        ("end", True),
    ]


async def test_closing_performs_what_was_submitted(facade: AsyncStore, tmp_path: Path) -> None:
    future = facade.submit(Append(MATCH, EMPTY, records(1, 3)))
    await facade.close()
    assert await future == 3
