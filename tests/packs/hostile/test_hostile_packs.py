"""Packs that mean ill are refused by name and place, in a child that can do no harm; and 200 mutations of good ones."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from detente_server.packs.confined import Exhausted, Limits, ask, load_confined
from detente_server.packs.loader import LoadedPack
from detente_server.packs.problems import CODES, PackProblem
from detente_server.workshop.building import zipped
from tests.packs.hostile.table import HOSTILE, WELL
from tests.packs.teapot import TEATIME, copied

ROOT = Path(__file__).resolve().parents[3]
SEED = 1962
MUTATIONS = 200
MOST_MEMORY_KB = 512 * 1024
MOST_CPU_S = 5


def fair(problem: PackProblem) -> None:
    """It names a file, a place and a code, and prints nothing that acts."""
    assert problem.line >= 1
    assert problem.column >= 1
    assert problem.code in CODES
    said = str(problem)
    assert len(said) < 2_000
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co") for char in said), ascii(said)


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 60


def around(folder: Path) -> set[str]:
    """Every name beside and in the folder."""
    return {str(path) for path in folder.parent.rglob("*")}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_by_name_and_place(name: str, tmp_path: Path) -> None:
    make, (file, code) = HOSTILE[name]
    path = make(tmp_path)
    before = around(tmp_path)
    start = time.monotonic()
    loaded = load_confined(path)
    took = time.monotonic() - start
    assert around(tmp_path) == before, "nothing is written, anywhere near"
    if (file, code) == WELL:
        assert isinstance(loaded, LoadedPack), loaded
        return
    assert not isinstance(loaded, LoadedPack)
    for problem in loaded:
        fair(problem)
    told = {(problem.file, problem.code) for problem in loaded}
    assert (file, code) in told or (not code and file in {problem.file for problem in loaded}), told
    assert "pack-exhausts" not in {problem.code for problem in loaded}, "the reader itself refuses it"
    assert took < 30


# -- the second wall ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("does", "why"),
    [
        ("memory", "took more than 256 MB"),
        ("time", "took more than 1 seconds of work"),
        ("breaking", "broke off (code 1)"),
        ("writing", "broke off (code 1)"),
    ],
)
def test_a_reader_with_a_bug_harms_nobody(
    does: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted bugs: whatever the reader forgot, the child's limits hold it."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    limits = Limits(memory_bytes=256 * 1024 * 1024, cpu_s=1, wall_s=20)
    said = ask("tests.packs.hostile.greedy", tmp_path / does, limits)
    assert isinstance(said, Exhausted)
    assert why in said.why
    fair(said.problem("evil.zip"))
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) == 0


def test_a_reader_that_sleeps_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    said = ask("tests.packs.hostile.greedy", tmp_path / "time", Limits(cpu_s=60, wall_s=1))
    assert said == Exhausted("took more than 1 seconds")


def test_a_reader_that_behaves_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control of the two above."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    assert ask("tests.packs.hostile.greedy", tmp_path / "well", Limits()) == {"well": True}


def test_what_the_child_found_well_is_the_pack_itself() -> None:
    loaded = load_confined(TEATIME)
    assert isinstance(loaded, LoadedPack)
    assert loaded.raw.keys() == {
        path.relative_to(TEATIME).as_posix() for path in TEATIME.rglob("*") if path.is_file()
    }


def test_the_child_is_given_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}

    class Child(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            seen.update(kwargs)
            super().__init__(*args, **kwargs)

    monkeypatch.setattr(subprocess, "Popen", Child)
    monkeypatch.setenv("DETENTE_TOKEN", "secret")
    load_confined(copied(tmp_path))
    assert "DETENTE_TOKEN" not in seen["env"]
    assert seen["stdin"] == subprocess.DEVNULL


# -- mutations ---------------------------------------------------------------------------------------------------

TOKENS = [
    b"", b"\n", b"[[issue]]\n", b"[nation]\n", b"{}", b"[[]]", b'""', b"0", b"-1", b"1e9", b"true", b"= ", b"nan",
    b"1979-05-27", b'"ada"', b"99999999999999999999", b"points = {}\n", b"'''", b'"""', b"\x00", b"\xff", b"#",
    b"a" * 5_000, b"[" * 500, b"a.b.c.d.e.f.g.h.i.j = 1\n", "\u202e".encode(), b"\x1b[2J", b"= 20\n", b"min(", b" ! ",
]  # fmt: skip


def goods() -> list[dict[str, bytes]]:
    """The files of the packs that are mutated."""
    folders = [
        TEATIME,
        ROOT / "tests/packs/regatta",
        ROOT / "content/hong-kong-1984",
        ROOT / "server/detente_server/workshop/skeleton",
    ]
    return [
        {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in folders
    ]


def mutated(roll: random.Random, files: Mapping[str, bytes]) -> bytes:
    """A zip of the pack after one to five accidents to its files, or to the zip itself."""
    raw = dict(files)
    for _ in range(roll.randint(1, 5)):
        name = roll.choice(sorted(raw))
        data = raw[name]
        start = roll.randint(0, len(data))
        end = min(len(data), start + roll.choice((0, 1, 5, 40, 400)))
        match roll.choice(("put", "cut", "double", "swap", "drop", "rename", "flip")):
            case "put":
                raw[name] = data[:start] + roll.choice(TOKENS) + data[end:]
            case "cut":
                raw[name] = data[:start] + data[end:]
            case "double":
                raw[name] = data[:end] + data[start:end] * roll.choice((1, 50)) + data[end:]
            case "swap":
                other = roll.choice(sorted(raw))
                raw[name], raw[other] = raw[other], data
            case "drop":
                del raw[name]
            case "rename":
                raw[roll.choice(("x.toml", "text/x.md", "../x", "trials/x.toml", name.upper()))] = raw.pop(
                    name
                )
            case "flip" if data:
                at = roll.randrange(len(data))
                raw[name] = data[:at] + bytes([data[at] ^ 1 << roll.randrange(8)]) + data[at + 1 :]
        if not raw:
            break
    whole = zipped(raw)
    if roll.random() < 0.2:
        at = roll.randrange(len(whole))
        whole = whole[:at] + roll.randbytes(roll.choice((0, 1, 4))) + whole[at + 1 :]
    return whole


def test_any_mutation_is_a_pack_or_problems_with_places(tmp_path: Path) -> None:
    """A failing one is made again by its number: `mutated(random.Random(f"{SEED}/{n}"), ...)`."""
    count = int(os.environ.get("DETENTE_MUTATIONS", MUTATIONS))
    packs, paths = goods(), []
    for n in range(count):
        roll = random.Random(f"{SEED}/{n}")
        path = tmp_path / f"m{n}.zip"
        path.write_bytes(mutated(roll, roll.choice(packs)))
        paths.append(path)
    before = around(tmp_path)
    nursery = subprocess.run(
        [sys.executable, "-m", "tests.packs.hostile.nursery"],
        input="".join(f"{path}\n" for path in paths),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    said = [json.loads(line) for line in nursery.stdout.splitlines()]
    assert len(said) == count
    for one in said:
        assert one["status"] == 0, (one, nursery.stderr)
        assert one["memory_kb"] <= MOST_MEMORY_KB, one
        assert one["cpu_s"] <= MOST_CPU_S, one
        for problem in one["problems"] or ():
            fair(PackProblem(*problem))
    assert around(tmp_path) == before
    bad = sum(one["problems"] is not None for one in said)
    assert count * 0.5 < bad < count, "some mutations harm a pack, some do not"
