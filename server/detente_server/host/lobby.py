"""The lobby: setting tables, taking seats, watching, leaving, and what there is.

Owns: how a match is created and what may be wrong with the wish; the order in which a new match becomes durable.
Does not know: sockets, the game. Who sits where is the match's own; the lobby only carries the wish there.

The id of a new match follows from the server's secret, the player and his command id. So a command that is repeated
after a crash finds what its first copy has left and completes it; it never makes a second match.
"""

from __future__ import annotations

import base64
import hashlib

from attrs import evolve

from detente_server.host.config import Config
from detente_server.host.directory import Directory
from detente_server.host.environment import Environment
from detente_server.host.library import Library, Shelved
from detente_server.host.loading import Loaded, game_of
from detente_server.host.matches import Matches
from detente_server.host.owner import Owner
from detente_server.host.receipts import Receipts, refused
from detente_server.host.sessions import Player
from detente_server.match.match import Match, command_digest
from detente_server.match.settings import Settings
from detente_server.store import AsyncStore
from detente_wire.messages import (
    CommandId,
    Committed,
    CreateMatch,
    JoinMatch,
    MatchId,
    MatchRow,
    PlayerId,
    Receipt,
    RequestId,
)
from detente_wire.messages import (
    Matches as Listed,
)
from detente_wire.refusals import Refusal, Refused
from detente_wire.terms import NationId

TEMPERS = ("", "dove", "mixed", "hawk")
ROWS = 200
"""Of other people's matches that are listed."""
PAGE_ROWS = 12
"""In one frame."""
LONGEST_LIVE_S = 86_400
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
        receipts: Receipts,
        matches: Matches,
    ) -> None:
        self._secret = secret
        self._store = store
        self._environment = environment
        self._config = config
        self._library = library
        self._directory = directory
        self._receipts = receipts
        self._matches = matches

    # -- receipts --------------------------------------------------------------------------------------------------

    async def create(self, player: Player, command: CreateMatch) -> Receipt:
        """Set a table; the receipt is durable. Of one command no two copies at once (`Receipts.under_way`)."""
        if self._receipts.full(player.id):
            return refused(command.id, FULL)
        try:
            receipt = await self._create(player, command)
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
        owner = await self._begun_before(id) or self._begin(id, player, command, pack)
        if nation is not None and owner.nation_of(player.id) != nation:
            owner.sit(
                player.id, player.name, nation
            )  # at once: nobody may take the creator's seat before him
        await owner.settled()
        if owner.version == 0:
            self._matches.forget(owner)
            raise Refused("host.read-only")
        if nation is not None and owner.nation_of(player.id) != nation:
            raise Refused("host.read-only")
        listing = self._matches.listing(owner)
        if command.watch:
            listing = evolve(listing, watchers=tuple(sorted({*listing.watchers, player.id})))
        if not await self._directory.put(listing, 0):
            raise Refused("host.read-only")
        return Receipt(command.id, Committed(), id, nation)

    def _checked(self, command: CreateMatch) -> Shelved:
        pack = self._library.on_offer.get(command.pack)
        if pack is None:
            raise Refused(
                "lobby.unknown-pack", pack=command.pack, packs=", ".join(self._library.on_offer) or "none"
            )
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
            (command.tempo == "live" and command.turn_s > LONGEST_LIVE_S, "a live turn lasts a day at most"),
        ]
        wrong = "; ".join(sentence for is_wrong, sentence in problems if is_wrong)
        if wrong:
            raise Refused("lobby.bad-settings", problem=wrong)
        return pack

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

    def _match_id(self, player: str, command: CommandId) -> MatchId:
        """80 bits of a keyed hash: nobody can guess it, and the same command gives the same."""
        parts = b"\x1f".join((self._secret, player.encode(), command.encode()))
        return MatchId(base64.b32encode(hashlib.sha256(parts).digest()[:10]).decode().lower())

    async def _begun_before(self, id: MatchId) -> Owner | None:
        """What a first copy of the command left before the server was killed."""
        page = await self._store.ask(self._store.store.tail, id, 1)
        return await self._matches.bring(id) if page.records else None

    def _begin(self, id: MatchId, player: Player, command: CreateMatch, pack: Shelved) -> Owner:
        """A new match; its first record is on its way."""
        settings = self._settings(id, player, command, pack)
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
        )

    # -- watching, and what there is -------------------------------------------------------------------------------

    async def watch(self, player: Player, command: JoinMatch) -> Receipt:
        """Watch a match without a seat."""
        listing = self._directory.get(command.match)
        if listing is None:
            receipt = refused(command.id, Refusal("match.unknown", (("match", command.match),)))
        elif command.role == "umpire":
            problem = "this server seats no umpires yet"
            receipt = refused(command.id, Refusal("lobby.bad-settings", (("problem", problem),)))
        else:
            watchers = tuple(sorted({*listing.watchers, player.id}))
            due = None if listing.row.phase == "over" else 0
            if not await self._directory.put(evolve(listing, watchers=watchers), due):
                return refused(command.id, Refusal("host.read-only"), command.match)
            receipt = Receipt(command.id, Committed(), command.match)
        return await self.file(player.id, command_digest(command), receipt)

    def listed(self, player: str, id: RequestId) -> list[Listed]:
        """The matches that there are for this player, in pages."""
        rows = self._directory.shown_to(player, ROWS)
        pages: list[tuple[MatchRow, ...]] = [
            tuple(rows[n : n + PAGE_ROWS]) for n in range(0, len(rows), PAGE_ROWS)
        ]
        last = len(pages) - 1
        return [Listed(id, page, n < last) for n, page in enumerate(pages)] or [Listed(id)]
