"""The files of the project name no place where they were made and no registry they came from."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Written in pieces, so that this file passes its own test.
FOLDERS = ("wo" + "rk", "ro" + "ot", "tm" + "p")
HOSTS = ("pypi" + ".org", "registry." + "npmjs.org", "files." + "pythonhosted.org")

# A folder counts at the start of a path only: not in `docs/x/`, `./x/`, `~/x/` or `host.example/x/`.
PLACE = re.compile(r"(?<![\w.~/*})\]-])/(?:" + "|".join(FOLDERS) + ")/")
HOST = re.compile("|".join(map(re.escape, HOSTS)), re.IGNORECASE)

UNTRACKED = {".git", ".venv", "__pycache__", "build", "dist"}


def project_files() -> list[Path]:
    """The files that belong to the project: what git tracks or would, else all that is not made by make."""
    if not (ROOT / ".git").exists():
        files = (path for path in sorted(ROOT.rglob("*")) if path.is_file())
        return [path for path in files if UNTRACKED.isdisjoint(path.relative_to(ROOT).parts)]
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    names = sorted({name.decode() for name in listed.split(b"\0") if name})
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def offences(text: str) -> list[str]:
    """The lines of `text`, numbered from 1, that name a place or a registry."""
    return [
        f"{number}: {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if PLACE.search(line) or HOST.search(line)
    ]


def test_no_file_names_a_place_or_a_registry() -> None:
    found = []
    for path in project_files():
        content = path.read_bytes()
        if b"\0" in content:  # no text
            continue
        name = path.relative_to(ROOT).as_posix()
        found += [f"{name}:{line}" for line in offences(content.decode("utf-8", "replace"))]
    assert found == []


def test_this_very_file_is_among_those_read() -> None:
    assert Path(__file__).resolve() in project_files()


@pytest.mark.parametrize(
    "line",
    [
        *[f"see /{folder}/x/y.py" for folder in FOLDERS],
        *[f'"/{folder}/x"' for folder in FOLDERS],
        *[f"path=/{folder}/" for folder in FOLDERS],
        *[f"--index https://{host}/simple" for host in HOSTS],
        HOSTS[0].upper(),
    ],
)
def test_a_place_or_a_registry_is_found(line: str) -> None:
    assert offences(f"one\n{line}\nthree") == [f"2: {line}"]


@pytest.mark.parametrize(
    "line",
    [
        *[f"docs/{folder}/x ./{folder}/ ~/{folder}/ $HOME/{folder}/ /{folder}ing/" for folder in FOLDERS],
        "and/or, 1962/10/27, server/detente_wire/",
    ],
)
def test_other_slashes_pass(line: str) -> None:
    assert offences(line) == []
