"""The way out of one socket: what is bounded, and whose failure is whose."""

from __future__ import annotations

import asyncio

from detente_server.host.sockets.sending import SOURCES, Flusher, Outlet
from detente_wire.limits import Limits


class FakeSocket:
    """Writes down what is written."""

    def __init__(self) -> None:
        self.clogged = False
        self.alive = True
        self.written = b""

    def write(self, data: bytes) -> None:
        """Take it."""
        self.written += data

    def cut_off(self) -> None:
        """End."""
        self.alive = False


class Endless:
    """A source with one frame more each time, or one that fails."""

    finished = False

    def __init__(self, *, fails: bool = False) -> None:
        self.fails = fails
        self.draws = 0

    def draw(self, room: int) -> list[bytes]:
        """One frame."""
        if self.fails:
            raise ZeroDivisionError("planted")
        self.draws += 1
        return [b"drawn"] if self.draws == 1 else []


def outlet(flusher: Flusher) -> tuple[Outlet, FakeSocket]:
    """An outlet and its socket."""
    socket = FakeSocket()
    return Outlet(socket, flusher, Limits(), text=False), socket


async def test_a_source_that_fails_ends_its_own_socket_alone() -> None:
    flusher = Flusher(asyncio.get_running_loop())
    (bad, broken), (good, fine) = outlet(flusher), outlet(flusher)
    bad.add(Endless(fails=True))
    good.add(Endless())
    await asyncio.sleep(0.01)
    assert not broken.alive
    assert fine.alive
    assert fine.written == b"\x82\x05drawn"


async def test_who_asks_for_ever_more_without_reading_is_cut_off() -> None:
    some, socket = outlet(Flusher(asyncio.get_running_loop()))
    socket.clogged = True
    for _ in range(SOURCES):
        some.add(Endless())
    assert socket.alive
    some.add(Endless())
    assert not socket.alive


async def test_nothing_is_drawn_after_the_last_word() -> None:
    some, socket = outlet(Flusher(asyncio.get_running_loop()))
    some.push([b"before"])
    some.add(Endless())
    some.last([b"goodbye"])
    await asyncio.sleep(0.01)
    assert socket.written == b"\x82\x06before\x82\x07goodbye"
