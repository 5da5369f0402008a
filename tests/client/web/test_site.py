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
from detente_client.web.serving import Wanted, _greeting, again, command_of
from detente_client.web.site import Closed, Site
from detente_client.web.tabs import Tabs

ECHO = str(Path(__file__).with_name("echo.py"))
KEY = "k3y"


@asynccontextmanager
async def _served(
    *arguments: str, limit: int = 2, linger_s: float = 0
) -> AsyncIterator[tuple[Site, str, aiohttp.ClientSession]]:
    command = (sys.executable, ECHO, *arguments)
    site = Site(KEY, Tabs(command, (*command, "late"), limit, linger_s))
    runner = web.AppRunner(site.application(), shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    root = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with aiohttp.ClientSession() as client:
        try:
            yield site, root, client
        finally:
            await runner.cleanup()


def _tab(client: aiohttp.ClientSession, root: str, origin: str = "", name: str = "one") -> Any:
    url = f"{root}/{KEY}/ws/{name}?width=100&height=9999"
    return client.ws_connect(url, headers={"Origin": origin or root})


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
        for why in ("over", "failed", "cut", "lost", "ended", "full", "elsewhere"):
            assert f'data-why="{why}"' in text
            assert f'"{why}"' in (page.OWN / "page.js").read_text(encoding="utf-8")
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
            await _until(lambda: not site.tabs.open)
        assert (await client.get(f"{root}/{KEY}/")).status == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1", "https://127.0.0.1:1"])
async def test_a_socket_of_another_site_is_refused(origin: str) -> None:
    async with _served() as (site, root, client):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
            await _tab(client, root, origin)
        assert refusal.value.status == 403
        assert not site.tabs.open


async def _closed(socket: Any) -> int:
    """Why the socket is closed, after all else that comes."""
    while (message := await socket.receive(timeout=10)).type not in (
        aiohttp.WSMsgType.CLOSE,
        aiohttp.WSMsgType.CLOSED,
    ):
        pass
    return int(message.data or 0)


async def test_so_many_tabs_and_no_more() -> None:
    async with _served(limit=1) as (site, root, client):
        async with _tab(client, root) as socket:
            await socket.receive_bytes()
            assert (
                await client.get(f"{root}/{KEY}/")
            ).status == 200  # a tab that comes back must get its page
            async with _tab(client, root, name="two") as other:
                assert await _closed(other) == Closed.FULL
        await _until(lambda: not site.tabs.open)
        async with _tab(client, root, name="two") as socket:
            assert (await socket.receive_bytes()).startswith(b"hello")


async def test_a_tab_that_comes_back_finds_its_app() -> None:
    async with _served(linger_s=30) as (site, root, client):
        async with _tab(client, root) as socket:
            hello = await socket.receive_bytes()
        await _until(lambda: site.tabs.open["one"].watcher is None)
        assert await _pid(client, root, "one") == hello.split()[2]
        assert len(site.tabs.open) == 1


async def _pid(client: aiohttp.ClientSession, root: str, name: str) -> bytes:
    """The process behind a tab that is opened, and closed again; it was told its size twice, to draw all anew."""
    async with _tab(client, root, name=name) as socket:
        assert b"\x1b[?1049h" in await socket.receive_bytes()
        assert b'"height": 499' in await socket.receive_bytes()
        assert b'"height": 500' in await socket.receive_bytes()
        await socket.send_json(["stdin", "pid"])
        return bytes(await socket.receive_bytes()).split()[-1]


async def test_who_opens_a_tab_once_more_takes_it_over() -> None:
    async with _served(linger_s=30) as (site, root, client), _tab(client, root) as first:
        hello = await first.receive_bytes()
        assert await _pid(client, root, "one") == hello.split()[2]
        assert await _closed(first) == Closed.ELSEWHERE
        assert len(site.tabs.open) == 1


async def test_a_tab_that_nobody_looks_at_gives_way_and_begins_at_home_when_it_comes_back() -> None:
    async with _served(limit=1, linger_s=30) as (site, root, client):
        async with _tab(client, root) as socket:
            await socket.receive_bytes()
            process = site.tabs.open["one"].process
        await _until(lambda: site.tabs.open["one"].watcher is None)
        async with _tab(client, root, name="two") as socket:
            await socket.receive_bytes()
            assert process is not None
            assert process.returncode is not None
            assert list(site.tabs.open) == ["two"]
        await _until(lambda: site.tabs.open["two"].watcher is None)
        async with _tab(client, root) as socket:
            assert (await socket.receive_bytes()).endswith(b"late")


async def test_nobody_looks_for_long_enough_and_the_app_is_ended() -> None:
    async with _served(linger_s=0.1) as (site, root, client):
        async with _tab(client, root) as socket:
            await socket.receive_bytes()
            process = site.tabs.open["one"].process
        await _until(lambda: not site.tabs.open and process is not None and process.returncode is not None)


@pytest.mark.parametrize(
    ("typed", "why", "said"), [("leave", Closed.OVER, ""), ("fail", Closed.FAILED, "Nobody answers.")]
)
async def test_the_page_is_told_how_the_app_ended(typed: str, why: Closed, said: str) -> None:
    async with _served(linger_s=30) as (site, root, client), _tab(client, root) as socket:
        await socket.receive_bytes()
        await socket.send_json(["stdin", typed])
        if said:
            assert await socket.receive_json() == ["said", [said]]
        assert await _closed(socket) == why
        await _until(lambda: not site.tabs.open)


async def test_the_page_is_told_that_the_site_has_ended() -> None:
    async with _served(linger_s=30) as (site, root, client), _tab(client, root) as socket:
        await socket.receive_bytes()
        ending = asyncio.create_task(site.end())
        assert await _closed(socket) == Closed.ENDED
        await ending


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
        (one,) = site.tabs.open.values()
        assert one.process is not None
        pid = one.process.pid
        assert os.getpgid(child) == pid
        if how == "tab closed":
            await socket.close()
            await _until(lambda: not site.tabs.open)
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


def test_a_game_is_not_begun_anew_by_a_tab_that_comes_back() -> None:
    assert list(again(("solo", "cuba-1962")))[3:] == ["play"]
    assert list(again(("join", "x:1")))[3:] == ["join", "x:1"]


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
