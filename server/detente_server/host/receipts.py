"""Receipts of the lobby: one for every command id that no match can answer.

Owns: the receipts of `create` and of commands to matches in which the player holds no seat; they are kept 7 days.
Does not know: what was asked. Receipts of a match live with the match.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from detente_server.host.documents import Shape
from detente_server.host.environment import Environment
from detente_server.store import ANY, AsyncStore, Document
from detente_wire.messages import CommandId, Receipt
from detente_wire.refusals import Refusal

KIND = "receipt"
KEPT_MS = 7 * 86_400_000
MOST = 500
"""Receipts of one player that are kept; who fills them in 7 days is sent away until some are old."""


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

    def load(self, documents: Iterable[Document]) -> None:
        """Take in what the store holds."""
        for document in documents:
            filed = _SHAPE.read(document.body)
            self._filed.setdefault(filed.player, {})[filed.receipt.id] = filed

    def has(self, player: str, id: CommandId) -> bool:
        """Whether there is a receipt under this id."""
        return id in self._filed.get(player, {})

    def known(self, player: str, id: CommandId, digest: bytes) -> Receipt | Refusal | None:
        """The receipt of this command; a refusal if the id was another's; None: it is new."""
        filed = self._filed.get(player, {}).get(id)
        if filed is None:
            return None
        return filed.receipt if filed.digest == digest else Refusal("command.id-reused")

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

    async def sweep(self) -> None:
        """Forget what is older than 7 days."""
        for player in list(self._filed):
            self._expire(player)
        for document in await self._store.ask(self._store.store.due, KIND, self._environment.now_ms(), 200):
            await self._store.delete(KIND, document.key, document.version)

    def _expire(self, player: str) -> None:
        oldest = self._environment.now_ms() - KEPT_MS
        mine = self._filed[player]
        for id in [id for id, filed in mine.items() if filed.at_ms <= oldest]:
            del mine[id]
