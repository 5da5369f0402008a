"""Who is who: guests by name, and the tokens by which they are known again.

Owns: players with their names and resume tokens, as documents in the store; solo's token.
Does not know: sockets, matches (it keeps for a player which stream of a match he read last, without knowing what that
means).

A player is one document under the skeleton of his name, so that two who look alike cannot both be created, and a token
is exchanged in one write. A resume token is the player's id and 256 random bits, kept as a hash. Each use gives a new
one; the one before stays valid until the new one is first used, for an answer may be lost on its way.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable

from attrs import evolve, frozen

from detente_server.host.documents import Shape
from detente_server.host.environment import Environment
from detente_server.store import ABSENT, ANY, AsyncStore, Document, Stale, Version
from detente_wire import gate
from detente_wire.messages import Auth, Guest, MatchId, PlayerId, Resume, Token
from detente_wire.refusals import Refusal

KIND = "player"
VIEWERS = 200
"""Streams of a player that are remembered, the last ones. Of any other he hears from the beginning again."""
SOLO_NAME = "You there"
"""Whose the seat of a solo game is, until the player gives a name."""


@frozen
class Player:
    """A player as he is kept."""

    id: PlayerId
    name: str
    current: bytes = b""
    """sha256 of the token that was handed out last."""
    previous: bytes = b""
    """sha256 of the one before, until the last is used; empty: it was used."""
    viewers: tuple[tuple[MatchId, str], ...] = ()
    """Whose stream of a match he read last."""


class NotAdmitted(Exception):
    """Nobody is let in by this `auth`; `close` names the close code."""

    def __init__(self, close: str, message: str) -> None:
        super().__init__(message)
        self.close = close
        self.message = message


_SHAPE = Shape(Player)


class Sessions:
    """Every player of this server, by id and by name."""

    def __init__(self, store: AsyncStore, environment: Environment) -> None:
        self._store = store
        self._environment = environment
        self._players: dict[str, Player] = {}
        self._names: dict[str, str] = {}
        """Skeleton -> player."""
        self._solo: bytes = b""

    def load(self, documents: Iterable[Document]) -> None:
        """Take in what the store holds."""
        for document in documents:
            self._keep(_SHAPE.read(document.body))

    def player(self, id: str) -> Player | None:
        """The player of this id."""
        return self._players.get(id)

    def named(self, name: str) -> Player | None:
        """The player of this name, or of one that looks like it."""
        return self._players.get(self._names.get(gate.skeleton(name), ""))

    def solo_token(self) -> str:
        """A token that lets one client in, once; for the process that started this server."""
        secret = _secret(self._environment)
        self._solo = _hash(secret)
        return secret

    def is_new(self, auth: Auth) -> bool:
        """Whether this counts as a new session: anything but a token that is valid now."""
        if isinstance(auth.who, Resume):
            id, _, secret = auth.who.token.partition(".")
            known = self._players.get(id)
            return known is None or not _is_one_of(_hash(secret), known.current, known.previous)
        return True

    def viewer(self, player: str, match: MatchId) -> str:
        """Whose stream of this match he read last; empty: none."""
        known = self._players.get(player)
        return dict(known.viewers).get(match, "") if known else ""

    async def admit(self, auth: Auth) -> tuple[Player, str]:
        """The player and his next token, durable; raises `NotAdmitted`."""
        match auth.who:
            case Guest(name):
                return await self._create(name)
            case Resume(token):
                return await self._resume(token)
            case Token(token):
                return await self._enter_solo(token)
            case _:
                raise NotAdmitted("bad-auth", "This server has no accounts: come as a guest, with a name.")

    async def note_viewer(self, player: str, match: MatchId, viewer: str) -> None:
        """Remember whose stream of this match he reads now."""
        known = self._players[player]
        viewers = dict(known.viewers)
        if viewers.get(match) != viewer:
            viewers.pop(match, None)
            newest = (*viewers.items(), (match, viewer))[-VIEWERS:]
            try:
                await self._put(evolve(known, viewers=newest), ANY)
            except NotAdmitted:  # not written: the next session gets that stream from the beginning
                return

    async def _create(self, wanted: str) -> tuple[Player, str]:
        name = gate.name(wanted)
        if isinstance(name, Refusal):
            raise NotAdmitted("name-taken", name.message())
        if gate.skeleton(name) in self._names:
            raise NotAdmitted(
                "name-taken", "Somebody here has this name, or one that looks like it: choose another."
            )
        id = PlayerId(base64.b32encode(self._environment.random_bytes(10)).decode().lower())
        secret = _secret(self._environment)
        if not await self._put(Player(id, name, _hash(secret)), ABSENT):
            raise NotAdmitted("name-taken", "Somebody took this name just now: choose another.")
        return self._players[id], f"{id}.{secret}"

    async def _resume(self, token: str) -> tuple[Player, str]:
        id, _, secret = token.partition(".")
        player = self._players.get(id)
        used = _hash(secret)
        if player is None or not _is_one_of(used, player.current, player.previous):
            raise NotAdmitted(
                "bad-auth", "Your session is not known here any more: come as a guest, with a name."
            )
        return await self._exchange(player, used, token)

    async def _exchange(self, player: Player, used: bytes, token: str) -> tuple[Player, str]:
        """A new token for the one that was used, which stays valid until the new one is used."""
        if self._store.store.read_only is not None:
            return player, token
        secret = _secret(self._environment)
        await self._put(evolve(player, current=_hash(secret), previous=used), ANY)
        return self._players[player.id], f"{player.id}.{secret}"

    async def _enter_solo(self, token: str) -> tuple[Player, str]:
        used = _hash(token)
        if not self._solo or not hmac.compare_digest(used, self._solo):
            raise NotAdmitted("bad-auth", "This token is not valid, or was used before.")
        self._solo = b""
        known = self._names.get(gate.skeleton(SOLO_NAME))
        if known is None:
            return await self._create(SOLO_NAME)
        return await self._exchange(self._players[known], used, token)

    async def _put(self, player: Player, expected: Version) -> bool:
        """Keep the player; False: somebody else has the name. Memory is ahead until it is durable."""
        before = self._players.get(player.id)
        if before is not None:
            self._keep(player)
        outcome = await self._store.put(KIND, gate.skeleton(player.name), _SHAPE.write(player), expected)
        if isinstance(outcome, Stale):
            return False
        if not isinstance(outcome, int):
            if before is not None:
                self._keep(before)
            raise NotAdmitted("trouble", "The server cannot write at the moment: try again later.")
        self._keep(player)
        return True

    def _keep(self, player: Player) -> None:
        self._players[player.id] = player
        self._names[gate.skeleton(player.name)] = player.id


def _secret(environment: Environment) -> str:
    return base64.urlsafe_b64encode(environment.random_bytes(32)).decode().rstrip("=")


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _is_one_of(used: bytes, *known: bytes) -> bool:
    """Compared so that the time it takes tells nothing."""
    return sum(hmac.compare_digest(used, one) for one in known if one) > 0
