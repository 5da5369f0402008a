"""Logs of whole matches for tests: bots in an arena, and a lively table of people who come and go.

Owns: `Logged`, `played`, `lively`.
"""

from __future__ import annotations

import functools
import random

import attrs

from detente_server import arena
from detente_server.match.effects import StoredRecord
from detente_server.match.inputs import (
    Credit,
    Holder,
    Input,
    Ordered,
    PresenceNoted,
    SeatTaken,
    UmpireTaken,
)
from detente_server.match.match import Match
from detente_server.match.settings import Settings
from detente_server.match.snapshots import Snapshot
from detente_server.packs.loader import LoadedPack
from detente_server.rules.book import Game
from detente_wire.acts import (
    Act,
    Concerns,
    Excuse,
    Instruct,
    Invite,
    Join,
    Offer,
    Poll,
    PollQuestion,
    Ready,
    Say,
)
from detente_wire.notices import Invited
from detente_wire.orders import Extend, GoOn, News, Pause, Replace, Whisper
from detente_wire.terms import NationId, Ref, package
from tests.match.table import Table, game_for, loaded


@attrs.frozen
class Logged:
    """A match and its log."""

    match: Match
    pack: LoadedPack
    log: list[StoredRecord]

    @property
    def settings(self) -> Settings:
        """Of the match."""
        return self.match.settings

    @property
    def game(self) -> Game:
        """The rules' constants, made anew."""
        return game_for(self.pack, self.settings)

    def restored(self, snapshot: Snapshot | None = None, upto: int | None = None) -> Match:
        """The match read again, from its beginning or from a snapshot."""
        log = self.log[:upto]
        return Match.restore(self.game, self.settings, self.pack.texts, log, snapshot)


BEL = NationId("bel")
QUESTIONS: tuple[PollQuestion, ...] = ("extend", "pause", "go-on", "replace", "end")
_pack = functools.cache(loaded)


def played(name: str, seed: str) -> Logged:
    """A match of bots, to its end."""
    pack, log = _pack(name), list[StoredRecord]()
    result = arena.play(pack, arena.settings_for(pack, seed), keep=log.append)
    return Logged(result.match, pack, log)


def lively(seed: int, turns: int = 5) -> Logged:
    """People at a teatime table who speak, fall silent, leave, return, refuse and are refused."""
    table, rng = (
        Table.lay(
            quiet_ms=500,
            turn_ms=150_000,
            pause_ms=100_000,
            umpire=True,
            creator="teacher",
            anonymous=seed % 2 == 0,
            drawn=seed % 3 == 0,
            mode="variable",
            seed=str(seed),
        ).begin(),
        random.Random(seed),
    )
    for _ in range(turns):
        for _ in range(rng.randint(0, 8)):
            table.now_ms += rng.randint(0, 400)
            _someone_acts(table, rng)
        if rng.random() < 0.4:
            _someone_moves(table, rng)
        if rng.random() < 0.7:
            _someone_in_charge_acts(table, rng)
        for _ in range(rng.randint(1, 3)):
            table.tick(rng.choice((0, 60_000, 150_000)))
        if table.match.over:
            break
    return Logged(table.match, table.pack, table.log)


def _someone_acts(table: Table, rng: random.Random) -> None:
    nation = rng.choice(("ada", "bel"))
    channels = [
        heard.notice.channel for heard in table.match.streams.all if isinstance(heard.notice, Invited)
    ]
    pack = table.pack.pack
    options = [(issue.id, issue.options[-1].id) for issue in pack.issues]
    acts: list[Act] = [
        Ready(),
        Say(channels[-1] if channels else Ref("nowhere")),  # type: ignore[arg-type]
        Concerns(tuple(issue.id for issue in pack.issues)[:3]),
        Instruct("firm"),
        Poll(rng.choice(QUESTIONS), rng.choice((None, BEL)), rng.random() < 0.8),
        Excuse(rng.randint(1, 3)),
        Invite(pack.media[0].id, tuple(n for n in pack.order if n != nation)),
    ]
    if channels:
        acts += [Join(channels[-1]), Offer(channels[-1], package(options))]
    table.send(nation, rng.choice(acts), rng.choice(("", "a word with you", "…and another")))


def _someone_in_charge_acts(table: Table, rng: random.Random) -> None:
    nation = rng.choice(table.pack.pack.order)
    player, name = rng.choice((("teacher", "Miss Marple"), ("eve", "Eve")))
    command = rng.randbytes(16).hex().encode() if rng.random() < 0.5 else b""
    digest = rng.randbytes(16) + b"\0" * 16
    order = rng.choice(
        (
            Extend(90),
            Pause(30),
            Pause(),
            GoOn(),
            Replace(nation),
            News(rng.randint(-10, 10)),
            Whisper(nation),
            Credit(9),
        )
    )
    deadline = rng.choice((None, table.now_ms + 300_000)) if isinstance(order, Extend | GoOn) else None
    words = rng.choice(("", "hear, hear"))
    given: Input = rng.choice(
        (
            UmpireTaken(table.now_ms, player, name, rng.random() < 0.8, command, digest),
            Ordered(table.now_ms, "umpire", player, order, words, b"salt", command, digest, deadline),
            Ordered(table.now_ms, "operator", "op", order, words, b"salt", deadline_ms=deadline),
            PresenceNoted(table.now_ms, nation, rng.random() < 0.5),
        )
    )
    table.keep(table.match.handle(given))


def _someone_moves(table: Table, rng: random.Random) -> None:
    nation = rng.choice(table.pack.pack.order)
    holders: tuple[Holder, ...] = ("player", "charge", "bot", "empty")
    holder = rng.choice(holders)
    player = f"player-{nation}" if holder in ("player", "charge") else ""
    command = rng.randbytes(16).hex().encode() if rng.random() < 0.5 and player else b""
    digest = rng.randbytes(16) + b"\0" * 16
    given = SeatTaken(table.now_ms, nation, holder, player, player, command, digest)
    table.keep(table.match.handle(given))
