"""`detente-server config`: the file with every key, what is wrong, what is in force; flags win."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente_server.cli import main
from detente_server.host import running
from detente_server.host.config import Config


def said(*words: str) -> tuple[int, str]:
    """The program's exit code and all it says."""
    result = CliRunner().invoke(main, [*words])
    return result.exit_code, result.output


def test_a_new_file_is_written_once_and_is_right(tmp_path: Path) -> None:
    file = tmp_path / "host.toml"
    assert said("config", "new", "-o", str(file))[0] == 0
    code, told = said("config", "check", str(file))
    assert (code, "nothing is wrong" in told) == (0, True)
    code, told = said("config", "new", "-o", str(file))
    assert (code, told) == (1, f"{file} cannot be written: File exists. Choose another file with -o.\n")


def test_what_is_wrong_is_said_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "host.toml"
    file.write_text("prot = 1\n\nport = 'x'\n")
    code, told = said("config", "check", str(file))
    assert code == 1
    assert told == (
        f"{file}:1: unknown key prot; did you mean port?\n{file}:3: port must be a whole number from 0 to 65535.\n"
    )
    for command in (("serve", "--config", str(file)), ("config", "show", str(file))):
        assert said(*command) == (1, told)


def test_what_is_in_force(tmp_path: Path) -> None:
    file = tmp_path / "host.toml"
    file.write_text("port = 9000\n")
    assert "port = 9000  # chosen" in said("config", "show", str(file))[1]
    assert json.loads(said("config", "show", str(file), "--json")[1])["port"] == 9000
    assert "port = 8765\n" in said("config", "show")[1]


def test_flags_win_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "host.toml"
    file.write_text("port = 9000\nquiet_s = 7\n")
    given: list[Config] = []
    monkeypatch.setattr(running, "run", lambda config, solo: given.append(config))
    assert said("serve", "--config", str(file), "--port", "0")[0] == 0
    assert (given[0].port, given[0].quiet_s) == (0, 7)
