"""A real terminal: the typed line is never painted over, and the terminal is left as it was.

A child process plays on a pseudo-terminal; what it writes is put on a small screen, as a terminal would.
"""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import define, field

from detente_client.plain.screen import WIDEST, TerminalScreen

ROOT = Path(__file__).parents[3]
CHILD = """
import asyncio, os, sys
from detente_client.plain.screen import open_screen

async def main(screen, news):
    told = []
    def tell():
        os.read(news, 1)
        told.append(1)
        screen.show([f"news {len(told)}"])
    asyncio.get_running_loop().add_reader(news, tell)
    while (line := await screen.read("> ")) not in (None, "stop"):
        screen.show([f"heard {line}"])

with open_screen(lambda text: ["/offer "] if "/offer".startswith(text) else []) as screen:
    asyncio.run(main(screen, int(sys.argv[1])))
print("done")
"""


@define
class Terminal:
    """A child on a pseudo-terminal, and what stands on its screen."""

    child: subprocess.Popen[bytes]
    master: int
    slave: int
    news: int
    """A byte written here makes the child hear news."""
    rows: list[str] = field(factory=lambda: [""])

    def type(self, text: str) -> None:
        """Press keys."""
        os.write(self.master, text.encode())

    def happen(self) -> None:
        """Something happens in the match."""
        os.write(self.news, b"x")

    def until(self, wanted: str, within_s: float = 10) -> str:
        """Read until the screen shows this; the screen."""
        end = time.monotonic() + within_s
        while wanted not in "\n".join(self.rows):
            left = end - time.monotonic()
            assert left > 0, f"{wanted!r} never came: {self.rows}"
            self.read(min(left, 0.2))
        return "\n".join(self.rows)

    def read(self, wait_s: float) -> None:
        """Take what was written meanwhile."""
        ready, _, _ = select.select([self.master], [], [], wait_s)
        if not ready:
            return
        try:
            self._paint(os.read(self.master, 4096).decode(errors="replace"))
        except OSError:
            time.sleep(wait_s)

    def _paint(self, text: str) -> None:
        """The few things that a line mode does to a terminal."""
        text = text.replace("\r\x1b[K", "\x00").replace("\x1b[?2004h", "").replace("\x1b[?2004l", "")
        for letter in text.replace("\r\n", "\n"):
            match letter:
                case "\n":
                    self.rows.append("")
                case "\x00":
                    self.rows[-1] = ""
                case "\x08":
                    self.rows[-1] = self.rows[-1][:-1]
                case "\r" | "\x07":
                    pass
                case _:
                    self.rows[-1] += letter


@pytest.fixture
def terminal(request: pytest.FixtureRequest) -> Iterator[Terminal]:
    """A child that echoes lines and tells news when it is poked."""
    master, slave = pty.openpty()
    read_end, write_end = os.pipe()
    paths = os.pathsep.join(str(ROOT / room) for room in ("client", "server"))
    child = subprocess.Popen(
        [sys.executable, "-c", getattr(request, "param", CHILD), str(read_end)],
        stdin=slave, stdout=slave, stderr=slave, pass_fds=(read_end,), start_new_session=True,
        env={**os.environ, "TERM": "xterm", "PYTHONPATH": paths, "INPUTRC": os.devnull},
    )  # fmt: skip
    try:
        made = Terminal(child, master, slave, write_end)
        made.until("> ")
        yield made
    finally:
        child.kill()
        child.wait()
        for end in (master, slave, read_end, write_end):
            os.close(end)


def test_news_come_above_an_empty_line(terminal: Terminal) -> None:
    """The prompt is taken away, the news printed, the prompt set below."""
    terminal.happen()
    assert terminal.until("news 1\n> ").endswith("news 1\n> ")


def test_news_never_share_a_row_with_a_prompt(terminal: Terminal) -> None:
    """News that come just as Enter is pressed, or as the next prompt is set, stand on rows of their own."""
    for n in range(1, 121):
        terminal.happen()
        terminal.type("\r")
        if n % 3 == 0:
            terminal.happen()
        terminal.read(0.001 * (n % 5))
    terminal.until("news 160")
    terminal.type("end\r")
    terminal.until("heard end\n> ")
    shared = [row for row in terminal.rows if row.startswith(">") and row not in ("> ", "> end")]
    assert shared == []


