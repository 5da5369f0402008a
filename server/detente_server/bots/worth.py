"""What a package would be worth to a bot beside what is closed (rules, section 13).

Owns: `outcome`. Does not know: what it hopes for (`aims`).
"""

from __future__ import annotations

from detente_server.bots.crisis import Crisis
from detente_wire.terms import IssueId, OptionId, Package, options_of
from detente_wire.view import View


def outcome(crisis: Crisis, view: View, said: Package) -> int:
    """`I` for the bot with the package added to what is closed."""
    chosen: dict[IssueId, OptionId] = {i: seen.option for i, seen in view.closed.items()}
    for choice in said:
        chosen[choice.issue] = choice.option
    worth, settled, best = view.worth, 0, 0
    quo = options_of(view.sheet.status_quo) if view.sheet and view.sheet.status_quo else {}
    for issue in crisis.issues:
        if issue in chosen:
            settled += worth[issue][chosen[issue]]
        elif issue in quo:
            settled += worth[issue][quo[issue]]
        else:
            best += max(worth[issue].values())
    return settled + best * view.batna // 100
