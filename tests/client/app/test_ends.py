"""The app in a real terminal comes to an end in order: the terminal is given back, the game kept, no server left."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

BACK = b"\x1b[?1049l"
"""The terminal's own screen is shown again."""
PATIENT_S = 30.0


class Terminal:
    """`detente` in a pty of 80 by 24."""

    def __init__(self, home: Path, *arguments: str, below: Sequence[str] = ()) -> None:
        """`below`: the command that begins it, and leads the session."""
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        around = {**os.environ, "DETENTE_HOME": str(home), "TERM": "xterm-256color"}
        around.pop("DETENTE_LANGUAGE", None)
        self.process = subprocess.Popen(
            [*below, sys.executable, "-m", "detente_client", *arguments],
            stdin=slave, stdout=slave, stderr=slave, env=around, start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.output = b""

    def until(self, wanted: bytes) -> None:
        """Read until this was written."""
        end = time.monotonic() + PATIENT_S
        while wanted not in self.output:
            assert time.monotonic() < end, self.output[-2000:]
            self._read(0.2)

    def _read(self, wait_s: float) -> None:
        with contextlib.suppress(OSError):
            if select.select([self.master], [], [], wait_s)[0]:
                self.output += os.read(self.master, 65536)

    def ended(self) -> int:
        """Read to the end; the exit code."""
        end = time.monotonic() + PATIENT_S
        while self.process.poll() is None:
            assert time.monotonic() < end, self.output[-2000:]
            self._read(0.1)
        self._read(0.1)
        return self.process.returncode

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)


def _servers_of(home: Path) -> list[str]:
    """Servers that keep their data below this folder."""
    return [command for command, _ in _processes() if "detente_server" in command and str(home) in command]


def _apps_of(home: Path) -> list[str]:
    """Clients whose home this is."""
    wanted = f"DETENTE_HOME={home}"
    return [command for command, around in _processes() if "detente_client" in command and wanted in around]


def _processes() -> Iterator[tuple[str, str]]:
    """Command and environment of each."""
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command, around = (
                (entry / name).read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
                for name in ("cmdline", "environ")
            )
            yield command, around


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="reads /proc")
@pytest.mark.parametrize(("sign", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_it_in_order(tmp_path: Path, sign: signal.Signals, code: int) -> None:
    terminal = Terminal(tmp_path, "solo", "hong-kong-1984")
    try:
        terminal.until(b"Turn 1")
        assert _servers_of(tmp_path)
        terminal.process.send_signal(sign)
        assert terminal.ended() == code
    finally:
        terminal.close()
    after = terminal.output.split(BACK)[-1]
    assert BACK in terminal.output
    assert b"detente solo --continue" in after
    assert b"Traceback" not in terminal.output
    assert not _servers_of(tmp_path)


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="reads /proc")
def test_it_ends_with_its_terminal_where_nobody_passes_the_signal_on(tmp_path: Path) -> None:
    leader = (sys.executable, "-c", "import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]))")
    terminal = Terminal(tmp_path, "solo", "hong-kong-1984", below=leader)
    terminal.until(b"Turn 1")
    assert _servers_of(tmp_path)
    terminal.close()
    end = time.monotonic() + PATIENT_S
    while _servers_of(tmp_path) or _apps_of(tmp_path):
        assert time.monotonic() < end
        time.sleep(0.1)
