"""Who has a seat for certain is served as its holder, whatever else is still on its way to the disk."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from detente_server.store import Hooks, SqliteStore
from detente_wire.messages import Committed, ListMatches, Matches, RequestId
from tests.host.house import serving
from tests.host.speaking import Speaker

COMMIT_S = 0.05
"""How long a commit takes here: so long that the next seat is taken while it is under way."""


async def test_who_was_told_that_he_has_a_seat_finds_the_private_match_among_his_own(
    tmp_path: Path,
) -> None:
    """Several join at once: each asks for the list the moment he has his receipt, while others' joins are under way."""
    hooks = Hooks(fault=lambda point: time.sleep(COMMIT_S) if point == "store:before-commit" else None)
    async with serving(SqliteStore(tmp_path, hooks)) as (_, port):
        host = await Speaker.come(port, "Host")
        match = (await host.create("regatta", people=3, private=True)).match
        assert match is not None
        guests = [await Speaker.come(port, f"Guest {n}") for n in ("One", "Two")]

        async def join_and_look(guest: Speaker) -> bool:
            receipt = await guest.join(match)
            assert isinstance(receipt.outcome, Committed)
            await guest.say(ListMatches(RequestId("mine")))
            listed = await guest.hear(Matches)
            return [(row.match, row.mine) for row in listed.rows] == [(match, receipt.nation)]

        assert await asyncio.gather(*map(join_and_look, guests)) == [True, True]
        for speaker in (host, *guests):
            await speaker.leave()
