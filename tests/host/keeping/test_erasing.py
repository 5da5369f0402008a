"""Forgetting a person, and a match that cannot be read."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente_server.cli import main
from detente_server.host.console import registry
from detente_server.host.console.orders import BadOrder
from detente_server.host.keeping import backups
from detente_server.store import SqliteStore
from detente_wire.acts import Ready, Say
from detente_wire.messages import Command, Committed
from tests.host.house import INVITE, meeting, on_disk, serving, two_at_table
from tests.host.speaking import Speaker, new_id
from tests.host.stores import HeldStore


async def test_a_person_is_forgotten_and_the_match_goes_on(tmp_path: Path) -> None:
    async with serving(on_disk(tmp_path / "data")) as (host, port):
        ada, bel, match = await two_at_table(port)
        channel = await meeting(ada, bel, match)
        await ada.do(match, Say(channel), "hers, to be forgotten")
        await bel.do(match, Say(channel), "his, to be kept")
        await ada.words("his, to be kept")
        watched = host.services.matches.owners[match]
        for who in (ada, bel):
            host.services.gallery.speak(watched, who.welcome.player, who.welcome.name, "a remark")
        told = await registry.perform(host.services, 'erase "Ada Lovelace"', "console")
        assert told.data == {"matches": 1, "texts": 1}
        assert await ada.close_code() == 4506
        assert host.services.players.named("Ada Lovelace") is None
        seat = host.services.matches.owners[match].match.table.seats["ada"]  # type: ignore[index]
        assert seat.player == "", "nobody waits for her"
        assert [host.services.gallery.spoken(match, n) is None for n in (1, 2)] == [True, False], (
            "hers is gone"
        )
        again = await Speaker.come(port, bel.resume)
        await again.attend(match)
        await again.words("his, to be kept")
        await again.quiet()
        assert all(heard.words != "hers, to be forgotten" for heard in again.heard())
        assert (await again.do(match, Say(channel), "it goes on")).match == match
        assert [(one.what, one.about) for one in host.services.audit.entries()] == [("erase", "")]
        (await Speaker.come(port, "Ada Lovelace")).cut()
        with pytest.raises(BadOrder, match="Nobody here is called"):
            await registry.perform(host.services, "erase Nobody", "console")
    for file in (tmp_path / "data").glob("detente.db*"):
        assert b"hers, to be forgotten" not in file.read_bytes(), file.name
    store = SqliteStore(tmp_path / "data")
    backups.back_up(store, tmp_path / "after.db")
    store.close()
    assert backups.verified(tmp_path / "after.db").matches == 1, "the chain still holds"


async def test_a_match_that_is_read_again_loses_nothing_that_is_under_way() -> None:
    store = HeldStore()
    async with serving(store) as (host, port):
        ada, bel, match = await two_at_table(port)
        matches = host.services.matches
        store.held = True
        first, second = Command(new_id(), match, INVITE), Command(new_id(), match, Ready())
        owner, before = matches.owners[match], matches.owners[match].match.n
        await ada.say(first)
        while owner.match.n == before:  # noqa: ASYNC110  # what is decided is no event
            await asyncio.sleep(0)
        reading = asyncio.create_task(matches.read_again(owner))
        await bel.say(second)
        while not reading.done():
            await asyncio.sleep(0.01)
            store.let_go(1)
        store.held = False
        store.let_go()
        for who, command in ((ada, first), (bel, second)):
            assert isinstance((await who.receipt(command.id)).outcome, Committed)
        assert match not in matches.quarantined
        assert not matches._crashes


async def test_it_is_done_without_a_server_too(tmp_path: Path) -> None:
    async with serving(on_disk(tmp_path / "data")) as (_, port):
        ada, bel, match = await two_at_table(port)
        channel = await meeting(ada, bel, match)
        await ada.do(match, Say(channel), "hers, to be forgotten")
        await bel.words("hers, to be forgotten")
    arguments = ["erase", "Ada Lovelace", "--data", str(tmp_path / "data")]
    invoke = CliRunner().invoke
    unsure = await asyncio.to_thread(invoke, main, arguments, input="n\n")
    assert unsure.exit_code == 1
    sure = await asyncio.to_thread(invoke, main, [*arguments, "--yes"])
    assert sure.exit_code == 0, sure.output
    assert "1 text in 1 match" in sure.output
    assert f"(replace MATCH NATION): {match} ada." in sure.output
    for file in (tmp_path / "data").glob("detente.db*"):
        assert b"hers, to be forgotten" not in file.read_bytes(), file.name
    assert (await asyncio.to_thread(invoke, main, [*arguments, "--yes"])).exit_code == 1


async def test_a_quarantined_match_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving() as (host, port):
        _, _, match = await two_at_table(port)
        matches = host.services.matches
        owner = matches.owners[match]
        await owner.settled()
        owner.end()
        matches._quarantine(match, "it failed")
        assert (await registry.perform(host.services, "quarantine", "console")).data == [
            {"match": match, "why": "it failed"}
        ]

        def broken(*_: object) -> None:
            raise RuntimeError

        monkeypatch.setattr("detente_server.host.playing.matches.load", broken)
        with pytest.raises(BadOrder, match="still cannot be read: RuntimeError"):
            await registry.perform(host.services, f"quarantine retry {match}", "console")
        assert match in matches.quarantined
        monkeypatch.undo()
        told = await registry.perform(host.services, f"quarantine retry {match}", "console")
        assert told.lines == (f"Match {match} goes on.",)
        assert match in matches.owners
        for line, said in (
            ("quarantine retry", "is not quarantined"),
            ("quarantine look", "Type: quarantine"),
        ):
            with pytest.raises(BadOrder, match=said):
                await registry.perform(host.services, line, "console")