def test_news_wait_while_something_is_typed(terminal: Terminal) -> None:
    """The line being typed stays as it is; the news follow it once Enter is pressed."""
    terminal.type("half a li")
    terminal.until("> half a li")
    terminal.happen()
    terminal.read(0.3)
    assert terminal.rows[-1] == "> half a li"
    terminal.type("ne\r")
    screen = terminal.until("heard half a line")
    assert screen.index("half a line") < screen.index("news 1") < screen.index("heard half a line")


def test_tab_completes_and_history_comes_back(terminal: Terminal) -> None:
    """Where readline is, Tab and the arrow keys do what they do elsewhere."""
    pytest.importorskip("readline")
    terminal.type("/of\t")
    terminal.until("> /offer ")
    terminal.type("1=2\r")
    terminal.until("heard /offer 1=2\n> ")
    terminal.type("\x1b[A")
    terminal.until("heard /offer 1=2\n> /offer 1=2")


def test_the_end_leaves_the_terminal_as_it_was(terminal: Terminal) -> None:
    """Echo is on again, and Ctrl-D on an empty line ends the input."""
    before = termios.tcgetattr(terminal.slave)
    terminal.type("\x04")
    terminal.until("done")
    assert terminal.child.wait(10) == 0
    assert termios.tcgetattr(terminal.slave)[3] & termios.ECHO
    assert before[6][termios.VEOF] == termios.tcgetattr(terminal.slave)[6][termios.VEOF]


def test_who_stops_it_and_comes_back_finds_his_line(terminal: Terminal) -> None:
    """The shell has written over the prompt and set the terminal for itself: both are set right."""
    terminal.type("half a li")
    terminal.until("> half a li")
    terminal.child.send_signal(signal.SIGSTOP)
    cooked = termios.tcgetattr(terminal.slave)
    cooked[3] |= termios.ICANON | termios.ECHO
    termios.tcsetattr(terminal.slave, termios.TCSANOW, cooked)
    terminal.rows += ["$ fg", ""]
    terminal.child.send_signal(signal.SIGCONT)
    assert terminal.until("$ fg\n> half a li").endswith("> half a li")
    terminal.type("ne\r")
    terminal.until("heard half a line\n> ")


def test_a_line_longer_than_the_row_survives_news(terminal: Terminal) -> None:
    """It goes on in the row below; what comes meanwhile waits as well."""
    terminal.type("word " * 40)
    terminal.read(0.3)
    before = list(terminal.rows)
    terminal.happen()
    terminal.read(0.3)
    assert "news 1" not in "\n".join(terminal.rows)
    assert terminal.rows[: len(before) - 1] == before[:-1]
    terminal.type("end\r")
    screen = terminal.until("heard word word")
    assert screen.index("news 1") < screen.index("heard word")


def test_lines_that_are_pasted_together_are_taken_one_after_another(terminal: Terminal) -> None:
    """As if they had been typed; none is lost, none runs into the next."""
    terminal.type("first\rsecond\rthird\r")
    screen = terminal.until("heard third\n> ")
    assert screen.index("heard first") < screen.index("heard second") < screen.index("heard third")


BLIND = "import sys; sys.modules['readline'] = None\n" + CHILD
"""The same where there is no readline."""


@pytest.mark.parametrize("terminal", [BLIND], indirect=True)
def test_without_readline_news_wait_for_enter(terminal: Terminal) -> None:
    """Nobody can tell whether something is typed: nothing is printed before the line is finished, and that is said."""
    assert "This system has no readline: what happens is printed when you press Enter." in terminal.rows
    terminal.type("half a li")
    terminal.until("> half a li")
    terminal.happen()
    terminal.read(0.3)
    assert terminal.rows[-1] == "> half a li"
    terminal.type("ne\r")
    screen = terminal.until("heard half a line")
    assert screen.index("half a line") < screen.index("news 1") < screen.index("heard half a line")


def test_rows_are_as_wide_as_the_terminal_is_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its window may be made larger or smaller while one plays."""
    wide = TerminalScreen()
    for columns, expected in ((60, 60), (200, WIDEST)):
        monkeypatch.setattr(
            shutil, "get_terminal_size", lambda fallback, n=columns: os.terminal_size((n, 24))
        )
        assert wide.width == expected
