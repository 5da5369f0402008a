"""How people on one server get along: mutes and blocks, flags, silences and bans, reliability, the audit log.

Owns: `Moderation`, a bundle of what is kept of it.
Does not know: sockets, the game.
"""

from __future__ import annotations

from attrs import frozen

from detente_server.host.environment import Environment
from detente_server.host.moderation import audit, flags, reliability, sanctions, ties
from detente_server.host.moderation.audit import AuditLog
from detente_server.host.moderation.flags import Flags
from detente_server.host.moderation.reliability import Reliability
from detente_server.host.moderation.sanctions import Sanctions
from detente_server.host.moderation.ties import Ties
from detente_server.store import AsyncStore


@frozen
class Moderation:
    """All that is kept, in memory and in the store."""

    audit: AuditLog
    ties: Ties
    sanctions: Sanctions
    flags: Flags
    reliability: Reliability

    @classmethod
    async def loaded(cls, store: AsyncStore, environment: Environment, audit_days: int) -> Moderation:
        """As the store holds it."""
        kept = cls(
            AuditLog(store, environment, audit_days),
            Ties(store),
            Sanctions(store, environment),
            Flags(store, environment),
            Reliability(store),
        )
        kept.audit.load(await store.ask(store.store.list_documents, audit.KIND))
        kept.ties.load(await store.ask(store.store.list_documents, ties.KIND))
        kept.sanctions.load(await store.ask(store.store.list_documents, sanctions.KIND))
        kept.flags.load(await store.ask(store.store.list_documents, flags.KIND))
        kept.reliability.load(await store.ask(store.store.list_documents, reliability.KIND))
        return kept

    async def sweep(self) -> None:
        """Forget what is too old."""
        await self.audit.sweep()
        await self.sanctions.sweep()
        await self.flags.sweep()

    async def forget(self, player: str, name: str) -> None:
        """A player's data are erased; what was done to him stays on record under another name."""
        await self.ties.forget(player)
        await self.sanctions.forget(player)
        await self.flags.forget(player)
        await self.reliability.forget(player)
        await self.audit.rename(name, "somebody erased")
