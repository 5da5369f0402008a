"""The settings: read with all problems at once, written so that they read the same, quiet hours, typed changes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from attrs import fields
from click.testing import CliRunner

from detente_client.app.themes import THEMES
from detente_client.cli import main
from detente_client.settings import Settings, changed, keep, load, settings_file, values
from detente_client.trouble import Trouble


def test_every_setting_has_a_row_and_every_theme_a_name() -> None:
    assert [field.name for field in fields(Settings)] == [row.name for row in values.rows()]
    assert tuple(theme.name for theme in THEMES) == values.THEMES


def test_without_a_file_all_is_as_usual(tmp_path: Path) -> None:
    found = load(tmp_path / "settings.toml")
    assert found.settings == Settings()
    assert not found.problems


CHOSEN = Settings(
    "contrast", "pt_BR", "Ann", False, False, False, "22:00-07:00", ('a "b" \\', "é"), False, True
)


@pytest.mark.parametrize("settings", [Settings(), CHOSEN])
def test_what_is_kept_reads_the_same(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "deep" / "settings.toml"
    keep(settings, path)
    assert load(path).settings == settings
    assert not load(path).problems
    assert [p.name for p in path.parent.iterdir()] == ["settings.toml"]


BAD = """# mine
theme = "pink"
bell = "yes"
"quiet_hours" = "late"
mouse = false
colour = 3
[highlight]
a = 1
"""


def test_all_that_is_wrong_is_told_with_its_line_and_the_rest_holds(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(BAD, encoding="utf-8")
    found = load(path)
    assert [problem.line for problem in found.problems] == [2, 3, 4, 6, 7]
    assert found.problems[0].text(path) == (
        f"{path}:2: theme cannot be so: there are chancery, daylight, contrast, colour-safe, telegram."
    )
    assert found.settings == Settings(mouse=False)


@pytest.mark.parametrize(("text", "line"), [("theme = \n", 1), ('\nbell = true\nbell = "x', 3)])
def test_what_is_no_toml_says_where(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    assert [problem.line for problem in load(path).problems] == [line]


def test_a_file_with_problems_is_set_aside_before_it_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(BAD, encoding="utf-8")
    keep(Settings(theme="daylight"), path)
    assert load(path).settings.theme == "daylight"
    assert (tmp_path / "settings.toml.old").read_text(encoding="utf-8") == BAD


@pytest.mark.parametrize(
    ("hours", "at", "quiet"),
    [
        ("22:00-07:00", (23, 0), True),
        ("22:00-07:00", (6, 59), True),
        ("22:00-07:00", (7, 0), False),
        ("9:00-12:30", (12, 29), True),
        ("9:00-12:30", (8, 59), False),
        ("", (3, 0), False),
    ],
)
def test_quiet_hours(hours: str, at: tuple[int, int], quiet: bool) -> None:
    assert Settings(quiet_hours=hours).is_quiet(dt.time(*at)) is quiet


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("bell", "off", False),
        ("quiet-hours", "22:00-07:00", "22:00-07:00"),
        ("quiet-hours", "22-7", "22:00-07:00"),
        ("quiet-hours", "9 - 17:30", "09:00-17:30"),
        ("highlight", "leases, Kowloon,, leases", ("leases", "Kowloon")),
        ("theme", " telegram ", "telegram"),
    ],
)
def test_a_typed_change(name: str, text: str, value: object) -> None:
    assert getattr(changed(Settings(), name, text), name.replace("-", "_")) == value


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("colour", "red", "There are: theme, language"),
        ("bell", "loud", "on or off"),
        ("theme", "pink", "chancery"),
        ("name", "x", "3 to 24"),
        ("highlight", "x" * 41, "40 letters"),
    ],
)
def test_a_change_that_cannot_be(name: str, text: str, says: str) -> None:
    with pytest.raises(Trouble, match=says):
        changed(Settings(), name, text)


def test_the_command_shows_and_sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path))
    run = CliRunner().invoke(main, ["config", "set", "bell", "off"])
    assert (run.exit_code, run.output) == (0, "bell = off\n")
    assert load().settings == Settings(bell=False)
    assert CliRunner().invoke(main, ["config", "path"]).output == f"{settings_file()}\n"
    shown = CliRunner().invoke(main, ["config", "show"])
    assert "bell = off   Ring when something is for you.\n" in shown.output
    settings_file().write_text("theme = 3\n", encoding="utf-8")
    assert CliRunner().invoke(main, ["config", "show"]).exit_code == 1
