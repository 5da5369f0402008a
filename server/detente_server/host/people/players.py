"""Everybody who has a name here, as documents of the store.

Owns: `Player` with his passes, password hash, tokens and standing; names and who looks like whom; writing all of it.
Does not know: sockets, matches, what a password is worth (`passwords`), who may come in (`sessions`).

A player is one document under the skeleton of his name, so that two who look alike cannot both be created, and each
change is one write. Secrets are kept as hashes. A *pass* is what one program of his holds to come back without being
asked again: it belongs to one resume token and its successors, and knows whose streams that program has read.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from typing import Any

from attrs import evolve, frozen

from detente_server.host.documents import Shape
from detente_server.host.environment import Environment
from detente_server.store import ABSENT, ANY, AsyncStore, Document, Stale, Version
from detente_wire import gate
from detente_wire.messages import MatchId, PlayerId, TokenLabel

KIND = "player"
PASSES = 5
"""Programs of one player that may come back without being asked again, the last ones."""
DAY_MS = 86_400_000
BY_TOKEN = "token:"
"""Begins the origin of a pass that a token gave."""


@frozen
class Pass:
    """What one program of a player holds to come back."""

    id: bytes
    origin: str
    """How it was got: ``guest``, ``password``, ``reset``, or ``token:`` and the token's label."""
    current: bytes
    """sha256 of what changes in the resume token that was handed out last."""
    previous: bytes = b""
    """sha256 of the one before, until the last is used; empty: it was used."""
    viewers: tuple[tuple[MatchId, str], ...] = ()
    """Whose stream of a match was read last with it."""
    root: bytes = b""
    """sha256 of what stays in its tokens; where the history went back since the last use, this alone opens it."""
    lineage: str = ""
    """The history in which it was used last."""


@frozen
class BotToken:
    """A token for a program of a player."""

    label: TokenLabel
    digest: bytes
    made_s: int
    used_day: int = 0
    """Days since 1970 when it was last used; 0: never."""


@frozen
class Player:
    """A player as he is kept."""

    id: PlayerId
    name: str
    passes: tuple[Pass, ...] = ()
    """The one used last is the last."""
    day: int = 0
    """Days since 1970 when he last came in."""
    password: str = ""
    """The hash with its parameters; empty: a guest, or somebody who must set a new one."""
    tokens: tuple[BotToken, ...] = ()
    operator: bool = False
    reset: bytes = b""
    """sha256 of the one-time token that an operator had made for him; empty: none."""
    reset_until_s: int = 0
    renewing: bool = False
    """An account whose password was reset: the next one is set without the old one."""

    @property
    def account(self) -> bool:
        """Whether his name is his for good."""
        return bool(self.password) or self.renewing or self.operator

    @property
    def here(self) -> Pass:
        """The pass used last; of a player as he came in, his own."""
        return self.passes[-1]


class NotKept(Exception):
    """The store does not write at the moment."""


_SHAPE = Shape(Player)


class Players:
    """Every player of this server, by id and by name."""

    def __init__(self, store: AsyncStore, environment: Environment) -> None:
        self._store = store
        self._environment = environment
        self._players: dict[str, Player] = {}
        self._names: dict[str, str] = {}
        """Skeleton -> player."""

    def load(self, documents: Iterable[Document]) -> None:
        """Take in what the store holds."""
        for document in documents:
            self._keep(_SHAPE.read(document.body))

    def get(self, id: str) -> Player | None:
        """The player of this id."""
        return self._players.get(id)

    def named(self, name: str) -> Player | None:
        """The player of this name, or of one that looks like it."""
        return self._players.get(self._names.get(gate.skeleton(name), ""))

    def all(self) -> list[Player]:
        """Everybody, by name."""
        return sorted(self._players.values(), key=lambda player: player.name.casefold())

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written at the moment."""
        return self._store.store.read_only is not None

    def today(self) -> int:
        """Days since 1970."""
        return self._environment.now_ms() // DAY_MS

    def new_id(self) -> PlayerId:
        """An id that nobody has."""
        return PlayerId(base64.b32encode(self._environment.random_bytes(10)).decode().lower())

    def secret(self) -> str:
        """256 random bits."""
        return base64.urlsafe_b64encode(self._environment.random_bytes(32)).decode().rstrip("=")

    def new_pass(self, origin: str, secret: str, root: str, lineage: str) -> Pass:
        """A pass that this secret and root open."""
        id = self._environment.random_bytes(8)
        return Pass(id, origin, hashed(secret), root=hashed(root), lineage=lineage)

    async def create(self, player: Player) -> bool:
        """Keep a new player; False: somebody has the name. `NotKept` if nothing can be written."""
        return await self._put(player, ABSENT)

    async def change(self, id: str, **changes: Any) -> Player:
        """Change a player; memory is ahead until it is durable. `NotKept` if nothing can be written."""
        before = self._players[id]
        after = evolve(before, **changes)
        self._keep(after)
        try:
            await self._put(after, ANY)
        except NotKept:
            if self._players.get(id) is after:
                self._keep(before)
            raise
        return after

    async def remove(self, player: Player) -> None:
        """Forget a player; his name is free. `NotKept` if nothing can be written."""
        outcome = await self._store.delete(KIND, gate.skeleton(player.name), ANY)
        if not isinstance(outcome, int | Stale):
            raise NotKept
        self._players.pop(player.id, None)
        self._names.pop(gate.skeleton(player.name), None)

    async def _put(self, player: Player, expected: Version) -> bool:
        outcome = await self._store.put(KIND, gate.skeleton(player.name), _SHAPE.write(player), expected)
        if isinstance(outcome, Stale):
            return False
        if not isinstance(outcome, int):
            raise NotKept
        if expected == ABSENT:
            self._keep(player)
        return True

    def _keep(self, player: Player) -> None:
        self._players[player.id] = player
        self._names[gate.skeleton(player.name)] = player.id


def hashed(secret: str) -> bytes:
    """How a secret of 256 random bits is kept; one that a person made up goes through `passwords`."""
    return hashlib.sha256(secret.encode()).digest()


def is_one_of(used: bytes, *known: bytes) -> bool:
    """Compared so that the time it takes tells nothing."""
    return sum(hmac.compare_digest(used, one) for one in known if one) > 0
