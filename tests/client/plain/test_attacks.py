"""The line mode in a real terminal: under attack it writes no control sequence that it does not write otherwise."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pyte
import pytest

from tests.client.attacks import ATTACKS, MARK, foreign, sequences

ROOT = Path(__file__).parents[3]
NAMES = list(ATTACKS)
SALVOES = [",".join(NAMES[n : n + 10]) for n in range(0, len(NAMES), 10)]


def written(attacks: str, home: Path) -> str:
    """All that came to the terminal."""
    ours, theirs = pty.openpty()
    around = os.environ | {"TERM": "xterm-256color", "DETENTE_HOME": str(home)}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.client.plain.attacked", attacks],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, env=around,
    )  # fmt: skip
    os.close(theirs)
    stream = bytearray()
    try:
        while data := os.read(ours, 65536):
            stream += data
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    text = stream.decode("utf-8", "replace")
    assert process.wait(10) == 0, text[-3000:]
    return text


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What it writes when nobody attacks it."""
    return written("harmless", tmp_path_factory.mktemp("home"))


@pytest.mark.parametrize("attacks", SALVOES)
def test_under_attack_rows_are_rows(attacks: str, usual: str, tmp_path: Path) -> None:
    stream = written(attacks, tmp_path)
    assert set(sequences(stream)) - set(sequences(usual)) == set()
    assert foreign(stream) == set()
    assert stream.count(MARK) > 100  # it was there to be seen
    screen = pyte.Screen(120, 40)
    pyte.Stream(screen).feed(stream)
    assert screen.title == ""
    assert screen.mode == pyte.Screen(120, 40).mode


def test_a_planted_fault_would_be_seen(usual: str) -> None:
    """Negative control: one ungated title among the rows."""
    planted = usual + ATTACKS["title"] + ATTACKS["colour"] + ATTACKS["bells"]
    assert set(sequences(planted)) - set(sequences(usual)) >= {"OSC 0", "OSC 2", "CSI m", "C 07"}
