"""Trials: those of the packs hold, and one that does not is named at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente_server.packs.loader import LoadedPack, load_files
from detente_server.trials.trial import Broken, Trial, try_
from detente_server.workshop.checking import check
from detente_server.workshop.trying import tried
from tests.packs.teapot import TEATIME, problems, slip
from tests.rules.tables import pack_named

CONTENT = Path(__file__).resolve().parents[2] / "content"
PACKS = [TEATIME, *sorted(path for path in CONTENT.iterdir() if path.is_dir())]


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name)
def test_the_trials_of_the_pack_hold(path: Path) -> None:
    report = check(path)
    assert report.well, "\n".join(map(str, report.problems))


def trial(given: str = "", acts: str = "", then: str = "") -> Broken | None:
    """The verdict on a trial of `teatime`; lines by semicolons."""
    given_, acts_, then_ = ([x.strip() for x in part.split(" ; ") if x] for part in (given, acts, then))
    return try_(pack_named("teatime"), Trial(tuple(given_), tuple(acts_), tuple(then_)))


@pytest.mark.parametrize(
    ("given", "acts", "then", "part", "line", "message"),
    [
        ("", "turn", "tension 21 ; tension 99", "then", 1, "tension 99: it is 21"),
        ("tension 50", "", "tension 50 ; rung 4", "then", 1, "rung 4: it is 5"),
        ("", "", "told ada injected", "then", 0, "told ada injected: ada heard of nothing"),
        ("", "turn 3", "not-happened rain", "then", 0, "not-happened rain: it is turn 3"),
        ("", "ada: sell-at-home ; ada: press tool=covert target=bel", "", "acts", 1, "refused rules."),
        ("", "ada: sell-at-home ! rules.over", "", "acts", 0, "expected refusal rules.over, but it was done"),
        (
            "trust ada bel 50 ; trust bel ada 50",
            "ada,bel: conclude text=treaty;parties=ada,bel;closes=historical -> t",
            "open bridge",
            "then",
            0,
            "open bridge: it is closed with together",
        ),
    ],
)
def test_a_line_that_does_not_hold(
    given: str, acts: str, then: str, part: str, line: int, message: str
) -> None:
    broken = trial(given, acts, then)
    assert broken is not None
    assert (broken.part, broken.line, broken.readable) == (part, line, True)
    assert message in broken.message


@pytest.mark.parametrize(
    ("given", "acts", "then", "part", "line", "message"),
    [
        ("tension 50 ; tensoin 50", "", "", "given", 1, "cannot give tensoin 50"),
        ("trust ada zoe 4", "", "", "given", 0, "no zoe to give trust to; there are ada, bel"),
        ("capital zoe 4", "", "", "given", 0, "no zoe to give capital to; there are ada, bel"),
        ("sanctions ada zoe 2", "", "", "given", 0, "no zoe to give sanctions to"),
        (
            "medium owl lost 5",
            "",
            "",
            "given",
            0,
            "no owl to give medium to; there are meeting, note, channel",
        ),
        ("principals ada zoe", "", "", "given", 0, "no zoe to give principals to"),
        ("no-secret weather", "", "", "given", 0, "no weather to give no-secret to"),
        ("closed weather rain", "", "", "given", 0, "no weather to give closed to"),
        ("", "zoe: ready", "", "acts", 0, "no nation zoe; there are ada, bel"),
        ("", "ada: dance", "", "acts", 0, "no act dance"),
        ("", "ada: draft txet=treaty", "", "acts", 0, "draft has no field txet"),
        ("", "turn 1", "", "acts", 0, "turn 1 does not lie ahead"),
        ("", "turn 60", "", "acts", 0, "turn 60 does not lie ahead"),
        ("", "ada,bel: agree text=treaty;parties=ada,bel;closes=historical", "", "acts", 0, "needs a label"),
        ("", "", "happened snow", "then", 0, "no inject snow"),
        ("", "", "tensoin 20", "then", 0, "no dial tensoin"),
        ("", "", "status paper signed", "then", 0, "there is no 'paper' here"),
    ],
)
def test_a_line_that_cannot_be_read(
    given: str, acts: str, then: str, part: str, line: int, message: str
) -> None:
    broken = trial(given, acts, then)
    assert broken is not None
    assert (broken.part, broken.line, broken.readable) == (part, line, False)
    assert message in broken.message


def test_a_problem_of_a_trial_has_its_place() -> None:
    loaded = load_files(slip("trials/tea.toml", '"points ada 65"', '"points ada 66"'))
    assert isinstance(loaded, LoadedPack)
    assert [str(problem) for problem in tried(loaded)] == [
        "trials/tea.toml:5:61: trial-failed: The Treaty of the Teapot is signed, ratified, and closes both"
        " questions: points ada 66: it is 65"
    ]
    loaded = load_files(slip("trials/tea.toml", 'acts = ["turn 3"]', 'acts = [\n  "tunr 3",\n]'))
    assert isinstance(loaded, LoadedPack)
    (found,) = tried(loaded)
    assert (found.file, found.line, found.column, found.code) == ("trials/tea.toml", 10, 3, "trial-line")


def test_a_trial_must_expect_something() -> None:
    empty = '\n[[trial]]\ntitle = "x"\nacts = ["turn"]\n'
    (found,) = problems(slip("trials/tea.toml", "", empty))
    assert (found.code, found.line) == ("trial-empty", 16)


def test_trials_are_read_as_strictly_as_the_rest() -> None:
    found = problems(slip("trials/tea.toml", "title", "titel"))
    assert [f"{p.file}:{p.line}:{p.column} {p.code}" for p in found] == [
        "trials/tea.toml:1:1 key-missing",
        "trials/tea.toml:2:1 key-unknown",
    ]
    (found_elsewhere,) = problems(slip("trials/Tea time.toml", "", "[[trial]]\n"))
    assert found_elsewhere.code == "file-unknown"


def test_a_changed_trial_changes_the_digest_and_no_dice() -> None:
    one, other = load_files(slip("pack.toml", "", "")), load_files(slip("trials/tea.toml", "", "# more\n"))
    assert isinstance(one, LoadedPack)
    assert isinstance(other, LoadedPack)
    assert one.digest != other.digest
    assert one.rules_digest == other.rules_digest
