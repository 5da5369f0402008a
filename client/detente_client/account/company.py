"""How people get along, in sentences: who is muted, invitations, who sits at a table and how reliably.

Owns: what the host's answers about it read like.
Does not know: how anything is asked of the host.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente_client.figures import joined, percent
from detente_client.i18n import tr
from detente_client.words.naming import count
from detente_wire.gate import one_line
from detente_wire.messages import Found, Invited, MatchRow, Muted, MutedRow, SeatRow

HOLDERS = {
    "bot": tr("a bot"),
    "charge": tr("a chargé d'affaires"),
    "minister": tr("a minister"),
    "empty": tr("nobody yet"),
}


def muted_lines(answer: Muted) -> list[str]:
    """Whom the player does not want to hear."""
    return [_muted(row) for row in answer.rows] or [tr("You mute nobody.")]


def _muted(row: MutedRow) -> str:
    name = one_line(row.name)
    if not row.blocked:
        return tr("{name} is muted.", name=name)
    return tr(
        "{name} is blocked: that player comes to no table of yours, and neither of you is shown the other's.",
        name=name,
    )


def invited_lines(answer: Invited) -> list[str]:
    """An invitation to hand on."""
    code = one_line(answer.code)
    return [tr("The code of this table: {code}", code=code), tr("Others come with: /join {code}", code=code)]


def found_lines(answer: Found) -> list[str]:
    """Who sits at a table."""
    row = answer.row
    waiting = not_drawn_yet(row)
    lines = [*_waiting(row)] if waiting else [seat_line(seat) for seat in row.seats]
    if row.anonymous and row.phase != "over":
        lines.append(tr("Nobody is told who speaks for whom until the end."))
    return [
        tr("{title}, set by {creator}.", title=one_line(row.title), creator=one_line(row.creator))
        if row.creator
        else one_line(row.title),
        *lines,
    ]


def not_drawn_yet(row: MatchRow) -> bool:
    """Whether the seats are only places to wait in."""
    return row.drawn and row.phase == "muster"


def _waiting(row: MatchRow) -> Iterator[str]:
    for seat in row.seats:
        if seat.holder == "player":
            yield tr(
                "{name}{reliability} is at the table.",
                name=one_line(seat.name) or tr("A player"),
                reliability=reliability(seat),
            )
    yield tr("Which nation each speaks for is drawn when the match begins.")


def seat_line(seat: SeatRow) -> str:
    """Who speaks for a nation, and how reliably he comes to his turns."""
    if seat.holder != "player":
        return f"{one_line(seat.nation)}: {HOLDERS.get(seat.holder, 'somebody')}."
    name = one_line(seat.name) or tr("a player")
    return f"{one_line(seat.nation)}: {name}{reliability(seat)}."


def reliability(seat: SeatRow) -> str:
    """`` (came to 95 % of 40 turns)``; nothing where no name is told."""
    if not seat.name:
        return ""
    if not seat.turns:
        return " " + tr("(new here)")
    turns = count(seat.turns, "turn")
    return " " + tr("(came to {share} of {turns})", share=percent(seat.reliability), turns=turns)


def asks_of(row: MatchRow, titles: Mapping[str, str]) -> list[str]:
    """What a table asks of who comes, and how it differs from the usual; nations by their titles where known."""
    facts = [
        (
            bool(row.wanted),
            tr(
                "wanted: {nations}",
                nations=joined([titles.get(nation) or one_line(nation) for nation in row.wanted]),
            ),
        ),
        (
            bool(row.min_reliability),
            tr("asks for a reliability of {share}", share=percent(row.min_reliability)),
        ),
        (row.umpire, tr("with an umpire, who may read everything")),
        (row.drawn, tr("seats are drawn")),
        (row.anonymous, tr("no names until the end")),
        (bool(row.muster_s), tr("all confirm before it begins")),
        (row.paused, tr("the clock stands")),
        (row.open_dice, tr("open dice")),
        (bool(row.language), tr("read in {language}", language=one_line(row.language))),
        (
            row.imported,
            tr("brought in from another server, for reading only")
            if row.phase == "over"
            else tr("brought in from another server"),
        ),
    ]
    return [text for holds, text in facts if holds]
