"""An error of the app's own, as sentences: the trace goes into a file, the terminal stays readable.

Owns: `mishap`, the file.
Does not know: how the app ends.
"""

from __future__ import annotations

import contextlib
import traceback
from pathlib import Path

from detente_client.folders import state_folder
from detente_client.i18n import tr
from detente_client.trouble import Trouble

LONGEST = 200_000
"""Characters of the file that are kept: the newest."""


def mishap_file() -> Path:
    """Where traces are kept."""
    return state_folder() / "mishaps.log"


def mishap(error: BaseException) -> Trouble:
    """What the player is told; what a mender needs is written down."""
    if isinstance(error, Trouble):
        return error
    trace = "".join(traceback.format_exception(error))
    path = mishap_file()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        before = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        path.write_text((before + trace + "\n")[-LONGEST:], encoding="utf-8")
    return Trouble(
        tr(
            "The app met an error of its own ({kind}) and closed; nothing of a game is lost.",
            kind=type(error).__name__,
        ),
        tr(
            "Its trace is in {path}: send it to who mends the game. With --plain it goes on in lines.",
            path=path,
        ),
    )
