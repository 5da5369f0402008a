"""What happened when: every notice that is worth a line of its own, in its turn, with where it was told.

Owns: `Happening`, `Chronicle`, the kinds by which the timeline is filtered.
Does not know: how a timeline is drawn, what will come (`ahead`).

Notices are kept as they are heard and worded only when they are looked at: a long match costs nothing until then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from attrs import define, field

from detente_client.describe import describe
from detente_client.describe.dials import by_dial, dial_line
from detente_client.describe.telling import URGENT
from detente_client.describe.told import Scene
from detente_wire import notices as n
from detente_wire.messages import Heard
from detente_wire.terms import NationId, Ref
from detente_wire.view import View

HappeningKind = Literal[
    "world", "talks", "letters", "texts", "words", "knowledge", "pressure", "dials", "table"
]
KINDS: tuple[HappeningKind, ...] = (
    "world", "talks", "letters", "texts", "words", "knowledge", "pressure", "dials", "table",
)  # fmt: skip

_KIND_OF: dict[type[Any], HappeningKind] = {
    **dict.fromkeys((n.Injected, n.Accident, n.NewsTold, n.Ended, n.LegacyTaken), "world"),
    **dict.fromkeys(
        (
            n.ChannelOpened, n.WalkedOut, n.RecessBegan, n.EngagementEnded, n.StudyEnded, n.AppealEnded,
            n.StandstillGranted, n.Hinted, n.MotionDecided, n.InstitutionStands, n.InstitutionEnded,
        ),
        "talks",
    ),
    n.Letter: "letters",
    **dict.fromkeys(
        (
            n.InstrumentShown, n.Initialled, n.InstrumentChanged, n.RatificationFailed, n.Voiced,
            n.ClauseReported, n.Imposed, n.RemedyOpened, n.RemedyEnded, n.IssueClosed, n.IssueReopened,
            n.AssuranceEnded,
        ),
        "texts",
    ),
    **dict.fromkeys(
        (
            n.Pledged, n.PledgeEnded, n.Threatened, n.ThreatEnded, n.Denounced, n.Minutes, n.Disavowed,
            n.ConcernsNamed,
        ),
        "words",
    ),
    **dict.fromkeys((n.InsightGained, n.Learned, n.SelfShown, n.LieFound), "knowledge"),
    **dict.fromkeys(
        (n.Pressed, n.PressureEnded, n.Attributed, n.CovertReported, n.Judged, n.DemarcheHeld), "pressure"
    ),
    **dict.fromkeys((n.SeatChanged, n.OrderGiven, n.UmpireSeated, n.Whispered), "table"),
}  # fmt: skip
"""Notices that are worth a line, and the kind of each."""

_CRISIS = frozenset({"tension", "stall"})
_NOTABLE = 2
"""What moved less is minor."""
_QUIET_DIALS = frozenset({"envoys", "capital"})
_PEOPLE = (
    "by", "nation", "target", "toward", "host", "guest", "liar", "author", "members", "channel_members", "parties",
    "owners", "to",
)  # fmt: skip
"""The fields in which notices name nations."""


@define
class Happening:
    """One line of the timeline."""

    number: int
    """From 0, in order."""
    turn: int
    """In whose talks, or at whose end, it happened; 0: before the first."""
    closing: bool
    """It came with the end of that turn, or with the dawn after it."""
    kind: HappeningKind
    nations: frozenset[NationId]
    heard: Heard | None = None
    moves: tuple[n.DialMoved, ...] = ()
    """Of one dial: why it moved."""
    minor: bool = False
    """Told only to who asks for its kind: a dial that hardly moved, or whose move is told otherwise."""
    entry: int | None = None
    """The transcript's entry in which it was told."""
    _lines: tuple[str, ...] = ()

    def lines(self, scene: Scene) -> tuple[str, ...]:
        """What happened, in sentences; worded once."""
        if not self._lines:
            self._lines = tuple(self._worded(scene)) or ("",)
        return self._lines

    def _worded(self, scene: Scene) -> Iterator[str]:
        if self.moves:
            yield dial_line(scene.names, self.moves)
        elif self.heard is not None:
            for line in describe(scene, self.heard).lines:
                if line.strip():
                    yield line.removeprefix(URGENT)


