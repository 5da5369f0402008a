"""The end of a screen over which others may lie.

Owns: `conclude`.
Does not know: what any screen is for.

Textual takes the screen on top off the stack, whichever is dismissed: the wrong one, where a window lies over it.
"""

from __future__ import annotations

from typing import TypeVar

from textual.screen import Screen

_Answer = TypeVar("_Answer")


def conclude(screen: Screen[_Answer], answer: _Answer) -> None:
    """Close what lies over the screen, as if the player had thought better of it; then the screen, with its answer."""
    app = screen.app
    while screen in app.screen_stack and app.screen is not screen:
        app.screen.dismiss(None)
    if screen in app.screen_stack:
        screen.dismiss(answer)
