"""Where the client keeps things on the player's machine.

Owns: the folders for what must outlive the process, for what the player chose, for what can be fetched again, and
for archives.
Does not know: what lies in them.

A checkout keeps its archives in its own saves/; an installed game, and everything else, uses the user's folders.
`DETENTE_HOME` puts all of them under one folder.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

APP = "detente"


def state_folder() -> Path:
    """Sessions on servers, and solo games that are not over."""
    return _home("state") or Path(platformdirs.user_state_dir(APP, appauthor=False))


def config_folder() -> Path:
    """What the player wrote or chose: settings, keys."""
    return _home("config") or Path(platformdirs.user_config_dir(APP, appauthor=False))


def keys_file() -> Path:
    """The keys that a player chose for the app."""
    return config_folder() / "keys.toml"


def cache_folder() -> Path:
    """What can be fetched again."""
    return _home("cache") or Path(platformdirs.user_cache_dir(APP, appauthor=False))


def notebook_folder() -> Path:
    """What a player keeps for himself, a file each match and nation."""
    return state_folder() / "notebooks"


def archive_folder() -> Path:
    """Where a finished match is left."""
    home = _home("saves")
    if home is not None:
        return home
    checkout = _checkout()
    return (
        checkout / "saves" if checkout else Path(platformdirs.user_data_dir(APP, appauthor=False)) / "saves"
    )


def _home(name: str) -> Path | None:
    chosen = os.environ.get("DETENTE_HOME", "")
    return Path(chosen) / name if chosen else None


def _checkout() -> Path | None:
    """The checkout that this very module lies in, if it does."""
    root = Path(__file__).resolve().parents[2]
    return root if (root / "saves").is_dir() and (root / "content").is_dir() else None
