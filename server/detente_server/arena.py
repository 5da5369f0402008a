"""A match played by bots alone, in one plain loop: no socket, no clock, the same match code and archive.

Owns: `play`, `play_campaign`. Behind `detente-server auto`, and whatever wants many matches fast.
Does not know: the host. Time is the count of inputs, so that equal seeds give equal records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from detente_server.bots.player import BotPlayer
from detente_server.garbage import spared
from detente_server.match.archives import archive_of
from detente_server.match.effects import Commit, Effect, StoredRecord
from detente_server.match.inputs import CommandGiven, Ticked
from detente_server.match.match import Match
from detente_server.match.settings import Settings
from detente_server.match.stream import Heard
from detente_server.packs.inheritance import inherited
from detente_server.packs.loader import LoadedPack
from detente_server.rules.book import Game
from detente_server.rules.dice import Dice
from detente_wire.archive import Archive
from detente_wire.legacy import Legacy
from detente_wire.messages import Command, MatchId, Mode
from detente_wire.notices import Ended, NationScore
from detente_wire.terms import NationId

MOST_STEPS = 100_000
"""Inputs after which a match has lost its way: a bug, not a long match."""

MakeBot = Callable[[NationId, Settings], BotPlayer]
Keep = Callable[[StoredRecord], None]


@frozen
class Played:
    """A finished match."""

    outcome: str
    turns: int
    tension: int
    nash: int
    scores: tuple[NationScore, ...]
    tempers: Mapping[NationId, str]
    """Each seat's conduct: its bot's temper, or the probe's name."""
    archive_hash: str
    match: Match
    pack: LoadedPack
    """As it was played: with what a legacy changed of it."""

    @property
    def legacy(self) -> Legacy | None:
        """What it leaves; None: it does not play with legacies."""
        return self.match.state.legacy

    def archive(self) -> Archive:
        """Its archive."""
        return archive_of(self.match, self.pack.public)


def settings_for(
    pack: LoadedPack,
    seed: str,
    *,
    mode: Mode = "variable",
    temper: str = "",
    legacy: Legacy | None = None,
) -> Settings:
    """A match of bots with open dice; its id and secret follow from the seed."""
    identity = hashlib.sha256(f"arena\x1f{pack.pack.id}\x1f{seed}".encode()).digest()
    settings = Settings(
        match=MatchId("aaaaaaaaaaaaaaaa"),
        pack=pack.pack.id,
        pack_version=pack.pack.version,
        pack_digest=pack.digest,
        rules_digest=pack.rules_digest,
        mode=mode,
        tempo="live",
        turn_ms=0,
        people=(),
        seats=0,
        seed=seed,
        salt=b"",
        secret=identity,
        temper=temper,
        quiet_ms=0,
        legacy=legacy,
    )
    return evolve(settings, match=MatchId(settings.reference("arena", b"match", 0)))


def play(
    pack: LoadedPack,
    settings: Settings,
    *,
    conducts: Mapping[NationId, str] = {},
    make: MakeBot | None = None,
    keep: Keep | None = None,
) -> Played:
    """Play the match to its end.

    `conducts` names the conduct of some seats (a temper or a probe); the others' temper is that of the settings.
    `keep` is given every record, in order; `make` makes other bots than the usual.
    """
    dice = Dice(settings.key, settings.rules_digest)
    pack = inherited(pack, settings.legacy, dice)
    with spared():
        arena = _Arena(pack, dice, settings, make or _usual(pack, conducts), keep)
        arena.run()
        return arena.played()


def play_campaign(
    packs: Sequence[LoadedPack], seed: str, *, mode: Mode = "variable", temper: str = ""
) -> Iterator[Played]:
    """One match after the other, each with what those before it left; equal seeds, equal campaigns."""
    legacy: Legacy | None = None
    for pack in packs:
        played = play(pack, settings_for(pack, seed, mode=mode, temper=temper, legacy=legacy))
        legacy = played.legacy
        yield played


def _usual(pack: LoadedPack, conducts: Mapping[NationId, str]) -> MakeBot:
    def make(nation: NationId, settings: Settings) -> BotPlayer:
        conduct = conducts.get(nation) or settings.temper_of(nation)
        return BotPlayer(settings.match, nation, pack.public, settings.bot_seed(nation), conduct)

    return make


class _Arena:
    """The loop: every bot acts until none has anything to do; then the turn closes."""

    def __init__(
        self, pack: LoadedPack, dice: Dice, settings: Settings, make: MakeBot, keep: Keep | None
    ) -> None:
        self._pack = pack
        self._keep = keep
        self._now_ms = 0
        self._bots = {nation: make(nation, settings) for nation in pack.pack.order}
        game = Game(pack.pack, dice, settings.legacy)
        self.match, effects = Match.create(game, settings, pack.texts, self._now_ms)
        self._perform(effects)

    def run(self) -> None:
        """Until it is over."""
        for _ in range(MOST_STEPS):
            if self.match.over:
                return
            if not self.match.begun or self.match.table.all_ready():
                self._perform(self.match.handle(Ticked(self._tick())))
                continue
            moved = [self._act(nation, bot) for nation, bot in self._bots.items()]
            if not any(moved):
                self._all_ready()
        raise RuntimeError(f"the match did not end within {MOST_STEPS} rounds")

    def _act(self, nation: NationId, bot: BotPlayer) -> bool:
        """One bot's next move; False: it has none now."""
        command = bot.next()
        if command is not None:
            self._give(nation, command)
        return command is not None

    def _all_ready(self) -> None:
        """Nobody has anything to do: now each says that it is ready, once a turn and not after every word."""
        for nation, bot in self._bots.items():
            if nation not in self.match.table.ready:
                self._give(nation, bot.ready())

    def _give(self, nation: NationId, command: Command) -> None:
        salt = hashlib.sha256(command.id.encode()).digest()[:16]
        given = CommandGiven(self._tick(), f"bot:{nation}", nation, command, salt)
        self._perform(self.match.handle(given))

    def _tick(self) -> int:
        self._now_ms += 1
        return self._now_ms

    def _perform(self, effects: Iterable[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, Commit):
                if self._keep is not None:
                    self._keep(effect.record)
                for one in effect.heard:
                    self._tell(one)

    def _tell(self, one: Heard) -> None:
        """To those who hear it; in which order is all the same, for each has ears of its own."""
        hearers = self._bots if one.audience is None else one.audience
        for nation in hearers:
            self._bots[NationId(nation)].take(one.notice, one.turn, one.words)

    def played(self) -> Played:
        """What came of it."""
        match = self.match
        ended = next(one.notice for one in reversed(match.streams.all) if isinstance(one.notice, Ended))
        tempers = {nation: bot.conduct.name for nation, bot in self._bots.items()}
        return Played(
            ended.outcome, ended.turn, ended.tension, ended.nash, ended.scores, tempers,
            match.archive_hash.hexdigest(), match, self._pack,
        )  # fmt: skip
