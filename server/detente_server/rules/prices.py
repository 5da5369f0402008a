"""What pressure costs: the capital of a tool, from what is in force already (rules, section 6).

Owns: the one formula, used by the act itself and by previews alike.
Does not know: the state of a match; it takes plain values that a nation's own view holds.
"""

from __future__ import annotations

from typing import assert_never

from detente_server.rules.numbers import Numbers
from detente_wire.terms import Tool


def tool_capital(tool: Tool, level: int, in_force: int, numbers: Numbers) -> int:
    """Capital that `level` of the tool takes; where it can be raised, the levels above `in_force` are paid alone."""
    match tool:
        case "sanctions" | "force":
            return max(level - in_force, 0)
        case "inducement":
            return level
        case "covert":
            return numbers.covert_capital
        case "legal":
            return numbers.legal_capital
        case "protest" | "recall":
            return 0
        case _:
            assert_never(tool)
