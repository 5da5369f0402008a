"""Mutes and flags, as players wish for them."""

from __future__ import annotations

import json

import pytest

from detente_wire.acts import Say
from detente_wire.messages import Committed, Done, Flag, ListMuted, Mute, Muted, MutedRow, Unmute
from detente_wire.notices import Said
from tests.host.house import meeting, serving, two_at_table
from tests.host.speaking import Speaker
from tests.host.test_tables import denied, wish


async def test_a_list_of_mutes_comes_back_with_every_change() -> None:
    async with serving() as (_, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        await Speaker.come(port, "Bel Canto")
        await Speaker.come(port, "Cat Stevens")
        assert await wish(ada, Mute("bel canto")) == Muted((MutedRow("Bel Canto"),))
        both = Muted((MutedRow("Bel Canto"), MutedRow("Cat Stevens", blocked=True)))
        assert await wish(ada, Mute("Cat Stevens", block=True)) == both
        assert await wish(ada, ListMuted()) == both
        assert await wish(ada, Unmute("Bel Canto")) == Muted((MutedRow("Cat Stevens", blocked=True),))
        assert await denied(ada, Unmute("Bel Canto")) == "company.unknown"
        assert await denied(ada, Mute("Nobody")) == "company.unknown"


async def test_a_flag_carries_what_the_server_knows_and_nothing_that_the_flagger_says() -> None:
    async with serving() as (host, port):
        ada, bel, match = await two_at_table(port)
        channel = await meeting(ada, bel, match)
        assert isinstance((await ada.do(match, Say(channel), "You\nfool")).outcome, Committed)
        heard = await bel.words("You\nfool")
        done = await wish(bel, Flag(match, heard.cursor, why="an\x1b[2J insult"))
        assert isinstance(done, Done)
        assert "flag 1" in done.message
        (flag,) = host.services.moderation.flags.all()
        seen = flag.evidence
        assert (seen.words, seen.nation, seen.name) == ("You\nfool", "ada", "Ada Lovelace")
        assert (seen.turn, seen.at_s, seen.cursor) == (1, heard.at_s, heard.cursor)
        assert json.loads(seen.notice)["type"] == "said"
        assert isinstance(heard.notice, Said)
        assert (flag.by_name, flag.why) == ("Bel Canto", "an[2J insult")
        assert await wish(bel, Flag(match, heard.cursor, why="again")) == done  # the same thing, once


async def test_nobody_flags_what_he_never_heard() -> None:
    async with serving() as (host, port):
        ada, bel, match = await two_at_table(port)
        channel = await meeting(ada, bel, match)
        await ada.do(match, Say(channel), "You fool")
        cursor = (await bel.words("You fool")).cursor
        cat = await Speaker.come(port, "Cat Stevens")
        assert await denied(cat, Flag(match, cursor)) == "company.nothing"
        assert await denied(bel, Flag(match, cursor + 100)) == "company.nothing"
        assert await denied(bel, Flag(match)) == "company.nothing"
        assert host.services.moderation.flags.all() == []


async def test_nobody_buries_the_operators_in_flags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente_server.host.moderation.flags.OPEN_OF_ONE", 2)
    async with serving() as (_, port):
        ada, _, match = await two_at_table(port)
        for cursor in (1, 2):
            assert isinstance(await wish(ada, Flag(match, cursor)), Done)
        assert await denied(ada, Flag(match, 3)) == "company.too-many"
