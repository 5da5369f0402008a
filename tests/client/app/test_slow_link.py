"""A slow way to the server, and one that stands still: typing goes on, nothing is said twice, nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente_client.delegation.errands import SLOW_S
from detente_client.sessions.assets import AssetCache
from detente_client.sessions.attended import Match
from detente_client.sessions.session import connect
from detente_client.sessions.table import HeardEvent
from detente_wire.notices import Said
from tests.client.app.guests import Guest, arrived
from tests.client.people import Served
from tests.client.slowlink import SlowLink

QUICK = "[limits]\nping_s = 1\npong_s = 3\n"
"""Silence is noticed soon."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    server = Served(tmp_path_factory.mktemp("server"), QUICK)
    yield server
    server.kill()


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path / "home"))


async def _heard(match: Match, heard: list[str]) -> None:
    async for event in match.events():
        if isinstance(event, HeardEvent) and isinstance(event.heard.notice, Said):
            heard.append(event.heard.words)


async def _stalls(guest: Guest, link: SlowLink, hold_s: float, heard: list[str]) -> None:
    """Something is said while nothing goes through, and typed on; then it goes on."""
    await guest.types("/in public")
    await guest.sees("You speak to everybody now")
    link.hold()
    await guest.types("Is anybody there?")
    await guest.sees("sending…")
    await guest.pilot.press(*"and on")
    await guest.pilot.pause(max(0.0, hold_s - SLOW_S))
    assert guest.match.typed == "and on"
    assert heard == []
    link.release()
    await guest.until(lambda: bool(heard), "what was said")
    await guest.until(lambda: _told(guest) == 1, "one's own words")
    await guest.until(lambda: "sending…" not in guest.text and "reconnecting…" not in guest.text, "quiet")
    await guest.pilot.pause(0.5)
    assert heard == ["Is anybody there?"], "once"
    assert guest.match.typed == "and on"
    assert _told(guest) == 1


def _told(guest: Guest) -> int:
    """How often one's own words are told."""
    entries = guest.match.delegation.transcript.entries
    return sum("Is anybody there?" in " ".join(entry.lines) for entry in entries)


@pytest.mark.parametrize(("name", "hold_s", "most"), [("Ann", 1.2, 1), ("Eve", 5.5, 3)])
async def test_what_is_typed_over_a_slow_link_that_stalls_goes_once(
    served: Served, tmp_path: Path, name: str, hold_s: float, most: int
) -> None:
    """A short stall is sat out; of a long one the connection is made anew, without a storm."""
    heard: list[str] = []
    link = SlowLink(served.port, delay_s=0.1, bytes_s=40_000)
    async with (
        link.standing(),
        connect(served.address, f"{name}-host", cache=AssetCache(tmp_path / "packs")) as host,
    ):
        table = await host.create("hong-kong-1984", "prc", people=2, open_dice=True, seed=1)
        listening = asyncio.create_task(_heard(table, heard))
        async with arrived(link.address, name, table.match, "gbr", size=(100, 40)) as guest:
            await guest.sees("You have 4 envoys")
            await _stalls(guest, link, hold_s, heard)
            cursor = guest.match.delegation.table.view.cursor
            told = [one.heard.cursor for one in guest.match.delegation.transcript.entries if one.heard]
            assert len(told) == len(set(told)), "each notice once"
            assert max(told) <= cursor
            assert link.opened <= most
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
