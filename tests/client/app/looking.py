"""What stands on the app's screen: as rows of text, and as a picture.

Owns: `screen_text`, `picture`, waiting until a match is drawn.
Does not know: what is shown.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import resvg_py
from textual.app import App
from textual.pilot import Pilot

from detente_client.app.match.screen import MatchScreen

FONTS = "/usr/share/fonts/truetype/dejavu"
"""Fonts of the pictures, where Debian puts `fonts-dejavu-core`; without them the system's own are taken."""


def screen_text(app: App[Any]) -> str:
    """The rows of the screen on top, as they stand, without spaces at their ends."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


def picture(app: App[Any], path: Path) -> None:
    """Write a PNG of the screen."""
    fonts = [FONTS] if Path(FONTS).is_dir() else None
    png = resvg_py.svg_to_bytes(
        svg_string=app.export_screenshot(),
        font_dirs=fonts,
        monospace_family="DejaVu Sans Mono",
        sans_serif_family="DejaVu Sans",
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(png))


async def settled(pilot: Pilot[int], screen: MatchScreen) -> None:
    """All that came in is told, and drawn."""
    before = -1
    while before != len(screen.delegation.transcript.entries):
        before = len(screen.delegation.transcript.entries)
        await pilot.pause(0.1)
    screen.renew()
    await pilot.pause()
