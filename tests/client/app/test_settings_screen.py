"""The app's settings, its palette, and keys from a file."""

from __future__ import annotations

from pathlib import Path

from detente_client.app.actions import Action
from detente_client.app.app import DetenteApp
from detente_client.app.keymap import file_lines, read_keymap, tables
from detente_client.app.kit import Choices
from detente_client.app.preferences import SettingsScreen
from detente_client.settings import Settings, load
from tests.client.app.looking import screen_text


async def test_a_setting_is_changed_where_it_stands_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    app = DetenteApp(Settings(), path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, SettingsScreen)
        assert "Colours          ◂ chancery ▸" in screen_text(app)
        await pilot.press("enter")
        assert app.theme == "daylight"
        await pilot.press("left", "left")
        assert app.theme == "telegram"
        app.screen.query_one(Choices).highlighted = 4
        await pilot.press("enter")
        await pilot.pause()
        assert "Bell             ◂ off ▸" in screen_text(app)
    assert load(path).settings == Settings(theme="telegram", bell=False)


async def test_a_line_is_typed_and_what_cannot_be_is_told() -> None:
    app = DetenteApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+s")
        await pilot.pause()
        app.screen.query_one(Choices).highlighted = 6
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"late", "enter")
        await pilot.pause()
        assert "quiet_hours cannot be late" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"22:00-07:00", "enter")
        await pilot.pause()
        assert app.settings.quiet_hours == "22:00-07:00"
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, SettingsScreen)


async def test_the_palette_offers_what_keys_do_and_the_themes() -> None:
    app = DetenteApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause(0.2)
        await pilot.press(*"contr")
        await pilot.pause(0.3)
        assert "Colours: contrast" in screen_text(app)
        await pilot.press("down", "enter")
        await pilot.pause(0.2)
        assert app.theme == "contrast"


async def test_another_key_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    path.write_text('"app.settings" = "f12"\n"app.nothing" = "f1"\n"app.theme" = 3\n', encoding="utf-8")
    app = DetenteApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.know_keys(path)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert not isinstance(app.screen, SettingsScreen)
        text = " ".join(screen_text(app).replace("▌", " ").split())
        assert "there is no action app.nothing" in text
        assert "app.theme needs a key in quotes" in text
        await pilot.press("f12")
        await pilot.pause()
        assert isinstance(app.screen, SettingsScreen)


async def test_without_a_file_nothing_is_imported_for_it(tmp_path: Path) -> None:
    app = DetenteApp()
    async with app.run_test(size=(80, 24)):
        app.know_keys(tmp_path / "keys.toml")
        assert app.keys_of(app.ACTIONS[0]) == "ctrl+p"


def _actions() -> list[Action]:
    return [action for table in tables().values() for action in table]


def test_every_action_has_a_name_of_its_own() -> None:
    ids = [action.id for action in _actions()]
    assert len(ids) == len(set(ids))


def test_the_commented_file_says_what_is_usual(tmp_path: Path) -> None:
    lines = list(file_lines(tables()))
    assert all(line.startswith("#") or not line for line in lines)
    path = tmp_path / "keys.toml"
    path.write_text("\n".join(line.removeprefix("# ") for line in lines if '" = ' in line), encoding="utf-8")
    found = read_keymap(path, _actions())
    assert not found.problems
    assert found.keys == {action.id: ",".join(action.keys.split(",")) for action in _actions()}


def test_what_is_no_toml_is_told(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    path.write_text("page = ", encoding="utf-8")
    assert "cannot be read" in read_keymap(path, []).problems[0]
