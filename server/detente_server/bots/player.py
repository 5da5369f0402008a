"""A seat's bot: it hears what its seat hears, and gives commands by the same door as a person.

Owns: `BotPlayer`, command ids from (seed, turn, n). Does not know: match, state, other seats.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from detente_server.bots.crisis import Crisis, read_crisis
from detente_server.bots.diplomat import Diplomat
from detente_server.bots.mind import Mind
from detente_server.bots.probes import CONDUCTS
from detente_server.bots.temper import Chance
from detente_wire.acts import Ready
from detente_wire.messages import Command, CommandId, Heard, MatchId
from detente_wire.notices import Notice
from detente_wire.terms import NationId
from detente_wire.view import View


class BotPlayer:
    """A bot in one seat of one match."""

    def __init__(
        self,
        match: MatchId,
        nation: NationId,
        asset: Mapping[str, Any],
        seed: bytes,
        conduct: str,
        mode: str = "full",
        avoid: frozenset[NationId] = frozenset(),
    ) -> None:
        """`conduct`: a temper, or a probe by name (`probes`)."""
        self.match = match
        self.nation = nation
        self.seed = seed
        self.view = View.of(nation, asset)
        crisis = _crisis(_Asset(asset))
        self.conduct = CONDUCTS[conduct]
        self.mind = Mind(nation, crisis, self.view, self.conduct.temper, Chance(seed), mode, avoid)
        self._diplomat = Diplomat(self.mind, self.conduct.habits)
        self._sent = 0
        self._turn = 0

    def hear(self, heard: Heard) -> None:
        """Take a delivery of the seat's stream."""
        self.view.hear(heard)

    def take(self, notice: Notice, turn: int, words: str = "") -> None:
        """Take the next notice of the seat's stream without a frame around it."""
        self.view.take(notice, turn, words)

    def next(self) -> Command | None:
        """The next command; None: nothing to do, the seat may be ready."""
        move = self._diplomat.next()
        return None if move is None else self._command(move.act, move.words)

    def ready(self) -> Command:
        """The command that says so."""
        return self._command(Ready(), "")

    def _command(self, act: Any, words: str) -> Command:
        if self.view.turn != self._turn:
            self._turn, self._sent = self.view.turn, 0
        self._sent += 1
        text = f"{self.match}\x1f{self.nation}\x1f{self._turn}\x1f{self._sent}\x1f{self.view.cursor}"
        identity = hashlib.sha256(self.seed + text.encode()).hexdigest()[:32]
        return Command(CommandId(identity), self.match, act, words)


class _Asset:
    """An asset as a cache key: by identity, since assets are loaded once and never changed."""

    def __init__(self, asset: Mapping[str, Any]) -> None:
        self.asset = asset

    def __hash__(self) -> int:
        return id(self.asset)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asset) and other.asset is self.asset


@lru_cache(maxsize=32)
def _crisis(asset: _Asset) -> Crisis:
    return read_crisis(asset.asset)
