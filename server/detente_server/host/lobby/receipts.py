"""Receipts of the lobby: one for every command id that no match can answer.

Owns: the receipts of `create` and of commands to matches in which the player holds no seat; they are kept 7 days.
Which commands the lobby is about to answer: until it has, another copy of the command must wait, or the match might
answer it otherwise (a player who was refused for want of a seat may have one by then).
Does not know: what was asked. Receipts of a match live with the match.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from attrs import frozen

from detente_server.host.documents import Shape
from detente_server.host.environment import Environment
from detente_server.match.digests import command_digest
from detente_server.store import ANY, AsyncStore, Document
from detente_wire.messages import (
    Command,
    CommandId,
    CreateMatch,
    Direct,
    JoinMatch,
    LeaveMatch,
    NextMatch,
    Receipt,
)
from detente_wire.refusals import Refusal

Filable = Command | Direct | CreateMatch | NextMatch | JoinMatch | LeaveMatch

KIND = "receipt"
KEPT_MS = 7 * 86_400_000
MOST = 500
"""Receipts of one player that are kept; who fills them in 7 days is sent away until some are old."""
AT_ONCE = 1000
"""Old receipts that are deleted in one go."""


@frozen
class Filed:
    """A receipt and of which command it is."""

    player: str
    digest: bytes
    receipt: Receipt
    at_ms: int


_SHAPE = Shape(Filed)


class Receipts:
    """The lobby's receipts, by player and command id."""

    def __init__(self, store: AsyncStore, environment: Environment) -> None:
        self._store = store
        self._environment = environment
        self._filed: dict[str, dict[CommandId, Filed]] = {}
        self._under_way: dict[tuple[str, CommandId], asyncio.Future[None]] = {}

    def load(self, documents: Iterable[Document]) -> None:
        """Take in what the store holds."""
        for document in documents:
            filed = _SHAPE.read(document.body)
            self._filed.setdefault(filed.player, {})[filed.receipt.id] = filed

    def begin(self, player: str, id: CommandId) -> None:
        """The lobby is about to answer this command."""
        self._under_way[player, id] = asyncio.get_running_loop().create_future()

    def under_way(self, player: str, id: CommandId) -> asyncio.Future[None] | None:
        """Done as soon as the lobby has answered; None: it is not about to."""
        return self._under_way.get((player, id))

    def end(self, player: str, id: CommandId) -> None:
        """The lobby has answered this command."""
        self._under_way.pop((player, id)).set_result(None)

    def known(self, player: str, command: Filable) -> Receipt | Refusal | None:
        """The receipt of this command; a refusal if the id was another's; None: it is new."""
        filed = self._filed.get(player, {}).get(command.id)
        if filed is None:
            return None
        return filed.receipt if filed.digest == command_digest(command) else Refusal("command.id-reused")

    def full(self, player: str) -> bool:
        """Whether no more receipts of this player are kept; forgets old ones first."""
        mine = self._filed.get(player, {})
        if len(mine) < MOST:
            return False
        self._expire(player)
        return len(mine) >= MOST

    async def file(self, player: str, digest: bytes, receipt: Receipt) -> bool:
        """Keep a receipt; False: the store does not write, the receipt must not be sent."""
        filed = Filed(player, digest, receipt, self._environment.now_ms())
        outcome = await self._store.put(
            KIND, f"{player}.{receipt.id}", _SHAPE.write(filed), ANY, filed.at_ms + KEPT_MS
        )
        if not isinstance(outcome, int):
            return False
        self._filed.setdefault(player, {})[receipt.id] = filed
        return True

    def forget(self, player: str) -> None:
        """Whose receipts are deleted in the store."""
        self._filed.pop(player, None)

    async def sweep(self) -> None:
        """Forget what is older than 7 days."""
        for player in list(self._filed):
            self._expire(player)
        old = await self._store.ask(self._store.store.due, KIND, self._environment.now_ms(), AT_ONCE)
        await asyncio.gather(*[self._store.delete(KIND, one.key, one.version) for one in old])

    def _expire(self, player: str) -> None:
        oldest = self._environment.now_ms() - KEPT_MS
        mine = self._filed[player]
        for id in [id for id, filed in mine.items() if filed.at_ms <= oldest]:
            del mine[id]
