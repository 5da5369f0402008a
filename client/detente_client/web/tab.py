"""One tab's app: a process in a group of its own, which is over for certain when the tab is.

Owns: `Tab`; its environment; the ways in which it is ended, the friendly one first.
Does not know: sockets of browsers, how many tabs there are.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable, Sequence

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

FRIENDLY_S = 4.0
"""Seconds for the app to end by itself: it keeps its game meanwhile."""
FIRM_S = 3.0
"""Seconds after it was told by a signal."""


class Tab(AppService):
    """The app behind one tab."""

    def __init__(
        self,
        command: Sequence[str],
        write_bytes: Callable[[bytes], Awaitable[None]],
        close: Callable[[], Awaitable[None]],
    ) -> None:
        super().__init__(
            " ".join(command),
            write_bytes=write_bytes,
            write_str=_nothing,
            close=close,
            download_manager=DownloadManager(),
        )
        self._command = tuple(command)

    @property
    def process(self) -> Process | None:
        """The app's process, once there is one."""
        return self._process

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Without a shell, in a process group of its own, its complaints to ours."""
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

    async def on_meta(self, data: bytes) -> None:
        """Of all that an app may ask of a browser one thing is heard: that it is over."""
        if b'"exit"' in data:
            await self.remote_close()

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


def _signal_group(pid: int, sign: signal.Signals) -> None:
    """The group outlives its first process as long as one of it lives."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, sign)


async def _nothing(text: str) -> None:
    """Nothing but the screen goes to the browser."""
