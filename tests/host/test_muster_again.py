"""A server that stops while a table musters: who had confirmed has, lots and deadline stand, no time is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from attrs import define

from detente_server.host.environment import Environment
from detente_server.host.host import Host
from detente_server.match import seating
from detente_server.store import SqliteStore
from detente_wire.acts import Ready
from detente_wire.messages import Committed, MatchId
from detente_wire.notices import Mustered, SheetDealt, TurnBegan
from tests.host.house import config, packs
from tests.host.speaking import Speaker

MINUTE_MS = 60_000


@define
class Clock:
    """What the machine shows."""

    ms: int = 1_700_000_000_000

    def now(self) -> int:
        """Milliseconds UTC."""
        return self.ms


@asynccontextmanager
async def serving_at(clock: Clock, folder: Path) -> AsyncIterator[tuple[Host, int]]:
    """A host on this folder, by this clock."""
    host = Host(SqliteStore(folder), packs(), config(), Environment(clock_ms=clock.now))
    _, port = await host.start()
    try:
        yield host, port
    finally:
        await host.stop()


async def mustering(port: int, *, drawn: bool) -> tuple[Speaker, Speaker, MatchId]:
    """Two at a table that musters; the second has confirmed."""
    ada, bel = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Bel Canto")
    match = (await ada.create("regatta", people=2, drawn=drawn, muster_s=300)).match
    assert match is not None
    await bel.join(match)
    await bel.attend(match)
    await bel.notice(Mustered)
    assert isinstance((await bel.do(match, Ready())).outcome, Committed)
    return ada, bel, match


@pytest.mark.parametrize("down_ms", [0, 60 * MINUTE_MS])
@pytest.mark.parametrize("drawn", [False, True])
async def test_a_muster_goes_on_where_it_was(tmp_path: Path, *, drawn: bool, down_ms: int) -> None:
    clock = Clock()
    async with serving_at(clock, tmp_path) as (host, port):
        ada, bel, match = await mustering(port, drawn=drawn)
        held = host.services.matches.owners[match].match
        until_ms, lots = held.table.muster_until_ms, seating.drawn(held)
    clock.ms += down_ms
    async with serving_at(clock, tmp_path) as (host, port):
        ada, bel = await Speaker.come(port, ada.resume), await Speaker.come(port, bel.resume)
        for one in (ada, bel):
            await one.attend(match)
        held = host.services.matches.owners[match].match
        assert held.table.muster_until_ms == until_ms + down_ms, "nobody could confirm meanwhile"
        assert len(held.table.ready) == 1
        assert not held.begun
        assert isinstance((await ada.do(match, Ready())).outcome, Committed)
        cards = [await one.notice(SheetDealt) for one in (ada, bel)]
        holders = host.services.matches.owners[match].durable.holders
        assert [holders[card.nation] for card in cards] == [ada.welcome.player, bel.welcome.player]
        if drawn:
            assert {card.nation: lots[card.nation].player for card in cards} == {
                card.nation: holders[card.nation] for card in cards
            }, "the lot was cast with the first record"
    async with serving_at(clock, tmp_path) as (_, port):
        again = await Speaker.come(port, ada.resume)
        await again.attend(match)
        assert (await again.notice(SheetDealt)).nation == cards[0].nation
        await again.notice(TurnBegan)
