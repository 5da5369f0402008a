"""The page of commands is the one that the table makes, and the recipe uses commands that exist."""

from __future__ import annotations

import re

from detente_client.commands.catalogue import BY_NAME, TABLE
from tests.client.plain.write_reference import PAGE, page


def test_the_committed_page_is_current() -> None:
    """A command that changes changes the page."""
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.client.plain.write_reference"


def test_the_page_names_every_command() -> None:
    """None is left out."""
    assert all(f"### `/{command.name}" in page() for command in TABLE)


def test_the_recipe_names_commands_that_exist() -> None:
    """docs/how-to/line-mode.md does not speak of what is gone."""
    recipe = (PAGE.parents[1] / "how-to" / "line-mode.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?<![\w/.])/([a-z]+)\b", recipe))
    assert named
    assert named <= set(BY_NAME)
