"""How a running match looks from the lobby.

Owns: the one translation.
Does not know: where listings are kept.
"""

from __future__ import annotations

from attrs import evolve

from detente_server.host.lobby.directory import Listing, Terms
from detente_server.match.match import Match
from detente_wire.messages import Digest, MatchRow, SeatRow
from detente_wire.terms import NationId


def listing_of(match: Match, digest: Digest, known: Listing | None, now_ms: int) -> Listing:
    """The match as it stands; `digest` is of the pack's public part, `known` its listing until now, if it has one."""
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
        language=settings.language,
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
    row = evolve(row, free=_places(match), wanted=_wanted(match))
    players = tuple((nation, seat.player) for nation, seat in seats if seat.player)
    watchers, terms = (known.watchers, known.terms) if known else ((), Terms(created_ms=now_ms))
    watchers = tuple(sorted({*watchers, *table.umpires}))
    row = evolve(row, created_s=terms.created_ms // 1000)
    return Listing(
        row, players, watchers, settings.pack_digest, settings.creator, terms, tuple(sorted(table.umpires))
    )


def _places(match: Match) -> int:
    """How many people may still come."""
    if match.phase == "over":
        return 0
    free = len(match.free_seats())
    return free if match.begun else min(free, match.settings.seats - len(match.table.people()))


def _wanted(match: Match) -> tuple[NationId, ...]:
    """Seats of people who left, and of those who are away so long that a minister speaks for them."""
    if match.phase != "playing":
        return ()
    return tuple(match.free_seats())
