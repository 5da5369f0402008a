"""One tab's app: a process in a group of its own, which is over for certain when it is ended.

Owns: `Tab`; its environment; who looks on; the ways in which it is ended, the friendly one first; what it said last.
Does not know: sockets of browsers, how many tabs there are, how long one that nobody looks at is kept.

Nobody may look on for a while: what the app draws then goes nowhere, and whoever comes next has it draw all anew.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import Process
from collections import deque
from collections.abc import Sequence
from typing import Protocol

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from detente_wire.gate import one_line

FRIENDLY_S = 4.0
"""Seconds for the app to end by itself: it keeps its game meanwhile."""
FIRM_S = 3.0
"""Seconds after it was told by a signal."""
LINES_KEPT = 8
"""So many of the last lines of its complaints are told in the page."""
REDRAW_S = 0.05
"""Between two sizes: of two that come together the app hears the later alone, and has nothing to draw."""
WELL = (0, 130)
"""Exit codes of an app that was left, or came to its end."""
_BEGUN = b"__GANGLION__\n"
_MODES = b"\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h\x1b[?2004h\x1b[?25l"
"""Other screen, mouse, bracketed paste, no cursor: what an app says once, and a new page has not heard."""


class Watcher(Protocol):
    """Who looks on."""

    async def send_bytes(self, data: bytes) -> None:
        """Draw this."""


class Tab(AppService):
    """The app behind one tab."""

    def __init__(self, command: Sequence[str]) -> None:
        super().__init__(
            " ".join(command),
            write_bytes=self._show,
            write_str=_nothing,
            close=self._nothing,
            download_manager=DownloadManager(),
        )
        self._command = tuple(command)
        self._complaints: deque[str] = deque(maxlen=LINES_KEPT)
        self._begun = asyncio.Event()
        self.watcher: Watcher | None = None
        """None: nobody looks on."""
        self.over = asyncio.Event()
        """The process has ended, and `said` is all that it said."""

    @property
    def process(self) -> Process | None:
        """The app's process, once there is one."""
        return self._process

    @property
    def went_well(self) -> bool:
        """Whether the app, which is over, was left or came to its end."""
        return self._process is not None and self._process.returncode in WELL

    @property
    def said(self) -> list[str]:
        """The last lines of its complaints, which its sentences are."""
        return [*self._complaints]

    async def start(self, width: int, height: int) -> None:
        """Begin it, on a screen of this size."""
        await super().start(width, height)
        self._begun.set()

    async def redraw(self, width: int, height: int) -> None:
        """Draw all anew for whoever looks on now; only a size that changes makes it do so."""
        await self._begun.wait()
        await self._show(_MODES)
        await self.set_terminal_size(width, height - 1)
        await asyncio.sleep(REDRAW_S)
        await self.set_terminal_size(width, height)

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Without a shell, in a process group of its own."""
        self._process = process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self._build_environment(width=width, height=height),
            start_new_session=True,
        )
        assert process.stdin is not None
        self._stdin = process.stdin
        return process

    # -- what it says -------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Pass on what it draws, until it says that it is over, or is."""
        process = self._process
        assert process is not None
        assert process.stdout is not None
        assert process.stderr is not None
        complaining = asyncio.create_task(self._hear_complaints(process.stderr))
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            await self._pass_on(process.stdout)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FRIENDLY_S):
                await asyncio.gather(process.stdout.read(), complaining, process.wait())
        if process.returncode is None:
            _signal_group(process.pid, signal.SIGKILL)
            await process.wait()
        complaining.cancel()
        self.over.set()

    async def _pass_on(self, stdout: asyncio.StreamReader) -> None:
        """Of all that an app may ask of a browser one thing is heard: that it is over."""
        while (line := await stdout.readline()) != _BEGUN:
            if not line:
                return
        while True:
            kind, size = await stdout.readexactly(1), await stdout.readexactly(4)
            payload = await stdout.readexactly(int.from_bytes(size, "big"))
            if kind == b"D":
                await self._show(payload)
            elif kind == b"M" and b'"exit"' in payload:
                return

    async def _hear_complaints(self, stderr: asyncio.StreamReader) -> None:
        """What it complains of is ours to print, too."""
        with contextlib.suppress(ValueError):  # a line without an end
            while line := await stderr.readline():
                text = line.decode("utf-8", "replace").rstrip("\n")
                print(text, file=sys.stderr, flush=True)
                self._complaints.append(one_line(text))

    async def _show(self, data: bytes) -> None:
        if self.watcher is not None:
            with contextlib.suppress(ConnectionError):  # it has gone, and is told elsewhere
                await self.watcher.send_bytes(data)

    async def _nothing(self) -> None:
        """The page is closed by whoever watches over the tabs."""

    # -- its end ------------------------------------------------------------------------------------------------

    async def end(self) -> None:
        """End it: asked, then told, then killed, and all that it began with it."""
        process = self._process
        if process is None:
            return
        with contextlib.suppress(Exception):
            await asyncio.wait_for(self.send_meta({"type": "quit"}), 1)
        for wait_s, sign in ((FRIENDLY_S, signal.SIGTERM), (FIRM_S, signal.SIGKILL)):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), wait_s)
                break
            _signal_group(process.pid, sign)
        await process.wait()
        _signal_group(process.pid, signal.SIGKILL)
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self.over.set()


def _signal_group(pid: int, sign: signal.Signals) -> None:
    """The group outlives its first process as long as one of it lives."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, sign)


async def _nothing(text: str) -> None:
    """Nothing but the screen goes to the browser."""
