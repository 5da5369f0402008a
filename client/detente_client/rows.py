"""A match of the lobby in a few sentences.

Owns: how a row reads. Does not know: which rows there are, how they are asked for.
"""

from __future__ import annotations

from detente_client.company import asks_of, not_drawn_yet, reliability
from detente_client.naming import Noun, count, joined
from detente_wire.gate import one_line
from detente_wire.messages import MatchRow, SeatRow


def row_line(row: MatchRow) -> str:
    """A match in a few sentences."""
    free = [seat.nation for seat in row.seats if seat.holder == "empty"]
    waiting = "" if row.drawn else f", free: {joined(free)}"
    phase = {
        "muster": f"waiting for players{waiting}",
        "playing": f"turn {row.turn}",
        "over": "over",
    }[row.phase]
    who = "; ".join(_seat(row, seat) for seat in row.seats if seat.holder != "empty")
    head = f"{one_line(row.title)}, {phase}, {tempo_words(row.turn_s)}{', private' if row.private else ''}."
    asks = asks_of(row)
    more = f" {'; '.join(asks)[0].upper()}{'; '.join(asks)[1:]}." if asks else ""
    mine = " You have a seat." if row.mine and not_drawn_yet(row) else ""
    mine = mine or (f" You speak for {row.mine}." if row.mine else "")
    mine += " You are its umpire." if row.role == "umpire" else ""
    mine += f" Code {one_line(row.code)}." if row.code else ""
    by = f" Set by {one_line(row.creator)}." if row.creator else ""
    stage = f" Crisis {row.stage} of {len(row.stages)} of a campaign." if row.stage else ""
    return f"{head} {who or 'Nobody is there yet'}.{more}{stage}{by}{mine} Id {row.match}"


def tempo_words(turn_s: int) -> str:
    """How long a turn is."""
    if not turn_s:
        return "no clock"
    units: tuple[tuple[Noun, int], ...] = (("day", 86_400), ("hour", 3600), ("minute", 60))
    for unit, seconds in units:
        if turn_s % seconds == 0:
            return f"{count(turn_s // seconds, unit)} a turn"
    return f"{count(turn_s, 'second')} a turn"


def _seat(row: MatchRow, seat: SeatRow) -> str:
    if seat.holder == "player":
        place = "" if not_drawn_yet(row) else f"{seat.nation}: "
        return f"{place}{one_line(seat.name) or 'a player'}{reliability(seat) if seat.turns else ''}"
    who = {"bot": "a bot", "charge": "a chargé d'affaires"}
    return f"{seat.nation}: {who.get(seat.holder, 'a minister')}"
