"""Matches as scripts: what every seat commanded, in order, so that the same match can be played again and bent.

Owns: recording a match of bots, playing a script, the stream of a viewer as the bytes that a socket would carry.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping

from attrs import evolve, field, frozen

from detente_server import arena
from detente_server.bots.player import BotPlayer
from detente_server.match.inputs import CommandGiven, Ticked
from detente_server.match.match import Match
from detente_server.match.settings import Settings
from detente_server.packs.loader import LoadedPack
from detente_server.rules.book import Game
from detente_server.rules.dice import Dice
from detente_wire.acts import Act
from detente_wire.codec import MSGPACK
from detente_wire.messages import Command
from detente_wire.terms import NationId


@frozen
class Line:
    """One command of a script."""

    nation: NationId
    act: Act
    words: str
    id: str


Script = tuple[Line, ...]


@frozen
class NoLeaks(Dice):
    """Dice that never leak, intercept or lose anything: what is secret stays so."""

    quiet: bool = True
    given: Mapping[str, int] = field(factory=dict)

    def roll(self, turn: int, kind: str, actor: str = "", target: str = "", n: int = 0) -> int:
        """99 for every way out, else a true roll."""
        if self.quiet and any(word in kind for word in ("leak", "intercept", "lost", "attribut")):
            return 99
        return super().roll(turn, kind, actor, target, n)


def record(pack: LoadedPack, seed: str) -> Script:
    """What the bots of a match command, in order."""
    lines: list[Line] = []

    class Recording(BotPlayer):
        def next(self) -> Command | None:
            command = super().next()
            return self._noted(command) if command else None

        def ready(self) -> Command:
            return self._noted(super().ready())

        def _noted(self, command: Command) -> Command:
            lines.append(Line(self.nation, command.act, command.words, command.id))
            return command

    def make(nation: NationId, settings: Settings) -> BotPlayer:
        seed, temper = settings.bot_seed(nation), settings.temper_of(nation)
        return Recording(settings.match, nation, pack.public, seed, temper)

    arena.play(pack, arena.settings_for(pack, seed), make=make)
    return tuple(lines)


Spy = Callable[[Match, Line], None]


def perform(
    pack: LoadedPack, seed: str, script: Iterable[Line], *, quiet: bool = False, spy: Spy | None = None
) -> Match:
    """The match that the script makes. `quiet`: nothing leaks; `spy` sees the match before each line."""
    settings = arena.settings_for(pack, seed)
    game = Game(pack.pack, NoLeaks(settings.key, settings.rules_digest, quiet))
    match, _ = Match.create(game, settings, pack.texts, 0)
    now = 1
    match.handle(Ticked(now))
    for line in script:
        if match.over:
            break
        if spy is not None:
            spy(match, line)
        now += 1
        command = Command(line.id, settings.match, line.act, line.words)  # type: ignore[arg-type]
        salt = hashlib.sha256(line.id.encode()).digest()[:16]
        match.handle(CommandGiven(now, f"bot:{line.nation}", line.nation, command, salt))
        if match.table.all_ready():
            now += 1
            match.handle(Ticked(now))
    return match


def frames(match: Match, viewer: str) -> list[bytes]:
    """What a socket that attends as this viewer would carry: every frame, padded as the host pads it."""
    return [
        MSGPACK.frame_heard(
            match.settings.match, cursor, one.turn, 0, one.body, one.words, padded=one.audience is not None
        )
        for cursor, one in match.streams.after(viewer, 0)
    ]


def marked(script: Script) -> Script:
    """The script with a canary in everything that is written: who wrote it, and which line it is."""
    return tuple(
        evolve(line, words=f"canary-{line.nation}-{n:05} " + line.words) for n, line in enumerate(script)
    )
