"""`detente-pack simulate`: the same tallies whatever the cores, and what they say of a pack."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente_server.bots.probes import CONDUCTS
from detente_server.cli import pack
from detente_server.packs.loader import LoadedPack, load, load_files
from detente_server.workshop.aims import aims
from detente_server.workshop.courses import Course
from detente_server.workshop.plotting import bars, curve
from detente_server.workshop.simulating import plans, simulate
from detente_server.workshop.tallies import dominated, tally, unused
from detente_server.workshop.tempo import probed
from detente_wire.terms import NationId
from tests.packs.teapot import slip

REGATTA = Path(__file__).parent / "regatta"


@cache
def regatta() -> LoadedPack:
    loaded = load(REGATTA)
    assert isinstance(loaded, LoadedPack)
    return loaded


@cache
def courses() -> tuple[Course, ...]:
    return tuple(simulate(regatta(), plans(8), cores=1))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(pack, ["simulate", *map(str, arguments)], catch_exceptions=False)


def test_the_cores_change_nothing() -> None:
    told: list[int] = []
    assert simulate(regatta(), plans(8), told.append, cores=2) == list(courses())
    assert sum(told) == 8
    assert simulate(regatta(), plans(4, seed=4), cores=1) == list(courses()[4:])


def test_the_tally_adds_up() -> None:
    found = tally(regatta().pack, courses())
    assert found["matches"] == 8
    assert sum(found["percent"].values()) == pytest.approx(100)
    assert found["percent"]["settled"] == 100 * sum(c.outcome == "settled" for c in courses()) / 8
    assert len(found["tension_by_turn"]) == max(len(c.tension) for c in courses())
    assert found["tension_by_turn"][0] == regatta().pack.ladder.start
    by_hand = [s.score_tenths / 10 for c in courses() for s in c.scores if s.nation == "nor"]
    assert found["score_by_nation"]["nor"] == round(sum(by_hand) / 8, 1)
    for issue, options in found["options_closed"].items():
        assert sum(options.values()) <= 100.1, issue


def test_what_was_never_used_is_named() -> None:
    """The planted thing: a medium of a turn that no match reaches, and an inject that cannot come."""
    late = '\n[[medium]]\nid = "owl"\ntitle = "An owl"\nkind = "letter"\nfrom_turn = 7\n'
    files = slip("channels.toml", "", late) | {"text/inject-snow.md": b"Snow.\n"}
    files["timeline.toml"] += b'\n[[inject]]\nid = "snow"\ntitle = "Snow"\nwhen = "turn < 1"\n'
    loaded = load_files(files)
    assert isinstance(loaded, LoadedPack)
    found = unused(loaded.pack, simulate(loaded, plans(4), cores=1))
    assert "owl" in found["medium"]
    assert "note" in unused(loaded.pack, [])["medium"]
    assert "snow" in found["inject"]
    assert "rain" not in found["inject"]
    assert found["tool"] == [tool for tool in found["tool"] if tool not in ("covert", "legal", "recall")]


def test_dominated_options_are_named() -> None:
    assert list(dominated(regatta().pack)) == []
    points = (
        "toll = { free = 0, ada-collects = 40, shared = 25 }",
        "toll = { free = 0, ada-collects = 25, shared = 40 }",
    )
    loaded = load_files(slip("sheets.toml", *points) | {"outcome.toml": b""})
    assert isinstance(loaded, LoadedPack)
    assert {"issue": "toll", "option": "ada-collects", "by": "shared"} in list(dominated(loaded.pack))


def test_missed_aims_are_told_with_advice() -> None:
    found = tally(regatta().pack, courses())
    found["percent"] = {"settled": 0.0, "partial": 0.0, "frozen": 10.0, "war": 90.0}
    missed = {aim.name: aim.advice for aim in aims(regatta().pack, found) if not aim.met}
    assert missed.keys() >= {"settled or in part, %", "war, %"}
    assert all(missed.values())


def test_the_command_prints_a_page_or_json() -> None:
    result = run(REGATTA, "-n", "4", "--plot")
    assert result.exit_code == 0
    assert result.stdout.startswith("regatta 1.0.0: 4 matches of bots\n")
    assert " turn\n" in result.stdout
    said = json.loads(run(REGATTA, "-n", "4", "--json", "--seed", "4", "--temper", "mixed").stdout)
    assert list(said["score_by_conduct"]) == ["mixed"]
    assert {aim["met"] for aim in said["aims"]} <= {True, False}


def test_a_probe_is_held_against_a_mixed_bot_in_its_seat() -> None:
    said = json.loads(run(REGATTA, "-n", "2", "--probe", "never-talks", "--seat", "sud", "--json").stdout)
    assert [(one["conduct"], one["seat"]) for one in said] == [("never-talks", "sud")]
    lines = run(REGATTA, "-n", "2", "--probe", "signs-nothing").stdout.splitlines()
    assert len(lines) == len(regatta().pack.must_sign)
    assert "did you mean 'liar'?" in run(REGATTA, "--probe", "lair").output
    assert "no nation 'zoe'" in run(REGATTA, "--probe", "liar", "--seat", "zoe").output


def test_a_probe_that_gains_is_seen_to() -> None:
    """The negative control: scores that differ by more than chance."""
    low = list(courses())
    high = simulate(regatta(), plans(8, conducts={NationId("nor"): "mixed"}), cores=1)
    assert not probed("liar", "nor", low, low).gains
    richer = [_richer(course) for course in high]
    assert probed("liar", "nor", richer, high).gains


def _richer(course: Course) -> Course:
    from attrs import evolve

    return evolve(course, scores=tuple(evolve(s, score_tenths=s.score_tenths + 900) for s in course.scores))


def test_every_conduct_can_be_seated() -> None:
    for conduct in CONDUCTS:
        (one,) = simulate(regatta(), plans(1, conducts={NationId("nor"): conduct}), cores=1)
        assert one.conducts[NationId("nor")] == conduct


def test_the_drawing() -> None:
    assert list(bars({"a": 100, "bb": 50.5}))[1].startswith("bb " + "█" * 25)
    rows = list(curve([0, 100, 55]))
    assert len(rows) == 12
    assert rows[0] == " 100 │   ██"
    assert rows[5] == "  50 │   ██ ██"
    assert rows[4] == "  60 │   ██ ▄▄"
