"""The match in order of time: its turns, what moved tension, what happened before all.

Owns: `Moment` (a notice and the turn in which it fell), turns, events.
Does not know: who trusts whom, what was talked about, how anything is worded.

What a RESOLVE brings belongs to the turn that it closes: a notice falls into the turn whose talks were opened last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeVar

from attrs import frozen

from detente_wire.archive import Archive, Told
from detente_wire.notices import (
    Accident,
    Attributed,
    Cause,
    DemarcheHeld,
    Denounced,
    DialMoved,
    Ended,
    Imposed,
    Injected,
    InstitutionStands,
    InstrumentChanged,
    IssueClosed,
    IssueReopened,
    Judged,
    Minutes,
    NewsTold,
    Notice,
    Pressed,
    PressureEnded,
    RatificationFailed,
    TurnBegan,
    WalkedOut,
)
from detente_wire.terms import IssueId, NationId, OptionId, Ref

_Kind = TypeVar("_Kind", bound=Notice)


@frozen
class Moment:
    """One notice, and the turn in which it fell."""

    turn: int
    """0: before the first."""
    told: Told

    @property
    def notice(self) -> Notice:
        """What was told."""
        return self.told.notice


def moments(archive: Archive) -> tuple[Moment, ...]:
    """All that was told, in order."""
    turn, found = 0, []
    for told in archive.told:
        if isinstance(told.notice, TurnBegan):
            turn = told.notice.turn
        found.append(Moment(turn, told))
    return tuple(found)


def of_kind(all_moments: Iterable[Moment], kind: type[_Kind]) -> Iterator[tuple[Moment, _Kind]]:
    """The moments of one kind of notice, each with the notice."""
    for moment in all_moments:
        if isinstance(moment.notice, kind):
            yield moment, moment.notice


# -- turns and tension -----------------------------------------------------------------------------------------


@frozen
class Move:
    """Why a dial moved, and by how much."""

    by: int
    cause: Cause


@frozen
class Turn:
    """One turn: how it began and what it did to tension."""

    turn: int
    date: str
    tension: int
    """When its talks began."""
    end_tension: int
    """When it was resolved."""
    stall: int
    moves: tuple[Move, ...] = ()
    """Of tension, in order."""

    @property
    def change(self) -> int:
        """Of tension over the turn."""
        return self.end_tension - self.tension


def turns(all_moments: tuple[Moment, ...]) -> tuple[Turn, ...]:
    """Every turn that began."""
    began = [notice for _, notice in of_kind(all_moments, TurnBegan)]
    ended = next((notice.tension for _, notice in of_kind(all_moments, Ended)), None)
    moved: dict[int, list[Move]] = {}
    for moment, notice in of_kind(all_moments, DialMoved):
        if notice.dial == "tension" and notice.by:
            moved.setdefault(moment.turn, []).append(Move(notice.by, notice.because))
    after = [turn.tension for turn in began[1:]] + [ended if ended is not None else began[-1].tension] * bool(
        began
    )
    return tuple(
        Turn(turn.turn, turn.date, turn.tension, end, turn.stall, tuple(moved.get(turn.turn, ())))
        for turn, end in zip(began, after)
    )


# -- events ----------------------------------------------------------------------------------------------------

EventKind = Literal[
    "event", "news", "accident", "pressure", "unknown-hand", "attributed", "eased", "judged", "demarche",
    "walk-out", "leak", "published", "denounced", "signed", "in-force", "fell", "not-ratified", "imposed", "closed",
    "reopened", "body",
]  # fmt: skip


@frozen
class Event:
    """Something that everybody, or nearly everybody, came to hear of."""

    turn: int
    kind: EventKind
    by: NationId | None = None
    toward: NationId | None = None
    what: str = ""
    """A title, the tool, the band at home, how a text fell."""
    level: int = 0
    nations: tuple[NationId, ...] = ()
    """Whose talk leaked, on whom a text was imposed."""
    issue: IssueId | None = None
    option: OptionId | None = None
    ref: Ref | None = None


def events(all_moments: tuple[Moment, ...]) -> tuple[Event, ...]:
    """What happened before all, in order; one that was told to several apart stands once."""
    found = [event for moment in all_moments if (event := _event(moment.turn, moment.notice)) is not None]
    return tuple(dict.fromkeys(found))


def _event(turn: int, notice: Notice) -> Event | None:
    match notice:
        case Injected():
            return Event(turn, "event", what=notice.title)
        case NewsTold():
            return Event(turn, "news", what=notice.role, ref=notice.ref)
        case Accident():
            return Event(turn, "accident", what=notice.title)
        case WalkedOut():
            return Event(turn, "walk-out", notice.nation)
        case Minutes(how="leaked" | "published"):
            kind: EventKind = "leak" if notice.how == "leaked" else "published"
            return Event(
                turn, kind, notice.via, what=notice.kind, nations=notice.channel_members, ref=notice.ref
            )
        case Denounced():
            return Event(turn, "denounced", notice.by, notice.liar, ref=notice.ref)
        case InstitutionStands():
            return Event(turn, "body", what=notice.institution)
        case _:
            return _pressure(turn, notice) or _settlement(turn, notice)


def _pressure(turn: int, notice: Notice) -> Event | None:
    match notice:
        case Pressed():
            kind: EventKind = "pressure" if notice.by else "unknown-hand"
            return Event(turn, kind, notice.by, notice.target, notice.tool, notice.level, ref=notice.ref)
        case PressureEnded():
            return Event(turn, "eased", notice.by, notice.target, notice.tool, ref=notice.ref)
        case Attributed():
            return Event(turn, "attributed", notice.by, notice.target, ref=notice.ref)
        case Judged():
            return Event(turn, "judged", notice.by, notice.target, "won" if notice.won else "lost")
        case DemarcheHeld():
            return Event(turn, "demarche", toward=notice.nation)
        case _:
            return None


_FALLEN = ("suspended", "terminated", "lapsed", "expired")


def _settlement(turn: int, notice: Notice) -> Event | None:
    match notice:
        case InstrumentChanged(status="signed"):
            return Event(turn, "signed", notice.by, ref=notice.ref)
        case InstrumentChanged(status="in-force"):
            return Event(turn, "in-force", ref=notice.ref)
        case InstrumentChanged() if notice.status in _FALLEN:
            return Event(turn, "fell", notice.by, what=notice.status, ref=notice.ref)
        case RatificationFailed():
            return Event(turn, "not-ratified", notice.nation, what=notice.band, ref=notice.ref)
        case Imposed():
            return Event(turn, "imposed", nations=notice.owners, ref=notice.ref)
        case IssueClosed():
            return Event(turn, "closed", issue=notice.issue, option=notice.option, ref=notice.ref)
        case IssueReopened():
            return Event(turn, "reopened", issue=notice.issue)
        case _:
            return None
