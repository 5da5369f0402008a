"""The chapter of keys: every table of actions, with the keys as the player has them now.

Owns: these topics.
Does not know: what the actions do beyond their sentence.
"""

from __future__ import annotations

from collections.abc import Callable

from detente_client.app.actions import Action
from detente_client.app.keymap import tables
from detente_client.commands.guide import Chapter, Topic
from detente_client.i18n import tr
from detente_client.markdown import Block


def chapter(keys_of: Callable[[Action], str]) -> Chapter:
    """One topic a table; `keys_of`: the keys of an action as they are."""
    topics = [
        Topic(f"keys:{n}", title, tuple(_row(action, keys_of(action)) for action in table))
        for n, (title, table) in enumerate(tables().items())
    ]
    own = Topic("keys:own", tr("Keys of your own"), (Block("paragraph", ((_OWN, ""),)),))
    return tr("Keys"), (*topics, own)


_OWN = tr(
    "Every key can be another: `detente config keys` prints a file of them all, to be changed and laid beside your "
    "settings; `detente config path` names the folder."
)


def _row(action: Action, keys: str) -> Block:
    return Block("item", ((shown(keys), "code"), ("  ", ""), (action.help, "")), "•")


def shown(keys: str) -> str:
    """``ctrl+p`` as people write it: ``Ctrl+P``; several with *or*."""
    names = [_key(name.strip()) for name in keys.split(",") if name.strip()]
    return tr(" or ").join(names)


def _key(name: str) -> str:
    parts = [_NAMES.get(part, part.capitalize() if len(part) > 1 else part) for part in name.split("+")]
    if len(parts) > 1 and len(parts[-1]) == 1:
        parts[-1] = parts[-1].upper()
    return "+".join(parts)


_NAMES = {
    "plus": "+", "minus": "-", "equals_sign": "=", "pageup": tr("Page up"), "pagedown": tr("Page down"),
    "left": "←", "right": "→", "up": "↑", "down": "↓", "question_mark": "?", "slash": "/",
}  # fmt: skip
