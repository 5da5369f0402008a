"""Which matches are loaded, and why.

Owns: `Matches`: an `Owner` for each loaded match; loading on first need (a command, a viewer, a deadline), putting away
what is idle, reading again what failed, quarantine, and looking whether the store writes again.
Does not know: sockets, the lobby; what a match is about.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Protocol

from attrs import define, evolve, field

from detente_server.host.config import Config
from detente_server.host.environment import Environment
from detente_server.host.library import Library, LostPack
from detente_server.host.lobby.directory import Directory, Listing
from detente_server.host.lobby.listings import listing_of
from detente_server.host.logs import fields
from detente_server.host.playing.archiving import find_archive, keep_archive
from detente_server.host.playing.deputies import BotMaker
from detente_server.host.playing.loading import Loaded, load
from detente_server.host.playing.owner import Owner
from detente_server.match.inputs import Credit
from detente_server.match.match import Match
from detente_server.match.records import Attendance, Unreadable
from detente_server.store import AsyncStore, StoreError
from detente_wire.messages import MatchId, Receipt
from detente_wire.refusals import Refusal
from detente_wire.terms import NationId

log = logging.getLogger("detente.matches")

IMPORTED = "imported"
"""The kind of documents that mark matches which came from a file."""
CRASHES = 3
"""So often a match may fail at one record before it is quarantined."""
LOADS = 4
"""Matches that are loaded at once because they are due; those that somebody waits for come besides."""
SOON_MS = 60_000
"""A match whose deadline is nearer than this is not put away."""

DESERTED_MS = 7 * 86_400_000
"""A match at muster to which nobody came for so long is looked at, and called off; see `tables`."""

Call = Callable[[Owner], None]
Refuse = Callable[[Refusal], None]
Spawn = Callable[[Coroutine[Any, Any, None]], None]


class Post(Protocol):
    """Who carries receipts to players."""

    def answer(self, player: str, receipt: Receipt) -> None:
        """Give a player the receipt, if he is here."""

    def moved(self, owner: Owner) -> None:
        """Seats may have changed hands: see who now reads whose stream."""


@define
class _Waiting:
    """Who waits for a match that is being loaded."""

    calls: list[tuple[Call, Refuse]] = field(factory=list)


class Matches:
    """The loaded matches of this server; the `Audience` of each owner."""

    owner_type = Owner

    def __init__(
        self,
        store: AsyncStore,
        environment: Environment,
        library: Library,
        directory: Directory,
        config: Config,
        make_bot: BotMaker,
        spawn: Spawn,
    ) -> None:
        self.store = store
        self.environment = environment
        self.library = library
        self._directory = directory
        self._config = config
        self._make_bot = make_bot
        self._spawn = spawn
        self.post: Post | None = None
        self.owed_ms: Callable[[int], int] = lambda after_ms: 0
        """How much of the time after this passed for nobody, milliseconds."""
        self.on_due_soon: list[Callable[[Owner, Sequence[NationId]], None]] = []
        """Who wants to know of players who have sent nothing while their deadline is near."""
        self.on_attended: list[Callable[[Owner, int, Sequence[tuple[str, Attendance]]], None]] = []
        """Who wants to know how players attended a turn."""
        self.owners: dict[MatchId, Owner] = {}
        self.quarantined: dict[MatchId, str] = {}
        """With the sentence why."""
        self.imported: set[MatchId] = set()
        """Those that came from a file of another server: a log that hangs together may still be invented."""
        self._loading: dict[MatchId, _Waiting] = {}
        self._crashes: Counter[tuple[MatchId, int]] = Counter()
        self._was_read_only = False
        self._listed_ms = 0

    # -- reaching a match ------------------------------------------------------------------------------------------

    def reach(self, id: MatchId, call: Call, refuse: Refuse) -> None:
        """Call with the match's owner, at once or when it is loaded; or refuse."""
        owner = self.owners.get(id)
        if id in self.quarantined:
            refuse(Refusal("match.quarantined"))
        elif owner is not None:
            owner.when_running(lambda: call(owner), refuse)
        elif (known := self._directory.get(id)) is None:
            refuse(Refusal("match.unknown", (("match", id),)))
        elif known.terms.cancelled:
            refuse(Refusal("lobby.cancelled"))
        elif id in self._loading:
            self._loading[id].calls.append((call, refuse))
        else:
            self._loading[id] = _Waiting([(call, refuse)])
            self._spawn(self._load(id))

    def adopt(self, loaded: Loaded) -> Owner:
        """Own a match that was just created or loaded."""
        owner = self.owner_type(
            loaded.match,
            loaded.version,
            loaded.released,
            store=self.store,
            environment=self.environment,
            audience=self,
            make_bot=self._make_bot,
            public=self.library.played(loaded.match.settings).loaded.public,
        )
        self.owners[owner.id] = owner
        self.repay(owner)
        return owner

    def repay(self, owner: Owner) -> None:
        """Give a match back the time that passed for nobody since its last record, before its clock is looked at."""
        owed_ms = self.owed_ms(owner.match.table.last_act_ms) if owner.running else 0
        if owed_ms:
            owner.order("host", "", Credit(owed_ms))

    async def bring(self, id: MatchId) -> Owner | None:
        """Load a match that the directory may not know yet; None: it cannot be read."""
        if id not in self.owners:
            loaded = await self._read(id)
            if loaded is not None and id not in self.owners:
                self.adopt(loaded)
        return self.owners.get(id)

    async def bring_known(self, id: MatchId) -> Owner | None:
        """As `bring`, of a match that the directory knows; None: there is none that can be read."""
        known = self._directory.get(id)
        return (
            None if known is None or known.terms.cancelled or id in self.quarantined else await self.bring(id)
        )

    def close(self, owner: Owner) -> None:
        """Nobody may come to this match any more."""
        owner.end()
        self.owners.pop(owner.id, None)

    def forget(self, owner: Owner) -> None:
        """A match of which nothing was stored."""
        owner.end()
        self.owners.pop(owner.id, None)
        self.quarantined.pop(owner.id, None)

    async def _load(self, id: MatchId) -> None:
        loaded = await self._read(id)
        waiting = self._loading.pop(id)
        if loaded is None:
            for _, refuse in waiting.calls:
                refuse(Refusal("match.quarantined"))
            return
        owner = self.owners.get(id) or self.adopt(loaded)  # `bring` may have been faster
        self.landmark(owner)
        if loaded.match.over:
            self._spawn(self._archive_unless_kept(loaded.match))
        for call, _ in waiting.calls:
            call(owner)

    async def _read(self, id: MatchId) -> Loaded | None:
        """The match from its log; None: it cannot be read, and is quarantined."""
        try:
            loaded = await self.store.ask(load, self.store.store, self.library, id)
            why = "" if loaded is not None else "it has no log"
        except (Unreadable, LostPack, StoreError) as problem:
            loaded, why = None, str(problem)
        except Exception as problem:
            log.exception("a match could not be read", extra=fields(match=id))
            loaded, why = None, type(problem).__name__
        if loaded is None:
            self._quarantine(id, why)
        return loaded

    def _quarantine(self, id: MatchId, why: str) -> None:
        log.error("a match is quarantined", extra=fields(match=id, why=why))
        self.quarantined[id] = why
        self.owners.pop(id, None)

    # -- the audience of an owner ----------------------------------------------------------------------------------

    def answer(self, player: str, receipt: Receipt) -> None:
        """Give a player the receipt, if he is here."""
        if self.post is not None:
            self.post.answer(player, receipt)

    def landmark(self, owner: Owner) -> None:
        """The lobby shows it differently from now on."""
        self._spawn(self._list(owner))
        if self.post is not None:
            self.post.moved(owner)

    def seated(self, owner: Owner) -> None:
        """Whoever has a seat now finds the match among his own; what everybody sees of it follows."""
        known = self._directory.get(owner.id)
        if known is not None:
            players = tuple(sorted(owner.durable.holders.items()))
            self._spawn(self._keep(evolve(known, players=players)))
        if self.post is not None:
            self.post.moved(owner)

    async def _keep(self, listing: Listing) -> None:
        await self._directory.put(listing, 0)

    async def _list(self, owner: Owner) -> None:
        if not owner.ended:
            await self._directory.put(self.listing(owner), 0)

    def listing(self, owner: Owner) -> Listing:
        """The match as the lobby shows it now."""
        known = self._directory.get(owner.id)
        pack = self.library.played(owner.match.settings)
        self._listed_ms = max(
            self.environment.now_ms(), self._listed_ms + 1
        )  # two of one moment have an order
        return listing_of(owner.match, pack.digest, known, self._listed_ms)

    def crashed(self, owner: Owner) -> None:
        """Count it; the third time at one record the match is quarantined."""
        self._crashes[owner.id, owner.match.n] += 1

    def reload(self, owner: Owner) -> None:
        """Read it again, unless it failed too often."""
        self._spawn(self._reload(owner))

    async def _reload(self, owner: Owner) -> None:
        at = (owner.id, owner.match.n)
        if self._crashes[at] >= CRASHES:
            self._quarantine(owner.id, f"it failed {CRASHES} times at record {owner.match.n + 1}")
        if owner.version == 0:
            owner.give_up(Refusal("host.read-only"))
            return
        loaded = None if owner.id in self.quarantined else await self._read(owner.id)
        if loaded is None:
            owner.give_up(Refusal("match.quarantined"))
        elif not owner.ended:
            owner.loaded(loaded.match, loaded.version, loaded.released)
            self.landmark(owner)

    def due_soon(self, owner: Owner, seats: Sequence[NationId]) -> None:
        """Their deadline is near; said again when the match is loaded anew, so whoever listens looks for repeats."""
        for listen in self.on_due_soon:
            listen(owner, seats)

    def attended(self, owner: Owner, turn: int, marks: Sequence[tuple[str, Attendance]]) -> None:
        """A turn has closed: how each player attended it. Said once; never, if the server is killed just then."""
        for listen in self.on_attended:
            listen(owner, turn, marks)

    async def read_again(self, owner: Owner) -> None:
        """Something in its log is not what it was: words were erased."""
        owner.read_again()
        read: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        owner.when_running(lambda: read.set_result(None), lambda refusal: read.set_result(None))
        await read
        if owner.running and owner.match.over:
            await self._archive(owner.match)

    async def retry(self, id: MatchId) -> str:
        """Try to read a quarantined match again; why that failed, or nothing."""
        del self.quarantined[id]
        for at in [at for at in self._crashes if at[0] == id]:
            del self._crashes[at]
        owner = await self.bring(id)
        if owner is not None:
            self.landmark(owner)
        return self.quarantined.get(id, "")

    def over(self, owner: Owner) -> None:
        """Keep its archive."""
        self._spawn(self._archive(owner.match))

    async def _archive(self, match: Match) -> None:
        await keep_archive(match, self.store, self.library, self.environment, self._config.archive)
        listing = self._directory.get(match.settings.match)
        if listing is not None:  # only now: were we killed before, the next start would make the archive
            await self._directory.put(listing, None)

    async def _archive_unless_kept(self, match: Match) -> None:
        """For a match whose server was killed just when it was over."""
        if await find_archive(self.store, match.settings.match) is None:
            await self._archive(match)

    # -- time ------------------------------------------------------------------------------------------------------

    async def sweep(self) -> None:
        """Once a second: deadlines of matches that are not loaded, idle matches, a store that may write again."""
        await self._look_at_store()
        for owner in list(self.owners.values()):
            owner.presence.look(self._config.absent_s)
        now_ms = self.environment.now_ms()
        for id in self._directory.due(now_ms):
            here = id in self.owners or id in self.quarantined or id in self._loading
            if not here and len(self._loading) < LOADS:
                self.reach(id, lambda owner: None, lambda refusal: None)
        idle = [
            owner
            for owner in self.owners.values()
            if owner.idle and owner.loop.time() - owner.busy_at > self._config.idle_s
        ]
        await asyncio.gather(*map(self._put_away, idle))

    async def _put_away(self, owner: Owner) -> None:
        """Unload a match that nobody needs now; its document says when it must be looked at."""
        at = owner.match.wake_at()
        if owner.match.phase == "muster" and at is None:
            at = owner.match.table.last_act_ms + DESERTED_MS
        if at is not None and at < self.environment.now_ms() + SOON_MS:
            return
        written = await self._directory.put(self.listing(owner), at)
        if written and owner.idle and self.owners.get(owner.id) is owner:
            owner.end()
            del self.owners[owner.id]
        elif not owner.ended:  # somebody came meanwhile: it is to be looked at again after a crash
            await self._list(owner)

    async def _look_at_store(self) -> None:
        read_only = self.store.store.read_only is not None
        if read_only and not self._was_read_only:
            log.error("the store does not write", extra=fields(why=self.store.store.read_only))
        self._was_read_only = read_only
        if read_only and await self.store.probe():
            log.warning("the store writes again")
            self._was_read_only = False
            for owner in list(self.owners.values()):
                self.repay(owner)
                owner.recovered()
            await self._directory.write_rest()
