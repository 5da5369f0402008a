"""The lobby: setting tables, taking seats, watching, leaving, and what there is.

Owns: how a match is created, the order in which a new one becomes durable.
Does not know: sockets, the game; what may be wrong with a wish (`laying`), what a campaign goes on with (`following`).
Who sits where is the match's own; the lobby only carries the wish there.

The id of a new match follows from the server's secret, the player and his command id. So a command that is repeated
after a crash finds what its first copy has left and completes it; it never makes a second match.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib

from attrs import evolve

from detente_server.host.config import Config
from detente_server.host.environment import Environment
from detente_server.host.library import Library, Shelved
from detente_server.host.lobby import laying
from detente_server.host.lobby.campaigns import Campaigns
from detente_server.host.lobby.directory import Directory
from detente_server.host.lobby.following import heirs_seat, settings_after
from detente_server.host.lobby.receipts import Receipts
from detente_server.host.people.players import Player, Players
from detente_server.host.playing import places
from detente_server.host.playing.loading import Loaded, game_of
from detente_server.host.playing.matches import Matches
from detente_server.host.playing.owner import Owner
from detente_server.match.match import Match, command_digest
from detente_server.match.receipts import refused
from detente_server.match.settings import Settings
from detente_server.store import AsyncStore
from detente_wire.messages import (
    CommandId,
    Committed,
    CreateMatch,
    JoinMatch,
    MatchId,
    NextMatch,
    PlayerId,
    Receipt,
)
from detente_wire.refusals import Refusal, Refused
from detente_wire.terms import NationId

FULL = Refusal("host.rate", (("retry_s", "86400"),))
"""To a player of whom no more receipts are kept for now."""


class Lobby:
    """Where matches begin."""

    def __init__(
        self,
        secret: bytes,
        store: AsyncStore,
        environment: Environment,
        config: Config,
        library: Library,
        directory: Directory,
        campaigns: Campaigns,
        receipts: Receipts,
        matches: Matches,
        players: Players,
    ) -> None:
        self._secret = secret
        self._store = store
        self._environment = environment
        self._config = config
        self._library = library
        self._directory = directory
        self.campaigns = campaigns
        self._going_on = asyncio.Lock()
        """Two players who ask for the next crisis at once get the same table."""
        self._receipts = receipts
        self._matches = matches
        self._players = players

    # -- receipts --------------------------------------------------------------------------------------------------

    async def take(self, player: Player, command: CreateMatch | NextMatch) -> Receipt:
        """Set a table; the receipt is durable. Of one command no two copies at once (`Receipts.under_way`)."""
        if self._receipts.full(player.id):
            return refused(command.id, FULL)
        try:
            if isinstance(command, CreateMatch):
                receipt = await self._create(player, command)
            else:
                async with self._going_on:
                    receipt = await self._go_on(player, command)
        except Refused as problem:
            receipt = refused(command.id, problem.refusal)
            if not problem.refusal.definite:
                return receipt
        return await self.file(player.id, command_digest(command), receipt)

    async def file(self, player: PlayerId, digest: bytes, receipt: Receipt) -> Receipt:
        """The receipt, once it is durable; or that nothing can be written, or not so much for one player."""
        if self._receipts.full(player):
            return refused(receipt.id, FULL, receipt.match)
        if await self._receipts.file(player, digest, receipt):
            return receipt
        return refused(receipt.id, Refusal("host.read-only"), receipt.match)

    # -- creating --------------------------------------------------------------------------------------------------

    async def _create(self, player: Player, command: CreateMatch) -> Receipt:
        pack = laying.checked(self._library, self._players, command)
        nation = laying.creators_seat(pack, command)
        id = self._match_id(player.id, command.id)
        settings = laying.settings_of(
            id,
            player,
            command,
            pack,
            players=self._players,
            quiet_s=self._config.quiet_s,
            draw=self._environment.random_bytes,
        )
        asked = command.min_reliability
        return await self._set(
            player, command.id, settings, pack, nation, watch=command.watch, min_reliability=asked
        )

    async def _set(
        self,
        player: Player,
        command: CommandId,
        settings: Settings,
        pack: Shelved,
        nation: NationId | None,
        *,
        watch: bool,
        min_reliability: int = 0,
    ) -> Receipt:
        """A table as these settings say, with the player at it; one that a first copy of the command left is taken."""
        owner = await self._begun_before(settings.match) or self._begin(settings, pack)
        if nation is not None and not _sits(owner, player, nation):
            places.sit(owner, player.id, player.name, nation)  # at once: before anybody else can
        if nation is None and settings.umpire and player.id == settings.creator:
            places.appoint(owner, player.id, player.name)
        await owner.settled()
        if owner.version == 0:
            self._matches.forget(owner)
            raise Refused("host.read-only")
        if nation is not None and not _sits(owner, player, nation):
            raise Refused("host.read-only")
        listing = self._matches.listing(owner)
        if min_reliability:
            listing = evolve(listing, terms=evolve(listing.terms, min_reliability=min_reliability))
        if watch:
            listing = evolve(listing, watchers=tuple(sorted({*listing.watchers, player.id})))
        stage = owner.match.settings.stage
        if not await self._directory.put(listing, 0) or (
            stage is not None and not await self.campaigns.put(stage, owner.id)
        ):
            raise Refused("host.read-only")
        return Receipt(command, Committed(), owner.id, None if settings.drawn else nation)

    # -- campaigns ---------------------------------------------------------------------------------------------------

    async def _go_on(self, player: Player, command: NextMatch) -> Receipt:
        """The next crisis of a campaign, for one of the players of the match that is over."""
        match, watch = await self._ended(player, command.match)
        stage, legacy = match.settings.stage, match.state.legacy
        if stage is None or stage.following is None or legacy is None:
            raise Refused("lobby.campaign-over")
        pack = laying.offered(self._library, stage.following)
        next_stage = evolve(stage, number=stage.number + 1)
        id = self._match_id(stage.campaign, CommandId(f"stage-{next_stage.number}"))
        draw = self._environment.random_bytes
        settings = settings_after(match.settings, id, next_stage, legacy, pack, draw)
        known = self.campaigns.following(stage)
        owner = await self._matches.bring(known) if known else await self._begun_before(settings.match)
        spoken = match.table.seat_of(player.id)
        nation = None if watch else heirs_seat(owner, player, pack, legacy, spoken)
        return await self._set(player, command.id, settings, pack, nation, watch=watch)

    async def _ended(self, player: Player, id: MatchId) -> tuple[Match, bool]:
        """A match that is over, and whether the player only watched it; refused to strangers."""
        listing = self._directory.get(id)
        if listing is None:
            raise Refused("match.unknown", match=id)
        seated = listing.nation_of(player.id) is not None
        if not seated and player.id not in listing.watchers:
            raise Refused("match.not-seated")
        owner = await self._matches.bring(id)
        if owner is None:
            raise Refused("match.quarantined")
        if not owner.match.over:
            raise Refused("lobby.not-over")
        return owner.match, not seated

    def _match_id(self, player: str, command: CommandId) -> MatchId:
        """80 bits of a keyed hash: nobody can guess it, and the same command gives the same."""
        parts = b"\x1f".join((self._secret, player.encode(), command.encode()))
        return MatchId(base64.b32encode(hashlib.sha256(parts).digest()[:10]).decode().lower())

    async def _begun_before(self, id: MatchId) -> Owner | None:
        """What a first copy of the command left before the server was killed."""
        page = await self._store.ask(self._store.store.tail, id, 1)
        return await self._matches.bring(id) if page.records else None

    def _begin(self, settings: Settings, pack: Shelved) -> Owner:
        """A new match; its first record is on its way."""
        self._store.submit(self._library.keep(pack))
        game, texts = game_of(settings, self._library)
        match, effects = Match.create(game, settings, texts, self._environment.now_ms())
        owner = self._matches.adopt(Loaded(match, 0, 0))
        owner.begin(effects)
        return owner

    # -- watching, and what there is -------------------------------------------------------------------------------

    async def watch(self, player: Player, command: JoinMatch) -> Receipt:
        """Watch a match without a seat."""
        listing = self._directory.get(command.match)
        if listing is None:
            receipt = refused(command.id, Refusal("match.unknown", (("match", command.match),)))
        else:
            watchers = tuple(sorted({*listing.watchers, player.id}))
            due = None if listing.row.phase == "over" else 0
            if not await self._directory.put(evolve(listing, watchers=watchers), due):
                return refused(command.id, Refusal("host.read-only"), command.match)
            receipt = Receipt(command.id, Committed(), command.match)
        return await self.file(player.id, command_digest(command), receipt)


def _sits(owner: Owner, player: Player, nation: NationId) -> bool:
    """Whether the player has his seat; where seats are drawn, any."""
    seated = owner.nation_of(player.id)
    return seated is not None if owner.match.settings.drawn else seated == nation
