"""A server of our own, as a child process on this machine alone.

Owns: starting `detente_server`, the one line in which it says where it listens, ending it.
Does not know: what is played there; nothing of the server but its command line.

The child lives in a session of its own, so that a Ctrl-C in our terminal is not its end; it ends when its stdin closes,
which happens even if this process is killed.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from attrs import frozen

from detente_client.i18n import tr
from detente_client.link.address import Address
from detente_client.trouble import Trouble

START_S = 30.0
"""Seconds for the child to say where it listens."""
END_S = 10.0
"""Seconds for it to end by itself."""
SERVER = (sys.executable, "-m", "detente_server")


@frozen
class Child:
    """A server that runs."""

    address: Address
    token: str
    """Lets us in, once."""
    process: asyncio.subprocess.Process

    async def ended(self) -> None:
        """Wait until it has ended."""
        await self.process.wait()


@contextlib.asynccontextmanager
async def running_server(data: Path, archive: Path, log: Path) -> AsyncIterator[Child]:
    """A child that keeps its database and its archives in these folders; `Trouble` if it does not start."""
    arguments = ("serve", "--solo", "--port", "0", "--data", str(data), "--archive", str(archive))
    with log.open("ab") as errors:
        process = await asyncio.create_subprocess_exec(
            *SERVER,
            *arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
            start_new_session=True,
        )
    try:
        yield await _invited(process, log)
    finally:
        await _end(process)


_NOT_STARTED = tr("The game's server did not start.")


async def _invited(process: asyncio.subprocess.Process, log: Path) -> Child:
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), START_S)
        said = json.loads(line)
        return Child(Address("127.0.0.1", int(said["port"])), str(said["token"]), process)
    except (TimeoutError, ValueError, KeyError, TypeError):
        raise Trouble(f"{_NOT_STARTED} {_last_line(log)}".strip()) from None


async def _end(process: asyncio.subprocess.Process) -> None:
    """Close its stdin; kill it if it does not end then."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), END_S)
    except TimeoutError:
        process.kill()
        await process.wait()


def _last_line(log: Path) -> str:
    """The last thing that it complained of."""
    with contextlib.suppress(OSError):
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return lines[-1] if lines else ""
    return ""


async def run_to_end(arguments: Sequence[str]) -> tuple[int, str, str]:
    """Run a command of the server to its end: exit code, stdout, stderr."""
    process = await asyncio.create_subprocess_exec(
        *SERVER,
        *arguments,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, errors = await process.communicate()
    return process.returncode or 0, out.decode("utf-8", "replace"), errors.decode("utf-8", "replace")
