"""What a player is told when something cannot be had: a sentence, and the next step.

Owns: `Trouble`. The command line prints both on stderr and ends with exit code 1.
Does not know: where it came from.
"""

from __future__ import annotations


class Trouble(Exception):
    """Something that the player, or the author of a bot, can be told in two sentences."""

    def __init__(self, problem: str, step: str = "", code: str = "") -> None:
        super().__init__(f"{problem} {step}".rstrip())
        self.problem = problem
        """What is wrong, a sentence."""
        self.step = step
        """What to do about it, a sentence; empty if the problem says it."""
        self.code = code
        """A row of the table of refusals, or a close code's name, where there is one."""
