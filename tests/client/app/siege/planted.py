"""Faults that are planted, so that one sees that a siege would find them.

Owns: `plant`, `PLANTS`: each a way in which a module of the app could be written wrongly.
Does not know: how it is found out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.content import Content

from detente_client.app import kit
from detente_client.app.app import DetenteApp
from detente_client.app.home import screen as home_screen
from detente_client.app.match import leaving
from detente_client.app.match import notes as notes_window


def _window_ungated() -> None:
    """The window of leaving shows what it was given, past `painted`."""
    vars(leaving)["Words"] = _Raw


class _Raw(kit.Words):
    """Text that passed no gate."""

    def __init__(self, text: Any = "", **kind: Any) -> None:
        super().__init__("", **kind)
        self.update(Content(str(text)))


def _home_as_markup() -> None:
    """Home reads the titles of its list as markup."""

    def offer_sections(self: kit.Choices, sections: Any) -> None:
        found = [
            (title, [(id, Content.from_markup(str(row))) for id, row in rows]) for title, rows in sections
        ]
        kit.Choices.offer_sections(self, found)

    home = type("Choices", (kit.Choices,), {"offer_sections": offer_sections})
    vars(home_screen)["Choices"] = home


def _notes_as_markup() -> None:
    """Notes are read as markup."""
    vars(notes_window)["_row"] = lambda note, *more: Content.from_markup(f"{note.number} {note.text}")


def _passing_as_markup() -> None:
    """What is said in passing is read as Textual reads it by itself."""

    def toast(self: DetenteApp, text: str, *, urgent: bool = False) -> None:
        self.notify(text, severity="warning" if urgent else "information")

    DetenteApp.toast = toast  # type: ignore[method-assign]


def _paste_ungated() -> None:
    """What is pasted stands in the line as it came."""
    import detente_client.app.app as app

    vars(app)["shown"] = str
    vars(kit)["_safe"] = str
    del kit.Field.validate_value


PLANTS: dict[str, Callable[[], None]] = {
    "window-ungated": _window_ungated,
    "home-as-markup": _home_as_markup,
    "notes-as-markup": _notes_as_markup,
    "passing-as-markup": _passing_as_markup,
    "paste-ungated": _paste_ungated,
}


def plant(name: str) -> None:
    """Let it be so in this process."""
    PLANTS[name]()
