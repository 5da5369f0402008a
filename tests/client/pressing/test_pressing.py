"""What presses and what could be used: arranged for the player, with lines that are understood."""

from __future__ import annotations

import pytest

from detente_client.commands import catalogue, deeds
from detente_client.commands.slots import Here
from detente_client.describe.told import Scene
from detente_client.pressing import means, pages, standing
from detente_client.words.handles import Handles
from detente_server.rules import demarche
from detente_server.rules.pressure import TOOL_RULES
from detente_wire import acts
from detente_wire.acts import Press
from detente_wire.messages import Heard
from detente_wire.notices import CovertReported, DemarcheHeld, Notice, Pressed, Sealed, Threatened
from detente_wire.terms import TOOLS, Demand, NationId, Ref
from tests.client.hall import Hall

IRN, USA, RUS = NationId("irn"), NationId("usa"), NationId("rus")


def scene(*told: Notice, turn: int = 2) -> Scene:
    """The United States at a table of which this has been told."""
    hall = Hall("iran-2015", "usa")
    hall.view.sheet = None
    hall.view.turn = turn
    handles = Handles(hall.pack)
    for n, notice in enumerate(told, 1):
        hall.view.take(notice, turn)
        handles.hear(Heard(hall.match, n, turn, 0, notice))
    return Scene(hall.pack, hall.view, handles)


THREAT = Threatened(Ref("th"), IRN, USA, Demand("end", nation=IRN, tool="sanctions"), "force", 1, 2, True)


def test_the_tools_are_those_of_the_rules() -> None:
    assert {tool: rule.levels for tool, rule in TOOL_RULES.items()} == dict(means.LEVELS)
    modules = {tool: rule.module for tool, rule in TOOL_RULES.items() if rule.module != "core"}
    assert modules == dict(means.MODULES)
    assert means.LEAST_PRINCIPALS == demarche.LEAST


@pytest.mark.parametrize("tool", TOOLS)
def test_the_line_of_a_tool_is_understood_as_that_tool(tool: str) -> None:
    here = Here(scene())
    for level in range(1, means.LEVELS[tool] + 1):  # type: ignore[index]
        press = Press(tool, IRN, level)  # type: ignore[arg-type]
        assert catalogue.understand(here, means.press_line(press)) == deeds.Do(press)


def test_what_asks_for_a_choice_stands_first_with_its_answers() -> None:
    (title, rows), *_ = standing.sections(scene(THREAT))
    assert title == "Threats"
    assert rows[0].urgent
    assert [step.line for step in rows[0].steps] == ["/yield th1", "/firm th1"]
    assert not standing.sections(scene(THREAT, turn=1))[0][1][0].urgent


def test_one_s_own_tools_can_be_ended_or_raised() -> None:
    told = scene(Pressed("sanctions", IRN, 2, USA), Pressed("force", IRN, 1, RUS))
    rows = dict(standing.sections(told))["In force"]
    assert [step.line for step in rows[0].steps] == ["/lift irn", "/press sanctions 3 irn"]
    assert not rows[1].steps


def test_an_own_covert_act_is_told_from_an_unknown_hand() -> None:
    told = scene(
        Pressed("covert", IRN, 0, None, Ref("mine")),
        CovertReported(Ref("mine"), "done"),
        Pressed("covert", USA, 0, None, Ref("theirs")),
    )
    mine, theirs = dict(standing.sections(told))["Covert acts"]
    assert "nobody else knows" in " ".join(mine.lines)
    assert "Nobody is known" in " ".join(theirs.lines)


def test_every_step_is_a_line_that_is_understood() -> None:
    told = scene(
        THREAT, Pressed("sanctions", IRN, 2, USA), Pressed("force", IRN, 1, USA), DemarcheHeld(IRN, 4)
    )
    for _, rows in standing.sections(told):
        for row in rows:
            for step in row.steps:
                if not step.line.endswith(" "):
                    catalogue.understand(Here(told), step.line)


@pytest.mark.parametrize(
    "act", [Press("force", IRN, 2), acts.Lift("sanctions", IRN), acts.StandDown(), acts.Demarche(IRN)]
)
def test_what_is_sealed_can_be_taken_back(act: acts.Act) -> None:
    told = scene(Sealed("slot", Ref("s"), act))
    (row,) = dict(standing.sections(told))["Sealed by you this turn"]
    assert "taken back" in " ".join(row.lines)
    deed = catalogue.understand(Here(told), row.steps[0].line)
    assert isinstance(deed, deeds.Do)
    assert deed.act == acts.Withdraw(Ref("s"))


def test_what_stands_in_the_way_is_a_sentence() -> None:
    told = scene(Pressed("sanctions", IRN, 2, USA))
    assert "only be raised" in means.hindrance(told, Press("sanctions", IRN, 2))
    assert not means.hindrance(told, Press("sanctions", IRN, 3))
    assert "reach level 0" in means.hindrance(told, Press("force", IRN, 1))


def test_the_line_mode_has_both_pages() -> None:
    told = scene(THREAT, Pressed("sanctions", IRN, 2, USA))
    text = "\n".join(pages.pressure_lines(told))
    assert "! Iran threatens you" in text
    assert "/lift irn" in text
    assert any("/press sanctions 3 irn" in line for line in pages.means_lines(told, IRN))
    assert pages.pressure_lines(scene()) == ["Nobody presses anybody."]


def test_the_demarche_stands_among_the_tools_where_there_are_principals_enough() -> None:
    told = scene()
    row = next(row for row in means.means(told, IRN) if row.tool == means.DEMARCHE)
    assert means.plays(told, means.DEMARCHE) == (len(told.pack.must_sign) >= means.LEAST_PRINCIPALS)
    here, use = Here(told), means.use_of(row.tool, IRN, 1)
    assert catalogue.understand(here, means.press_line(use)) == deeds.Do(acts.Demarche(IRN))


def test_who_is_no_principal_joins_in_no_demarche() -> None:
    hall = Hall("berlin-1878", "gbr")
    told = Scene(hall.pack, hall.view, Handles(hall.pack))
    principals = told.pack.must_sign
    other = next(nation for nation in principals if nation != told.me)
    assert means.plays(told, means.DEMARCHE)
    assert bool(means.hindrance(told, acts.Demarche(other))) == (told.me not in principals)
