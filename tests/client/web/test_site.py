"""The page and its tabs: who comes in, under which rules, how many, and that no app outlives its tab."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from detente_client.trouble import Trouble
from detente_client.web import page, tab
from detente_client.web.serving import Wanted, _greeting, command_of
from detente_client.web.site import Site

ECHO = str(Path(__file__).with_name("echo.py"))
KEY = "k3y"


@asynccontextmanager
async def _served(*arguments: str, limit: int = 2) -> AsyncIterator[tuple[Site, str, aiohttp.ClientSession]]:
    site = Site((sys.executable, ECHO, *arguments), KEY, limit)
    runner = web.AppRunner(site.application(), shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    root = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with aiohttp.ClientSession() as client:
        try:
            yield site, root, client
        finally:
            await runner.cleanup()


def _tab(client: aiohttp.ClientSession, root: str, origin: str = "", **more: Any) -> Any:
    url = f"{root}/{KEY}/ws?width=100&height=9999"
    return client.ws_connect(url, headers={"Origin": origin or root}, **more)


async def test_the_page_is_for_who_knows_the_key_and_asks_no_other_host() -> None:
    async with _served() as (_, root, client):
        answer = await client.get(f"{root}/{KEY}/")
        text = await answer.text()
        assert answer.status == 200
        own = root.replace("http", "ws")
        addresses = re.findall(r"(?:https?|wss?)://[^\"'\s]+", text)
        outside = [url for url in addresses if not url.startswith(own)]
        assert outside == []
        assert "<script>" not in text
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-eval" not in policy
        for part in re.findall(r'(?:src|href)="((?:own|terminal)/[^"]+)"', text):
            found = await client.get(f"{root}/{KEY}/{part}")
            assert (found.status, found.headers["X-Content-Type-Options"]) == (200, "nosniff")
        for wrong in (
            "/",
            "/wrong/",
            "/wrong/ws",
            "/wrong/own/page.css",
            f"/{KEY}x/",
            f"/{KEY}/own/../../site.py",
        ):
            refused = await client.get(f"{root}{wrong}")
            assert refused.status == 404
            assert KEY not in await refused.text()


async def test_keys_sizes_and_answers_go_through() -> None:
    async with _served() as (_, root, client), _tab(client, root) as socket:
        assert (await socket.receive_bytes()).startswith(b"hello")
        await socket.send_json(["stdin", "é"])
        assert await socket.receive_bytes() == b"typed " + "é".encode()
        await socket.send_json(["resize", {"width": 1, "height": "many"}])
        assert await socket.receive_bytes() == b'{"type": "resize", "width": 10, "height": 24}'
        await socket.send_json(["ping", 7])
        assert await socket.receive_json() == ["pong", 7]


@pytest.mark.parametrize("said", ["{", "[]", '"x"', "null", '["stdin"', '[["stdin"]]'])
async def test_what_is_no_message_ends_the_tab_alone(said: str) -> None:
    async with _served() as (site, root, client):
        async with _tab(client, root) as socket:
            await socket.receive_bytes()
            await socket.send_str(said)
            await _until(lambda: not site.tabs)
        assert (await client.get(f"{root}/{KEY}/")).status == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1", "https://127.0.0.1:1"])
async def test_a_socket_of_another_site_is_refused(origin: str) -> None:
    async with _served() as (site, root, client):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
            await _tab(client, root, origin)
        assert refusal.value.status == 403
        assert not site.tabs


async def test_so_many_tabs_and_no_more() -> None:
    async with _served(limit=1) as (site, root, client):
        async with _tab(client, root) as socket:
            await socket.receive_bytes()
            full = await client.get(f"{root}/{KEY}/")
            assert full.status == 503
            assert "Try again when somebody has left." in await full.text()
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await _tab(client, root)
        await _until(lambda: not site.tabs)
        assert (await client.get(f"{root}/{KEY}/")).status == 200


async def _until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    for _ in range(400):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never came so far")


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split()[2] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
@pytest.mark.parametrize("how", ["tab closed", "site ended"])
async def test_a_stubborn_app_and_its_child_are_ended(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tab, "FRIENDLY_S", 0.2)
    monkeypatch.setattr(tab, "FIRM_S", 0.2)
    async with _served("stubborn") as (site, root, client):
        socket = await _tab(client, root)
        child = int((await socket.receive_bytes()).split()[1])
        (one,) = site.tabs
        assert one.process is not None
        pid = one.process.pid
        assert os.getpgid(child) == pid
        if how == "tab closed":
            await socket.close()
            await _until(lambda: not site.tabs)
    assert not _lives(pid)
    await _until(lambda: not _lives(child))


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ((), ["play"]),
        (("home",), ["play"]),
        (("solo", "cuba-1962"), ["solo", "cuba-1962"]),
        (("join", "x:1"), ["join", "x:1"]),
    ],
)
def test_what_can_be_played(words: tuple[str, ...], ends: list[str]) -> None:
    assert list(command_of(words))[3:] == ends


@pytest.mark.parametrize("words", [("replay", "x"), ("solo", "--auto"), ("rm",)])
def test_what_cannot_be_played(words: tuple[str, ...]) -> None:
    with pytest.raises(Trouble, match="home, solo PACK or join ADDRESS"):
        command_of(words)


BEYOND = [("127.0.0.1", False), ("::1", False), ("0.0.0.0", True), ("10.0.0.7", True)]


@pytest.mark.parametrize(("host", "warned"), BEYOND)
def test_beyond_this_machine_it_warns(host: str, warned: bool) -> None:
    lines = _greeting(Wanted(host, 8000, 8, ()), 8000, "key")
    assert lines[0].startswith("Warning") is warned
    assert any(line.startswith("http://") and line.endswith(":8000/key/") for line in lines)


def test_a_sentence_is_text() -> None:
    assert "<b>" not in page.sentence_page("<b>no</b>")
