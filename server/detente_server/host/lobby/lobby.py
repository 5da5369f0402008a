"""The lobby: setting tables, taking seats, watching, leaving, and what there is.

Owns: how a match is created and what may be wrong with the wish; the order in which a new match becomes durable.
Does not know: sockets, the game. Who sits where is the match's own; the lobby only carries the wish there.

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
from detente_server.host.lobby.campaigns import Campaigns
from detente_server.host.lobby.directory import Directory
from detente_server.host.lobby.receipts import Receipts
from detente_server.host.people.players import Player, Players
from detente_server.host.playing import calendar
from detente_server.host.playing.loading import Loaded, game_of
from detente_server.host.playing.matches import Matches
from detente_server.host.playing.owner import Owner
from detente_server.match.match import Match, command_digest
from detente_server.match.receipts import refused
from detente_server.match.settings import Settings, Stage
from detente_server.packs.campaigns import BadCampaign, planned
from detente_server.rules.heritage import heirs
from detente_server.store import AsyncStore
from detente_wire.legacy import Legacy
from detente_wire.messages import (
    Calendar,
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

TEMPERS = ("", "dove", "mixed", "hawk")
LONGEST_LIVE_S = 86_400
PAUSES_S, LONG_PAUSES_S = 3600, 3 * 86_400
"""For how long a table may pause in all, where its creator does not say; the second by correspondence."""
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
        pack = self._checked(command)
        nation = self._nation(pack, command)
        id = self._match_id(player.id, command.id)
        settings = self._settings(id, player, command, pack)
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
            owner.sit(player.id, player.name, nation)  # at once: before anybody else can
        if nation is None and settings.umpire and player.id == settings.creator:
            owner.appoint(player.id, player.name)
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
        pack = self._offered(stage.following)
        following = evolve(stage, number=stage.number + 1)
        settings = self._following(match.settings, following, legacy, pack)
        known = self.campaigns.following(stage)
        owner = await self._matches.bring(known) if known else await self._begun_before(settings.match)
        spoken = match.table.seat_of(player.id)
        nation = None if watch else self._heir(owner, player, pack, legacy, spoken)
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

    def _following(self, before: Settings, stage: Stage, legacy: Legacy, pack: Shelved) -> Settings:
        """The table is set as the one before it was, for another crisis, with a secret and a salt of its own."""
        draw = self._environment.random_bytes
        playable = sum(nation.playable for nation in pack.loaded.pack.nations)
        return evolve(
            before,
            match=self._match_id(stage.campaign, CommandId(f"stage-{stage.number}")),
            pack=pack.loaded.pack.id,
            pack_version=pack.loaded.pack.version,
            pack_digest=pack.loaded.digest,
            rules_digest=pack.loaded.rules_digest,
            seats=min(before.seats, playable),
            salt=draw(32) if before.salt else b"",
            secret=draw(32),
            stage=stage,
            legacy=legacy,
        )

    def _heir(
        self, owner: Owner | None, player: Player, pack: Shelved, legacy: Legacy, spoken: NationId | None
    ) -> NationId:
        """The seat of the heir of the nation that the player spoke for, if he can have it; else a free one."""
        playable = [nation.id for nation in pack.loaded.pack.nations if nation.playable]
        free = playable if owner is None else [one for one in owner.match.free_seats() if one in playable]
        mine = owner.nation_of(player.id) if owner is not None else None
        heir = heirs(pack.loaded.pack, legacy).get(spoken) if spoken else None
        if mine is not None:
            return mine
        if heir in free:
            return heir
        if not free:
            raise Refused("match.seat-taken", nation=heir or playable[0], free="none")
        return free[0]

    def _checked(self, command: CreateMatch) -> Shelved:
        pack = self._offered(command.pack)
        playable = [nation.id for nation in pack.loaded.pack.nations if nation.playable]
        problems = [
            (command.people > len(playable), f"this crisis has {len(playable)} seats for people"),
            (command.people < 1 and not command.watch, "you take a seat, so people must be at least 1"),
            (command.watch and command.nation is not None, "who watches takes no seat"),
            (command.temper not in TEMPERS, "a temper is one of dove, mixed, hawk"),
            (
                command.tempo == "correspondence" and command.turn_s < 1,
                "correspondence takes a number of seconds a turn",
            ),
            (bool(command.umpires) and not command.umpire, "umpires are named, but there is to be no umpire"),
            *((True, f"nobody called {name} is known here") for name in self._unknown(command.umpires)),
            (command.drawn and command.nation is not None, "seats are drawn, so nobody chooses one"),
            (command.calendar != Calendar() and not command.turn_s, "a calendar needs seconds a turn"),
            (bool(odd := calendar.problem(command.calendar)), odd),
            (command.tempo == "live" and command.turn_s > LONGEST_LIVE_S, "a live turn lasts a day at most"),
            *((True, problem) for problem in self._campaign_problems(pack, command.then)),
        ]
        wrong = "; ".join(sentence for is_wrong, sentence in problems if is_wrong)
        if wrong:
            raise Refused("lobby.bad-settings", problem=wrong)
        return pack

    def _offered(self, id: str) -> Shelved:
        pack = self._library.on_offer.get(id)
        if pack is None:
            raise Refused("lobby.unknown-pack", pack=id, packs=", ".join(self._library.on_offer) or "none")
        return pack

    def _campaign_problems(self, first: Shelved, then: tuple[str, ...]) -> list[str]:
        """What is wrong with these crises in a row."""
        if not then:
            return []
        packs = [first.loaded, *(self._offered(id).loaded for id in then)]
        try:
            planned([pack.pack.id for pack in packs], {pack.pack.id: pack for pack in packs}.__getitem__)
        except BadCampaign as problem:
            return [str(problem).rstrip(".")]
        return []

    def _nation(self, pack: Shelved, command: CreateMatch) -> NationId | None:
        """The creator's seat."""
        nations = pack.loaded.pack.nations
        playable = [nation.id for nation in nations if nation.playable]
        if command.watch:
            return None
        if command.nation is None:
            return playable[0]
        if command.nation not in [nation.id for nation in nations]:
            raise Refused("match.unknown-nation", nation=command.nation, nations=", ".join(playable))
        if command.nation not in playable:
            raise Refused("match.not-playable", nation=command.nation, nations=", ".join(playable))
        return command.nation

    def _unknown(self, names: tuple[str, ...]) -> list[str]:
        return [name for name in names if self._players.named(name) is None]

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

    def _settings(self, id: MatchId, player: Player, command: CreateMatch, pack: Shelved) -> Settings:
        draw = self._environment.random_bytes
        seed = command.seed if command.seed is not None else int.from_bytes(draw(6), "big")
        return Settings(
            match=id,
            pack=pack.loaded.pack.id,
            pack_version=pack.loaded.pack.version,
            pack_digest=pack.loaded.digest,
            rules_digest=pack.loaded.rules_digest,
            mode=command.mode,
            tempo=command.tempo,
            turn_ms=command.turn_s * 1000,
            people=(),
            seats=command.people,
            seed=str(seed),
            salt=b"" if command.open_dice else draw(32),
            secret=draw(32),
            temper=command.temper,
            quiet_ms=self._config.quiet_s * 1000,
            private=command.private,
            creator=player.id,
            muster_ms=command.muster_s * 1000,
            drawn=command.drawn,
            anonymous=command.anonymous,
            umpire=command.umpire,
            umpires=tuple(known.id for name in command.umpires if (known := self._players.named(name))),
            pause_ms=_pause_s(command) * 1000,
            calendar=command.calendar,
            stage=Stage(id, (command.pack, *command.then)) if command.then else None,
        )

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


def _pause_s(command: CreateMatch) -> int:
    """For how long the table may pause in all."""
    usual = LONG_PAUSES_S if command.tempo == "correspondence" else PAUSES_S
    return usual if command.pause_budget_s < 0 else command.pause_budget_s
