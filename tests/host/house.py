"""A whole host in this process: for tests with real sockets."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from attrs import evolve

from detente_server.host.config import Accounts, Config, Status
from detente_server.host.environment import Environment
from detente_server.host.host import Host
from detente_server.packs.catalog import Catalog
from detente_server.packs.shelves import Shelf, catalog
from detente_server.store import MemoryStore, SqliteStore, Store
from detente_wire.acts import Invite, Join
from detente_wire.codec import MSGPACK, Codec
from detente_wire.limits import Limits
from detente_wire.messages import Committed, MatchId
from detente_wire.notices import ChannelOpened, Invited, TurnBegan
from detente_wire.terms import ChannelId, MediumId, NationId
from tests.host.speaking import Speaker

PACKS = Path(__file__).parent.parent / "packs"
FAST = Limits(commands_burst=10**6, commands_per_s=10**6, letters_burst=10**6, queries_burst=10**6, auth_s=5)
"""Limits that no test runs into."""
INVITE = Invite(MediumId("meeting"), (NationId("bel"),))
QUICK = Accounts(argon2_kib=8, argon2_passes=1)
"""Hashes that take no time."""
_catalog: list[Catalog] = []


def packs() -> Catalog:
    """The packs of the tests, read once."""
    if not _catalog:
        _catalog.append(catalog([Shelf(PACKS, ours=True)]))
    return _catalog[0]


def config(**changes: Any) -> Config:
    """A free port, no pause for reading before a turn ends, no limits that hurt, hashes that take no time."""
    quick = Config(port=0, quiet_s=0, limits=FAST, status=Status(port=-1), accounts=QUICK)
    return evolve(quick, **changes)


@asynccontextmanager
async def serving(
    store: Store | Callable[[], Store] = MemoryStore, make: Any = None, **changes: Any
) -> AsyncIterator[tuple[Host, int]]:
    """A host that listens, and its port."""
    host = Host(
        store if isinstance(store, Store) else store(), packs(), config(**changes), Environment(), make
    )
    _, port = await host.start()
    try:
        yield host, port
    finally:
        await host.stop()


def on_disk(folder: Path) -> Callable[[], Store]:
    """A SQLite store there."""
    return lambda: SqliteStore(folder)


async def two_at_table(
    port: int, codec: Codec = MSGPACK, **settings: Any
) -> tuple[Speaker, Speaker, MatchId]:
    """Ada and Bel, seated and attending, in turn 1."""
    ada, bel = await Speaker.come(port, "Ada Lovelace", codec), await Speaker.come(port, "Bel Canto", codec)
    match = (await ada.create(people=2, **settings)).match
    assert match is not None
    await ada.attend(match)
    assert (await bel.join(match)).nation == "bel"
    await bel.attend(match)
    await ada.notice(TurnBegan)
    await bel.notice(TurnBegan)
    return ada, bel, match


async def meeting(ada: Speaker, bel: Speaker, match: MatchId) -> ChannelId:
    """A meeting of the two, open."""
    invited = await ada.do(match, INVITE)
    assert isinstance(invited.outcome, Committed), invited
    channel = (await bel.notice(Invited)).channel
    assert isinstance((await bel.do(match, Join(channel))).outcome, Committed)
    await ada.notice(ChannelOpened)
    return channel
