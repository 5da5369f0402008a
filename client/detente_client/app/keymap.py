"""Keys as the player wants them: a TOML file of action and keys.

Owns: reading the file, telling what is wrong with it.
Does not know: what an action does.

    # keys.toml in the folder that `detente config` names
    "page.table" = "f3"
    "room.next" = ["alt+a", "ctrl+n"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from pathlib import Path

from detente_client.i18n import tr
from detente_client.trouble import Trouble


def read_keymap(path: Path, known: Collection[str]) -> dict[str, str]:
    """Action -> keys with commas between; empty without a file; `Trouble` says all that is wrong."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as why:
        raise Trouble(tr("{path} cannot be read: {why}.", path=path, why=why), _STEP) from None
    keymap, problems = {}, []
    for action, keys in said.items():
        names = [keys] if isinstance(keys, str) else keys
        if action not in known:
            problems.append(tr("there is no action {action}", action=action))
        elif not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
            problems.append(tr("{action} needs a key, or a list of keys", action=action))
        else:
            keymap[action] = ",".join(names)
    if problems:
        raise Trouble(tr("{path}: {problems}.", path=path, problems="; ".join(problems)), _STEP)
    return keymap


_STEP = tr("Mend the file or take it away; F1 lists the actions and their keys.")
