"""The second listener: health, figures and the status page, with real sockets."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from attrs import evolve
from prometheus_client.parser import text_string_to_metric_families

from detente_server.host.config import Status
from detente_server.host.figures import SECONDS, Figures, Spread
from detente_server.host.host import Host
from detente_server.host.lobby.directory import Listing
from detente_server.store import MemoryStore, Store
from detente_wire.messages import Command, MatchId, MatchRow, SeatRow
from detente_wire.terms import NationId
from tests.host.house import INVITE, meeting, serving, two_at_table
from tests.host.speaking import Speaker, new_id
from tests.host.stores import HeldStore


@asynccontextmanager
async def shown(store: Store | None = None, **changes: Any) -> AsyncIterator[tuple[Host, int, str]]:
    """A host with a status page: itself, its port, the page's address."""
    async with serving(store or MemoryStore(), status=Status(port=0), **changes) as (host, port):
        yield host, port, f"http://127.0.0.1:{host.status_port}"


async def get(address: str, **options: Any) -> tuple[int, str, dict[str, str]]:
    """Status, text and headers of an answer."""
    async with aiohttp.ClientSession() as session, session.get(address, **options) as answer:
        return answer.status, await answer.text(), dict(answer.headers)


async def figures(address: str) -> dict[str, float]:
    """Every sample, by its name with its labels."""
    status, text, _ = await get(address + "/metrics")
    assert status == 200
    return {
        sample.name
        + "".join(f"|{name}={value}" for name, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def listing(match: str, **changes: Any) -> Listing:
    """A match in the directory."""
    seats = (SeatRow(NationId("ada"), "player", "Ada Lovelace"), SeatRow(NationId("bel"), "bot"))
    row = MatchRow(MatchId(match), "teatime", "d" * 64, "Tea", "variable", "live", 60, "playing", seats, 3)  # type: ignore[arg-type]
    return Listing(evolve(row, **changes))


# -- figures -------------------------------------------------------------------------------------------------------


def test_times_are_counted_in_the_class_that_they_just_fit() -> None:
    spread = Spread()
    for seconds in (0.0, 0.0005, 0.00051, 10.0, 11.0):
        spread.note(seconds)
    assert (spread.counts[0], spread.counts[1], spread.counts[-2], spread.counts[-1]) == (2, 1, 1, 1)
    assert sum(spread.counts) == 5
    assert len(spread.counts) == len(SECONDS) + 1


async def test_what_players_do_is_counted() -> None:
    async with shown() as (_, port, address):
        ada, bel, match = await two_at_table(port)
        await meeting(ada, bel, match)
        refused = await ada.ask(Command(new_id(), MatchId("nosuchmatchatall"), INVITE))
        assert refused.outcome.code == "match.unknown"  # type: ignore[union-attr]
        await bel.leave()
        found = await figures(address)
        assert found["detente_command_seconds_count|kind=CreateMatch"] == 1
        assert found["detente_command_seconds_count|kind=JoinMatch"] == 1
        assert found["detente_command_seconds_count|kind=Command"] == 3
        assert found["detente_command_seconds_bucket|kind=Command|le=+Inf"] == 3
        assert found["detente_receipts_total|code=committed"] == 4
        assert found["detente_receipts_total|code=match.unknown"] == 1
        assert found["detente_resumes_total|outcome=first"] == 2
        assert found["detente_commit_seconds_count"] >= 4
        assert found["detente_matches|phase=playing"] == 1
        assert found["detente_matches_loaded"] == 1
        assert found["detente_connections"] == 1
        assert found["detente_closes_total|reason=left"] == 1
        assert found["detente_store_writes"] == 1
        assert found["detente_draining"] == 0
        assert found["process_resident_memory_bytes"] > 0


async def test_no_figure_is_of_a_player_a_match_or_an_act() -> None:
    async with shown() as (_, port, address):
        ada, bel, match = await two_at_table(port)
        await meeting(ada, bel, match)
        _, text, _ = await get(address + "/metrics")
        for secret in (
            match,
            ada.welcome.player,
            bel.welcome.player,
            "Ada",
            "Bel",
            "bel",
            "Invite",
            "teatime",
        ):
            assert not re.search(rf"\b{secret}\b", text), secret


async def test_the_loops_lag_is_counted() -> None:
    async with shown() as (host, _, address):
        while sum(host.services.environment.figures.lag.counts) < 3:  # noqa: ASYNC110  # a beat is no event
            await asyncio.sleep(0.05)
        assert (await figures(address))["detente_loop_lag_seconds_count"] >= 3


async def test_who_is_turned_away_at_the_door_is_counted() -> None:
    async with shown() as (_, port, address):
        assert (await get(f"http://127.0.0.1:{port}/"))[0] == 400
        assert (await figures(address))["detente_turned_away_total|status=400"] == 1


def test_figures_cost_next_to_nothing() -> None:
    figures = Figures()
    for n in range(1000):
        figures.commanded("Command", n / 1000)
    assert sum(figures.commands["Command"].counts) == 1000
    assert len(figures.commands) == 1


# -- health --------------------------------------------------------------------------------------------------------


async def test_health_on_both_ports() -> None:
    async with shown() as (_, port, address):
        for where in (address, f"http://127.0.0.1:{port}"):
            assert (await get(where + "/healthz"))[:2] == (200, "The server lives.\n")
            assert (await get(where + "/readyz"))[:2] == (200, "The server is ready.\n")
            assert (await get(where + "/nonsense"))[0] in (400, 404)


async def test_a_full_disk_and_a_drain_make_it_not_ready_but_alive() -> None:
    store = HeldStore()
    async with shown(store) as (host, port, address):
        ada = await Speaker.come(port, "Ada Lovelace")
        store.full = True
        await ada.create()
        host.services.drain.until = host.services.environment.monotonic() + 600
        for where in (address, f"http://127.0.0.1:{port}"):
            assert (await get(where + "/healthz"))[0] == 200
            status, why, _ = await get(where + "/readyz")
            assert status == 503
            assert why == "The store does not write.\nThe server drains: it stops in 10 min.\n"
        page = (await get(address))[1]
        assert "Not ready. The store does not write. The server drains: it stops in 10 min." in page
        assert (await figures(address))["detente_store_writes"] == 0


async def test_health_needs_no_subprotocol_but_is_not_for_pages_of_others_to_embed() -> None:
    async with shown() as (_, port, address):
        headers = (await get(address + "/healthz"))[2]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "aiohttp" not in headers.get("Server", "")
        assert (await get(f"http://127.0.0.1:{port}/healthz", headers={"Origin": "https://evil.example"}))[
            0
        ] == 200


# -- the page ------------------------------------------------------------------------------------------------------


async def test_the_page_shows_matches_and_nobody() -> None:
    async with shown() as (host, port, address):
        ada, _, match = await two_at_table(port, private=False)
        hidden = (await ada.create(private=True)).match
        assert hidden is not None
        text = (await get(address))[1]
        assert f"<code>{match}</code>" in text
        assert "2 of 2" in text
        assert hidden not in text
        assert "1 private" in text
        assert "Ada" not in text
        assert ada.welcome.player not in text
        assert "Ready." in text
        assert "<script" not in text
        host.services.matches.quarantined[match] = "<why>"
        assert "quarantined" in (await get(address))[1]


async def test_every_text_is_escaped() -> None:
    async with shown() as (host, _, address):
        await host.services.directory.put(listing("m1", title='<script>alert("x")</script>'), None)
        text = (await get(address))[1]
        assert "<script" not in text
        assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;" in text


async def test_a_deadline_is_said_twice_by_the_clock_and_by_what_is_left() -> None:
    async with shown() as (host, _, address):
        at = host.services.environment.now_s() + 7200
        await host.services.directory.put(listing("m1", deadline_s=at), None)
        text = (await get(address))[1]
        assert re.search(r'<time datetime="20\d\d-[^"]+Z">.* UTC</time> \((in 2 h|in 1 h 59 min)\)', text)


async def test_the_style_is_the_one_that_the_policy_allows() -> None:
    import base64
    import hashlib

    async with shown() as (_, _, address):
        _, text, headers = await get(address)
        style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
        assert style is not None
        digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}'" in headers["Content-Security-Policy"]
        assert "style=" not in text


# -- listening -----------------------------------------------------------------------------------------------------


async def test_without_a_page_there_is_none() -> None:
    async with serving() as (host, port):
        assert host.status_port is None
        assert (await get(f"http://127.0.0.1:{port}/healthz"))[0] == 200


async def test_a_port_that_is_in_use_costs_the_page_and_nothing_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        status = Status(port=taken.getsockname()[1])
        async with serving(status=status) as (host, port):
            assert host.status_port is None
            assert (await Speaker.come(port, "Ada Lovelace")).welcome.name == "Ada Lovelace"
    assert "there is no status page" in caplog.text


async def test_it_ends_with_the_server() -> None:
    async with shown() as (_, _, address):
        pass
    with pytest.raises(aiohttp.ClientConnectionError):
        await get(address)
