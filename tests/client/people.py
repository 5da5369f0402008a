"""Processes as people start them: the commands `detente` and `detente-server`, with pipes or a terminal."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import socket
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Iterator
from pathlib import Path

CLIENT = (sys.executable, "-m", "detente_client")
SERVER = (sys.executable, "-m", "detente_server")
PATIENT_S = 40.0
IN_A_TERMINAL = """
import fcntl, os, signal, sys, termios
signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell lets what it runs in the background ignore Ctrl-C
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-m", "detente_client", *sys.argv[1:]])
"""


def environment(home: Path) -> dict[str, str]:
    """Everything that the client keeps goes under this folder."""
    return {**os.environ, "DETENTE_HOME": str(home), "PYTHONUNBUFFERED": "1", "TERM": "dumb"}


def run(home: Path, *arguments: str, text: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """A whole run of `detente`, fed through a pipe; `more` goes into its environment."""
    command, around = [*CLIENT, *arguments], {**environment(home), **more}
    return subprocess.run(
        command, input=text, capture_output=True, text=True, env=around, timeout=120, check=False
    )


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Talker:
    """A process that is spoken to line by line."""

    def __init__(self, process: subprocess.Popen[bytes], reading: int, writing: int) -> None:
        self.process = process
        self.output = ""
        self._reading = reading
        self._writing = writing
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):  # a terminal whose other end is closed
            while data := os.read(self._reading, 65_536):
                self.output += data.decode("utf-8", "replace")

    def type(self, line: str) -> None:
        """Type a line."""
        os.write(self._writing, (line + "\n").encode())

    def press(self, key: bytes) -> None:
        """Press a key that ends no line."""
        os.write(self._writing, key)

    def until(self, pattern: str) -> re.Match[str]:
        """Wait until this stands in the output, lines joined."""
        end = time.monotonic() + PATIENT_S
        while time.monotonic() < end:
            found = re.search(pattern, " ".join(self.output.split()))
            if found:
                return found
            time.sleep(0.02)
        raise AssertionError(f"{pattern!r} did not come:\n{self.output[-3000:]}")

    def count(self, text: str) -> int:
        """How often a text stands in the output."""
        return " ".join(self.output.split()).count(text)

    def hang_up(self) -> None:
        """End its input."""
        with contextlib.suppress(OSError):
            os.close(self._writing)

    def close(self) -> None:
        """Whatever happens, nothing of it stays."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


@contextlib.contextmanager
def piped(home: Path, *arguments: str) -> Iterator[Talker]:
    """`detente` between two pipes."""
    process = subprocess.Popen(
        [*CLIENT, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment(home),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    talker = Talker(process, process.stdout.fileno(), os.dup(process.stdin.fileno()))
    process.stdin.close()
    try:
        yield talker
    finally:
        talker.close()


@contextlib.contextmanager
def in_terminal(home: Path, *arguments: str, **more: str) -> Iterator[Talker]:
    """`detente` in a terminal of its own, 80 by 24; `more` goes into its environment."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    command, around = [sys.executable, "-c", IN_A_TERMINAL, *arguments], {**environment(home), **more}
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=around)
    os.close(theirs)
    talker = Talker(process, ours, ours)
    try:
        yield talker
    finally:
        talker.close()
        with contextlib.suppress(OSError):
            os.close(ours)


class Served:
    """A server on one port, which can be killed and started again."""

    def __init__(self, data: Path, config: str = "") -> None:
        self.data = data
        data.mkdir(parents=True, exist_ok=True)
        self.config = data / "server.toml"
        self.config.write_text(config, encoding="utf-8")
        self.port = free_port()
        self.process: subprocess.Popen[str] | None = None
        self.start()

    @property
    def address(self) -> str:
        """As a player types it."""
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it listens."""
        command = [
            *SERVER,
            "serve",
            "--port",
            str(self.port),
            "--data",
            str(self.data),
            "--status-port",
            "-1",
        ]
        command += ["--config", str(self.config)]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, text=True
        )
        assert self.process.stdout is not None
        assert "listens" in self.process.stdout.readline()

    def kill(self) -> None:
        """As with kill -9."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()
