"""The app paints before it imports what only the journey needs."""

from __future__ import annotations

import subprocess
import sys

LATER = (
    "detente_client.sessions.session",
    "detente_client.journeys.solo",
    "detente_client.journeys.joining",
    "detente_wire.codec",
    "websockets",
)


def test_what_only_the_journey_needs_is_not_imported_before_the_first_paint() -> None:
    code = (
        "import sys, detente_client.cli, detente_client.app.sitting; "
        f"print(*[name for name in {LATER!r} if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == ""
