"""Every problem that a pack can have is told at its place: one slip in `teatime`, one problem."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente_server.packs.loader import LoadedPack, load
from detente_server.packs.problems import CODES, PackProblem
from tests.packs.teapot import copied, lines, problems, slip, teatime_files, without

HISTORY = "outcome.toml:4:1 historical-infeasible"
SLIPS = [
    # file, what stood there, what stands there now, the problems
    ("pack.toml", "format = 1", "format = 2", "1:10 wrong-value"),
    ("pack.toml", "title", "titel", "3:1 key-unknown", "1:1 key-missing"),
    ("pack.toml", 'id = "teatime"', 'id = "Teatime"', "2:6 bad-id"),
    ("pack.toml", '"1.0.0"', '"1.0"', "4:11 wrong-value"),
    ("pack.toml", '"1.0.0"', "1.0", "4:11 wrong-type"),
    ("pack.toml", '["core"]', '["core", "coret"]', "8:18 wrong-value"),
    ("pack.toml", '["core"]', '["cheat"]', "8:1 rules-core"),
    ("pack.toml", '["core"]', '["core", "core"]', "8:18 doubled"),
    ("pack.toml", '["core"]', '"core"', "8:9 wrong-type"),
    ("pack.toml", 'must_sign = ["ada", "bel"]', 'must_sign = ["ada"]', "9:1 out-of-range"),
    ("pack.toml", 'must_sign = ["ada", "bel"]', 'must_sign = ["ada", "bell"]', "9:21 id-unknown"),
    ("pack.toml", '[["ada", "bel"]]', '[["ada", "ada"]]', "10:16 self-pair"),
    ("pack.toml", '[["ada", "bel"]]', '[["ada", "bel"], ["bel", "ada"]]', "10:32 doubled"),
    ("pack.toml", '[["ada", "bel"]]', '[["ada", "bel", "ada"]]', "10:16 out-of-range"),
    ("pack.toml", "deadline_turn = 5", "deadline_turn = true", "11:17 wrong-type"),
    ("pack.toml", "deadline_turn = 5", "deadline_turn = 61", "11:17 out-of-range"),
    ("pack.toml", '"7 June"', '"7 June", "8 June"', "12:1 dates-count"),
    ("pack.toml", '"7 June"', '""', "12:70 text-empty"),
    ("pack.toml", '"7 June"', '"7\\nJune"', "12:70 text-long"),
    ("pack.toml", '"7 June"', '"7\\u202eJune"', "12:72 text-control"),
    ("pack.toml", '"7 June"', '"7\u202eJune"', "12:72 text-control"),
    ("pack.toml", '"7 June"', '"7 June', "12:78 toml-syntax"),
    ("pack.toml", 'era = "', "era = [[[[[[[[[[", "7:16 toml-depth"),
    ("pack.toml", "", "[numbers]\nproof_turn = 3", "15:1 key-unknown"),
    ("pack.toml", "", "[numbers]\naccident_div = 0", "15:16 out-of-range"),
    ("pack.toml", "", 'declared = ["all is well"]', "14:13 wrong-value"),
    ("pack.toml", '["core"]', '["core"]\nlegacy.after = ["teatime"]', "9:1 legacy-module", "9:17 legacy-circle"),
    ("pack.toml", '["core"]', '["core", "legacy"]\nlegacy.reads = ["fragil"]', "9:17 wrong-value"),
    ("issues.toml", 'id = "free"', 'id = "free"\nwrongs = ["eve", "bel"]', "28:18 wrongs"),
    ("nations.toml", 'title = "Bel"', 'title = "Bel"\nheir_of = "ada"', "22:1 heir"),
    ("nations.toml", 'title = "Bel"', "title = 1979-05-27", "21:9 wrong-type"),
    ("nations.toml", "tier = 2", "tier = 4", "5:8 wrong-value"),
    ("nations.toml", 'ratifier = "cabinet"', 'ratifier = "cabinets"', "6:12 wrong-value"),
    ("nations.toml", "{ intel = 1, force", "{ intel = 1, farce", "8:25 key-unknown"),
    ("nations.toml", "{ intel = 1, force = 1", "{ intel = 1, force = 4", "8:33 out-of-range"),
    ("channels.toml", 'id = "note"', 'id = "meeting"', "7:6 id-doubled"),
    ("nations.toml", 'contacts = ["bel"]', 'contacts = ["ada"]', "9:1 self-pair"),
    ("nations.toml", "{ bel = 45 }", "{ bell = 45 }", "10:11 id-unknown"),
    ("nations.toml", "{ bel = 45 }", "{ bel = 145 }", "10:17 out-of-range"),
    ("issues.toml", "", '\n[[issue]]\nid = "one"\ntitle = "One"\noption = []', "44:1 out-of-range"),
    ("issues.toml", 'id = "toll"', 'id = "toll"\nstatus_quo = "freed"', "23:1 id-unknown"),
    ("issues.toml", 'id = "toll"', 'id = "toll"\nat_least = 1', "23:1 at-least"),
    ("issues.toml", 'id = "toll"', 'id = "toll"\nat_least = 1\nat_least_of = ["bel"]', "24:1 at-least"),
    ("issues.toml", 'actor = "ada", ', "", "9:1 key-missing"),
    ("issues.toml", "clause = {", "note = {", "9:1 key-unknown", "6:1 key-missing"),
    ("issues.toml", '"payment", actor = "ada"', '"inspection", actor = "ada"', "9:1 clause-verify"),
    ("issues.toml", 'actor = "ada"', 'actor = "bel"', "9:45 self-pair"),
    ("issues.toml", 'type = "transit"', 'type = "tranzit"', "29:19 wrong-value"),
    ("sheets.toml", "vary = false", "vary = 0", "1:8 wrong-type"),
    ("sheets.toml", "ada-mends = 0,", "", "10:1 points-missing"),
    ("sheets.toml", "toll = { free = 0,", "tolls = { free = 0,", "11:1 id-unknown"),
    ("sheets.toml", "bridge = { ada-mends = 0", "bridge = { ada-mend = 0", "10:12 id-unknown"),
    ("sheets.toml", "bel-mends = 60", "bel-mends = 61", "9:1 points-sum"),
    ("sheets.toml", "bel-mends = 60", "bel-mends = 6.0", "10:39 wrong-type"),
    ("sheets.toml", '{ bridge = ["ada-mends"] }', "{}", "7:1 red-lines"),
    ("sheets.toml", '{ bridge = ["ada-mends"] }', '{ bridge = ["ada-mend"] }', "7:25 id-unknown"),
    ("sheets.toml", 'nation = "bel"', 'nation = "ada"', "1:1 card-missing"),
    ("sheets.toml", 'id = "bel-first"', 'id = "ada-first"', "14:6 id-doubled"),
    ("sheets.toml", "turn = 4", "turn = 8", "24:1 turn-late"),
    ("sheets.toml", "batna_points = 50", "batna_points = 66", "6:1 feasible-share", HISTORY),
    ("ladder.toml", '"calm", ', "", "2:1 out-of-range"),
    ("channels.toml", 'kind = "meeting"', 'kind = "meeting"\nlost_percent = 3', "5:1 medium-kind"),
    ("channels.toml", 'kind = "meeting"', 'kind = "metting"', "4:8 wrong-value"),
    ("channels.toml", "transit_turns = 1", "from_turn = 8", "10:1 turn-late"),
    ("channels.toml", "secure = true", 'secure = true\nhost = "miller"', "21:8 id-unknown"),
    ("timeline.toml", "turn = 3", "", "1:1 inject-never"),
    ("timeline.toml", "turn = 3", "turn = 9", "4:1 turn-late"),
    ("timeline.toml", "by = 3", "by = 31", "8:1 out-of-range"),
    ("timeline.toml", "by = 3", 'by = 3\nnation = "ada"', "9:1 effect-keys"),
    ("timeline.toml", 'toward = "bel"', "", "16:1 effect-keys"),
    ("timeline.toml", 'toward = "bel"', 'toward = "ada"', "18:1 self-pair"),
    ("timeline.toml", "agreed(toll)", "agreed(tolls)", "13:38 condition"),
    ("timeline.toml", "tension >= 40", "tensions >= 40", "13:9 condition"),
    ("timeline.toml", "tension >= 40", "tension + 40", "13:9 condition"),
    ("timeline.toml", '"tension >=', "'''\ntension >=", "13:8 toml-syntax"),
    ("timeline.toml", '"tension >= 40 and not agreed(toll) and', "'''\n 40 <\n tention'''#", "15:2 condition"),
    ("timeline.toml", '"tension >= 40 and', '"\\u0074ension >= 40 und', "13:28 condition"),
    ("outcome.toml", 'toll = "shared"', "", "4:1 historical-incomplete"),
    ("outcome.toml", 'toll = "shared"', 'toll = "share"', "6:8 id-unknown"),
    ("outcome.toml", "ada = 65", "ada = 64", "9:1 historical-points"),
    ("outcome.toml", 'bridge = "together"\ntoll = "shared"\n\n[historical.points]\nada = 65\nbel = 65',
     'bridge = "ada-mends"\ntoll = "shared"', HISTORY),
    ("text/intro.md", "flood", "fl\x1b[31mood", "1:7 text-control"),
    ("text/intro.md", "flood", "fl\u200bood", "1:7 text-control"),
    ("text/intro.md", "", "\n" + "x" * 40_000, "1:1 text-long"),
    ("text/introduction.md", "", "Once.", "1:1 file-unknown"),
    ("text/bulletin-8-ada.md", "", "Too late.", "1:1 file-unknown"),
    ("text/bulletin-7-ada.md", "", " \n", "1:1 text-empty"),
    ("notes.txt", "", "Remember the cake.", "1:1 file-unknown"),
]  # fmt: skip


@pytest.mark.parametrize("case", SLIPS, ids=lambda case: f"{case[0]} {case[-1]}")
def test_one_slip_is_told_at_its_place(case: tuple[str, ...]) -> None:
    file, old, new, *expected = case
    assert lines(slip(file, old, new)) == sorted(p if "toml:" in p else f"{file}:{p}" for p in expected)


@pytest.mark.parametrize(
    ("file", "code"),
    [
        *[
            (f"{name}.toml", "file-missing")
            for name in ("pack", "nations", "issues", "sheets", "ladder", "channels")
        ],
        ("sources.md", "file-missing"),
        ("text/intro.md", "text-missing"),
        ("text/care.md", "text-missing"),
        ("text/debrief.md", "text-missing"),
        ("text/inject-rain.md", "text-missing"),
        ("text/briefing-bel.md", "text-missing"),
    ],
)
def test_a_missing_file_is_one_problem(file: str, code: str) -> None:
    assert lines(without(file)) == [f"{file}:1:1 {code}"]


@pytest.mark.parametrize("file", ["timeline.toml", "outcome.toml", "text/notes-ada.md", "text/rung-5.md"])
def test_what_may_be_left_out(file: str) -> None:
    files = without(file)
    if file == "timeline.toml":
        files = {name: data for name, data in files.items() if not name.startswith("text/inject-")}
    assert lines(files) == []


def test_two_slips_in_two_files_are_two_problems() -> None:
    files = slip("sheets.toml", "bel-mends = 60", "bel-mends = 61") | {"text/care.md": b"\xff"}
    files["ladder.toml"] = b"start_tension = 20\nthis is no TOML"
    assert lines(files) == [
        "ladder.toml:2:6 toml-syntax",
        "sheets.toml:9:1 points-sum",
        "text/care.md:1:1 not-utf8",
    ]


def test_letters_alone_make_no_talks() -> None:
    files = teatime_files() | {"channels.toml": b'[[medium]]\nid = "cry"\ntitle = "A cry"\nkind = "public"\n'}
    assert lines(files) == ["channels.toml:1:1 medium-none"]


def test_more_deals_than_can_be_enumerated() -> None:
    issues, points = "", {"ada": "", "bel": ""}
    for n in range(10):
        issues += f'[[issue]]\nid = "i{n}"\ntitle = "I"\n'
        for option in "abc":
            issues += f'[[issue.option]]\nid = "o{option}"\ntitle = "O"\n'
            issues += 'clause = { type = "payment", actor = "ada" }\n'
        for nation in points:
            points[nation] += f"i{n} = {{ oa = 10, ob = 1, oc = 0 }}\n"
    sheets = "".join(
        f'[[card]]\nid = "{nation}"\nnation = "{nation}"\nbatna_points = 90\nred_lines = {{ i1 = ["oc"] }}\n'
        f"[card.points]\n{said}"
        for nation, said in points.items()
    )
    files = without("outcome.toml") | {"issues.toml": issues.encode(), "sheets.toml": sheets.encode()}
    files["timeline.toml"] = b""
    files = {name: data for name, data in files.items() if not name.startswith("text/inject-")}
    assert lines(files) == ["issues.toml:1:1 deals-many"]


def test_a_share_out_of_the_band_can_be_declared() -> None:
    files = slip("sheets.toml", "batna_points = 50", "batna_points = 20")
    files["outcome.toml"] = b""
    assert lines(files) == ["sheets.toml:6:1 feasible-share"]
    assert lines(files | {"pack.toml": files["pack.toml"] + b'declared = ["feasible-share"]\n'}) == []


def test_an_opening_drift_brings_the_share_into_the_band_or_is_refused() -> None:
    files = slip("sheets.toml", "batna_points = 50", "batna_points = 67")
    files["pack.toml"] += b'declared = ["opening-drift"]\n'
    assert lines(files) == []
    files["sheets.toml"] = files["sheets.toml"].replace(b"by_points = -2", b"by_points = -1")
    assert lines(files) == ["sheets.toml:6:1 feasible-share"]


def test_folder_and_id_must_agree(tmp_path: Path) -> None:
    folder = copied(tmp_path).rename(tmp_path / "coffeetime")
    found = load(folder)
    assert not isinstance(found, LoadedPack)
    assert [str(problem) for problem in found] == [
        "pack.toml:2:1: id-folder: the pack's id is 'teatime', its folder is 'coffeetime'"
        " (give both the same name)"
    ]


def test_a_problem_reads_as_a_sentence_with_place_and_hint() -> None:
    (found,) = problems(slip("sheets.toml", "bel-mends = 60", "bel-mends = 61"))
    assert str(found) == (
        "sheets.toml:9:1: points-sum: the best options of ada-first sum to 101, not 100: bridge 61 + toll 40"
        " (take away 1)"
    )
    (found,) = problems(slip("pack.toml", "adversaries", "adversary"))
    assert str(found) == (
        "pack.toml:10:1: key-unknown: there is no key 'adversary' here (did you mean 'adversaries'?)"
    )


def test_thousands_of_slips_are_told_up_to_a_hundred_a_file() -> None:
    files = teatime_files()
    files["ladder.toml"] += b"".join(b"k%d = 1\n" % n for n in range(10_000))
    assert len(problems(files)) == 100


ELSEWHERE = {
    "pack-missing", "file-name", "file-link", "file-unreadable", "file-size", "pack-size",
    "zip-broken", "zip-ratio", "pack-exhausts",
    "body-module", "body-chair", "body-members", "body-seats", "body-means",
    "language-own", "language-unlisted", "language-silent", "language-no-original", "language-no-words",
    "language-count",
}  # fmt: skip
"""Told by tests/packs/test_files.py, tests/packs/test_bodies.py and tests/packs/test_languages.py."""
OF_TRIALS = {"trial-empty", "trial-line", "trial-failed", "historical-text", "not-playable", "trial-many"}
"""Told by tests/packs/test_trials.py and tests/packs/test_checking.py."""


def test_every_code_is_told_by_a_test() -> None:
    told = {problem.split()[1] for case in SLIPS for problem in case[3:]}
    here = {"file-missing", "text-missing", "not-utf8", "medium-none", "deals-many", "id-folder"}
    assert told | here | ELSEWHERE | OF_TRIALS == set(CODES)


def test_problems_are_values_in_order() -> None:
    one = PackProblem("a.toml", 2, 1, "wrong-type", "m")
    assert sorted([one, PackProblem("a.toml", 1, 9, "wrong-type", "m")])[1] == one
