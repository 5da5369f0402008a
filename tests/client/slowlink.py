"""A bad way to a server: every byte takes its time, and there are only so many a second; it can stand still.

Owns: `SlowLink`, a proxy on this machine alone.
Does not know: what is carried.

    python -m tests.client.slowlink 8765 9000 --delay 0.4 --rate 2000

stands before a server to be tried by hand; the signal SIGUSR1 holds everything back for 20 seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator

from attrs import define, field

CHUNK = 512
"""Bytes that travel together."""
MOST_WAITING = 64
"""Chunks of one direction that are on their way; whoever sends more has to wait."""


@define(eq=False)
class SlowLink:
    """One way to one server."""

    server: int
    """Its port."""
    delay_s: float = 0.0
    """Of every byte, each way."""
    bytes_s: float = 1e9
    """Each way of each connection."""
    port: int = field(default=0, init=False)
    opened: int = field(default=0, init=False)
    """Connections that were made through it."""
    carried: dict[str, int] = field(factory=lambda: {"up": 0, "down": 0}, init=False)
    """Bytes, to the server and from it."""
    _flows: asyncio.Event = field(factory=asyncio.Event, init=False)
    _tasks: set[asyncio.Task[None]] = field(factory=set, init=False)

    @contextlib.asynccontextmanager
    async def standing(self, port: int = 0) -> AsyncIterator[SlowLink]:
        """It stands until the block ends."""
        self._flows.set()
        listening = await asyncio.start_server(self._carry, "127.0.0.1", port)
        self.port = listening.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            listening.close()
            for task in [*self._tasks]:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def address(self) -> str:
        """As a player types it."""
        return f"127.0.0.1:{self.port}"

    def hold(self) -> None:
        """Nothing goes through any more, and nobody is told."""
        self._flows.clear()

    def release(self) -> None:
        """What was held back goes on."""
        self._flows.set()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.opened += 1
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with contextlib.suppress(OSError, asyncio.CancelledError):
                theirs, ours = await asyncio.open_connection("127.0.0.1", self.server)
                try:
                    await self._both(reader, writer, theirs, ours)
                finally:
                    ours.close()
        finally:
            writer.close()
            self._tasks.discard(task)

    async def _both(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        theirs: asyncio.StreamReader,
        ours: asyncio.StreamWriter,
    ) -> None:
        """Until either end closes."""
        ways = [
            asyncio.create_task(self._one_way(reader, ours, "up")),
            asyncio.create_task(self._one_way(theirs, writer, "down")),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)

    async def _one_way(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: str) -> None:
        waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(MOST_WAITING)
        delivering = asyncio.create_task(self._deliver(waiting, writer, way))
        loop = asyncio.get_running_loop()
        try:
            while data := await reader.read(CHUNK):
                await waiting.put((loop.time() + self.delay_s, data))
                await asyncio.sleep(len(data) / self.bytes_s)
            await waiting.put((loop.time() + self.delay_s, b""))
            await delivering
        finally:
            delivering.cancel()

    async def _deliver(
        self, waiting: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter, way: str
    ) -> None:
        loop = asyncio.get_running_loop()
        with contextlib.suppress(OSError):
            while True:
                due_s, data = await waiting.get()
                await asyncio.sleep(max(0.0, due_s - loop.time()))
                await self._flows.wait()
                if not data:
                    return
                self.carried[way] += len(data)
                writer.write(data)
                await writer.drain()


async def _stand(wanted: argparse.Namespace) -> None:
    link = SlowLink(wanted.server, wanted.delay, wanted.rate)
    loop = asyncio.get_running_loop()

    def stall() -> None:
        link.hold()
        loop.call_later(20.0, link.release)

    loop.add_signal_handler(signal.SIGUSR1, stall)
    async with link.standing(wanted.port):
        while True:
            print(link.opened, link.carried, flush=True)
            await asyncio.sleep(5)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("server", type=int)
    parser.add_argument("port", type=int)
    parser.add_argument("--delay", type=float, default=0.4)
    parser.add_argument("--rate", type=float, default=2000)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_stand(parser.parse_args()))
