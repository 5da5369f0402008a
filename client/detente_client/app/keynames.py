"""Keys as people write them, and the keys in force: those of the player's file where he has one.

Owns: `written`, `brief`, `keys_in_force`, `key_of`, and the row of actions that can be clicked, `ActionRow`.
Does not know: which actions there are, what they do, where the player's keys stand (the app does).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, runtime_checkable

from textual.app import App, ComposeResult
from textual.containers import Horizontal

from detente_client.app.actions import Acting, Action
from detente_client.app.kit import Push
from detente_client.figures import either
from detente_client.i18n import tr

_NAMES = {
    "plus": "+", "minus": "-", "equals_sign": "=", "pageup": tr("Page up"), "pagedown": tr("Page down"),
    "left": "←", "right": "→", "up": "↑", "down": "↓", "question_mark": "?", "slash": "/", "comma": ",",
    "left_square_bracket": "[", "right_square_bracket": "]", "colon": ":", "full_stop": ".",
}  # fmt: skip
_SIGNS = {"enter": "⏎", "left": "←", "right": "→", "up": "↑", "down": "↓"}
"""Keys that everybody knows by one sign."""


@runtime_checkable
class Keyed(Protocol):
    """An app in which an action may have other keys than the usual ones."""

    def keys_of(self, action: Action) -> str:
        """With commas between."""


def keys_in_force(app: App[Any], action: Action) -> str:
    """The keys of an action as they are now, with commas between."""
    return app.keys_of(action) if isinstance(app, Keyed) else action.keys


def key_of(app: App[Any], table: Iterable[Action], id: str) -> str:
    """The first key of one action of a table as people write it: ``Ctrl+Q``."""
    action = next(action for action in table if action.id == id)
    return written(_first(keys_in_force(app, action)))


def written(keys: str) -> str:
    """``ctrl+p`` as people write it: ``Ctrl+P``; several with *or*."""
    names = [_key(name.strip()) for name in keys.split(",") if name.strip()]
    return either(names, none="")


def brief(keys: str) -> str:
    """One of the keys in as few signs as there are, an arrow rather than a letter: ``^T``, ``⏎``, ``m``."""
    names = [name.strip() for name in keys.split(",")]
    known = next((name for name in names if name in _SIGNS), "")
    if known:
        return _SIGNS[known]
    key = _key(names[0])
    return f"^{key.removeprefix('Ctrl+')}" if key.startswith("Ctrl+") and key.count("+") == 1 else key


def _first(keys: str) -> str:
    return keys.split(",")[0].strip()


def _key(name: str) -> str:
    parts = [_NAMES.get(part, part.capitalize() if len(part) > 1 else part) for part in name.split("+")]
    if len(parts) > 1 and len(parts[-1]) == 1:
        parts[-1] = parts[-1].upper()
    return "+".join(parts)


class ActionRow(Horizontal):
    """Actions of one owner to be clicked, each behind its key; what this player cannot do is not there."""

    def __init__(self, actions: Iterable[Action], owner: Acting) -> None:
        super().__init__(classes="buttons")
        self._actions = tuple(actions)
        self._owner = owner

    def compose(self) -> ComposeResult:
        """A button each."""
        for action in self._actions:
            title = f"{brief(keys_in_force(self.app, action))} {action.title}"
            yield Push(title, id=_dashed(action), compact=True)

    def on_mount(self) -> None:
        """Only what can be done."""
        self.renew()

    def renew(self) -> None:
        """Leave out what cannot be done any more."""
        for action in self._actions:
            self.query_one(f"#{_dashed(action)}").display = self._owner.offers(action)

    def on_button_pressed(self, event: Push.Pressed) -> None:
        """As by its key."""
        event.stop()
        pressed = next(action for action in self._actions if _dashed(action) == event.button.id)
        self.run_worker(self._owner.action_do(pressed.id), group="deeds")


def _dashed(action: Action) -> str:
    """The id of its button, in which there can be no dot."""
    return action.id.replace(".", "-", 1)
