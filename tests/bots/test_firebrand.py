"""Bots beside one who presses every turn: they do not feed the fire, name him together, hold still and keep talking."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from attrs import evolve

from detente_server.bots import means, papers, table
from detente_server.bots.mind import Mind
from detente_server.bots.temper import TEMPERS, Chance
from detente_wire import acts
from detente_wire import notices as n
from detente_wire.seen import InstrumentSeen, PressureSeen
from detente_wire.terms import ChannelId, Clause, Hash, Instrument, MediumId, NationId, Ref
from tests.bots.test_bots import regatta_view

NOR, SUD, EST = (NationId(name) for name in ("nor", "sud", "est"))
HALL = ChannelId("h" * 16)
NOW = 5


def beside(pressed: Sequence[int], temper: str = "mixed", until: int = 0, tension: int = 40) -> Mind:
    """North in turn 5, one of three principals; South raised tension in these turns and was named until a turn.

    It always presses and never joins a standstill, but for what the temper makes of a firebrand.
    """
    crisis, view = regatta_view()
    crisis = evolve(crisis, principals=(NOR, SUD, EST))
    view.sheet = n.SheetDealt(NOR, "card", (), 50, (), 60, 9)
    view.batna, view.turn, view.envoys, view.capital = 50, NOW, 5, 9
    for turn in pressed:
        view.take(n.DialMoved("tension", 2, tension, n.Cause("protest", SUD)), turn)
    view.tension = tension
    if until:
        view.demarches[SUD] = until
    return Mind(NOR, crisis, view, evolve(TEMPERS[temper], press=100, standstill=0), Chance(b"dice"))


@pytest.mark.parametrize(
    ("pressed", "temper", "does"),
    [
        ((2, 3, 4), "mixed", False),
        ((2, 3, 4), "dove", False),
        ((2, 3, 4), "hawk", True),
        ((3, 4), "mixed", True),
        ((1, 2, 3), "mixed", True),
        ((), "mixed", True),
    ],
)
def test_who_is_restrained_does_not_press_beside_a_firebrand(
    pressed: Sequence[int], temper: str, does: bool
) -> None:
    assert bool(list(means.press(beside(pressed, temper)))) == does


@pytest.mark.parametrize(
    ("pressed", "until", "does"),
    [((2, 3, 4), 0, True), ((2, 3, 4), NOW, True), ((2, 3, 4), NOW + 1, False), ((3, 4), 0, False)],
)
def test_a_firebrand_is_named_again_before_it_has_passed(
    pressed: Sequence[int], until: int, does: bool
) -> None:
    wanted = [acts.Demarche(SUD)] if does else []
    assert [move.act for move in means.demarche(beside(pressed, until=until))] == wanted


STILL = pytest.mark.parametrize(
    ("pressed", "temper", "tension", "does"),
    [
        ((2, 3, 4), "mixed", 70, True),
        ((2, 3, 4), "dove", 70, True),
        ((2, 3, 4), "mixed", 69, False),
        ((3, 4), "mixed", 70, False),
        ((2, 3, 4), "hawk", 70, False),
    ],
)
"""Who holds still beside a firebrand: from where accidents happen, whoever is restrained."""


@STILL
def test_a_show_of_force_is_taken_back_beside_a_firebrand(
    pressed: Sequence[int], temper: str, tension: int, does: bool
) -> None:
    mind = beside(pressed, temper, tension=tension)
    for tool in ("force", "sanctions"):
        mind.view.pressure[tool, NOR, SUD] = PressureSeen(n.Pressed(tool, SUD, 1, NOR), 3)
    assert [move.act for move in means.calm(mind)] == [acts.StandDown()] * does


@STILL
def test_a_standstill_is_sought_with_those_who_are_no_firebrands(
    pressed: Sequence[int], temper: str, tension: int, does: bool
) -> None:
    drafts = [move.act for move in papers.papers(beside(pressed, temper, tension=tension))]
    assert drafts == [acts.Draft(standstill(NOR, EST))] * does


@STILL
def test_a_standstill_is_joined_beside_a_firebrand(
    pressed: Sequence[int], temper: str, tension: int, does: bool
) -> None:
    mind = beside(pressed, temper, tension=tension)
    lies = InstrumentSeen(Ref("r" * 16), EST, standstill(NOR, EST), Hash("h" * 16), "tabled", NOW, NOW)
    mind.view.instruments[lies.ref] = lies
    assert [move.act for move in papers.papers(mind)] == [acts.Initial(lies.ref, lies.hash)] * does


def test_where_nobody_else_is_left_the_firebrand_is_asked_as_well() -> None:
    mind = beside((2, 3, 4), tension=70)
    pair = Mind(NOR, evolve(mind.crisis, principals=(NOR, SUD)), mind.view, mind.temper, mind.chance)
    assert [move.act for move in papers.papers(pair)] == [acts.Draft(standstill(NOR, SUD))]


def standstill(*nations: NationId) -> Instrument:
    """One of three turns."""
    clauses = tuple(Clause("standstill", nation) for nation in nations)
    return Instrument("standstill", tuple(sorted(nations)), clauses, entry="signature", duration=3)


def test_who_knows_all_still_asks_a_principal_once_so_that_there_is_formal_talk() -> None:
    for nation, asks in ((SUD, 1), (NationId("wes"), 0)):
        mind = beside(())
        mind.view.take(n.ChannelOpened(HALL, MediumId("meeting"), "meeting", (NOR, nation)), NOW)
        mind.view.take(n.InsightGained(nation, 4, mind.crisis.issues, (), ()), NOW)
        asked = [move.act for move in table.listen(mind) if isinstance(move.act, acts.Ask)]
        assert [act.nation for act in asked] == [nation] * asks
