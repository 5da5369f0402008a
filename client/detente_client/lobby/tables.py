"""The tables of a lobby as a list: what is looked for, the columns, what there is to say of the one that is marked.

Owns: filters, columns, details.
Does not know: how tables are asked for, numbers and commands (the desk), screens.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from detente_client.account.company import HOLDERS, asks_of, not_drawn_yet, reliability
from detente_client.figures import joined, sequence
from detente_client.i18n import tr
from detente_client.lobby.rows import tempo_words
from detente_client.words.naming import capital
from detente_wire.gate import one_line
from detente_wire.messages import MatchRow, SeatRow


@frozen
class Search:
    """What is looked for."""

    filter: int = 0
    """Which of the filters."""
    text: str = ""

    @property
    def words(self) -> str:
        """The filter's title."""
        return filters()[self.filter][0]

    def turned(self) -> Search:
        """With the next filter."""
        return evolve(self, filter=(self.filter + 1) % len(filters()))

    def asked(self) -> dict[str, Any]:
        """By the names of `ListMatches`."""
        return {**filters()[self.filter][1], **({"text": self.text} if self.text else {})}


def filters() -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """Titles, and what each asks for."""
    return (
        (tr("all"), {}),
        (tr("with a free seat"), {"free": True}),
        (tr("waiting for players"), {"phase": "muster"}),
        (tr("under way"), {"phase": "playing"}),
        (tr("live"), {"tempo": "live"}),
        (tr("by correspondence"), {"tempo": "correspondence"}),
        (tr("over"), {"phase": "over"}),
    )


def columns() -> tuple[str, ...]:
    """The titles of `cells`."""
    return ("#", tr("Crisis"), tr("State"), tr("Tempo"), tr("Yours"), tr("Set by"))


def cells(number: int, row: MatchRow) -> tuple[str, ...]:
    """One table as a row of the list."""
    return (
        str(number),
        one_line(row.title),
        state(row),
        tempo_words(row.turn_s),
        _yours(row),
        one_line(row.creator),
    )


def state(row: MatchRow) -> str:
    """How far it has come, in few words."""
    if row.phase == "muster":
        return tr("{free} of {people} free", free=row.free, people=row.people)
    if row.phase == "over":
        return tr("over")
    turn = tr("turn {turn}", turn=row.turn)
    return tr("{turn}, stands", turn=turn) if row.paused else turn


def _yours(row: MatchRow) -> str:
    if row.role == "umpire":
        return tr("umpire")
    if row.mine is None:
        return ""
    return tr("a seat") if not_drawn_yet(row) else one_line(row.mine)


def details(row: MatchRow, titles: Mapping[str, str] | None = None) -> list[str]:
    """What there is to say of it, a line each; nations by their titles where these are known."""
    asks = sequence(asks_of(row, titles or {}))
    lines = [
        tr("{title}: {state}, {tempo}.", title=one_line(row.title), state=state(row), tempo=tempo_words(row.turn_s)),
        *_seats(row, titles or {}),
        f"{capital(asks)}." if asks else "",
        _calendar(row),
        tr("Crisis {stage} of {stages} of a campaign.", stage=row.stage, stages=len(row.stages)) if row.stage else "",
        tr("Its code, for those whom you invite: {code}", code=one_line(row.code)) if row.code else "",
        tr("Not listed: who has its id or code comes in.") if row.private else "",
        tr("Id {id}", id=row.match),
    ]  # fmt: skip
    return [line for line in lines if line]


def _seats(row: MatchRow, titles: Mapping[str, str]) -> Iterator[str]:
    """Who sits there, people first; nations alike in a row."""
    people = [_person(row, seat, titles) for seat in row.seats if seat.holder == "player"]
    if people:
        yield tr("At the table: {people}.", people=joined(people))
    if not_drawn_yet(row):
        yield tr("Seats are drawn by lot when it begins.")
    else:
        for holder in ("empty", "bot", "charge", "minister"):
            nations = [_called(seat, titles) for seat in row.seats if seat.holder == holder]
            if nations:
                yield f"{joined(nations)}: {HOLDERS.get(holder, holder)}."
    if row.anonymous and row.phase != "over":
        yield tr("Who speaks for whom is told at the end.")


def _called(seat: SeatRow, titles: Mapping[str, str]) -> str:
    return titles.get(seat.nation) or one_line(seat.nation)


def _person(row: MatchRow, seat: SeatRow, titles: Mapping[str, str]) -> str:
    name = (one_line(seat.name) or tr("a player")) + reliability(seat)
    return name if not_drawn_yet(row) else tr("{name} for {nation}", name=name, nation=_called(seat, titles))


def _calendar(row: MatchRow) -> str:
    """When no deadline falls."""
    kept = row.calendar
    times = []
    if kept.quiet_from_min != kept.quiet_to_min:
        times.append(f"{_clock(kept.quiet_from_min)}-{_clock(kept.quiet_to_min)}")
    if kept.weekends_off:
        times.append(tr("at weekends"))
    if not times:
        return ""
    zone = one_line(kept.time_zone) or "UTC"
    return tr("No deadline falls {times} ({zone}).", times=joined(times), zone=zone)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
