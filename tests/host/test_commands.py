"""`detente-server` and `detente-pack` from outside: what they print, how they end."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente_server import cli
from detente_wire.archive import read
from detente_wire.messages import Closing, Token
from tests.host.house import PACKS
from tests.host.speaking import Speaker

PYTHON = [sys.executable, "-m", "detente_server"]
PATIENCE_S = 20


def run(*args: str) -> subprocess.CompletedProcess[str]:
    """A command that ends by itself."""
    return subprocess.run([*PYTHON, *args], capture_output=True, text=True, timeout=PATIENCE_S, check=False)


async def start(*args: str, stdin: int | None = None) -> tuple[asyncio.subprocess.Process, str]:
    """A server that runs, and its first line."""
    process = await asyncio.create_subprocess_exec(
        *PYTHON, "serve", "--content", str(PACKS), *args,
        stdin=stdin, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), PATIENCE_S)
    return process, line.decode()


async def test_it_prints_where_it_listens_and_stops_cleanly(tmp_path: Path) -> None:
    process, line = await start("--port", "0", "--data", str(tmp_path), "--log-json")
    assert line.startswith("Détente listens on ws://127.0.0.1:")
    ada = await Speaker.come(int(line.rsplit(":", 1)[1]), "Ada Lovelace")
    process.send_signal(signal.SIGTERM)
    assert await ada.close_code() == 4000
    assert (await ada.hear(Closing)).retry_after_s > 0
    _, log = await asyncio.wait_for(process.communicate(), PATIENCE_S)
    assert process.returncode == 0
    lines = [json.loads(one) for one in log.decode().splitlines()]
    assert [one["message"] for one in lines][-1] == "stopped"
    assert "Lovelace" not in log.decode()


async def test_a_solo_server_says_port_and_token_and_ends_with_its_stdin(tmp_path: Path) -> None:
    process, line = await start("--solo", "--data", str(tmp_path), stdin=asyncio.subprocess.PIPE)
    said = json.loads(line)
    assert said.keys() == {"port", "token"}
    ada = await Speaker.come(said["port"], Token(said["token"]))
    assert (await ada.create(people=2)).nation == "ada"
    thief = await Speaker.connect(said["port"])
    with pytest.raises(AssertionError):
        await thief.enter(Token(said["token"]))
    assert await thief.close_code() == 4503
    assert process.stdin is not None
    process.stdin.close()
    _, log = await asyncio.wait_for(process.communicate(), PATIENCE_S)
    assert (process.returncode, log) == (0, b"")


async def test_a_port_or_a_folder_in_use_is_said_in_a_sentence(tmp_path: Path) -> None:
    process, line = await start("--port", "0", "--data", str(tmp_path))
    port = line.rsplit(":", 1)[1].strip()
    taken = run("serve", "--content", str(PACKS), "--port", port, "--data", str(tmp_path / "other"))
    folder = run("serve", "--content", str(PACKS), "--port", "0", "--data", str(tmp_path))
    process.terminate()
    await process.communicate()
    assert_sentence(taken, f"Port {port} is in use", "--port")
    assert_sentence(folder, "is in use by another", "another folder")


def assert_sentence(ended: subprocess.CompletedProcess[str], *parts: str) -> None:
    """It ended with 1 and a sentence, not with a trace."""
    assert ended.returncode == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    for part in parts:
        assert part in ended.stderr


def test_other_things_that_keep_a_server_from_starting(tmp_path: Path) -> None:
    file = tmp_path / "a file"
    file.write_text("")
    assert_sentence(run("serve", "--port", "0", "--data", str(file / "below")), "cannot be used", "--data")
    empty = run("serve", "--port", "0", "--data", str(tmp_path / "d"), "--content", str(tmp_path / "none"))
    assert_sentence(empty, "no pack", "--content")
    bad = tmp_path / "bad.toml"
    bad.write_text("prot = 1\n[limits]\nping_s = -1\n")
    assert_sentence(run("serve", "--config", str(bad)), "did you mean port?", "limits.ping_s")
    assert_sentence(run("serve", "--config", str(tmp_path / "none.toml")), "cannot be read")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        host = run(
            "serve",
            "--host",
            "192.0.2.1",
            "--port",
            "0",
            "--data",
            str(tmp_path / "e"),
            "--content",
            str(PACKS),
        )
    assert_sentence(host, "cannot listen on 192.0.2.1", "--host")
    nowhere = run("serve", "--host", "999.1.1.1", "--data", str(tmp_path / "e"), "--content", str(PACKS))
    assert_sentence(nowhere, "There is no address 999.1.1.1", "--host")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert_sentence(run("serve", "--port", "0", "--data", str(tmp_path / "x")), "cannot be used", "--data")


def test_bots_play_a_match_and_equal_seeds_give_equal_hashes(tmp_path: Path) -> None:
    file = tmp_path / "match.detente"
    args = ["auto", "teatime", "--content", str(PACKS), "--json", "--seed", "7"]
    first = CliRunner().invoke(cli.main, [*args, "-o", str(file)])
    again = CliRunner().invoke(cli.main, args)
    assert first.exit_code == again.exit_code == 0
    said, same = json.loads(first.output), json.loads(again.output)
    assert said["archive_hash"] == same["archive_hash"]
    assert said["outcome"] in ("settled", "partial", "frozen", "war")
    with file.open() as lines:
        assert read(lines).header.archive_hash == said["archive_hash"]
    plain = CliRunner().invoke(cli.main, ["auto", "teatime", "--content", str(PACKS)])
    assert plain.output.startswith("teatime, seed 1: ")


def test_what_keeps_bots_from_playing(tmp_path: Path) -> None:
    unknown = CliRunner().invoke(cli.main, ["auto", "teatym", "--content", str(PACKS)])
    assert unknown.exit_code == 1
    assert "did you mean 'teatime'?" in unknown.output
    file = str(tmp_path / "a" / "b")
    (tmp_path / "a").write_text("")
    blocked = CliRunner().invoke(cli.main, ["auto", "teatime", "--content", str(PACKS), "-o", file])
    assert blocked.exit_code == 1
    assert "Choose another file with -o" in blocked.output


def test_a_pack_is_checked(tmp_path: Path) -> None:
    good = CliRunner().invoke(cli.pack, ["check", str(PACKS / "teatime")])
    assert good.exit_code == 0
    assert good.output.splitlines()[-1].startswith("teatime 1.0.0 is well: ")
    (tmp_path / "pack.toml").write_text("format = 1\nidd = 3\n")
    bad = CliRunner().invoke(cli.pack, ["check", str(tmp_path)])
    assert bad.exit_code == 1
    assert "pack.toml:" in bad.output
    assert "problems in" in bad.output
    missing = CliRunner().invoke(cli.pack, ["check", str(tmp_path / "none")])
    assert missing.exit_code == 1
    assert "pack-missing" in missing.output
