"""The whole server, put together.

Owns: the order of starting and stopping, and what runs once a second.
Does not know: how any part does its work.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente_server.bots.player import BotPlayer
from detente_server.host.config import Config
from detente_server.host.console.door import Door
from detente_server.host.environment import Environment
from detente_server.host.gaps import ALIVE_EVERY_S
from detente_server.host.keeping.erasing import let_go
from detente_server.host.library import Library, quarantine
from detente_server.host.lobby import campaigns, directory, receipts, tables
from detente_server.host.lobby.campaigns import Campaigns
from detente_server.host.lobby.directory import Directory
from detente_server.host.lobby.lobby import Lobby
from detente_server.host.lobby.receipts import Receipts
from detente_server.host.logs import fields
from detente_server.host.moderation import Moderation
from detente_server.host.notifications.opening import carriers, notified
from detente_server.host.people import players
from detente_server.host.people.accounts import Accounts
from detente_server.host.people.passwords import Passwords
from detente_server.host.people.players import NotKept, Players
from detente_server.host.people.sessions import Sessions
from detente_server.host.playing.deputies import Bot, BotMaker
from detente_server.host.playing.matches import IMPORTED, Matches
from detente_server.host.playing.owner import Owner
from detente_server.host.services import Services
from detente_server.host.sockets.gateway import Gateway
from detente_server.packs.campaigns import CampaignTable
from detente_server.packs.catalog import Catalog
from detente_server.store import ABSENT, AsyncStore, Store, StoreError
from detente_wire.messages import Lineage, MatchId
from detente_wire.terms import NationId

if TYPE_CHECKING:
    from detente_server.host.site.server import Site

log = logging.getLogger("detente.host")

SWEEP_S = 1.0
BEAT_S = 0.25
CERTIFICATE_SWEEPS = 60
"""Every so many sweeps it is looked whether the certificate's files changed."""
RESTOCK_SWEEPS = 3
"""Every so many sweeps the shelves of packs are looked over."""
WRITES_AGAIN = "The server can write again: go on."
GRACE_S = 5
"""What is under way may take so long at a clean stop: the archive of a match that was over just now."""
RESTART_S = 2
"""After how long a client should come back from a clean stop."""
SECRET = ("host", "secret")
"""The document with 32 random bytes of this server."""


