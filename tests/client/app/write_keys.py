"""Writes docs/reference/keys.md from the tables of actions: ``python -m tests.client.app.write_keys``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from detente_client.app.actions import Action
from detente_client.app.keymap import tables

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "keys.md"
_HEAD = """# Keys of the app

Every key that does something, where it does it, and how the line mode does the same: a command of the match or of the
lobby, or of the shell. Where nothing stands it is about the screen alone. This page is made from the tables of actions
in `client/detente_client/app/` by `python -m tests.client.app.write_keys`.

The names in the last column are those of the file of keys: `detente config keys` prints one with every row, to be
changed and kept where its second line says. See [play in the app](../how-to/app.md).

Besides, everywhere: Tab and Shift+Tab go from one thing to the next, arrows move in a list, Enter takes what the cursor
is on, Escape closes a window. On a page the letters below hold while the page has the keys: its own key steps into it,
or a click; Escape goes back to the line.
"""
_SIGNS = {
    "slash": "/", "comma": ",", "colon": ":", "plus": "+", "minus": "-", "equals_sign": "=", "pageup": "Page Up",
    "pagedown": "Page Down", "left_square_bracket": "[", "right_square_bracket": "]", "question_mark": "?",
}  # fmt: skip


def page() -> str:
    """The whole page."""
    parts = [_HEAD]
    for where, actions in tables().items():
        parts.append(f"\n## {where}\n\n| key | what it does | in lines | name |\n|---|---|---|---|\n")
        parts += [row + "\n" for row in _rows(actions)]
    return "".join(parts)


def _rows(actions: tuple[Action, ...]) -> Iterator[str]:
    for action in actions:
        keys = ", ".join(spoken(key) for key in action.keys.split(","))
        plain = f"`{action.plain}`" if action.plain else ""
        yield f"| {keys} | **{action.title}**: {action.help} | {plain} | `{action.id}` |"


def spoken(key: str) -> str:
    """A key as it is printed on keyboards: ``alt+left`` is Alt+Left."""
    *held, last = key.strip().split("+")
    shown = _SIGNS.get(last) or (last.upper() if len(last) == 1 else last.capitalize())
    return "+".join([*(name.capitalize() for name in held), shown])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
