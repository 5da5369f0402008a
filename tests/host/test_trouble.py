"""A full disk, a match that fails, a log that cannot be read: said plainly, and nobody else notices."""

from __future__ import annotations

import asyncio

import pytest

from detente_server.host.logs import JsonLines, PlainLines
from detente_server.host.matches import CRASHES
from detente_server.match.inputs import CommandGiven, Input
from detente_server.match.match import Match
from detente_wire.acts import Ready, Say
from detente_wire.messages import (
    Announcement,
    Asset,
    Command,
    Committed,
    Denied,
    Digest,
    Fetch,
    Guest,
    Receipt,
    Resumed,
)
from detente_wire.notices import Ended
from detente_wire.terms import ChannelId
from tests.host.house import INVITE, meeting, serving, two_at_table
from tests.host.speaking import Speaker, new_id
from tests.host.stores import HeldStore


def code(receipt: Receipt) -> str:
    """The code of a refusal."""
    return receipt.outcome.code if isinstance(receipt.outcome, Denied) else "committed"


async def test_a_full_disk_makes_the_server_read_only_until_there_is_room() -> None:
    store = HeldStore()
    async with serving(store) as (_, port):
        ada, bel, match = await two_at_table(port)
        heard = bel.heard(match)
        store.full = True
        command = Command(new_id(), match, INVITE)
        refused = await ada.ask(command)
        assert code(refused) == "host.read-only"
        assert code(await ada.create()) == "host.read-only"
        assert isinstance(refused.outcome, Denied)
        assert refused.outcome.retry
        again = await Speaker.come(port, bel.resume)
        assert again.welcome.resume_token == bel.welcome.resume_token
        await again.attend(match)
        await again.wait(lambda: len(again.heard(match)) >= len(heard) or None)
        assert again.heard(match) == heard
        newcomer = await Speaker.connect(port)
        with pytest.raises(AssertionError):
            await newcomer.enter(Guest("New Comer"))
        assert await newcomer.close_code() == 4006
        store.full = False
        await asyncio.sleep(1.2)
        ada.got.clear()
        assert code(await ada.ask(command)) == "committed"
        await again.wait(lambda: len(again.heard(match)) > len(heard) or None)


def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every match fails at the word ``boom``."""
    handle = Match.handle

    def spoiled(self: Match, given: Input) -> object:
        if isinstance(given, CommandGiven) and given.command.words == "boom":
            raise ZeroDivisionError("planted")
        return handle(self, given)

    monkeypatch.setattr(Match, "handle", spoiled)


async def test_a_match_that_fails_is_quarantined_and_no_other_notices(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failing(monkeypatch)
    async with serving() as (host, port):
        ada, bel, match = await two_at_table(port)
        channel = await meeting(ada, bel, match)
        other = (await ada.create(people=1, seed=1)).match
        assert other is not None
        for n in range(CRASHES - 1):
            assert code(await ada.do(match, Say(channel), "boom")) == "host.no-owner"
            assert code(await bel.do(match, Say(channel), f"fine {n}")) == "committed"
        for _ in range(CRASHES):
            assert code(await ada.do(match, Say(channel), "boom")) in ("host.no-owner", "match.quarantined")
        assert code(await bel.do(match, Say(channel), "fine?")) == "match.quarantined"
        assert list(host.services.matches.quarantined) == [match]
        assert code(await ada.do(other, Ready())) == "committed"
        third = await Speaker.come(port, "Third Man")
        await third.attend(match)
        await third.hear(Resumed)
        await third.hear(Announcement)


async def test_a_log_that_cannot_be_read_quarantines_its_match_alone() -> None:
    store = HeldStore()
    async with serving(store, idle_s=1) as (host, port):
        ada, bel, match = await two_at_table(port)
        await ada.leave()
        await bel.leave()
        await asyncio.sleep(2.5)
        assert host.services.matches.owners == {}, "nobody needs it: it was put away"
        log = store._logs[match].records
        from attrs import evolve

        log[1] = evolve(log[1], chain=b"\0" * 32)
        ada = await Speaker.come(port, ada.resume)
        assert code(await ada.do(match, Ready())) == "match.quarantined"
        assert code(await ada.create(people=1)) == "committed"


async def test_an_idle_match_is_put_away_and_comes_back_when_it_is_needed() -> None:
    async with serving(idle_s=1) as (host, port):
        ada, bel, match = await two_at_table(port)
        heard = bel.heard(match)
        await ada.leave()
        await bel.leave()
        await asyncio.sleep(2.5)
        assert host.services.matches.owners == {}
        bel = await Speaker.come(port, bel.resume)
        await bel.attend(match)
        await bel.wait(lambda: len(bel.heard(match)) >= len(heard) or None)
        assert bel.heard(match) == heard


async def test_a_deadline_wakes_a_match_that_is_not_loaded() -> None:
    from detente_server.host import matches

    store = HeldStore()
    async with serving(store, idle_s=1) as (host, port):
        ada, bel, match = await two_at_table(port, turn_s=4)
        await ada.leave()
        await bel.leave()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(matches, "SOON_MS", 0)
            await asyncio.sleep(2.5)
            assert host.services.matches.owners == {}
            await asyncio.sleep(2.6)
        assert host.services.matches.owners[match].match.state.turn == 2


async def test_an_archive_that_a_crash_prevented_is_made_when_it_is_asked_for() -> None:
    store = HeldStore()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("detente_server.host.matches.keep_archive", _not)
        async with serving(store) as (_, port):
            ada = await Speaker.come(port, "Ada Lovelace")
            match = (await ada.create(people=0, watch=True, seed=2)).match
            assert match is not None
            await ada.attend(match)
            await ada.notice(Ended)
            await ada.say(Fetch(Digest(match)))
            assert (await ada.hear(Asset)).parts == 0
    store._closed = False
    async with serving(store) as (_, port):
        again = await Speaker.come(port, ada.resume)
        for _ in range(100):
            await again.say(Fetch(Digest(match)))
            await again.quiet()
            if any(one.parts for one in again.got if isinstance(one, Asset)):
                return
        raise AssertionError("no archive")


async def _not(*_: object) -> None:
    """What a crash does not do."""


async def test_words_never_reach_the_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(0)
    failing(monkeypatch)
    async with serving() as (_, port):
        ada, bel, match = await two_at_table(port)
        channel = await meeting(ada, bel, match)
        await ada.do(match, Say(channel), "a secret nobody logs")
        await ada.do(match, Say(channel), "boom")
        await ada.do(match, Say(ChannelId("x")), "another secret")
        await ada.socket.send(b"\xffsecret bytes")
        await ada.close_code()
        ours = [record for record in caplog.records if record.name.startswith("detente")]
        shown = "".join(layout.format(record) for record in ours for layout in (JsonLines(), PlainLines()))
        assert ours
        assert "secret" not in shown.replace("secrets", "")
        for token in (ada.welcome.resume_token, bel.welcome.resume_token):
            assert token.split(".")[1] not in shown
        assert "Lovelace" not in shown
        assert isinstance((await bel.do(match, Ready())).outcome, Committed)
