"""`detente web` as people start it: no app is left however it ends; and in a real browser, clicked and typed at."""

from __future__ import annotations

import asyncio
import contextlib
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.client.people import environment
from tests.client.web.browser import PROGRAM, Browser, browser

PATIENT_S = 30.0


@contextlib.contextmanager
def _web(home: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, and the address that it printed."""
    command = [sys.executable, "-m", "detente_client", "web", "--port", "0", "--linger", "5", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment(home)) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def _apps_of(home: Path) -> list[int]:
    """Processes, other than the server of the page, that keep their things in this home."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"DETENTE_HOME={home}\0".encode() in (entry / "environ").read_bytes():
                state = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
                found += [int(entry.name)] if state != "Z" else []
    return found


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads /proc")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_no_app_is_left(tmp_path: Path, sign: signal.Signals) -> None:
    with contextlib.ExitStack() as stack:
        process, url = stack.enter_context(_web(tmp_path, "solo", "hong-kong-1984"))
        origin = Origin(url.rsplit("/", 2)[0])
        tab = stack.enter_context(
            connect(f"{url.replace('http', 'ws')}ws/one?width=80&height=24", origin=origin)
        )
        text = b""
        while b"Turn 1" not in text:
            said = tab.recv(timeout=PATIENT_S)
            text += said if isinstance(said, bytes) else b""
        assert len(_apps_of(tmp_path)) >= 3  # the page's server, the app, the game's server
        process.send_signal(sign)
        process.wait(timeout=PATIENT_S)
        end = time.monotonic() + PATIENT_S
        while _apps_of(tmp_path):
            assert time.monotonic() < end
            time.sleep(0.1)


@pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium")
def test_a_browser_clicks_and_types_and_comes_back(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    with _web(tmp_path / "home", "solo", "hong-kong-1984") as (server, url), browser(profile) as page:
        page.ask("Page.navigate", url=url)
        page.until(_DRAWN)
        waiting = page.picture(tmp_path / "waiting.png")
        talks = page.picture_other_than(waiting, tmp_path / "talks.png")
        page.press("F3", 114)  # no click is needed before the first key
        table = page.picture_other_than(talks, tmp_path / "table.png")
        page.press("Escape", 27)
        time.sleep(0.5)  # what follows at once would make it Alt
        page.type("/sheet")
        page.picture_other_than(table, tmp_path / "sheet.png")
        before = _settled(page, tmp_path)
        apps = _apps_of(tmp_path / "home")
        page.ask("Page.reload")
        page.until(_DRAWN)
        assert _until_same(page, before, tmp_path)  # the page, and what stood in the line
        assert _apps_of(tmp_path / "home") == apps
        hosts = {
            re.sub(r"^\w+://([^/]+)/.*", r"\1", address)
            for address in page.addresses()
            if "data:" not in address
        }
        assert hosts == {url.split("/")[2]}
        assert page.complaints() == []
        server.send_signal(signal.SIGTERM)
        page.until("""!document.querySelector('[data-why="ended"]').hidden""")
        page.ask("Page.navigate", url="about:blank")
        end = time.monotonic() + PATIENT_S
        while _apps_of(tmp_path / "home"):
            assert time.monotonic() < end
            time.sleep(0.1)


_DRAWN = "document.body && document.body.classList.contains('-first-byte')"


def _settled(page: Browser, folder: Path) -> bytes:
    """A picture of what does not move any more."""
    end = time.monotonic() + PATIENT_S
    before = b""
    while (now := page.picture(folder / "settled.png")) != before:
        assert time.monotonic() < end
        before = now
        time.sleep(0.7)
    return now


def _until_same(page: Browser, wanted: bytes, folder: Path) -> bool:
    end = time.monotonic() + PATIENT_S
    while page.picture(folder / "again.png") != wanted:
        assert time.monotonic() < end
        time.sleep(0.3)
    return True


@contextlib.contextmanager
def _wire(port: int, to: int) -> Iterator[None]:
    """A wire between a browser and a port of this machine, which is cut when the block ends."""
    loop = asyncio.new_event_loop()
    writers: list[asyncio.StreamWriter] = []

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                writer.write(data)

    async def joined(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", to)
        writers.extend((writer, back))
        await asyncio.gather(pump(reader, back), pump(there, writer))

    async def cut() -> None:
        server.close()
        for writer in writers:
            writer.transport.abort()
        await asyncio.sleep(0.1)

    server = loop.run_until_complete(asyncio.start_server(joined, "127.0.0.1", port, reuse_address=True))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield
    finally:
        asyncio.run_coroutine_threadsafe(cut(), loop).result(PATIENT_S)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium")
def test_a_connection_that_was_cut_is_mended_by_itself(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    with _web(tmp_path / "home", "solo", "hong-kong-1984") as (_, url), browser(profile) as page:
        to = int(url.split("/")[2].rpartition(":")[2])
        through = url.replace(str(to), str(port), 1)
        with _wire(port, to):
            page.ask("Page.navigate", url=through)
            page.until(_DRAWN)
            page.type("half a sent")
            before = _settled(page, tmp_path)
            apps = _apps_of(tmp_path / "home")
        page.until("""!document.querySelector('[data-why="cut"]').hidden""")
        with _wire(port, to):
            page.until(f"{_DRAWN} && !document.body.classList.contains('-closed')")
            assert _until_same(page, before, tmp_path)
            assert _apps_of(tmp_path / "home") == apps
            page.ask("Page.navigate", url="about:blank")


@pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium")
def test_a_telephone_is_turned_without_the_page_being_loaded_anew(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()

    def turn(page: Browser, width: int, height: int) -> None:
        page.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=2, mobile=True
        )

    with _web(tmp_path / "home", "solo", "hong-kong-1984") as (_, url), browser(profile) as page:
        turn(page, 393, 852)
        page.ask("Page.navigate", url=url)
        page.until(_DRAWN)
        page.value("window.same = true")
        upright = _settled(page, tmp_path)
        assert page.value(_LETTERS) == 8
        turn(page, 852, 393)
        page.until(f"{_LETTERS} === 16")
        page.picture_other_than(upright, tmp_path / "across.png")
        turn(page, 393, 852)
        page.until(f"{_LETTERS} === 8")
        assert _until_same(page, upright, tmp_path)
        assert page.value("window.same") is True
        assert page.complaints() == []


_LETTERS = "Number(document.getElementById('terminal').dataset.fontSize)"


@pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium")
def test_a_browser_is_told_why_there_is_no_game(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    shown = "document.querySelector('[data-why]:not([hidden])').innerText"
    with _web(tmp_path / "home", "join", "127.0.0.1:9") as (_, url), browser(profile) as page:
        page.ask("Page.navigate", url=url)
        page.until("document.body && document.body.classList.contains('-closed')")
        told = page.value(shown)
        assert "The game has ended badly." in told
        assert "127.0.0.1:9" in told
        page.ask("Page.navigate", url=f"{url}x")
        page.until("document.body && document.body.innerText.includes('There is no such page.')")
