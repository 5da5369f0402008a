"""`detente-pack check`: everything about a pack in one go, in words, as JSON, and again whenever a file changes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from detente_server import arena
from detente_server.cli import pack
from detente_server.packs.loader import LoadedPack
from detente_server.packs.traces import trace
from detente_server.workshop import watching
from detente_server.workshop.checking import check
from tests.packs.teapot import copied, lines, slip

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(pack, ["check", *map(str, arguments)], catch_exceptions=False)


def write(path: Path, file: str, old: str, new: str) -> None:
    text = (path / file).read_text()
    assert old in text
    (path / file).write_text(text.replace(old, new, 1))


def test_a_pack_that_is_well_is_told_with_its_figures(tmp_path: Path) -> None:
    result = run(copied(tmp_path))
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "  holds: 6 options, 2 cards, 2 injects, 11 texts, 3 media",
        "  feasible: 1 of 9 deals (11.1 %), then 1 of 9 deals (11.1 %) from turn 4",
        "  history: 65 to ada, BATNA 50; its home says 41 of the 30 needed, unsold",
        "  history: 65 to bel, BATNA 45; its home says 41 of the 30 needed, unsold",
        "  bots: frozen after 5 turns, frozen after 5 turns, frozen after 5 turns",
        "teatime 1.0.0 is well: 2 nations, 2 issues, 7 turns, 3 trials hold.",
    ]


def test_slips_in_several_files_are_told_at_once(tmp_path: Path) -> None:
    path = copied(tmp_path)
    write(path, "ladder.toml", "accident", "acident")
    write(path, "sheets.toml", "vary", "varry")
    (path / "text/intro.md").unlink()
    result = run(path)
    assert result.exit_code == 1
    *told, last = result.output.splitlines()
    assert [line.split(": ")[0] for line in told] == [
        "ladder.toml:1:1", "ladder.toml:4:1", "sheets.toml:1:1", "text/intro.md:1:1"
    ]  # fmt: skip
    assert last == f"4 problems in {path}."


def test_a_trial_that_fails_is_told_beside_the_figures(tmp_path: Path) -> None:
    path = copied(tmp_path)
    write(path, "trials/tea.toml", '"points bel 65"', '"points bel 64"')
    result = run(path)
    assert result.exit_code == 1
    assert "trials/tea.toml:5:78: trial-failed: " in result.output
    assert "feasible: 1 of 9" in result.output
    assert result.output.splitlines()[-1] == f"1 problem in {path}."


def test_json_says_the_same(tmp_path: Path) -> None:
    path = copied(tmp_path)
    said = json.loads(run("--json", path).output)
    assert (said["well"], said["id"], said["problems"]) == (True, "teatime", [])
    assert said["feasible"][0] == {"from_turn": 1, "feasible": 1, "deals": 9}
    assert said["history"]["ada"] == {"points": 65, "batna": 50, "sum": 41, "needed": 30, "red_lines": 0}
    assert [one["mode"] for one in said["bots"]] == ["historical", "variable", "variable"]
    write(path, "sheets.toml", "vary", "varry")
    result = run("--json", path)
    assert result.exit_code == 1
    said = json.loads(result.output)
    assert (said["well"], said["id"], said["counts"], said["bots"]) == (False, None, None, [])
    (problem,) = said["problems"]
    assert problem == {
        "file": "sheets.toml", "line": 1, "column": 1, "code": "key-unknown",
        "message": "there is no key 'varry' here", "hint": "did you mean 'vary'?",
    }  # fmt: skip


def test_history_must_make_a_text_that_the_rules_allow() -> None:
    """Two clauses of history that contradict each other on one object could never be tabled together."""
    shared = 'clause = { type = "found-institution", actor = "ada", beneficiary = "bel", object = "toll" }'
    mends = (
        'clause = { type = "payment", actor = "ada", beneficiary = "bel", object = "bridge", amount = 60 }'
    )
    files = slip("issues.toml", shared, mends)
    assert "outcome.toml:4:1 historical-text" in lines(files)


def test_a_pack_that_bots_cannot_play_is_no_good_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: every match breaks off."""

    def broken(pack: LoadedPack, settings: Any) -> Any:
        raise RuntimeError("the match did not end")

    monkeypatch.setattr(arena, "play", broken)
    report = check(copied(tmp_path))
    assert [problem.code for problem in report.problems] == ["not-playable"] * 3
    assert "with seed 1 broke off: RuntimeError: the match did not end" in report.problems[0].message


def test_watch_looks_again_after_each_change(tmp_path: Path) -> None:
    path = copied(tmp_path)
    seen: list[str] = []
    edits: Iterator[Callable[[], object]] = iter(
        [
            lambda: write(path, "sheets.toml", "vary", "varry"),
            lambda: (path / "text/notes-ada.md").write_text("More.\n"),
            lambda: (path / "text/notes-ada.md").unlink(),
        ]
    )
    idle = 0

    def wait(seconds: float) -> None:
        nonlocal idle
        idle += 1
        if idle % 4 == 0:
            next(edits)()

    for n, _ in enumerate(watching.changes(path, wait=wait)):
        seen.append(str(idle))
        if n == 3:
            break
    assert len(seen) == 4
    assert idle >= 12, "between changes it waits"


def test_a_change_while_the_check_runs_is_not_missed(tmp_path: Path) -> None:
    path = copied(tmp_path)
    looks = watching.changes(path, wait=lambda _: None)
    next(looks)
    (path / "text/intro.md").write_text("Another beginning.\n")
    next(looks)  # without the change this would never come back


def test_what_is_watched_may_be_a_zip_and_may_vanish(tmp_path: Path) -> None:
    copied(tmp_path)
    zip_ = Path(shutil.make_archive(str(tmp_path / "tea"), "zip", tmp_path, "teatime"))
    assert len(trace(zip_)) == 1
    assert trace(tmp_path / "nothing") == frozenset()


def test_several_packs_are_checked_in_one_go_and_other_files_passed_over(tmp_path: Path) -> None:
    good, bad = copied(tmp_path / "good"), copied(tmp_path / "bad")
    write(bad, "ladder.toml", "accident", "acident")
    page = tmp_path / "README.md"
    page.write_text("a shelf of packs")
    result = run(good, page, bad)
    assert result.exit_code == 1
    assert f"{page} is no pack (a folder or a zip): passed over." in result.output
    assert "teatime 1.0.0 is well" in result.output
    assert result.output.splitlines()[-1] == f"2 problems in {bad}."
    assert run(good, page).exit_code == 0
    assert [json.loads(line)["well"] for line in run("--json", good, bad).output.splitlines()] == [
        True,
        False,
    ]


def test_one_file_that_is_no_pack_and_a_watch_over_two_are_refused(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text("a shelf of packs")
    assert run(page).exit_code == 1
    assert "None of these is a pack" in run(page, page).output
    good = copied(tmp_path)
    assert "--watch looks at one pack" in run("--watch", good, good).output
