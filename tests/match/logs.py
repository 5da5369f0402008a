"""Logs of whole matches for tests: bots in an arena, and a lively table of people who come and go.

Owns: `Logged`, `played`, `lively`.
"""

from __future__ import annotations

import functools
import random

import attrs

from detente_server import arena
from detente_server.match.effects import StoredRecord
from detente_server.match.inputs import Holder, SeatTaken
from detente_server.match.match import Match
from detente_server.match.settings import Settings
from detente_server.match.snapshots import Snapshot
from detente_server.packs.loader import LoadedPack
from detente_server.rules.book import Game
from detente_wire.acts import Act, Concerns, Instruct, Invite, Join, Offer, Ready, Say
from detente_wire.notices import Invited
from detente_wire.terms import Ref, package
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


_pack = functools.cache(loaded)


def played(name: str, seed: str) -> Logged:
    """A match of bots, to its end."""
    pack, log = _pack(name), list[StoredRecord]()
    result = arena.play(pack, arena.settings_for(pack, seed), keep=log.append)
    return Logged(result.match, pack, log)


def lively(seed: int, turns: int = 5) -> Logged:
    """People at a teatime table who speak, fall silent, leave, return, refuse and are refused."""
    table, rng = (
        Table.lay(quiet_ms=500, turn_ms=60_000, mode="variable", seed=str(seed)).begin(),
        random.Random(seed),
    )
    for _ in range(turns):
        for _ in range(rng.randint(0, 8)):
            table.now_ms += rng.randint(0, 400)
            _someone_acts(table, rng)
        if rng.random() < 0.4:
            _someone_moves(table, rng)
        table.tick(60_000)
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
        Invite(pack.media[0].id, tuple(n for n in pack.order if n != nation)),
    ]
    if channels:
        acts += [Join(channels[-1]), Offer(channels[-1], package(options))]
    table.send(nation, rng.choice(acts), rng.choice(("", "a word with you", "…and another")))


def _someone_moves(table: Table, rng: random.Random) -> None:
    nation = rng.choice(table.pack.pack.order)
    holders: tuple[Holder, ...] = ("player", "charge", "bot", "empty")
    holder = rng.choice(holders)
    player = f"player-{nation}" if holder in ("player", "charge") else ""
    command = rng.randbytes(16).hex().encode() if rng.random() < 0.5 and player else b""
    digest = rng.randbytes(16) + b"\0" * 16
    given = SeatTaken(table.now_ms, nation, holder, player, player, command, digest)
    table.keep(table.match.handle(given))