class Host:
    """One server on one event loop."""

    def __init__(
        self,
        store: Store,
        catalog: Catalog,
        config: Config,
        environment: Environment,
        make_bot: BotMaker | None = None,
        restock: Callable[[], Catalog | None] | None = None,
        campaigns: Sequence[CampaignTable] = (),
        folder: Path | None = None,
    ) -> None:
        """`restock` gives the packs on offer anew, or None if nothing changed; it may take its time.

        `folder`: of the data, where the console listens; None: there is no console.
        """
        self._folder = folder
        self._door: Door | None = None
        self._site: Site | None = None
        self.status_port: int | None = None
        """Of the status page, if there is one."""
        self._beats: asyncio.TimerHandle | None = None
        self.config = config
        self._restock = restock
        self._stocktaking = False
        self._environment = environment
        self.store = AsyncStore(store)
        self._catalog = catalog
        self._named = campaigns
        self._make_bot = make_bot or usual_bot
        self._tasks: set[asyncio.Task[None]] = set()
        self._sweeper: asyncio.Task[None] | None = None
        self.ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        """Set when the host must end by itself, with a sentence why."""
        self.asked = asyncio.Event()
        """Set when somebody asked the host to end."""
        self._writes = True
        self.services: Services
        self.gateway: Gateway

    async def start(self) -> tuple[str, int]:
        """Take in what the store holds and listen; the address."""
        await self.assemble()
        self.gateway = Gateway(self.services)
        self.services.gateway = self.gateway
        self.services.drain.tell = self.gateway.announce
        self.services.drain.stop = self.asked.set
        await self.services.gaps.begin()
        self.services.matches.post = self.gateway
        address = await self.gateway.open()
        self.services.notifier.begin(
            carriers(self.config, self._environment, self.services.name), self.gateway
        )
        if self._folder is not None:
            self._door = Door(self.services, self._folder)
            await self._door.open()
        if self.config.status.port >= 0:
            await self._open_site()
        self._sweeper = asyncio.create_task(self._sweeping())
        self._beat(asyncio.get_running_loop().time())
        return address

    async def assemble(self) -> None:
        """Take in what the store holds, and no more: for those who work on a folder where nobody plays."""
        self.services = await self._assembled()

    async def _open_site(self) -> None:
        from detente_server.host.site.server import Site  # heavy, and not every server has one

        self._site = Site(self.services)
        self.status_port = await self._site.open()

    def _beat(self, due: float) -> None:
        """A few times a second note how late the loop comes to what is due."""
        loop = asyncio.get_running_loop()
        self._environment.figures.lag.note(max(0.0, loop.time() - due))
        due = loop.time() + BEAT_S
        self._beats = loop.call_at(due, self._beat, due)

    async def stop(self) -> None:
        """Say goodbye, store what was decided, close the store."""
        if self._door is not None:
            await self._door.close()
        await self.services.gaps.alive()
        if self._site is not None:
            await self._site.close()
        await self.gateway.close("restarting", RESTART_S)
        await self.put_away()

    async def put_away(self) -> None:
        """Store what was decided, end what is under way, close the store."""
        for owner in list(self.services.matches.owners.values()) if hasattr(self, "services") else ():
            await owner.settled()
            owner.end()
        if self._sweeper is not None:
            self._sweeper.cancel()
        if self._beats is not None:
            self._beats.cancel()
        await self.services.notifier.close()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=GRACE_S)
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if hasattr(self, "services"):
            self.services.passwords.close()
        await self.store.close()

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something that takes a while; what it raises is logged."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (problem := task.exception()) is not None:
            log.error("something failed that should not", exc_info=problem)

    async def _assembled(self) -> Services:
        store, environment, config = self.store, self._environment, self.config
        library = Library(self._catalog, store.store, self._named)
        people, filed, listings = Players(store, environment), Receipts(store, environment), Directory(store)
        passwords = Passwords(config.accounts)
        accounts = Accounts(people, passwords, environment, config.accounts)
        lineage = Lineage(await store.ask(lambda: store.store.lineage))
        entrance = Sessions(people, passwords, environment, config.accounts, lineage)
        courses = Campaigns(store)
        courses.load(await store.ask(store.store.list_documents, campaigns.KIND))
        people.load(await store.ask(store.store.list_documents, players.KIND))
        filed.load(await store.ask(store.store.list_documents, receipts.KIND))
        listings.load(await store.ask(store.store.list_documents, directory.KIND))
        moderation = await Moderation.loaded(store, environment, config.moderation.audit_days)
        matches = Matches(store, environment, library, listings, config, self._make_bot, self.spawn)
        matches.on_attended.append(
            lambda owner, turn, marks: self.spawn(moderation.reliability.attended(marks))
        )
        brought_in = await store.ask(store.store.list_documents, IMPORTED)
        matches.imported = {MatchId(one.key) for one in brought_in}
        notifier = await notified(config, store, environment, listings, matches, self.spawn)
        secret = await self._secret()
        lobby = Lobby(secret, store, environment, config, library, listings, courses, filed, matches, people)
        return Services(
            config,
            environment,
            store,
            library,
            people,
            passwords,
            accounts,
            entrance,
            filed,
            listings,
            matches,
            lobby,
            lineage,
            self.spawn,
            moderation=moderation,
            notifier=notifier,
        )

    async def _secret(self) -> bytes:
        known = await self.store.ask(self.store.store.get, *SECRET)
        if known is not None:
            return known.body
        secret = self._environment.random_bytes(32)
        if not isinstance(await self.store.put(*SECRET, secret, ABSENT), int):
            raise StoreError(f"nothing can be written there: {self.store.store.read_only}")
        return secret

    async def _sweeping(self) -> None:
        """Once a second look at deadlines, idle matches, old receipts and the store."""
        turns = 0
        while True:
            try:
                self.services.drain.step()
                await self.services.matches.sweep()
                self._tell_of_the_store()
                if turns % ALIVE_EVERY_S == ALIVE_EVERY_S - 1:
                    await self.services.gaps.alive()
                await tables.sweep(self.services)
                await self.services.notifier.sweep()
                if turns % 600 == 0:
                    await self.services.receipts.sweep()
                    await self.services.moderation.sweep()
                    await self._free_names()
                if self.gateway.certificate is not None and turns % CERTIFICATE_SWEEPS == 0:
                    await asyncio.to_thread(self.gateway.certificate.look)
                if self._restock is not None and turns % RESTOCK_SWEEPS == RESTOCK_SWEEPS - 1:
                    self._take_stock(self._restock)
            except Exception:
                log.exception("the sweep failed")
            if getattr(self.store.store, "must_end", False) and not self.ended.done():
                log.critical("the disk failed for good", extra=fields(why=self.store.store.read_only))
                self.ended.set_result(
                    "The disk failed, and this process can write no more: start the server anew."
                )
            turns += 1
            await asyncio.sleep(SWEEP_S)

    async def _free_names(self) -> None:
        """Forget guests who have not come back for long and speak for nobody."""
        services = self.services
        for guest in services.accounts.guests_gone():
            if services.gateway.is_here(guest.id) or services.directory.seats_of(guest.id):
                continue
            try:
                await let_go(services, guest)
            except NotKept:
                return

    def _tell_of_the_store(self) -> None:
        """Everybody hears when the store stops writing, and when it goes on."""
        writes = self.store.store.read_only is None
        if writes != self._writes:
            self._writes = writes
            self.gateway.announce(self.gateway.banner or WRITES_AGAIN)

    def clock_jumped(self, from_ms: int, until_ms: int) -> None:
        """The machine's clock was set forward, or the machine slept: that time passed for nobody."""
        log.warning("the clock jumped forward", extra=fields(seconds=(until_ms - from_ms) // 1000))
        if self.services.gaps.add(from_ms, until_ms):
            self.spawn(self.services.gaps.alive())
            for owner in list(self.services.matches.owners.values()):
                self.services.matches.repay(owner)

    def _take_stock(self, restock: Callable[[], Catalog | None]) -> None:
        """Offer what was installed, changed or taken away; beside everything else, and one look at a time."""
        if not self._stocktaking:
            self._stocktaking = True
            self.spawn(self._offer_anew(restock))

    async def _offer_anew(self, restock: Callable[[], Catalog | None]) -> None:
        try:
            catalog = await asyncio.to_thread(restock)
            if catalog is not None:
                quarantine(catalog)
                await asyncio.to_thread(self.services.library.offer, catalog)
                log.info("packs on offer", extra=fields(packs=", ".join(self.services.library.on_offer)))
        finally:
            self._stocktaking = False


STANCES = {"conciliatory": "dove", "firm": "hawk"}
"""The temper of who speaks for an absent player, by his standing instructions."""


def usual_bot(owner: Owner, nation: NationId, mode: str) -> Bot:
    """The bot that plays empty seats."""
    settings, instructed = owner.match.settings, owner.match.table.instructions.get(nation)
    avoid = frozenset(instructed.avoid) if instructed else frozenset[NationId]()
    seed, temper = settings.bot_seed(nation), settings.temper_of(nation)
    if instructed is not None:
        temper = STANCES[instructed.stance]
    return BotPlayer(settings.match, nation, owner.public, seed, temper, mode, avoid)
