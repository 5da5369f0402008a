"""A finished match as an archive: every notice with its audience, and what it takes to check the dice.

Does not know: files, and how an archive's lines look (`detente_wire.archive`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente_server.match.match import Match
from detente_wire.archive import Archive, Audience, Header, Told
from detente_wire.messages import Digest
from detente_wire.terms import NationId


def archive_of(match: Match, public: Mapping[str, Any]) -> Archive:
    """The archive of a match that is over."""
    settings = match.settings
    header = Header(
        pack=settings.pack,
        pack_digest=Digest(settings.pack_digest),
        public=dict(public),
        settings={
            "match": settings.match,
            "pack_version": settings.pack_version,
            "rules_digest": settings.rules_digest,
            "mode": settings.mode,
            "tempo": settings.tempo,
            "turn_ms": settings.turn_ms,
            "seed": settings.seed,
            "temper": settings.temper,
        },
        commitment=settings.commitment,
        salt=settings.salt.hex(),
        archive_hash=match.archive_hash.hexdigest(),
        engine=f"detente engine {settings.engine}",
    )
    told = (
        Told(_audience(one.audience), one.turn, one.at_s, one.notice, one.words) for one in match.streams.all
    )
    return Archive(header, tuple(told))


def _audience(audience: frozenset[str] | None) -> Audience:
    return "public" if audience is None else frozenset(map(NationId, audience))
