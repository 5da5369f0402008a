"""Twins of promises and threats, to all their ends."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from detente_wire import acts
from detente_wire.acts import Act, Press
from detente_wire.terms import (
    PUBLIC,
    Demand,
    Promise,
    Tool,
    instrument_hash,
)
from tests.match.table import Table
from tests.match.twinned.pieces import (
    CONFERENCE,
    EST,
    NO_SANCTIONS,
    NOR,
    NORTH,
    SUD,
    TELEGRAM,
    after,
    floated,
    last,
    talk,
    threatens,
    treaty,
)
from tests.match.twinned.twin import Twin, close, do

NO_TOOL = Promise("no-tool", nation=SUD, by_turn=3)


def presses(table: Table) -> None:
    do(table, "nor", Press("protest", SUD))


def yields(table: Table) -> None:
    do(table, "sud", acts.AnswerThreat(last(table, "sud", "threats"), "yield"))


def carries_out(table: Table) -> None:
    do(table, "nor", acts.SettleThreat(last(table, "nor", "threats"), "carry-out"))


def promised(public: bool) -> Callable[[Table], Act]:
    def stage(table: Table) -> Act:
        place = PUBLIC if public else talk(table, "nor", "est")
        do(table, "nor", acts.Pledge(place, NO_TOOL, public=public))
        close(table)
        return acts.Withdraw(last(table, "nor", "pledges"))

    return stage


def makes(tool: Tool, *, public: bool) -> Callable[[Table], Act]:
    def stage(table: Table) -> Act:
        place = PUBLIC if public else talk(table, "nor", "sud")
        return acts.Threaten(place, SUD, NO_SANCTIONS, tool, 2, 2, public=public)

    return stage


def written(table: Table) -> Act:
    return acts.Send(TELEGRAM, (SUD,), demand=NO_SANCTIONS, tool="sanctions", level=2, by_turn=2)


def ends_of(name: str, stage: Callable[[Table], Act]) -> list[Twin]:
    """The three ends of a threat, seen when it is made."""
    return [
        Twin(f"{name}, yielded", stage, NOR, ("yielded",), turns=2, reply=yields),
        Twin(f"{name}, carried out", stage, NOR, ("carried-out",), turns=2, reply=carries_out),
        Twin(f"{name}, backed down", stage, NOR, ("backed-down",), turns=2),
    ]


def settles(tool: Tool, settle: str, *, public: bool = True) -> Callable[[Table], Act]:
    return lambda table: acts.SettleThreat(threatens(table, tool, public=public), settle)  # type: ignore[arg-type]


def answers(tool: Tool, *, public: bool = True) -> Callable[[Table], Act]:
    return lambda table: acts.AnswerThreat(threatens(table, tool, public=public), "yield")


def left(table: Table) -> Act:
    """A promise before two, of whom one has gone: who did not hear it cannot take its breach ill."""
    place = talk(table, "nor", "sud", "est", medium=CONFERENCE)
    do(table, "sud", acts.Leave(place))
    return acts.Pledge(place, evolve(NO_TOOL, nation=SUD))


def silence(table: Table) -> None:
    """The two talk and do not threaten."""
    talk(table, "nor", "sud")
    close(table)


def threat_made(table: Table, public: bool) -> None:
    do(table, "nor", makes("sanctions", public=public)(table))


def recalled(table: Table) -> Act:
    return acts.Withdraw(last(table, "nor", "threats"))


def contrary_letter(table: Table) -> Act:
    return acts.Send(TELEGRAM, (EST,), package=NORTH)


def broken_twice(table: Table) -> Act:
    """A word and a standstill that one tool breaks already are not paid for again."""
    do(table, "nor", acts.Pledge(PUBLIC, NO_TOOL, public=True))
    do(table, "sud", acts.Appeal(NOR, "standstill"))
    do(table, "nor", acts.Grant(last(table, "nor", "appeals")))
    do(table, "nor", Press("protest", SUD))
    return Press("sanctions", SUD)


def ends_sanctions(table: Table) -> None:
    do(table, "sud", Press("sanctions", EST, 2))
    close(table)


def asks_for_relief(table: Table) -> None:
    """Sud presses Est; Nor demands that it end."""
    ends_sanctions(table)
    demand = Demand("end", tool="sanctions", nation=EST)
    do(table, "nor", acts.Threaten(PUBLIC, SUD, demand, "sanctions", 2, 3, public=True))


def relief(table: Table) -> Act:
    asks_for_relief(table)
    close(table)
    return acts.AnswerThreat(last(table, "sud", "threats"), "yield")


def only_pressed(table: Table) -> None:
    ends_sanctions(table)
    close(table)


def refrains(table: Table) -> Act:
    """Sud has sealed what it is told to leave."""
    threatens(table)
    do(table, "sud", Press("sanctions", EST, 2))
    return acts.AnswerThreat(last(table, "sud", "threats"), "yield")


def does_it(table: Table) -> None:
    close(table)
    do(table, "sud", Press("sanctions", EST, 2))


def fulfilled(table: Table) -> Act:
    """Sud lifts of its own will what it was threatened for."""
    asks_for_relief(table)
    do(table, "sud", acts.Lift("sanctions", EST))
    close(table)
    return acts.Withdraw(last(table, "nor", "threats"))


def formula(table: Table) -> Act:
    """Sud is to initial what Est had laid before the two, in the last hours."""
    do(table, "est", acts.Draft(treaty()))
    ref = last(table, "est", "instruments")
    do(table, "est", acts.Table(ref))
    demand = Demand("initial", instrument=ref, hash=instrument_hash(treaty()))
    do(table, "nor", acts.Threaten(PUBLIC, SUD, demand, "sanctions", 2, 2, public=True))
    close(table)
    return acts.AnswerThreat(last(table, "sud", "threats"), "yield")


def only_laid(table: Table) -> None:
    """The text, without the threat."""
    do(table, "est", acts.Draft(treaty()))
    do(table, "est", acts.Table(last(table, "est", "instruments")))
    close(table)


COMMITMENTS = [
    Twin("a public word broken", lambda t: acts.Pledge(PUBLIC, NO_TOOL, public=True), NOR, ("broken",), both=presses),
    Twin("a public word kept", lambda t: acts.Pledge(PUBLIC, NO_TOOL, public=True), NOR, ("kept",), turns=3),
    Twin("a private word broken", lambda t: acts.Pledge(talk(t, "nor", "est"), NO_TOOL), NOR, ("broken",),
         both=presses),
    Twin("a private word kept", lambda t: acts.Pledge(talk(t, "nor", "est"), NO_TOOL), NOR, ("kept",), turns=3),
    Twin("a word that not all heard", left, NOR, ("broken",), both=presses),
    Twin("a written word broken", lambda t: acts.Send(TELEGRAM, (EST,), promise=NO_TOOL), NOR, ("broken",),
         both=presses),
    Twin("a written word kept", lambda t: acts.Send(TELEGRAM, (EST,), promise=NO_TOOL), NOR, ("kept",), turns=3),
    Twin("a letter that contradicts", after(lambda t: floated(t, "nor"), contrary_letter), NOR),
    Twin("a public word taken back", promised(True), NOR),
    Twin("a private word taken back", promised(False), NOR),
    Twin("a public threat taken back", after(lambda t: threat_made(t, True), recalled), NOR),
    Twin("a private threat taken back", after(lambda t: threat_made(t, False), recalled), NOR, empty=True),
    Twin("two tools break one word", broken_twice, NOR),
    *ends_of("a public threat", makes("sanctions", public=True)),
    *ends_of("a threat of force", makes("force", public=True)),
    *ends_of("a private threat", makes("sanctions", public=False)),
    *ends_of("a written threat", written),
    Twin("carried out", settles("sanctions", "carry-out"), NOR, ("carried-out",), instead=close),
    Twin("a covert threat carried out", settles("covert", "carry-out"), NOR, ("carried-out",), instead=close),
    Twin("backed down, the default", settles("sanctions", "back-down"), NOR, ("backed-down",), instead=close),
    Twin("yielding before all", answers("sanctions"), SUD, instead=close),
    Twin("yielding to force", answers("force"), SUD, instead=close),
    Twin("yielding ends sanctions", relief, SUD, instead=only_pressed),
    Twin("yielding leaves a tool unused", refrains, SUD, instead=does_it),
    Twin("a threat that has done its work taken back", fulfilled, NOR, empty=True),
    Twin("yielding under a formula", formula, SUD, instead=only_laid, tension=86),
    Twin("yielding in private", answers("sanctions", public=False), SUD, instead=silence),
]  # fmt: skip
