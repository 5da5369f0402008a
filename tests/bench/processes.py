"""A process on the measured core, and what it has used.

Owns: starting, pinning, CPU time and memory of a server process; ending it.
Does not know: what it serves.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from attrs import frozen

STARTS_S = 60
ENDS_S = 20


@frozen
class Cores:
    """Which core is measured, and which one drives; the same one where there is no choice."""

    measured: int | None
    driving: int | None

    @classmethod
    def here(cls) -> Cores:
        """The first and the last core that this process may use."""
        if not hasattr(os, "sched_getaffinity"):
            return cls(None, None)
        cores = sorted(os.sched_getaffinity(0))
        return cls(cores[0], cores[-1])


def pin(core: int | None) -> None:
    """Let this process run on that core alone."""
    if core is not None:
        os.sched_setaffinity(0, {core})


class Process:
    """A child of this process on the measured core; its first line of output says that it is there."""

    def __init__(self, arguments: list[str], core: int | None) -> None:
        self.started_at = time.perf_counter()
        self._child = subprocess.Popen(
            [sys.executable, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            preexec_fn=lambda: pin(core),
            cwd=Path(__file__).parents[2],
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    @property
    def pid(self) -> int:
        """Of the child."""
        return self._child.pid

    def line(self) -> str:
        """Its next line of output."""
        assert self._child.stdout is not None
        line = self._child.stdout.readline()
        if not line:
            raise RuntimeError(
                f"{self._child.args!r} ended with {self._child.wait()}: run it by itself to see why"
            )
        return line.strip()

    def port(self) -> int:
        """The port at the end of its next line."""
        return int(self.line().rpartition(":")[2])

    def end(self) -> None:
        """Ask it to end, and make sure."""
        if self._child.poll() is None:
            self._child.send_signal(signal.SIGTERM)
            try:
                self._child.wait(ENDS_S)
            except subprocess.TimeoutExpired:
                self._child.kill()
        self._child.wait()
        if self._child.stdout is not None:
            self._child.stdout.close()

    def cpu_s(self) -> float:
        """CPU seconds of all its threads so far."""
        return cpu_s(self.pid)

    def memory_kib(self) -> int:
        """Resident memory."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def cpu_s(pid: int) -> float:
    """CPU seconds of a process: in nanoseconds where the kernel counts them, else in ticks."""
    tasks = Path(f"/proc/{pid}/task")
    try:
        rows = [(task / "schedstat").read_text() for task in tasks.iterdir()]
        exact = sum(int(row.split()[0]) for row in rows) / 1e9
    except OSError:
        exact = 0.0
    if exact:
        return exact
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")
