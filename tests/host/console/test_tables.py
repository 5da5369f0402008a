"""Orders about a match at play: the clock, a seat, the end; each in the log, each told to the table."""

from __future__ import annotations

import pytest

from detente_server.host.console import registry
from detente_server.host.console.orders import BadOrder
from detente_wire.notices import ClockSet, Ended, NewsTold, OrderGiven
from tests.host.house import serving, two_at_table


async def test_the_clock_of_a_match_is_in_the_operators_hand() -> None:
    async with serving() as (host, port):
        ada, _, match = await two_at_table(port, turn_s=600)

        async def give(line: str) -> None:
            await registry.perform(host.services, line, "console")

        table = host.services.matches.owners[match].match.table
        before = table.deadline_ms
        await give(f"extend {match} 10m a slow line")
        assert table.deadline_ms == before + 600_000
        assert (await ada.notice(OrderGiven)) == OrderGiven("operator", "extend", 600)
        await give(f"pause {match} 1h")
        assert table.paused_ms
        with pytest.raises(BadOrder, match="the clock stands already"):
            await give(f"pause {match}")
        await give(f"go-on {match}")
        assert not table.paused_ms
        assert await ada.notice(ClockSet)
        await give(f'news {match} "The ice breaks up"')
        assert await ada.notice(NewsTold)
        await ada.words("The ice breaks up")
        await give(f"end {match}")
        assert await ada.notice(Ended)
        noted = [(one.what, one.about, one.why) for one in host.services.audit.entries()]
        assert noted == [
            ("extend", match, "a slow line"), ("pause", match, ""), ("go-on", match, ""),
            ("news", match, "The ice breaks up"), ("end", match, ""),
        ]  # fmt: skip


async def test_a_seat_is_freed() -> None:
    async with serving() as (host, port):
        ada, _, match = await two_at_table(port)
        await registry.perform(host.services, f"replace {match} bel", "console")
        await ada.notice(OrderGiven)
        assert host.services.matches.owners[match].match.table.seats["bel"].player == ""  # type: ignore[index]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("extend {match} 15d", "fortnight"),
        ("extend {match} soon", "is no duration"),
        ("extend nowhere 10m", "^There is no match 'nowhere'; 'matches' lists them.$"),
        ("extend {match}", "DURATION is missing"),
        ("replace {match} xyz", "xyz"),
        ("go-on {match}", "the clock runs"),
        ("news {match} " + "x" * 5000, "characters"),
    ],
)
async def test_what_cannot_be_is_said(line: str, said: str) -> None:
    async with serving() as (host, port):
        _, _, match = await two_at_table(port, turn_s=600)
        with pytest.raises(BadOrder, match=said):
            await registry.perform(host.services, line.format(match=match), "console")
        assert host.services.audit.entries() == [], "what was not done is not on record"
