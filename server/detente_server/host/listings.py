"""How a running match looks from the lobby.

Owns: the one translation.
Does not know: where listings are kept.
"""

from __future__ import annotations

from detente_server.host.directory import Listing
from detente_server.match.match import Match
from detente_wire.messages import Digest, MatchRow, SeatRow


def listing_of(match: Match, digest: Digest, watchers: tuple[str, ...]) -> Listing:
    """The match as it stands; `digest` is of the pack's public part."""
    settings, table = match.settings, match.table
    seats = table.seats.items()
    nameless = settings.anonymous and not match.over
    row = MatchRow(
        match=settings.match,
        pack=settings.pack,
        digest=digest,
        title=match.game.pack.title,
        mode=settings.mode,
        tempo=settings.tempo,
        turn_s=settings.turn_ms // 1000,
        phase=match.phase,  # type: ignore[arg-type]
        seats=tuple(SeatRow(nation, seat.holder, "" if nameless else seat.name) for nation, seat in seats),
        turn=match.state.turn,
        deadline_s=0 if table.paused_ms else table.deadline_ms // 1000,
        private=settings.private,
        open_dice=not settings.salt,
        umpire=settings.umpire,
        people=settings.seats,
        muster_s=settings.muster_ms // 1000,
        muster_until_s=table.muster_until_ms // 1000,
        drawn=settings.drawn,
        anonymous=settings.anonymous,
        paused=bool(table.paused_ms),
        calendar=settings.calendar,
        stage=settings.stage.number if settings.stage else 0,
        stages=settings.stage.packs if settings.stage else (),
    )
    players = tuple((nation, seat.player) for nation, seat in seats if seat.player)
    watchers = tuple(sorted({*watchers, *table.umpires}))
    return Listing(row, players, watchers, settings.pack_digest)
