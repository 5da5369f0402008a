"""The outer end of the terminal in which the app is besieged: a real pty, read by a real emulator.

Owns: `besiege`: a process, its terminal, what came of it.
Does not know: what must be so (`frames`).

Processes are forked from one that has imported everything already.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import multiprocessing
import os
import pty
import select
import socket
import struct
import termios
import time
import unicodedata
from pathlib import Path
from typing import Any

import pyte
from attrs import define, field, frozen
from wcwidth import wcwidth

from tests.client.app.siege.program import Siege, run

WIDTH, HEIGHT = 120, 32
OFTEN = 60
"""So often a screen is looked at again before it is taken as it is."""
PATIENT_S = 120.0
Cell = tuple[str, tuple[Any, ...]]
"""A sign, and how it looks."""


@frozen
class Stop:
    """One look at one place."""

    wave: int
    place: str
    meant: list[str]
    """Rows as the app means them."""
    cells: list[list[Cell]]
    """What stands on the terminal."""
    links: list[str]
    drawn: list[str]
    stream: str
    """What was written since the last look."""

    @property
    def rows(self) -> list[str]:
        """What stands there, without looks."""
        return ["".join(sign for sign, _ in row).rstrip() for row in self.cells]


@define
class Seen:
    """What came of a siege."""

    code: int | None = None
    stops: list[Stop] = field(factory=list)
    title: str = ""
    rest: str = ""
    """What was written after the last look."""

    def at(self, wave: int, place: str) -> Stop:
        """The look at that place."""
        return next(stop for stop in self.stops if (stop.wave, stop.place) == (wave, place))


class Emulator(pyte.Screen):
    """Where pyte differs from terminals.

    It stops drawing at a character without a width that is no mark (a joiner, a selector): that is passed over. It
    leaves half a wide sign where the other half is written over: terminals leave a space.
    """

    def draw(self, data: str) -> None:
        """Put text at the cursor."""
        self._halve(self.cursor.x - 1)
        super().draw("".join(c for c in data if unicodedata.category(c) != "Cf" and c not in "\ufe0e\ufe0f"))
        line, x = self.buffer[self.cursor.y], self.cursor.x
        if 0 < x < self.columns and line[x].data == "" and wcwidth(line[x - 1].data[:1] or " ") < 2:
            line[x] = line[x]._replace(data=" ")

    def _halve(self, x: int) -> None:
        """A wide sign at `x` whose other half is about to be written over."""
        line = self.buffer[self.cursor.y]
        if 0 <= x < self.columns - 1 and line[x + 1].data == "":
            line[x] = line[x]._replace(data=" ")

    def set_title(self, param: str) -> None:
        """Textual also names the pointer's shape (OSC 22), which pyte takes for a title."""
        if not param.startswith(";"):
            super().set_title(param)


def besiege(folder: Path, siege: Siege) -> Seen:
    """Let it happen, in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    listening = socket.socket(socket.AF_UNIX)
    link = os.path.relpath(folder / "s")  # a whole path may be longer than a socket's name can be
    listening.bind(link)
    listening.listen()
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload([run.__module__])
    process = forks.Process(target=run, args=(os.ttyname(theirs), link, str(folder / "home"), siege))
    process.start()
    try:
        seen = _Outer(ours, listening, process.sentinel).watch()
        process.join(5)
        seen.code = process.exitcode
    finally:
        if process.is_alive():
            process.kill()
        for end in (ours, theirs):
            os.close(end)
        listening.close()
    return seen


class _Outer:
    """One end of the terminal, and the socket beside it."""

    def __init__(self, ours: int, listening: socket.socket, sentinel: int) -> None:
        self.ours, self.listening, self.sentinel = ours, listening, sentinel
        self.plug: socket.socket | None = None
        self.screen = Emulator(WIDTH, HEIGHT)
        self.feed = pyte.ByteStream(self.screen)
        self.unread = b""
        """Bytes of the terminal in which no mark was found yet."""
        self.said = b""
        self.written = bytearray()
        self.seen = Seen()
        self.looks = 0

    def watch(self) -> Seen:
        """To the end."""
        until, over = time.monotonic() + PATIENT_S, False
        while time.monotonic() < until and not over:
            ends: list[Any] = [self.ours, self.sentinel, self.plug or self.listening]
            ready = select.select(ends, [], [], 1)[0]
            if self.ours in ready:
                self.read()
            if self.listening in ready:
                self.plug = self.listening.accept()[0]
            elif self.plug in ready:
                self.hear()
            over = ready == [self.sentinel] or (
                self.sentinel in ready and self.plug in ready and not self.said
            )
        while select.select([self.ours], [], [], 0)[0] and self.read():
            pass
        self.take(self.unread)
        self.seen.title, self.seen.rest = self.screen.title, self.written.decode("utf-8", "replace")
        return self.seen

    def read(self) -> bool:
        """Whatever has come."""
        with contextlib.suppress(OSError):  # nobody is at the inner end
            data = os.read(self.ours, 65536)
            self.unread += data
            return bool(data)
        return False

    def take(self, data: bytes) -> None:
        """The emulator draws it."""
        self.written += data
        self.feed.feed(data)

    def hear(self) -> None:
        """The inner end says what should stand there."""
        assert self.plug is not None
        self.said += self.plug.recv(1 << 20)
        while b"\n" in self.said:
            line, _, self.said = self.said.partition(b"\n")
            self.look(json.loads(line))

    def look(self, said: dict[str, Any]) -> None:
        """Read up to the mark, and compare."""
        mark = f"\x1b]7777;{said['mark']}\x07".encode()
        while mark not in self.unread:
            if not select.select([self.ours], [], [], PATIENT_S)[0] or not self.read():
                raise TimeoutError(f"nothing is written at {said['place']}")
        before, _, self.unread = self.unread.partition(mark)
        self.take(before)
        stop = Stop(
            said["wave"], said["place"], said["rows"], self.cells(), said["links"], said["drawn"],
            self.written.decode("utf-8", "replace"),
        )  # fmt: skip
        self.looks += 1
        content = self.contents(stop) or self.looks >= OFTEN
        assert self.plug is not None
        if content:
            self.seen.stops.append(stop)
            self.written, self.looks = bytearray(), 0
        self.plug.sendall(b"on\n" if content else b"again\n")

    def contents(self, stop: Stop) -> bool:
        """Whether it need not be looked at again."""
        from tests.client.app.siege.frames import against_meant, against_twin

        twins = [one for one in self.seen.stops if one.place == stop.place and one.wave == stop.wave - 1]
        return not against_meant(stop) and not any(against_twin(twin, stop) for twin in twins)

    def cells(self) -> list[list[Cell]]:
        """The screen as it is now."""
        lines = (self.screen.buffer[n] for n in range(HEIGHT))
        return [[(cell.data, tuple(cell[1:])) for cell in (line[n] for n in range(WIDTH))] for line in lines]
