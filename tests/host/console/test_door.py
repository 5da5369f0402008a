"""The local socket, and the program that speaks to it."""

from __future__ import annotations

import asyncio
import json
import socket
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from detente_server.cli import main
from detente_server.host.console import matters
from detente_server.host.console.asking import printed
from detente_server.host.console.door import LINE_BYTES, SOCKET, address
from detente_server.host.environment import Environment
from detente_server.host.host import Host
from detente_server.store import MemoryStore
from detente_wire.messages import Announcement
from tests.host.house import config, packs
from tests.host.speaking import Speaker


@asynccontextmanager
async def serving(folder: Path) -> AsyncIterator[tuple[Host, int]]:
    """A host with a console."""
    host = Host(MemoryStore(), packs(), config(), Environment(), folder=folder)
    _, port = await host.start()
    try:
        yield host, port
    finally:
        await host.stop()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder; it is where the tests stand, for a socket's path must be short."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def admin(folder: Path, *words: str, typed: str = "") -> Result:
    """The program, in a thread beside the server."""
    arguments = ["admin", "--data", str(folder), *words]
    return await asyncio.to_thread(CliRunner().invoke, main, arguments, input=typed)


def test_a_terminal_gets_lines_that_are_parted_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["    Lists the bans and silences in force.", "pack  turn", "", "w" * 50]
    answer = {"lines": lines, "data": None}
    monkeypatch.setenv("COLUMNS", "30")
    assert printed(answer, as_json=False) == "\n".join(lines), "a program reads whole lines"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert printed(answer, as_json=False).split("\n") == [
        "    Lists the bans and", "      silences in force.", "pack  turn", "", "w" * 30, "  " + "w" * 20,
    ]  # fmt: skip


async def test_an_order_is_carried_out_and_answered(folder: Path) -> None:
    async with serving(folder) as (_, port):
        ada = await Speaker.come(port, "Ada Lovelace")
        await ada.create(people=2)
        result = await admin(folder, "announce", "We restart at noon, it's time")
        assert (result.exit_code, result.output) == (0, "Told to 1 player.\n")
        assert (await ada.hear(Announcement)).text == "We restart at noon, it's time"
        listed = await admin(folder, "matches")
        assert "teatime" in listed.output
        assert "Ada" not in listed.output
        told: dict[str, Any] = json.loads((await admin(folder, "--json", "status")).output)
        assert told["matches"] == {"muster": 1}
        assert (told["connections"], told["players"], told["read_only"]) == (1, 1, None)


async def test_what_changes_something_is_audited(folder: Path) -> None:
    async with serving(folder) as (host, _):
        await admin(folder, "status")
        await admin(folder, "announce", "at noon")
        noted = host.services.audit.entries()
        assert [(one.who, one.what, one.why) for one in noted] == [("console", "announce", "at noon")]


async def test_lines_that_are_typed_are_answered_one_by_one(folder: Path) -> None:
    async with serving(folder):
        result = await admin(folder, typed="help status\nnonsense\nquit\nstatus\n")
        assert result.exit_code == 0
        assert "Says how the server stands" in result.output
        assert "There is no order 'nonsense'" in result.output
        assert "version" not in result.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["statsu"], "did you mean status?"),
        (["announce"], "TEXT is missing. Type: announce TEXT..."),
        (["matches", "gone"], "There is no phase 'gone'"),
        (["announce", "x" * 5000], "characters"),
        (["help", "\x1b[2Jx"], "There is no order '\\x1b[2jx'"),
    ],
)
async def test_a_bad_order_is_one_sentence_and_ends_with_1(folder: Path, words: list[str], said: str) -> None:
    async with serving(folder):
        result = await admin(folder, *words)
        assert result.exit_code == 1
        assert said.lower() in result.output.lower()
        assert result.output.count("\n") == 1
        assert "\x1b" not in result.output


async def test_the_socket_is_its_owners_alone_and_goes_with_the_server(folder: Path) -> None:
    async with serving(folder):
        assert stat.S_IMODE((folder / SOCKET).stat().st_mode) == 0o600
    assert not (folder / SOCKET).exists()
    result = await admin(folder, "status")
    assert result.exit_code == 1
    assert "No server runs on the data folder" in result.output


async def test_the_socket_of_a_killed_server_is_replaced(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as left:
        left.bind(address(folder))
    assert (folder / SOCKET).exists()
    async with serving(folder):
        assert (await admin(folder, "status")).exit_code == 0


async def test_the_socket_of_a_living_server_is_not(folder: Path) -> None:
    async with serving(folder) as (first, _):
        async with serving(folder):
            pass
        assert (await admin(folder, "announce", "still here")).exit_code == 0
        assert [one.why for one in first.services.audit.entries()] == ["still here"]


@pytest.mark.parametrize(
    "request_", [b"\n", b"{}\n", b"[1]\n", b'{"line": \n', b"\xff\n", b'"line"\n', b"7\n"]
)
async def test_any_bytes_get_a_sentence(folder: Path, request_: bytes) -> None:
    async with serving(folder):
        reader, writer = await asyncio.open_unix_connection(address(folder))
        writer.write(request_)
        assert "problem" in json.loads(await reader.readline())
        writer.close()


async def test_a_line_without_end_is_cut_off(folder: Path) -> None:
    async with serving(folder):
        reader, writer = await asyncio.open_unix_connection(address(folder))
        writer.write(b"x" * (LINE_BYTES * 3))
        assert await reader.read() == b""
        writer.close()
        assert (await admin(folder, "status")).exit_code == 0


async def test_an_order_that_fails_by_our_mistake_ends_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> int:
        raise RuntimeError("with a secret in it")

    async with serving(folder):
        monkeypatch.setattr(matters, "memory_bytes", fail)
        result = await admin(folder, "status")
        assert (result.exit_code, "by a mistake of the server's" in result.output) == (1, True)
        assert "secret" not in result.output
        monkeypatch.undo()
        monkeypatch.chdir(folder)
        assert (await admin(folder, "status")).exit_code == 0
