"""A match of the lobby in a few sentences.

Owns: how a row reads. Does not know: which rows there are, how they are asked for.
"""

from __future__ import annotations

from detente_client.account.company import asks_of, not_drawn_yet, reliability
from detente_client.figures import joined, listing, sequence
from detente_client.i18n import tr
from detente_client.words.naming import Noun, capital, count, sentences
from detente_wire.gate import one_line
from detente_wire.messages import MatchRow, PackOffered, SeatRow


def row_line(row: MatchRow) -> str:
    """A match in a few sentences."""
    empty = [seat.nation for seat in row.seats if seat.holder == "empty"]
    phase = {
        "muster": tr("waiting for players")
        if row.drawn
        else tr("waiting for players, free: {nations}", nations=joined(empty)),
        "playing": tr("turn {turn}", turn=row.turn),
        "over": tr("over"),
    }[row.phase]
    who = sequence(_seat(row, seat) for seat in row.seats if seat.holder != "empty")
    facts = [one_line(row.title), phase, tempo_words(row.turn_s), *([tr("private")] if row.private else [])]
    head = f"{listing(facts)}."
    free = [count(row.free, "free seat")] if row.free and row.phase == "muster" else []
    asks = sequence([*free, *asks_of(row, {})])
    more = f"{capital(asks)}." if asks else ""
    stage = tr("Crisis {stage} of {all} of a campaign.", stage=row.stage, all=len(row.stages))
    by = tr("Set by {creator}.", creator=one_line(row.creator)) if row.creator else ""
    here = f"{who}." if who else tr("Nobody is there yet.")
    id = tr("Id {match}", match=row.match)
    return sentences(head, here, more, stage if row.stage else "", by, *_mine(row), id)


def _mine(row: MatchRow) -> list[str]:
    """What the player has to do with it."""
    lines = []
    if row.mine:
        drawn = not_drawn_yet(row)
        lines.append(tr("You have a seat.") if drawn else tr("You speak for {nation}.", nation=row.mine))
    lines += [tr("You are its umpire.")] if row.role == "umpire" else []
    lines += [tr("Code {code}.", code=one_line(row.code))] if row.code else []
    return lines


def pack_line(pack: PackOffered) -> str:
    """A crisis on offer, with the languages that it can be read in where there are several."""
    line = f"{one_line(pack.title)} ({pack.id})"
    if len(pack.languages) < 2:
        return line
    return listing((line, tr("to be read in {languages}", languages=listing(map(one_line, pack.languages)))))


def tempo_words(turn_s: int) -> str:
    """How long a turn is."""
    if not turn_s:
        return tr("no clock")
    units: tuple[tuple[Noun, int], ...] = (("day", 86_400), ("hour", 3600), ("minute", 60))
    for unit, seconds in units:
        if turn_s % seconds == 0:
            return tr("{time} a turn", time=count(turn_s // seconds, unit))
    return tr("{time} a turn", time=count(turn_s, "second"))


def _seat(row: MatchRow, seat: SeatRow) -> str:
    if seat.holder == "player":
        place = "" if not_drawn_yet(row) else f"{seat.nation}: "
        return f"{place}{one_line(seat.name) or tr('a player')}{reliability(seat) if seat.turns else ''}"
    who = {"bot": tr("a bot"), "charge": tr("a chargé d'affaires")}
    return f"{seat.nation}: {who.get(seat.holder) or tr('a minister')}"
