"""The full-screen app as a terminal sees it: when it first paints, and what it sends while nothing happens.

Owns: a pty of 80x24, the times and the counts. Textual's smallest program is the measure.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from statistics import median

HELLO = (
    "-c",
    "from textual.app import App\n"
    "from textual.widgets import Static\n"
    "class Hello(App):\n"
    "    def compose(self):\n"
    "        yield Static('Hello, world')\n"
    "Hello().run()\n",
)
"""Textual's smallest program."""
GAME = ("-m", "detente_client", "solo", "hong-kong-1984")
LONGEST_S = 30.0


@contextlib.contextmanager
def _shown(arguments: tuple[str, ...], home: str) -> Iterator[int]:
    """A Python program in a terminal of its own; gives the terminal's other end."""
    child, master = pty.fork()
    if not child:
        os.environ.update(TERM="xterm-256color", DETENTE_HOME=home, COLORTERM="truecolor")
        os.execv(sys.executable, [sys.executable, *arguments])
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    try:
        yield master
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGTERM)
        _drain(master, 5.0)
        os.close(master)
        os.waitpid(child, 0)


def _drain(master: int, seconds: float) -> int:
    """Read for so long, or to the end; how many bytes came."""
    until, count = time.perf_counter() + seconds, 0
    while (left := until - time.perf_counter()) > 0:
        ready, _, _ = select.select([master], [], [], left)
        try:
            data = os.read(master, 65536) if ready else b""
        except OSError:
            break
        if ready and not data:
            break
        count += len(data)
    return count


def _until(master: int, mark: bytes) -> None:
    """Read until this has been painted."""
    seen, until = b"", time.perf_counter() + LONGEST_S
    while mark not in seen:
        ready, _, _ = select.select([master], [], [], max(0.0, until - time.perf_counter()))
        assert ready, f"{mark!r} was never painted: {seen[-300:]!r}"
        seen += os.read(master, 65536)


def _first_s(arguments: tuple[str, ...], mark: bytes) -> float:
    with tempfile.TemporaryDirectory() as home:
        begun = time.perf_counter()
        with _shown(arguments, home) as master:
            _until(master, mark)
            return time.perf_counter() - begun


def first_paints_s(rounds: int = 5) -> tuple[float, float]:
    """Seconds to the first paint: of the app, and of Textual's smallest program; medians, the two in turn."""
    ours, theirs = [], []
    for _ in range(rounds):
        theirs.append(_first_s(HELLO, b"Hello, world"))
        ours.append(_first_s(GAME, "D É T E N T E".encode()))
    return median(ours), median(theirs)


def idle_bytes(seconds: float = 12.0) -> int:
    """Bytes sent to the terminal while a match without a deadline lies open and nothing happens."""
    with tempfile.TemporaryDirectory() as home, _shown(GAME, home) as master:
        _until(master, b"Turn 1")
        _drain(master, 4.0)
        return _drain(master, seconds)
