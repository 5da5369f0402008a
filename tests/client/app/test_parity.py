"""What a key of the app does, the line mode can do too: each says how, or stands on a short list of why not."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import click
import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import detente_client.app
from detente_client.app.actions import Action
from detente_client.app.keymap import tables
from detente_client.cli import main
from detente_client.commands.catalogue import BY_NAME
from detente_client.lobby.desk import HELP, LEAVING
from detente_client.lobby.laying import HELP as LAYING
from tests.client.app.write_keys import PAGE, page

LOBBY = " ".join((*HELP, *LAYING))
PROMPTS = {"q", "replay 7", "transcript 7", "delete 7"}
"""What a prompt outside a match takes: the numbered menu of home, a replay's turn by turn."""

HERE_ONLY = {
    "app.theme": "lines have no colours to change",
    "home.colours": "lines have no colours to change",
    "home.read": "`about 2` prints all of it at once",
    "home.back": "`about 2` prints all of it at once",
    "lobby.line": "puts the cursor into the line, where it always is",
    "lobby.list": "goes from a pane to the list; lines have no panes",
    "debrief.on": "turns a leaf of what lines print whole",
    "debrief.back": "turns a leaf of what lines print whole",
    "debrief.leave": "closes what lines print and are done with",
    "replay.loose": "takes the cursor out of a page",
    "line.slash": "puts the cursor into the line, where it always is",
    "line.focus": "puts the cursor into the line, where it always is",
    "package.clear": "takes the marks off this screen; a typed package is as long as its line",
    "ladder.command": "puts the cursor into the line, where it always is",
    "timeline.command": "puts the cursor into the line, where it always is",
    "nation.command": "puts the cursor into the line, where it always is",
}
"""Actions that are about their screen alone, each with the reason."""

CLOSING = {"close", "leave", "never_mind"}
"""Closing a window in the app; lines have none."""
MOVING = {
    "go", "leaf", "top", "bottom", "older", "newer", "turn", "app.focus_next", "app.focus_previous",
    "read_on", "read_back", "to_top", "to_end",
}  # fmt: skip
"""Moving a cursor, or between what lines number; with a name in quotes it is something else."""
OWN = {
    ("LayingScreen", "set"): "/create",
    ("SetupScreen", "turn('mode')"): "detente solo",
    ("SetupScreen", "turn('temper')"): "detente solo",
    ("NotesScreen", "strike"): "/unnote",
    ("ForesightScreen", "send"): "/yes",
}
"""What windows do by keys that stand in no table."""


def modules() -> Iterator[ModuleType]:
    """All of the app."""
    for found in pkgutil.walk_packages(detente_client.app.__path__, "detente_client.app."):
        yield importlib.import_module(found.name)


def actions() -> list[Action]:
    """All that stand in a table."""
    return [action for table in tables().values() for action in table]


def exists(plain: str) -> bool:
    """Whether the line mode knows this: a command of a match or of the lobby, of the shell, or of a prompt."""
    if plain.startswith("/"):
        name = plain[1:]
        return name in BY_NAME or name in LEAVING or f"/{name} " in LOBBY
    first, *rest = plain.split()
    if first != "detente":
        return plain in PROMPTS
    command: click.Command | None = main
    for word in rest:
        command = command.commands.get(word) if isinstance(command, click.Group) else None
    return bool(rest) and command is not None


@pytest.mark.parametrize("action", actions(), ids=lambda action: action.id)
def test_the_line_mode_can_do_it_too(action: Action) -> None:
    assert exists(action.plain) if action.plain else action.id in HERE_ONLY, (
        f"{action.id}: say in its table how the line mode does it (plain=...), or in HERE_ONLY why it need not"
    )


def test_the_short_list_names_only_what_is_there() -> None:
    left = {action.id for action in actions() if not action.plain}
    assert set(HERE_ONLY) == left


def test_no_two_actions_share_a_name() -> None:
    """The file of keys could not tell them apart."""
    ids = [action.id for action in actions()]
    assert sorted(ids) == sorted(set(ids))


def test_every_table_of_the_app_is_in_the_keymap() -> None:
    """So nobody's keys are left out of the file of keys, of the reference, and of this test."""
    known = {action.id for action in actions()}
    for module in modules():
        for name, value in vars(module).items():
            if isinstance(value, tuple) and value and all(isinstance(one, Action) for one in value):
                assert {one.id for one in value} <= known, (
                    f"{module.__name__}.{name}: add it to keymap.tables()"
                )


def test_keys_outside_the_tables_do_nothing_that_lines_cannot() -> None:
    """Windows close and cursors move; what else they do has a command."""
    seen = set()
    for module in modules():
        for name, found in inspect.getmembers(module, inspect.isclass):
            if not issubclass(found, DOMNode) or found.__module__ != module.__name__:
                continue
            for row in found.__dict__.get("BINDINGS", ()):
                does = row.action if isinstance(row, Binding) else row[1]
                act = does.partition("(")[0]
                if act != "do" and (act not in CLOSING | MOVING or "'" in does):
                    assert (name, does) in OWN, f"{name}: {does}"
                    assert exists(OWN[name, does])
                    seen.add((name, does))
    assert seen == set(OWN)


def test_the_page_of_keys_is_current() -> None:
    """A key that changes changes the page."""
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.client.app.write_keys"
