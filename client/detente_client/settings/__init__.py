"""What a player wants of the client, on this machine: a TOML file that the app changes and people may write.

Floor plan: `values` (the settings, and what each may be), `file` (reading with all problems at once, writing),
`command` (`detente config`).
Does not know: who looks at a setting, screens.
"""

from detente_client.settings.file import Found, Problem, keep, load, settings_file
from detente_client.settings.values import Settings, changed

__all__ = ["Found", "Problem", "Settings", "changed", "keep", "load", "settings_file"]
