"""What the match itself tells, beside the rules.

Owns: how it began, who sits where, when the talks close, the opened salt, and the pack's prose, handed to whoever may
read it when its time comes (docs/reference/pack-format.md, Texts).
Does not know: what happened (the rules' tellings name it).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from attrs import evolve

from detente_server.match.inputs import Holder
from detente_server.match.seats import Seat
from detente_server.match.settings import Settings
from detente_server.rules.book import Telling
from detente_server.rules.game import Decision
from detente_wire.notices import (
    ClockSet,
    Ended,
    Injected,
    MatchBegan,
    NameOpened,
    NamesOpened,
    Notice,
    Papers,
    SeatChanged,
    TableLaid,
    TurnBegan,
)
from detente_wire.terms import NationId


def match_began(settings: Settings, nations: tuple[NationId, ...]) -> Telling:
    """What is played, and the sealed promise about the dice."""
    notice = MatchBegan(
        settings.pack,
        settings.pack_digest,
        settings.rules_digest,
        settings.mode,
        settings.commitment,
        nations,
    )
    return Telling("public", notice)


def seat(nation: NationId, holder: Holder, name: str) -> Telling:
    """Who speaks for a nation now."""
    return Telling("public", SeatChanged(nation, holder, name))


Speaker = Literal["umpire", "operator", "host"]
"""Who tells news and whispers."""


def to(nation: NationId, notice: Notice) -> Telling:
    """A notice to one seat alone."""
    return Telling(frozenset({nation}), notice)


def laid(settings: Settings) -> list[Telling]:
    """How the table is set, where it is not as usual."""
    umpire, drawn, anonymous = settings.umpire, settings.drawn, settings.anonymous
    muster_s = settings.muster_ms // 1000
    unusual = umpire or drawn or anonymous or muster_s
    return [Telling("public", TableLaid(umpire, drawn, anonymous, muster_s))] if unusual else []


def names(seats: Mapping[NationId, Seat]) -> Telling:
    """Who was who."""
    rows = tuple(NameOpened(nation, seat.name) for nation, seat in seats.items() if seat.player)
    return Telling("public", NamesOpened(rows))


def clock(deadline_ms: int) -> Telling:
    """When the talks close."""
    return Telling("public", ClockSet(deadline_ms // 1000))


def with_salt(decision: Decision, settings: Settings) -> Decision:
    """The decision with the salt opened in its last public notice."""
    tellings = tuple(
        evolve(telling, notice=evolve(telling.notice, salt=settings.salt.hex()))
        if isinstance(telling.notice, Ended)
        else telling
        for telling in decision.tellings
    )
    return evolve(decision, tellings=tellings)


def muster(texts: Mapping[str, str], nations: Sequence[NationId]) -> list[Telling]:
    """Each nation's briefing and adviser's notes, to its seat alone."""
    found: list[Telling] = []
    for nation in nations:
        for name, title in (
            (f"briefing-{nation}", "Your briefing"),
            (f"notes-{nation}", "From your adviser"),
        ):
            if name in texts:
                found.append(Telling(frozenset({nation}), Papers(name, title, texts[name])))
    return found


def add_papers(tellings: list[Telling], texts: Mapping[str, str], nations: Sequence[NationId]) -> None:
    """Put each text behind the telling that makes it readable: injects, bulletins, the debrief."""
    tellings[:] = [one for telling in tellings for one in (telling, *_papers(telling, texts, nations))]


def _papers(telling: Telling, texts: Mapping[str, str], nations: Sequence[NationId]) -> Iterator[Telling]:
    match telling.notice:
        case Injected(inject, title) if f"inject-{inject}" in texts:
            yield Telling(telling.audience, Papers(f"inject-{inject}", title, texts[f"inject-{inject}"]))
        case TurnBegan(turn, date):
            for nation in nations:
                name = f"bulletin-{turn}-{nation}"
                if name in texts:
                    yield Telling(frozenset({nation}), Papers(name, f"Your adviser, {date}", texts[name]))
        case Ended():
            for name, title in (("debrief", "What really happened"), ("sources", "Sources")):
                if name in texts:
                    yield Telling("public", Papers(name, title, texts[name]))
