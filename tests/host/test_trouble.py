"""A full disk, a match that fails, a log that cannot be read: said plainly, and nobody else notices."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from detente_server.host.library import LostPack
from detente_server.host.lobby import laying
from detente_server.host.logs import JsonLines, PlainLines
from detente_server.host.playing.archiving import KIND, keep_archive
from detente_server.host.playing.matches import CRASHES
from detente_server.host.running import _on_fault
from detente_server.match.inputs import CommandGiven, Input
from detente_server.match.match import Match
from detente_server.store import StoreError
from detente_wire.acts import Ready, Say
from detente_wire.messages import (
    Announcement,
    Asset,
    Command,
    Committed,
    CreateMatch,
    Denied,
    Digest,
    Fetch,
    Guest,
    Heard,
    Points,
    Query,
    QueryAnswer,
    Receipt,
    RequestId,
    Resumed,
)
from detente_wire.notices import Ended, TurnBegan
from detente_wire.terms import ChannelId
from tests.host.house import INVITE, meeting, serving, two_at_table
from tests.host.speaking import Speaker, new_id
from tests.host.stores import HeldStore
from tests.host.table import FakeBot


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
    from detente_server.host.playing import matches

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
        patch.setattr("detente_server.host.playing.matches.keep_archive", _not)
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


# -- what fails beside the match -----------------------------------------------------------------------------------


class Clumsy(FakeBot):
    """A bot that trips over its first thought."""

    def next(self) -> Command | None:
        """Trip."""
        raise ZeroDivisionError("planted")


async def test_a_bot_that_fails_keeps_nobody_waiting() -> None:
    def unable(*_: object) -> FakeBot:
        raise ZeroDivisionError("planted")

    for make in (lambda *_: Clumsy(), unable):
        async with serving(make=make) as (_, port):
            ada = await Speaker.come(port, "Ada Lovelace")
            match = (await ada.create(people=1, seed=1)).match
            assert match is not None
            await ada.attend(match)
            await ada.notice(TurnBegan)
            await ada.do(match, Ready())
            await ada.hear(
                Heard, lambda heard: isinstance(heard.notice, TurnBegan) and heard.notice.turn == 2
            )


async def test_a_question_that_fails_costs_nothing_but_its_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving() as (_, port):
        ada, _, match = await two_at_table(port)
        with monkeypatch.context() as patch:
            patch.setattr("detente_server.host.visiting.questions.answer", _planted)
            await ada.say(Query(RequestId("q1"), match, Points(())))
            answer = (await ada.hear(QueryAnswer)).answer
            assert isinstance(answer, Denied)
            assert answer.retry
        await ada.say(Query(RequestId("q2"), match, Points(())))
        answer = (await ada.hear(QueryAnswer, lambda one: one.id == "q2")).answer
        assert not isinstance(answer, Denied)


def _planted(*_: object) -> None:
    raise ZeroDivisionError("planted")


async def test_a_lobby_that_fails_answers_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving() as (_, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        wish = CreateMatch(new_id(), "teatime", people=2)
        with monkeypatch.context() as patch:
            patch.setattr(laying, "checked", _planted)
            for _ in range(10):
                ada.got.clear()
                assert code(await ada.ask(wish)) == "host.no-owner"
        ada.got.clear()
        assert code(await ada.ask(wish)) == "committed"


async def test_a_pack_that_is_lost_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(digest: str) -> Any:
        raise LostPack(f"The pack {digest[:12]} is neither in the store nor in the content folder.")

    async with serving() as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        await ada.create(people=2)
        listing = next(iter(host.services.directory._listings.values()))
        monkeypatch.setattr(host.services.directory, "by_digest", lambda _: listing)
        monkeypatch.setattr(host.services.library, "kept", lost)
        await ada.say(Fetch(Digest("1" * 64)))
        assert (await ada.hear(Asset)).parts == 0


async def test_a_clean_stop_waits_for_the_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    store = HeldStore()

    async def slowly(*args: Any) -> None:
        await asyncio.sleep(0.5)
        await keep_archive(*args)

    monkeypatch.setattr("detente_server.host.playing.matches.keep_archive", slowly)
    async with serving(store) as (_, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        match = (await ada.create(people=0, watch=True, seed=2)).match
        assert match is not None
        await ada.attend(match)
        await ada.notice(Ended)
    assert store._documents[KIND, match]


async def test_a_server_that_cannot_keep_its_secret_does_not_start() -> None:
    store = HeldStore()
    store.full = True
    with pytest.raises(StoreError, match="disk full"):
        async with serving(store):
            pass


def test_what_a_callback_trips_over_is_logged_without_its_values(caplog: pytest.LogCaptureFixture) -> None:
    _on_fault(
        asyncio.new_event_loop(), {"message": "Exception in callback f('secret')", "exception": _caught()}
    )
    (record,) = caplog.records
    for layout in (JsonLines(), PlainLines()):
        line = layout.format(record)
        assert "secret" not in line
        assert "KeyError" in line


def _caught() -> Exception:
    try:
        raise KeyError("se" + "cret")
    except KeyError as problem:
        return problem
