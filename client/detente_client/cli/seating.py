"""Which front end a person sits before: the app where the terminal can show it, else lines.

Owns: the choice.
Does not know: what either looks like, what is done before it (a journey).
"""

from __future__ import annotations

import os
import sys

from detente_client.journeys.sitting import Journey, in_browser


async def seat(journey: Journey, *, plain: bool) -> int:
    """Go on a journey in front of the person who sits here, in the app where the terminal can show it."""
    if plain or not can_show_app():
        from detente_client.plain.sitting import LineSitting

        with LineSitting.opened() as sitting:
            return await journey(sitting)
    from detente_client.app.sitting import in_app

    return await in_app(journey)


def can_show_app() -> bool:
    """Whether both ends are a terminal that is more than a typewriter."""
    return somebody_sits_here() and (in_browser() or os.environ.get("TERM", "dumb") not in ("dumb", ""))


def somebody_sits_here() -> bool:
    """Whether both ends are a terminal, or a page."""
    return in_browser() or (sys.stdin.isatty() and sys.stdout.isatty())
