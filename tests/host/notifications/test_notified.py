"""Notifications of a whole server: real sockets, real matches, receivers and mail servers on loopback."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from detente_client.link.memory import Forgetful
from detente_client.sessions.session import connect
from detente_client.sessions.table import AnnouncedEvent
from detente_server.host import host as host_module
from detente_server.host.documents import Shape
from detente_server.host.environment import Environment
from detente_server.host.host import Host
from detente_server.host.keeping.erasing import erase
from detente_server.host.lobby.directory import Listing
from detente_server.host.notifications.config import Notifications
from detente_server.host.notifications.contacts import Contact
from detente_server.host.notifications.occasions import EVENTS
from detente_server.store import ANY, MemoryStore, SqliteStore, Store
from detente_wire.acts import Ready
from detente_wire.messages import (
    Announcement,
    Answered,
    Committed,
    ContactsAnswer,
    Done,
    Heard,
    ListContacts,
    MatchId,
    Request,
    RequestId,
    SetContact,
    TryContact,
    Wish,
)
from detente_wire.notices import TurnBegan
from tests.host.house import config, packs, two_at_table
from tests.host.notifications.fakes import Clock
from tests.host.notifications.receiver import Receiver, receiving
from tests.host.notifications.smtpd import mailing
from tests.host.speaking import Speaker, new_id

HOOKS = Notifications(webhook_hosts=("127.0.0.1",), address="wss://talks.example.org")


@asynccontextmanager
async def serving(
    store: Store, clock: Callable[[], int] | None = None, notifications: Notifications = HOOKS
) -> AsyncIterator[tuple[Host, int]]:
    """A host that notifies."""
    environment = Environment() if clock is None else Environment(clock_ms=clock)
    host = Host(store, packs(), config(notifications=notifications), environment)
    _, port = await host.start()
    try:
        yield host, port
    finally:
        await host.stop()


@pytest.fixture(autouse=True)
def swift(monkeypatch: pytest.MonkeyPatch) -> None:
    """The host sweeps a hundred times a second."""
    monkeypatch.setattr(host_module, "SWEEP_S", 0.01)


async def has(host: Host, who: Speaker, kind: Any, address: str, *events: str) -> None:
    """The player has a contact, in use."""
    contacts, player = host.services.notifier.contacts, who.welcome.player
    wanted: Any = events or EVENTS
    contact = Contact("1", kind, address, events=wanted, secret="s", confirmed=True)
    await contacts.put(contacts.book(player).having(contact))


async def until(found: Callable[[], Any]) -> None:
    """Wait for this; in each turn of the loop something may happen."""
    for _ in count():
        if found():
            return
        await asyncio.sleep(0.005)


async def ready(who: Speaker, match: MatchId) -> None:
    assert isinstance((await who.do(match, Ready())).outcome, Committed)


async def dawned(who: Speaker, turn: int) -> None:
    """He heard that the turn began."""
    await who.hear(Heard, lambda heard: isinstance(heard.notice, TurnBegan) and heard.turn == turn)


async def gone(host: Host, who: Speaker) -> None:
    """He has left, and the server knows."""
    await who.leave()
    await until(lambda: not host.gateway.is_here(who.welcome.player))


def posts(receiver: Receiver) -> list[tuple[str, int]]:
    """(kind, turn) of what came."""
    said = [json.loads(got.body) for got in receiver.got]
    return [(one["kind"], one["turn"]) for one in said]


async def test_who_is_away_is_told_of_the_turn_and_who_attends_is_not() -> None:
    async with receiving() as away, receiving() as here, serving(MemoryStore()) as (host, port):
        ada, bel, match = await two_at_table(port)
        await has(host, ada, "webhook", away.address)
        await has(host, bel, "webhook", here.address)
        await ready(ada, match)
        await gone(host, ada)
        await ready(bel, match)
        await dawned(bel, 2)
        await until(lambda: away.got)
    assert posts(away) == [("turn", 2)]
    assert json.loads(away.got[0].body)["join"] == f"detente join wss://talks.example.org --match {match}"
    assert here.got == []


async def test_of_a_near_deadline_he_is_told_once_who_has_sent_nothing(tmp_path: Path) -> None:
    clock = Clock()
    async with receiving() as idle, receiving() as busy:
        async with serving(SqliteStore(tmp_path), clock) as (host, port):
            ada, bel, match = await two_at_table(port, tempo="correspondence", turn_s=86_400)
            await has(host, ada, "webhook", idle.address)
            await has(host, bel, "webhook", busy.address)
            await ready(bel, match)
            owner = host.services.matches.owners[match]
            clock.ms += (86_400 - 6 * 3600) * 1000 - 1000
            owner._tick()  # its timer goes by the loop's clock
            await bel.quiet()
            assert idle.got == []
            clock.ms += 1000
            owner._tick()
            await until(lambda: idle.got)
        async with serving(SqliteStore(tmp_path), clock) as (host, port):
            clock.ms += 3600_000
            await until(lambda: match in host.services.matches.owners)
            again = await Speaker.come(port, bel.resume)
            await again.quiet()
    assert posts(idle) == [("deadline", 1)]
    assert busy.got == []
    assert "you have sent nothing yet" in json.loads(idle.got[0].body)["text"]


async def test_a_mail_server_that_hangs_holds_up_no_turn_and_no_stop() -> None:
    async with mailing() as mails:
        mails.mood = "hangs"
        choices = Notifications(
            smtp_host="127.0.0.1", smtp_port=mails.port, smtp_security="none", mail_from="d@example.org"
        )
        async with serving(MemoryStore(), notifications=choices) as (host, port):
            ada, bel, match = await two_at_table(port)
            await has(host, ada, "email", "ada@example.org")
            for turn in (1, 2, 3):
                await ready(ada, match)
                if turn == 1:
                    await gone(host, ada)
                await ready(bel, match)
                await dawned(bel, turn + 1)
                if turn == 1:
                    await mails.arrived.wait()
                ada = await Speaker.come(port, ada.resume)
            assert host.services.notifier.outbox.waiting()
    assert mails.mails == []


async def test_killed_between_the_turn_and_the_outbox_nothing_is_lost(tmp_path: Path) -> None:
    """The turn's record is durable; neither listing nor notification is."""
    async with receiving() as receiver:
        async with serving(SqliteStore(tmp_path)) as (host, port):
            ada, bel, match = await two_at_table(port)
            await has(host, ada, "webhook", receiver.address)
            await ready(ada, match)
            await gone(host, ada)
            before = host.services.directory.get(match)
            await ready(bel, match)
            await dawned(bel, 2)
            await until(lambda: receiver.got)
        store = SqliteStore(tmp_path)
        assert before is not None
        body = Shape(Listing).write(evolve(before, row=evolve(before.row, turn=1)))
        store.put("match", match, body, ANY, 0)
        for one in store.list_documents("notification"):
            store.delete("notification", one.key, one.version)
        store.close()
        async with serving(SqliteStore(tmp_path)) as (host, port):
            await until(lambda: len(receiver.got) == 2)
    first, second = (got.headers["Idempotency-Key"] for got in receiver.got)
    assert first == second


