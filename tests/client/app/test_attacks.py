"""Nothing that anybody wrote is obeyed by the terminal or by the app: a real pty, read by a real emulator.

A run without attacks says which control sequences the app needs; under attack it may write no others, and the terminal
must show, row by row, what the app means to show.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from pathlib import Path
from typing import Any

import pyte
import pytest
from attrs import define, field

from tests.client.attacks import ATTACKS, MARK, operating_commands, sequences

ROOT = Path(__file__).parents[3]
WIDTH, HEIGHT = 100, 30
QUIET = 0.03
"""Seconds without output after which the terminal has been drawn."""
DRAWN = 8.0
"""Seconds in which the terminal must show what the app means; the clock of the turn may tick meanwhile."""
PATIENT = 90.0


@define
class Seen:
    """What came of a run."""

    code: int = -1
    stream: str = ""
    stops: list[dict[str, Any]] = field(factory=list)
    """What should have stood there, and in ``terminal`` what did."""
    title: str = ""
    state: list[int] = field(factory=list)


class Emulator(pyte.Screen):
    """pyte stops drawing at a character without a width that is no mark (a joiner, a selector): it is passed over."""

    def draw(self, data: str) -> None:
        """Put text at the cursor."""
        super().draw("".join(c for c in data if unicodedata.category(c) != "Cf" and c not in "\ufe0e\ufe0f"))

    def set_title(self, param: str) -> None:
        """Textual also names the pointer's shape (OSC 22), which pyte takes for a title."""
        if not param.startswith(";"):
            super().set_title(param)


class Terminal:
    """A terminal that a test holds at its other end."""

    def __init__(self, folder: Path, names: list[str]) -> None:
        self.folder = folder
        self.screen = Emulator(WIDTH, HEIGHT)
        self.feed = pyte.ByteStream(self.screen)
        self.written = bytearray()
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        around = {name: said for name, said in os.environ.items() if name not in ("COLUMNS", "LINES")}
        around |= {"TERM": "xterm-256color", "DETENTE_HOME": str(folder / "home"), "COLORTERM": "truecolor"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.client.app.attacked", str(folder), *names],
            stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, env=around,
        )  # fmt: skip
        os.close(theirs)

    def read(self, patience: float) -> bool:
        """Take what comes within so long; whether anything did."""
        if not select.select([self.ours], [], [], patience)[0]:
            return False
        try:
            data = os.read(self.ours, 65536)
        except OSError:  # the other end is closed
            return False
        self.written += data
        self.feed.feed(data)
        return bool(data)

    def rows(self) -> list[str]:
        """What stands on the terminal; a wide character is followed by an empty cell."""
        lines = [self.screen.buffer[n] for n in range(HEIGHT)]
        return ["".join(line[column].data for column in range(WIDTH)).rstrip() for line in lines]

    def run(self) -> Seen:
        """To the end; at each stop the terminal is compared with what the app means."""
        seen, until, since = Seen(), time.monotonic() + PATIENT, 0.0
        while time.monotonic() < until:
            came = self.read(QUIET)
            stop = self.folder / f"{len(seen.stops) + 1}.json"
            if not came and stop.exists():
                since = since or time.monotonic()
                said = json.loads(stop.read_text(encoding="utf-8"))
                there = self.rows()
                if alike(said["rows"], there) or time.monotonic() - since > DRAWN:
                    seen.stops.append(said | {"terminal": there})
                    stop.with_suffix(".seen").touch()
                    since = 0.0
            elif not came and self.process.poll() is not None:
                break
        with contextlib.suppress(subprocess.TimeoutExpired):
            seen.code = self.process.wait(2)
        self.process.kill()
        os.close(self.ours)
        seen.stream, seen.title = self.written.decode("utf-8", "replace"), self.screen.title
        return seen


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """What the app writes when nobody attacks it."""
    return ran(tmp_path_factory.mktemp("harmless"), ["harmless"])


def ran(folder: Path, names: list[str]) -> Seen:
    """The app through these attacks."""
    folder.mkdir(parents=True, exist_ok=True)
    return Terminal(folder, names).run()


CONTROLS = list(ATTACKS)[:11]
TEXTS = list(ATTACKS)[11:]
SALVOES = {
    "controls": [",".join(CONTROLS[n : n + 6]) for n in range(0, len(CONTROLS), 6)],
    "texts": [",".join(TEXTS[n : n + 6]) for n in range(0, len(TEXTS), 6)],
}
"""Attacks that are shown together: every field meets every one of them."""


@pytest.mark.parametrize("kind", SALVOES)
def test_under_attack_the_app_writes_and_shows_what_it_means(kind: str, usual: Seen, tmp_path: Path) -> None:
    assert usual.code == 42, usual.stream[-3000:]
    seen = ran(tmp_path / kind, SALVOES[kind])
    assert seen.code == 42, (seen.stops[-1:], seen.stream[-3000:])  # no action fired, nothing broke
    assert len(seen.stops) == len(SALVOES[kind]) * len(usual.stops)
    assert set(sequences(seen.stream)) - set(sequences(usual.stream)) == set()
    assert not [
        said for said in operating_commands(seen.stream) if said[:3] in ("52;", "8;;") or MARK in said
    ]
    assert seen.title == usual.title
    assert [stop for stop in seen.stops if stop["links"]] == []
    # the emulator may lose a row of piled up marks when a part of it is drawn anew; of controls it may lose none
    most = 1 if kind == "texts" else 0
    for stop in seen.stops:
        assert len(differing(stop)) <= most, (stop["attack"], stop["place"], differing(stop))
    assert all(
        any(MARK in row for row in rows(seen, salvo)) for salvo in SALVOES[kind]
    )  # it was there to be seen


def alike(meant: list[str], there: list[str]) -> bool:
    """Whether the rows are the same but for marks: the emulator puts a letter and its marks together."""
    return [_bare(row) for row in meant] == [_bare(row) for row in there]


def differing(stop: dict[str, Any]) -> list[tuple[str, str]]:
    """The rows that differ."""
    pairs = zip(stop["rows"], stop["terminal"])
    return [(meant, there) for meant, there in pairs if _bare(meant) != _bare(there)]


def _bare(row: str) -> str:
    return "".join(
        c for c in unicodedata.normalize("NFD", row) if unicodedata.category(c) not in ("Mn", "Cf")
    )


def rows(seen: Seen, attack: str) -> list[str]:
    """All rows that stood on the terminal under an attack."""
    return [row for stop in seen.stops if stop["attack"] == attack for row in stop["terminal"]]


def test_markup_stands_there_as_it_was_written(tmp_path: Path) -> None:
    seen = ran(tmp_path / "markup", ["click", "style"])
    assert any("[@click=app.quit]Zq7[/]" in row for row in rows(seen, "click"))
    assert any("[bold red on blue]Zq7" in row for row in rows(seen, "style"))


def test_a_planted_fault_is_found(usual: Seen, tmp_path: Path) -> None:
    """Negative control: a widget that reads markup, and bytes that pass no gate."""
    seen = ran(tmp_path / "planted", ["planted"])
    assert set(sequences(seen.stream)) - set(sequences(usual.stream)) == {"OSC 52", "OSC 0"}
    assert seen.title == "owned"
    assert [stop["place"] for stop in seen.stops if stop["links"]] == ["planted"]
