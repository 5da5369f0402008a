"""The yardstick: a bare relay on `websockets` and msgpack, which passes messages on and keeps nothing.

Run as ``python -m tests.bench.relay [--data FOLDER]``; with a folder every message is first stored in SQLite with the
server's durability (WAL, synchronous=FULL, one writing thread, whatever queued during one commit goes into the next).

It has rooms and seats, gives each message a receipt, and each seat a stream of its own: numbered, and with what the
seat said itself. It checks nothing, knows no game, pads nothing, keeps no stream, and sends once for every frame, with
the library's own `broadcast`.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import queue
import signal
import sqlite3
import threading
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgpack
from websockets import ConnectionClosed
from websockets.asyncio.server import ServerConnection, broadcast, serve

from detente_server.host.running import run_loop

ROWS_AT_ONCE = 64
Row = tuple[int, int, str, str]
Kept = Callable[[list[Any]], None]


class Disk:
    """Stores rows, then calls back on the loop, once for all of a commit."""

    def __init__(self, folder: Path, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._queue: queue.SimpleQueue[tuple[Row, Any]] = queue.SimpleQueue()
        self._path = folder / "relay.db"

    def start(self, kept: Kept) -> None:
        """From now on rows are stored; `kept` is called with the deliveries of a commit when it is durable."""
        threading.Thread(target=self._run, args=(kept,), daemon=True).start()

    def put(self, row: Row, delivery: Any) -> None:
        """Store a row."""
        self._queue.put((row, delivery))

    def _run(self, kept: Kept) -> None:
        db = sqlite3.connect(self._path, isolation_level=None)
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute("CREATE TABLE said (room INTEGER, seat INTEGER, id TEXT, words TEXT)")
        while True:
            waiting = [self._queue.get()]
            while not self._queue.empty():
                waiting.append(self._queue.get())
            self._store(db, [row for row, _ in waiting])
            self._loop.call_soon_threadsafe(kept, [delivery for _, delivery in waiting])

    def _store(self, db: sqlite3.Connection, rows: list[Row]) -> None:
        db.execute("BEGIN IMMEDIATE")
        for at in range(0, len(rows), ROWS_AT_ONCE):
            part = rows[at : at + ROWS_AT_ONCE]
            values = [value for row in part for value in row]
            db.execute(f"INSERT INTO said VALUES {','.join(['(?,?,?,?)'] * len(part))}", values)
        db.execute("COMMIT")


class Relay:
    """Rooms with seats."""

    def __init__(self, disk: Disk | None) -> None:
        self._rooms: dict[int, dict[int, ServerConnection]] = defaultdict(dict)
        self._cursors: Counter[tuple[int, int]] = Counter()
        """How long the stream of each seat is."""
        self._disk = disk
        if disk is not None:
            disk.start(self._deliver_all)

    async def visit(self, socket: ServerConnection) -> None:
        """One client, until it hangs up."""
        with contextlib.suppress(ConnectionClosed):
            await self._attend(socket)

    async def _attend(self, socket: ServerConnection) -> None:
        """It takes a seat, then says things."""
        joined = msgpack.unpackb(await socket.recv())
        room, seat = joined["room"], joined["seat"]
        self._rooms[room][seat] = socket
        async for frame in socket:
            said = msgpack.unpackb(frame)
            delivery = (socket, room, seat, said)
            if self._disk is None:
                self._deliver(*delivery)
            else:
                self._disk.put((room, seat, said["id"], said["words"]), delivery)

    def _deliver(self, author: ServerConnection, room: int, seat: int, said: dict[str, Any]) -> None:
        broadcast([author], msgpack.packb({"type": "receipt", "id": said["id"]}))
        heard = {"type": "heard", "room": room, "cursor": 0, "from": seat, "words": said["words"]}
        for one in (seat, *said["to"]):
            self._cursors[room, one] += 1
            heard["cursor"] = self._cursors[room, one]
            broadcast([self._rooms[room][one]], msgpack.packb(heard))

    def _deliver_all(self, deliveries: list[Any]) -> None:
        for delivery in deliveries:
            self._deliver(*delivery)


async def main(data: Path | None) -> None:
    """Serve until SIGTERM."""
    loop = asyncio.get_running_loop()
    relay = Relay(Disk(data, loop) if data else None)
    ended = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    async with serve(relay.visit, "127.0.0.1", 0, compression=None, server_header=None) as server:
        print(f"relay listens on ws://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
        await ended.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path)
    run_loop(main(parser.parse_args().data))
