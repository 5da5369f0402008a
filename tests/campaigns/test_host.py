"""Hosted campaigns: the lobby sets the next table from what the ended match left, once, for all who played."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from detente_server.host.environment import Environment
from detente_server.host.host import Host
from detente_server.packs.campaigns import CampaignTable
from detente_server.store import MemoryStore, SqliteStore, Store
from detente_wire.messages import (
    Asset,
    Committed,
    CreateMatch,
    Denied,
    Digest,
    Fetch,
    Heard,
    LeaveMatch,
    ListMatches,
    Matches,
    MatchId,
    MatchRow,
    NextMatch,
    Receipt,
    RequestId,
)
from detente_wire.notices import Ended, LegacyTaken
from detente_wire.terms import NationId
from tests.campaigns.rematch import regatta, rematch
from tests.host.house import config
from tests.host.speaking import Speaker, new_id

NOR, SUD = NationId("nor"), NationId("sud")
PACKS = {pack.pack.id: pack for pack in (regatta(), rematch())}
CUPS = CampaignTable(id="two-cups", title="Two Cups", packs=("regatta", "rematch"))


@asynccontextmanager
async def hosting(store: Store) -> AsyncIterator[tuple[Host, int]]:
    """A host with both regattas."""
    host = Host(store, PACKS, config(), Environment(), campaigns=[CUPS])
    _, port = await host.start()
    try:
        yield host, port
    finally:
        await host.stop()


async def create(who: Speaker) -> Receipt:
    """Set the first table of a campaign, for Northshore and one more."""
    then = ("rematch",)
    return await who.ask(CreateMatch(new_id(), "regatta", NOR, people=2, open_dice=True, seed=5, then=then))


async def to_the_end(match: MatchId, *people: Speaker) -> None:
    """Everybody leaves his seat to a chargé d'affaires, who plays the match to its end."""
    await people[0].attend(match)
    for one in people:
        await one.ask(LeaveMatch(new_id(), match))
    await people[0].hear(Heard, lambda one: one.match == match and isinstance(one.notice, Ended))


async def go_on(who: Speaker, match: MatchId) -> Receipt:
    """Ask for the next crisis."""
    return await who.ask(NextMatch(new_id(), match))


async def row_of(who: Speaker, match: MatchId) -> MatchRow:
    """How the lobby shows the match."""
    id = RequestId(new_id())
    await who.say(ListMatches(id))
    page = await who.hear(Matches, lambda one: one.id == id)
    return next(row for row in page.rows if row.match == match)


async def asset(who: Speaker, digest: Digest) -> str:
    """A public part."""
    await who.say(Fetch(digest))
    part = await who.hear(Asset, lambda one: one.digest == digest)
    assert part.parts > 0
    return part.data


async def test_a_campaign_goes_on_in_the_same_seats_with_what_was_left() -> None:
    async with hosting(MemoryStore()) as (host, port):
        ada, bel = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Bel Canto")
        assert [one.packs for one in ada.hello.campaigns] == [("regatta", "rematch")]
        first = (await create(ada)).match
        assert first is not None
        assert (await bel.join(first, "sud")).nation == SUD
        early = (await go_on(ada, first)).outcome
        assert isinstance(early, Denied)
        assert early.code == "lobby.not-over"
        await to_the_end(first, ada, bel)
        both = await asyncio.gather(go_on(ada, first), go_on(bel, first))
        second = both[0].match
        assert second is not None
        assert [one.match for one in both] == [second, second]
        assert [one.nation for one in both] == [NOR, SUD]
        await ada.attend(second)
        taken = await ada.notice(LegacyTaken)
        assert [crisis.pack for crisis in taken.crises] == ["regatta"]
        row = await row_of(ada, second)
        assert (row.stage, row.stages, row.pack, row.mine) == (2, ("regatta", "rematch"), "rematch", NOR)
        plain = next(pack.digest for pack in ada.hello.packs if pack.id == "rematch")
        assert row.digest != plain
        assert await asset(ada, row.digest) != await asset(ada, plain)
        course = host.services.lobby.campaigns.get(first)
        assert course is not None
        assert course.matches == (first, second)
        ended = (await go_on(ada, second)).outcome
        assert isinstance(ended, Denied)
        assert ended.code == "lobby.not-over"


async def test_strangers_do_not_go_on_with_it() -> None:
    async with hosting(MemoryStore()) as (_, port):
        ada, eve = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Eve")
        first = (await create(ada)).match
        assert first is not None
        outcome = (await go_on(eve, first)).outcome
        assert isinstance(outcome, Denied)
        assert outcome.code == "match.not-seated"


@pytest.mark.parametrize(
    ("then", "why"),
    [(("regatta",), "comes twice"), (("rematch", "rematch"), "comes twice"), (("nowhere",), "nowhere")],
)
async def test_what_the_lobby_refuses(then: tuple[str, ...], why: str) -> None:
    async with hosting(MemoryStore()) as (_, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        receipt = await ada.ask(CreateMatch(new_id(), "regatta", NOR, then=then))
        assert isinstance(receipt.outcome, Denied)
        assert why in receipt.outcome.message


async def test_another_process_goes_on_where_the_first_one_ended(tmp_path: Path) -> None:
    """The campaign, the legacy and the pack as it is played are read from the store alone."""
    async with hosting(SqliteStore(tmp_path)) as (_, port):
        ada, bel = await Speaker.come(port, "Ada Lovelace"), await Speaker.come(port, "Bel Canto")
        first = (await create(ada)).match
        assert first is not None
        await bel.join(first, "sud")
        await to_the_end(first, ada, bel)
        resume, other = ada.resume, bel.resume
    async with hosting(SqliteStore(tmp_path)) as (_, port):
        ada = await Speaker.come(port, resume)
        second = (await go_on(ada, first)).match
        assert second is not None
        digest = (await row_of(ada, second)).digest
        resume = ada.resume
    async with hosting(SqliteStore(tmp_path)) as (_, port):
        ada, bel = await Speaker.come(port, resume), await Speaker.come(port, other)
        text = await asset(ada, digest)
        assert '"rematch"' in text
        again = await go_on(bel, first)
        assert isinstance(again.outcome, Committed)
        assert (again.match, again.nation) == (second, SUD)
        await ada.attend(second)
        assert (await ada.notice(LegacyTaken)).crises
