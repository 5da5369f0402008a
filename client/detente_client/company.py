"""How people get along, in sentences: who is muted, invitations, who sits at a table and how reliably.

Owns: what the host's answers about it read like.
Does not know: how anything is asked of the host.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente_client.naming import count, joined
from detente_wire.gate import one_line
from detente_wire.messages import Found, Invited, MatchRow, Muted, SeatRow

HOLDERS = {"bot": "a bot", "charge": "a chargé d'affaires", "minister": "a minister", "empty": "nobody yet"}


def muted_lines(answer: Muted) -> list[str]:
    """Whom the player does not want to hear."""
    blocked = "blocked: that player comes to no table of yours, and neither of you is shown the other's"
    lines = [f"{one_line(row.name)} is {blocked if row.blocked else 'muted'}." for row in answer.rows]
    return lines or ["You mute nobody."]


def invited_lines(answer: Invited) -> list[str]:
    """An invitation to hand on."""
    code = one_line(answer.code)
    return [f"The code of this table: {code}", f"Others come with: /join {code}"]


def found_lines(answer: Found) -> list[str]:
    """Who sits at a table."""
    row = answer.row
    waiting = not_drawn_yet(row)
    lines = [*_waiting(row)] if waiting else [seat_line(seat) for seat in row.seats]
    if row.anonymous and row.phase != "over":
        lines.append("Nobody is told who speaks for whom until the end.")
    return [
        f"{one_line(row.title)}, set by {one_line(row.creator)}." if row.creator else one_line(row.title),
        *lines,
    ]


def not_drawn_yet(row: MatchRow) -> bool:
    """Whether the seats are only places to wait in."""
    return row.drawn and row.phase == "muster"


def _waiting(row: MatchRow) -> Iterator[str]:
    for seat in row.seats:
        if seat.holder == "player":
            yield f"{one_line(seat.name) or 'A player'}{reliability(seat)} is at the table."
    yield "Which nation each speaks for is drawn when the match begins."


def seat_line(seat: SeatRow) -> str:
    """Who speaks for a nation, and how reliably he comes to his turns."""
    if seat.holder != "player":
        return f"{one_line(seat.nation)}: {HOLDERS.get(seat.holder, 'somebody')}."
    name = one_line(seat.name) or "a player"
    return f"{one_line(seat.nation)}: {name}{reliability(seat)}."


def reliability(seat: SeatRow) -> str:
    """`` (came to 95 % of 40 turns)``; nothing where no name is told."""
    if not seat.name:
        return ""
    return f" (came to {seat.reliability} % of {count(seat.turns, 'turn')})" if seat.turns else " (new here)"


def asks_of(row: MatchRow) -> list[str]:
    """What a table asks of who comes, and how it differs from the usual."""
    facts = [
        (bool(row.wanted), f"wanted: {joined([one_line(nation) for nation in row.wanted])}"),
        (bool(row.free) and row.phase == "muster", f"{count(row.free, 'free seat')}"),
        (bool(row.min_reliability), f"asks for a reliability of {row.min_reliability} %"),
        (row.umpire, "with an umpire, who may read everything"),
        (row.drawn, "seats are drawn"),
        (row.anonymous, "no names until the end"),
        (bool(row.muster_s), "all confirm before it begins"),
        (row.paused, "the clock stands"),
        (row.open_dice, "open dice"),
        (
            row.imported,
            f"brought in from another server{', for reading only' if row.phase == 'over' else ''}",
        ),
    ]
    return [text for holds, text in facts if holds]
