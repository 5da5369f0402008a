"""What stands in a configuration file, and what is wrong with it: every problem at once, each with its line."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, field, frozen

from detente_server.host.config import BadConfig, Config, Status
from detente_server.host.configuration import keys, kinds, reading, showing
from detente_server.host.configuration.keys import Key, Section, sections
from detente_server.host.configuration.reading import overlay, read


def problems(written: str, folder: Path = Path("nowhere")) -> list[str]:
    """What is wrong with a file of this text, without its name."""
    with pytest.raises(BadConfig) as caught:
        overlay(Config(), tomllib.loads(written), "host.toml", folder, written)
    assert all(one.startswith("host.toml:") for one in caught.value.problems)
    return [one.removeprefix("host.toml:") for one in caught.value.problems]


EVERYTHING = """\
# a file with a mistake in nearly every line
prot = 80
port = "8765"
log_json = 1
trusted_networks = ["10.0.0.0/8", "10.0.0.0/99"]
host = ""

[limits]
comands_burst = 3
ping_s = 0
pong_s = 7
seats = 5

[statsu]
port = 1
[status]
port = -2
connections = 5
"""


def test_every_mistake_is_said_at_once_with_its_line() -> None:
    assert problems(EVERYTHING) == [
        "2: unknown key prot; did you mean port?",
        "3: port must be a whole number from 0 to 65535.",
        "4: log_json must be true or false.",
        "5: trusted_networks names no network: '10.0.0.0/99'. Write it as '10.0.0.0/8' or '10.1.2.3'.",
        "6: host must be a text between quotes.",
        "9: unknown key limits.comands_burst; did you mean commands_burst?",
        "10: limits.ping_s must be a whole number from 1 to 1000000000.",
        "12: unknown key limits.seats; there are: " + ", ".join(sorted(sections()["limits"].keys)) + ".",
        "14: unknown table statsu; did you mean the table [status]?",
        "17: status.port must be a whole number from -1 to 65535.",
        "18: unknown key status.connections; it belongs at the top, before the first table.",
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("limits = 3", "1: limits must be a table, [limits]."),
        ("[[status]]\nport = 3", "1: status must be a table, [status]."),
        ("port = true", "1: port must be a whole number from 0 to 65535."),
        ("\nport = 70000", "2: port must be a whole number from 0 to 65535."),
        ("trusted_networks = [3]", "1: trusted_networks must be a list of networks between quotes."),
        ('host = "a\\u001b"', "1: host must be one line, without control characters."),
        ("data = 3", "1: data must be a path between quotes."),
        ('"a\\u001bb" = 3', "1: unknown key 'a\\x1bb'; there are:"),
        ("[nonsense]\nx = 3", "1: unknown table nonsense; there are: accounts, limits,"),
        ("[ports]\nx = 3", "1: unknown table ports; there are: accounts, limits,"),
        ("[limit]\nx = 3", "1: unknown table limit; did you mean the table [limits]?"),
        ("[limits]\n'a.b' = 3", "2: unknown key limits.a.b; there are:"),
        ("auth_s = 3", "1: unknown key auth_s; it belongs under [limits]."),
        ('port = 8000\n[status]\nport = 8000', "2: status.port is that of the server itself, 8000:"),
        ("limits.ping_s = 0", "1: limits.ping_s must be a whole number from 1 to"),
    ],
)  # fmt: skip
def test_a_mistake(written: str, said: str) -> None:
    found = problems(written)
    assert len(found) == 1
    assert found[0].startswith(said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"port = 1\nport = \n", "host.toml:2: this is no TOML: Invalid value."),
        (b"\xff\xfe", "it is no UTF-8"),
        (None, "cannot be read: no such file"),
        (b"a = " + b"[" * 5000, "host.toml"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "host.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BadConfig) as caught:
        read(file, Config())
    assert len(caught.value.problems) == 1
    assert said in str(caught.value)


def test_a_good_file(tmp_path: Path) -> None:
    file = tmp_path / "host.toml"
    file.write_bytes(b'\xef\xbb\xbfport = 9000\r\ndata = "games"\r\n[limits]\r\ncommands_burst = 3\r\n')
    found = read(file, Config(quiet_s=5))
    config = found.config
    assert (config.port, config.data, config.limits.commands_burst) == (9000, tmp_path / "games", 3)
    assert config.quiet_s == 5, "what the file does not name stays"
    assert found.chosen == {("", "port"), ("", "data"), ("limits", "commands_burst")}
    assert found.notes == ()


# -- kinds ---------------------------------------------------------------------------------------------------------

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (kinds.Zone(), "Europe/Berlin", ""),
        (kinds.Zone(), "Europe/Berln", "names no time zone"),
        (kinds.Zone(), "../etc/passwd", "names no time zone"),
        (kinds.Zone(), "a\0b", "must be one line"),
        (kinds.Text(options=("a", "b")), "c", "must be one of 'a', 'b'"),
        (kinds.Text(empty=True), "", ""),
        (kinds.Texts(), ["a"], ""),
        (kinds.Texts(), "a", "must be a list of texts"),
        (kinds.Networks(), ["::1"], ""),
        (kinds.Variable(), "SOME_NAME", ""),
        (kinds.Variable(), "hunter2!", "must name an environment variable"),
        (kinds.Files(), "x", ""),
    ],
)
def test_what_may_stand_behind_a_key(kind: kinds.Kind, value: object, said: str) -> None:
    assert kind.problem(value, HERE).startswith(said)
    assert bool(kind.problem(value, HERE)) == bool(said)


def test_files_that_are_not_there_or_open_to_others(tmp_path: Path) -> None:
    kind = kinds.Files(there=True, private=True)
    assert kind.note("key.pem", tmp_path).startswith("names a file that is not there")
    (tmp_path / "key.pem").touch(0o600)
    assert kind.note("key.pem", tmp_path) == ""
    if sys.platform != "win32":
        (tmp_path / "key.pem").chmod(0o640)
        assert (
            kind.note("key.pem", tmp_path)
            == f"names a secret that others may read: chmod 600 {tmp_path}/key.pem"
        )


@frozen
class Post:
    """A section as others may write one."""

    password_env: str = kinds.variable()
    """Which variable holds the password."""
    sender: str = kinds.text("x", secret=True)
    """Who."""

    def objections(self) -> Iterator[tuple[str, str]]:
        """Keys that do not go together."""
        if self.password_env and self.sender == "x":
            yield "sender", "post.sender is missing."


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> None:
    """A configuration with that section."""

    @frozen
    class Wider(Config):
        """All of it, and one more."""

        post: Post = field(factory=Post)

    wider = dict(sections())
    rows = {
        one: Key(one, "", getattr(Post(), one), kind)
        for one, kind in (("password_env", kinds.Variable()), ("sender", kinds.Text(secret=True)))
    }
    wider["post"] = Section("post", "", rows)
    monkeypatch.setattr(reading, "sections", lambda: wider)
    monkeypatch.setattr(showing, "sections", lambda: wider)
    monkeypatch.setattr("tests.host.configuration.test_reading.Config", Wider)


@pytest.mark.usefixtures("post")
def test_a_secret_comes_from_the_environment_and_is_never_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("POST_PASSWORD", raising=False)
    assert problems('[post]\npassword = "hunter2"') == [
        "2: unknown key post.password; a secret never stands in the file: password_env names the environment "
        "variable that holds it."
    ]
    file = tmp_path / "host.toml"
    file.write_text('[post]\npassword_env = "POST_PASSWORD"\nsender = "hunter3"\n')
    found = read(file, Config())
    assert found.notes == (
        f"{file}:2: post.password_env names an environment variable that is not set: POST_PASSWORD.",
    )
    with pytest.raises(BadConfig):
        reading.to_serve(file, Config())
    monkeypatch.setenv("POST_PASSWORD", "hunter2")
    assert kinds.secret("POST_PASSWORD") == "hunter2"
    config = reading.to_serve(file, Config())
    shown = "\n".join(showing.in_force(config, found.chosen)) + str(showing.plain(config)) + repr(config)
    assert "hunter2" not in shown
    assert 'password_env = "POST_PASSWORD"  # chosen, set' in shown
    assert 'sender = "***"  # chosen' in shown


@pytest.mark.usefixtures("post")
def test_a_section_says_which_keys_do_not_go_together() -> None:
    assert problems('\n[post]\npassword_env = "X"') == ["2: post.sender is missing."]


# -- the classes and their pages -----------------------------------------------------------------------------------


def every_key() -> list[tuple[str, str]]:
    """(section, key)"""
    return [(section.name, key) for section in sections().values() for key in section.keys]


@pytest.mark.parametrize(("section", "key"), every_key())
def test_every_key_has_its_sentence_and_a_default_that_is_right(section: str, key: str) -> None:
    row = sections()[section].keys[key]
    assert row.help.endswith((".", ".)")), row.help
    if row.default is not None:
        said: Any = tomllib.loads(f"value = {row.kind.written(row.default)}")["value"]
        assert row.kind.problem(said, Path()) == ""


def test_the_commented_file_is_the_default() -> None:
    written = showing.commented()
    found = overlay(Config(), tomllib.loads(written), "new.toml", Path(), written)
    assert (found.config, found.notes) == (Config(), ())
    without = {key for key in every_key() if sections()[key[0]].keys[key[1]].default is None}
    assert found.chosen == set(every_key()) - without


def test_what_is_shown_is_what_was_read(tmp_path: Path) -> None:
    config = evolve(Config(), port=1, data=tmp_path / "é", status=Status(port=-1))
    shown = "\n".join(showing.in_force(config, frozenset({("status", "port")})))
    assert overlay(Config(), tomllib.loads(shown), "x", Path()).config == config
    assert "port = -1  # chosen" in shown
    assert showing.plain(config)["status"]["port"] == -1
    assert showing.plain(Config())["data"] is None


def test_a_key_without_a_sentence_is_noticed() -> None:
    assert keys.docstrings(Post) == {"password_env": "Which variable holds the password.", "sender": "Who."}


def test_an_environment_variable_is_never_read_but_by_name() -> None:
    assert kinds.secret("") == ""
    assert kinds.secret("NO_SUCH_VARIABLE_" + str(os.getpid())) == ""