async def test_after_a_clean_restart_nothing_is_told_again(tmp_path: Path) -> None:
    async with receiving() as receiver:
        async with serving(SqliteStore(tmp_path)) as (host, port):
            ada, bel, match = await two_at_table(port)
            await has(host, ada, "webhook", receiver.address)
            await ready(ada, match)
            await gone(host, ada)
            await ready(bel, match)
            await until(lambda: receiver.got)
        async with serving(SqliteStore(tmp_path)) as (host, port):
            await until(lambda: match in host.services.matches.owners)
            again = await Speaker.come(port, bel.resume)
            await again.attend(match)
            await again.quiet()
    assert posts(receiver) == [("turn", 2)]


async def wish(who: Speaker, given: Wish) -> ContactsAnswer:
    """Granted."""
    answer = await answered(who, given)
    assert isinstance(answer, ContactsAnswer), answer
    return answer


async def answered(who: Speaker, given: Wish) -> object:
    """Whatever is answered."""
    id = RequestId(new_id())
    await who.say(Request(id, given))
    return (await who.hear(Answered, lambda one: one.id == id)).answer


async def test_a_player_sets_a_webhook_tests_it_and_is_told_when_it_is_paused(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    async with receiving() as receiver, serving(MemoryStore()) as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        made = await wish(ada, SetContact("webhook", receiver.address + "/token-of-ada", events=("turn",)))
        assert isinstance(await answered(ada, TryContact("1")), Done)
        await until(lambda: receiver.got)
        assert posts(receiver) == [("test", 0)]
        contacts = host.services.notifier.contacts
        book = contacts.book(ada.welcome.player)
        await contacts.put(book.having(evolve(book.contacts[0], paused="it answered 404")))
        await gone(host, ada)
        ada = await Speaker.come(port, ada.resume)
        told = await ada.hear(Announcement)
        assert "contact 1 (webhook) are paused: it answered 404" in told.text
        assert (await wish(ada, ListContacts())).contacts[0].paused == "it answered 404"
    ours = [record for record in caplog.records if record.name.startswith("detente")]
    assert ours
    said = " ".join(f"{record.getMessage()} {record.__dict__}" for record in ours)
    for secret in (made.secret, "token-of-ada", "Ada Lovelace"):
        assert secret not in said


async def test_the_client_tells_at_the_first_match_what_it_was_told_before() -> None:
    async with serving(MemoryStore()) as (host, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        await has(host, ada, "webhook", "https://hooks.example.org/ada")
        contacts = host.services.notifier.contacts
        book = contacts.book(ada.welcome.player)
        await contacts.put(book.having(evolve(book.contacts[0], paused="it answered 404")))
        await gone(host, ada)
        memory = Forgetful(ada.resume.token)
        async with connect(f"127.0.0.1:{port}", memory=memory) as session:
            match = await session.create("teatime", people=2)
            async for event in match.events():
                assert isinstance(event, AnnouncedEvent)
                assert "are paused: it answered 404" in event.text
                break


async def test_who_is_erased_leaves_no_contact_and_is_told_nothing_more() -> None:
    store = MemoryStore()
    async with receiving() as receiver, serving(store) as (host, port):
        ada, bel, match = await two_at_table(port)
        await has(host, ada, "webhook", receiver.address)
        await ready(ada, match)
        player = host.services.players.get(ada.welcome.player)
        assert player is not None
        await erase(host.services, player)
        await ready(bel, match)
        await dawned(bel, 2)
        await bel.quiet()
        kept = [*store.list_documents("contacts"), *store.list_documents("notification")]
        assert kept == []
    assert receiver.got == []
