"""A match for tests: the teatime pack, settings with open dice, and commands as people would send them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, TypeVar

import attrs

from detente_server.match.effects import Commit, Effect, StoredRecord
from detente_server.match.inputs import (
    CommandGiven,
    InCharge,
    MatchOrder,
    Ordered,
    PresenceNoted,
    SeatTaken,
    Ticked,
)
from detente_server.match.match import Match
from detente_server.match.settings import Settings
from detente_server.packs.loader import LoadedPack, load
from detente_server.rules.book import Game
from detente_server.rules.dice import Dice
from detente_wire.acts import Act
from detente_wire.messages import Command, CommandId, MatchId, Receipt
from detente_wire.terms import NationId

N = TypeVar("N")
PACKS = Path(__file__).parent.parent / "packs"
CONTENT = Path(__file__).parent.parent.parent / "content"


def loaded(name: str) -> LoadedPack:
    """A pack of the tests or of content/."""
    folder = PACKS / name if (PACKS / name).exists() else CONTENT / name
    pack = load(folder)
    assert isinstance(pack, LoadedPack), "\n".join(map(str, pack))
    return pack


def settings_for(pack: LoadedPack, seed: str = "1", **changes: Any) -> Settings:
    """Open dice, no clock, one seat for each playable nation of the pack's first two."""
    base = Settings(
        match=MatchId("matchmatchmatch2"), pack=pack.pack.id, pack_version=pack.pack.version,
        pack_digest=pack.digest, rules_digest=pack.rules_digest, mode="historical", tempo="live", turn_ms=0,
        people=(), seats=2, seed=seed, salt=b"", secret=b"secret", quiet_ms=0,
    )  # fmt: skip
    return attrs.evolve(base, **changes)


def game_for(pack: LoadedPack, settings: Settings) -> Game:
    """The rules' constants of a match."""
    return Game(pack.pack, Dice(settings.key, settings.rules_digest))


@attrs.define
class Table:
    """A match with its log in memory; what is committed is stored at once."""

    match: Match
    pack: LoadedPack
    log: list[StoredRecord]
    now_ms: int = 1_000_000
    sent: int = 0

    @classmethod
    def lay(cls, name: str = "teatime", **changes: Any) -> Table:
        """A match at muster."""
        pack = loaded(name)
        settings = settings_for(pack, **changes)
        match, effects = Match.create(game_for(pack, settings), settings, pack.texts, 1_000_000)
        table = cls(match, pack, [])
        table.keep(effects)
        return table

    def keep(self, effects: list[Effect]) -> list[Effect]:
        """Store what was committed."""
        self.log += [effect.record for effect in effects if isinstance(effect, Commit)]
        return effects

    def sit(self, nation: str, player: str) -> list[Effect]:
        """A player sits down."""
        return self.keep(
            self.match.handle(SeatTaken(self.now_ms, NationId(nation), "player", player, player))
        )

    def order(
        self, order: MatchOrder, words: str = "", role: InCharge = "operator", by: str = "op"
    ) -> list[Effect]:
        """Somebody in charge orders something."""
        given = Ordered(self.now_ms, role, by, order, words, b"salt" if words else b"")
        return self.keep(self.match.handle(given))

    def away(self, nation: str, away: bool = True) -> list[Effect]:
        """The host loses sight of a player, or sees him again."""
        return self.keep(self.match.handle(PresenceNoted(self.now_ms, NationId(nation), away)))

    def notices(self, kind: type[N], viewer: str = "public") -> list[N]:
        """What the viewer was told of this kind, in order."""
        told = (one.notice for _, one in self.match.streams.after(viewer, 0))
        return [notice for notice in told if isinstance(notice, kind)]

    def tick(self, after_ms: int = 0) -> list[Effect]:
        """Time passes."""
        self.now_ms += after_ms
        return self.keep(self.match.handle(Ticked(self.now_ms)))

    def begin(self) -> Table:
        """Everybody sits and the first turn dawns."""
        for nation in self.match.game.pack.must_sign:
            self.sit(nation, f"player-{nation}")
        self.tick()
        return self

    def send(self, nation: str, act: Act, words: str = "", id: str = "", **expect: Any) -> Receipt:
        """A command, and its receipt."""
        self.sent += 1
        command_id = id or hashlib.sha256(str(self.sent).encode()).hexdigest()[:32]
        command = Command(CommandId(command_id), self.match.settings.match, act, words, **expect)
        given = CommandGiven(self.now_ms, f"player-{nation}", NationId(nation), command, b"salt")
        effects = self.keep(self.match.handle(given))
        for effect in effects:
            if isinstance(effect, Commit):
                return effect.receipts[0][1]
            receipt = getattr(effect, "receipt", None)
            if receipt is not None:
                return receipt  # type: ignore[no-any-return]
        raise AssertionError(f"no receipt among {effects}")

    def restored(self) -> Match:
        """The match read again from its log."""
        settings = self.match.settings
        return Match.restore(game_for(self.pack, settings), settings, self.pack.texts, self.log)