@define
class Chronicle:
    """Everything that happened, by turn; the view is up to date with each notice that is heard."""

    view: View
    happenings: list[Happening] = field(factory=list)
    dates: dict[int, str] = field(factory=dict)
    """Turn -> its date, of the turns that have begun."""
    _turn: int = 0
    _moves: list[n.DialMoved] = field(factory=list)
    """Since the talks of the turn were opened."""
    _untold: int = 0
    """The first happening whose entry is not known yet."""
    _texts: set[Ref] = field(factory=set)

    def hear(self, heard: Heard) -> None:
        """Take the next notice."""
        notice = heard.notice
        if isinstance(notice, n.DialMoved):
            if notice.dial not in _QUIET_DIALS and notice.by:
                self._moves.append(notice)
            return
        if isinstance(notice, n.Ended | n.TurnBegan):
            self._settle()
        if isinstance(notice, n.TurnBegan):
            self._turn, self.dates[notice.turn] = notice.turn, notice.date
        elif (kind := _KIND_OF.get(type(notice))) is not None and self._is_worth(heard):
            closing = heard.turn > self._turn and self._turn > 0
            self._add(Happening(0, self._turn, closing, kind, _people(self.view, notice), heard))

    def told(self, entry: int) -> None:
        """What was heard since the last entry is told in this one."""
        for happening in self.happenings[self._untold :]:
            happening.entry = entry
        self._untold = len(self.happenings)

    def of(self, turn: int) -> list[Happening]:
        """What happened in a turn, in order."""
        return [one for one in self.happenings if one.turn == turn]

    def wanted(
        self, kinds: Iterable[HappeningKind] = (), nation: NationId | None = None, turn: int | None = None
    ) -> list[Happening]:
        """What is of these kinds (all that is not minor, if none is named), concerns the nation, and is of the turn."""
        chosen = frozenset(kinds)
        return [
            one
            for one in self.happenings
            if (one.kind in chosen if chosen else not one.minor)
            and (nation is None or nation in one.nations)
            and (turn is None or one.turn == turn)
        ]

    def _settle(self) -> None:
        """The dials of a turn's end, one line each."""
        for (dial, of, toward), moves in by_dial(self._moves).items():
            who = frozenset(nation for nation in (of, toward) if nation)
            minor = dial not in _CRISIS and (
                dial == "marks" or abs(sum(move.by for move in moves)) < _NOTABLE
            )
            told = tuple(moves)
            self._add(Happening(0, self._turn, self._turn > 0, "dials", who, moves=told, minor=minor))
        self._moves.clear()

    def _add(self, happening: Happening) -> None:
        happening.number = len(self.happenings)
        self.happenings.append(happening)

    def _is_worth(self, heard: Heard) -> bool:
        """Before the match seats are only filled; a text is new once, then its changes are told."""
        match heard.notice:
            case n.SeatChanged() | n.UmpireSeated():
                return self._turn > 0
            case n.InstrumentShown(ref=ref):
                fresh = ref not in self._texts
                self._texts.add(ref)
                return fresh
            case n.EngagementEnded(result=result) | n.Minutes(how=result):
                return result != "joined"
            case _:
                return True


def _people(view: View, notice: Any) -> frozenset[NationId]:
    """The nations that a notice names, or the thing that it is about."""
    found: set[NationId] = set()
    for part in (
        notice,
        getattr(notice, "letter", None),
        getattr(notice, "text", None),
        *_about(view, notice),
    ):
        for name in _PEOPLE:
            value = getattr(part, name, None)
            if isinstance(value, str):
                found.add(NationId(value))
            elif isinstance(value, tuple):
                found.update(value)
    return frozenset(found)


def _about(view: View, notice: Any) -> list[Any]:
    """What a notice names by its reference: an engagement, a study, an appeal, a text, a promise."""
    ref = getattr(notice, "ref", None)
    if not isinstance(ref, str):
        return []
    key = Ref(ref)
    things: list[Any] = [
        seen.asked for seen in (view.engagements.get(key), view.studies.get(key)) if seen is not None
    ]
    things += [seen.made for seen in (view.appeals.get(key),) if seen is not None]
    things += [seen.text for seen in (view.instruments.get(key),) if seen is not None]
    return things + [seen.pledge for seen in (view.pledges.get(key),) if seen is not None]
