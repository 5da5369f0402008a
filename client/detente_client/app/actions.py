"""What keys do, as a table: one row an action, for bindings, the palette, the help and the keymap alike.

Owns: `Action`, the mixin that runs them.
Does not know: any particular action (each screen has its table), which keys the player chose (`keymap`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from inspect import isawaitable
from typing import Any, ClassVar

from attrs import frozen
from textual.binding import Binding, BindingType


@frozen
class Action:
    """Something a key does on a screen."""

    id: str
    """By which the keymap names it: ``room.next``."""
    keys: str
    """Textual's names with commas between: ``f3``, ``alt+a``."""
    title: str
    """In the footer and the palette."""
    help: str
    """One sentence."""
    run: Callable[[Any], Any]
    """Given the screen; what is awaitable is awaited."""
    footer: bool = False
    """Whether the row at the bottom names it."""
    first: bool = False
    """Whether it comes before what the widget with the cursor makes of the key, also behind a window."""
    plain: str = ""
    """How the line mode does the same: ``/ladder`` in a match or the lobby, ``detente replay`` before one, ``q`` at a
    prompt. Empty: it is about this screen only (where the cursor stands, what is worn), and
    tests/client/app/test_parity.py says why."""

    def binding(self) -> Binding:
        """The binding with its usual keys; the keymap may give it others."""
        return Binding(
            self.keys,
            f"do('{self.id}')",
            self.title,
            show=self.footer,
            id=self.id,
            tooltip=self.help,
            priority=self.first,
        )


def bindings(table: Iterable[Action]) -> list[BindingType]:
    """Of a whole table, for a screen's ``BINDINGS``."""
    return [action.binding() for action in table]


class Acting:
    """A screen whose keys stand in a table."""

    ACTIONS: ClassVar[tuple[Action, ...]] = ()

    def offers(self, action: Action) -> bool:
        """Whether this player can do it: who only looks on acts for nobody."""
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Textual asks whether a key does anything; one that does nothing here is free for other things."""
        if action != "do":
            return True
        return all(self.offers(row) for row in self.ACTIONS if parameters == (row.id,))

    async def action_do(self, id: str) -> None:
        """Do what the table says."""
        result = next(action for action in self.ACTIONS if action.id == id).run(self)
        if isawaitable(result):
            await result
