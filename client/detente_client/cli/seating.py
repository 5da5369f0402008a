"""Which front end a person sits before: the app where the terminal can show it, else lines.

Owns: the choice.
Does not know: what either looks like, what is done before it (a journey).
"""

from __future__ import annotations

import os
import sys

from detente_client.i18n import tr
from detente_client.journeys.sitting import Journey, in_browser


async def seat(journey: Journey, *, plain: bool) -> int:
    """Go on a journey in front of the person who sits here, in the app where the terminal can show it."""
    if plain or not can_show_app():
        if not plain and errors_go_elsewhere():
            print(
                tr(
                    "The app draws where errors are written, and you send these elsewhere: so it goes on in lines."
                )
            )
        from detente_client.plain.sitting import LineSitting

        with LineSitting.opened() as sitting:
            return await journey(sitting)
    from detente_client.app.sitting import in_app

    return await in_app(journey)


def can_show_app() -> bool:
    """Whether both ends are a terminal that is more than a typewriter, and the app is seen where it draws."""
    return in_browser() or (_can_draw() and sys.stderr.isatty())


def errors_go_elsewhere() -> bool:
    """Whether the app would be shown, did it not draw on the stream of errors: into a file it would draw unseen."""
    return not in_browser() and _can_draw() and not sys.stderr.isatty()


def _can_draw() -> bool:
    return somebody_sits_here() and os.environ.get("TERM", "dumb") not in ("dumb", "")


def somebody_sits_here() -> bool:
    """Whether both ends are a terminal, or a page."""
    return in_browser() or (sys.stdin.isatty() and sys.stdout.isatty())
