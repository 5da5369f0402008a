"""The SDK over a real server: the example of its own page, questions, an archive, a match that is told again."""

from __future__ import annotations

import asyncio
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente_client import sdk
from detente_client.link.core import Link
from detente_client.sdk import ConnectionEvent, HeardEvent, OverEvent, Trouble, acts, connect, notices
from detente_client.sessions.assets import AssetCache
from detente_client.sessions.attended import Match
from detente_wire import archive
from detente_wire.messages import (
    Committed,
    Denied,
    Exposure,
    ExposureAnswer,
    Lineage,
    Points,
    PointsAnswer,
    Resumed,
)
from detente_wire.terms import ChannelId, Choice, NationId
from tests.client.people import PATIENT_S, Served

HURRIED = """
[limits]
commands_burst = 1000
commands_per_s = 1000
letters_burst = 1000
"""
PACK = "hong-kong-1984"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    server = Served(tmp_path_factory.mktemp("server"), HURRIED)
    yield server
    server.kill()


@pytest.fixture
def cache(tmp_path: Path) -> AssetCache:
    return AssetCache(tmp_path / "packs")


async def test_a_fault_of_the_link_itself_is_told_to_whoever_waits(
    served: Served, cache: AssetCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with connect(served.address, name="Faulty Link", cache=cache) as session:
        monkeypatch.setattr(Link, "_receipt", lambda *_: 1 // 0)
        with pytest.raises(Trouble, match="ZeroDivisionError"):
            await session.create(PACK)


async def test_the_example_plays_a_match_to_its_end(
    served: Served, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path))
    assert sdk.__doc__ is not None
    code = textwrap.dedent(sdk.__doc__.split("\n\n", 2)[2])
    assert len(code.splitlines()) <= 30
    example = code.replace("localhost:8765", served.address).replace("asyncio.run(play())", "")
    names: dict[str, object] = {}
    exec(example, names)
    async with asyncio.timeout(PATIENT_S):
        await names["play"]()  # type: ignore[operator]


def test_the_page_on_bots_shows_the_same_example() -> None:
    assert sdk.__doc__ is not None
    code = textwrap.dedent(sdk.__doc__.split("\n\n", 2)[2]).strip()
    page = Path(__file__).parents[2] / "docs" / "how-to" / "write-a-bot.md"
    assert f"```python\n{code}\n```" in page.read_text(encoding="utf-8")


async def test_a_match_by_hand(served: Served, cache: AssetCache) -> None:
    async with asyncio.timeout(PATIENT_S), connect(served.address, "Hand", cache=cache) as session:
        assert PACK in [pack.id for pack in session.packs]
        match = await session.create(PACK, "prc", open_dice=True, seed=1)
        events = match.events()
        await until(match, events, notices.ClockSet)
        assert match.view.turn == 1
        issue = match.pack.issues[0]
        choice = Choice(issue.id, issue.options[0].id)
        points = await match.ask(Points((choice,)))
        assert isinstance(points, PointsAnswer)
        assert points.points >= match.view.points((choice,))
        seen = await match.ask(Exposure(acts.Ready()))
        assert isinstance(seen, ExposureAnswer | Denied)
        refused = await match.do(acts.Say(ChannelId("nowhere")), "Is anybody there?")
        assert isinstance(refused, Denied)
        assert isinstance(await match.do(acts.Ready()), Committed)
        late = await match.do(acts.Ready())
        await until(match, events, notices.TurnBegan)
        assert match.view.turn == 2
        assert isinstance(late, Committed | Denied)
        await match.leave()
        last = [event async for event in events][-1]
        assert isinstance(last, OverEvent)
        assert match.view.debrief is not None
        text = await session.archive(match.match)
    assert text is not None
    whole = archive.read(text.splitlines(keepends=True))
    assert archive.view_of(whole, NationId("prc")) == match.view
    assert len(list((cache.folder or Path()).iterdir())) == 1


async def until(match: Match, events: object, kind: type) -> None:
    """Take events until a notice of this kind."""
    async for event in events:  # type: ignore[attr-defined]
        if isinstance(event, HeardEvent) and isinstance(event.heard.notice, kind):
            return


async def test_what_is_not_to_be_had(served: Served, cache: AssetCache) -> None:
    async with asyncio.timeout(PATIENT_S), connect(served.address, "Asker", cache=cache) as session:
        with pytest.raises(Trouble, match="has no pack atlantis"):
            await session.create("atlantis")
        with pytest.raises(Trouble, match="no nation atlantis"):
            await session.create(PACK, "atlantis")
        with pytest.raises(Trouble, match="There is no match"):
            await session.join("a" * 16)
    with pytest.raises(Trouble, match="without a name"):
        connect(served.address)
    with pytest.raises(Trouble, match="session is over"):
        await session.matches()


async def test_a_match_that_is_told_again_begins_with_an_empty_view(
    served: Served, cache: AssetCache
) -> None:
    async with asyncio.timeout(PATIENT_S), connect(served.address, "Again", cache=cache) as session:
        match = await session.create(PACK, "prc", open_dice=True, seed=1)
        events = match.events()
        await until(match, events, notices.ClockSet)
        assert match.view.sheet is not None
        view = match.view
        match.inbox = asyncio.Queue()
        again = Resumed(match.match, Lineage("restored"), False, 0, 9, "lineage", "player", NationId("prc"))
        match.inbox.put_nowait(again)
        event = await anext(events)
        assert isinstance(event, ConnectionEvent)
        assert "told again" in event.text
        assert match.view is view
        assert match.role == "player"
        assert (view.cursor, view.sheet, view.me) == (0, None, "prc")
        match.inbox.put_nowait(Resumed(match.match, Lineage("restored"), False, 0, 9, "seat", "observer"))
        assert isinstance(await anext(events), ConnectionEvent)
        assert (match.role, view.me) == ("observer", None)
