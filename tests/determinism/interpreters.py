"""Every CPython on this machine that could run the game, and running matches in one of them.

Owns: `interpreters`, `run`.
"""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from tests.determinism.child import MISSING

CHILD = Path(__file__).parent / "child.py"
MINORS = range(11, 20)
Hashes = dict[str, list[str]]


@functools.cache
def interpreters() -> dict[str, str]:
    """Version -> path, of those on the path and those that pyenv installed; this one first."""
    found = {_version(sys.executable): sys.executable}
    for path in _candidates():
        version = _version(path)
        if version:
            found.setdefault(version, path)
    return {version: path for version, path in found.items() if version}


def _candidates() -> Iterable[str]:
    names = ["python3", *(f"python3.{minor}" for minor in MINORS)]
    yield from filter(None, map(shutil.which, names))
    roots = {os.environ.get("PYENV_ROOT"), str(Path.home() / ".pyenv")} - {None}
    for root in sorted(filter(None, roots)):
        yield from map(str, sorted(Path(root).glob("versions/*/bin/python")))


def _version(path: str) -> str:
    """Empty if it is no CPython that could run the game."""
    code = "import sys; print(sys.implementation.name, *sys.version_info[:3])"
    try:
        said = subprocess.run([path, "-c", code], capture_output=True, text=True, timeout=60).stdout.split()
    except OSError:
        return ""
    able = len(said) == 4 and said[0] == "cpython" and (int(said[1]), int(said[2])) >= (3, 11)
    return ".".join(said[1:]) if able else ""


def run(python: str, hash_seed: str, wanted: Sequence[str], *options: str) -> Hashes:
    """The hashes of these matches, played there; skips the test if a package is not to be had there."""
    packages = sysconfig.get_paths()["purelib"]
    done = subprocess.run(
        [python, str(CHILD), packages, *options, *wanted],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
    )
    if done.returncode == MISSING:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, f"PYTHONHASHSEED={hash_seed} {python}: {done.stderr}"
    hashes: Hashes = json.loads(done.stdout)
    return hashes
