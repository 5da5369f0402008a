"""The settings in lines, for `detente config` and for whoever lists them in a line mode.

Owns: how settings read in lines, changing one of them in the file.
Does not know: how a setting is checked, the app's screen of settings.
"""

from __future__ import annotations

from detente_client.i18n import tr
from detente_client.settings.file import Found, keep, load, settings_file
from detente_client.settings.values import Settings, changed, row, rows


def lines(settings: Settings) -> list[str]:
    """Each setting on a line, as it would be typed."""
    return [f"{one.name} = {one.shown(settings) or '-'}   {one.help}" for one in rows()]


def problem_lines(found: Found) -> list[str]:
    """What is wrong in the file, a line each."""
    return [problem.text(settings_file()) for problem in found.problems]


def set_typed(name: str, text: str) -> str:
    """Change one setting in the file; what it is now. `Trouble` if it cannot be so."""
    settings = changed(load().settings, name, text)
    keep(settings)
    one = row(name)
    return tr("{name} = {value}", name=one.name, value=one.shown(settings) or "-")
