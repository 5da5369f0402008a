"""What a player sees of the matches on this server: what he looks for, in pages, with what he should know.

Owns: the search, its order, what each row says beyond the listing itself.
Does not know: where listings come from (`directory`), who may come to a table (`admission`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from detente_server.host.lobby.directory import Listing
from detente_wire.messages import ListMatches, Matches, MatchRow, SeatRow

if TYPE_CHECKING:
    from detente_server.host.services import Services

ROWS = 60
"""Of other people's matches on one page."""
FRAME_ROWS = 12
"""In one frame."""
PHASES = ("muster", "playing", "over")


def browse(services: Services, player: str, wish: ListMatches) -> list[Matches]:
    """One page: the player's own matches that go on, then those to which he may come, then the rest."""
    found = [
        (_rank(listing, player), listing)
        for listing in services.directory.listings()
        if _is_shown(services, player, listing) and _fits(listing, wish)
    ]
    found.sort(key=lambda one: one[0])
    mine = [listing for rank, listing in found if rank[0] == 0]
    others = [listing for rank, listing in found if rank[0] == 1]
    pages = max(1, -(-len(others) // ROWS))
    page = min(wish.page, pages - 1)
    shown = (mine if page == 0 else []) + others[page * ROWS : (page + 1) * ROWS]
    rows = [row_for(services, player, listing) for listing in shown]
    parts = [tuple(rows[n : n + FRAME_ROWS]) for n in range(0, len(rows), FRAME_ROWS)] or [()]
    last = len(parts) - 1
    return [Matches(wish.id, part, n < last, page, pages) for n, part in enumerate(parts)]


def _is_shown(services: Services, player: str, listing: Listing) -> bool:
    """Own matches always; of others the public ones of people whom he does not block, nor who block him."""
    if listing.terms.cancelled:
        return False
    if listing.knows(player):
        return True
    return not listing.row.private and not services.moderation.ties.apart(listing.creator, player)


def _fits(listing: Listing, wish: ListMatches) -> bool:
    row = listing.row
    text = wish.text.casefold()
    return (
        (not text or text in row.title.casefold() or text in row.pack or text == row.match)
        and wish.phase in ("", row.phase)
        and wish.tempo in ("", row.tempo)
        and (not wish.free or bool(row.free))
    )


def _rank(listing: Listing, player: str) -> tuple[int, int, int, int, str]:
    """Own ones first, in the order in which they were set, so that their numbers stay; of others what has room.

    Of what is over one's own too come last: nobody looks for a table behind all that he played.
    """
    row, at_ms, knows = listing.row, listing.terms.created_ms, listing.knows(player)
    if knows and row.phase != "over":
        return 0, 0, 0, at_ms, row.match
    last = not knows if row.phase == "over" else not row.free
    return 1, PHASES.index(row.phase), int(last), -at_ms, row.match


def written(code: str) -> str:
    """An invitation's code as people copy it from a board; empty if there is none."""
    return f"{code[:5]}-{code[5:]}" if code else ""


def row_for(services: Services, player: str, listing: Listing) -> MatchRow:
    """The row as this player gets it."""
    row, open_names = listing.row, not listing.row.anonymous or listing.row.phase == "over"
    creator = services.players.get(listing.creator) if open_names else None
    return evolve(
        row,
        mine=listing.nation_of(player),
        role=listing.role_of(player),
        imported=listing.row.match in services.matches.imported,
        code=written(listing.terms.code) if player == listing.creator else "",
        creator=creator.name if creator else "",
        min_reliability=listing.terms.min_reliability,
        seats=tuple(_seat(services, listing, seat) for seat in row.seats) if open_names else row.seats,
    )


def _seat(services: Services, listing: Listing, seat: SeatRow) -> SeatRow:
    """With how reliably its player comes to his turns."""
    holder = dict(listing.players).get(seat.nation)
    figure = services.moderation.reliability.of(holder) if holder else None
    return evolve(seat, reliability=figure.percent, turns=figure.turns) if figure else seat
