"""How a bot's temper colours what it does: dove, mixed, hawk (rules, section 13).

Owns: the numbers of the tempers, and a bot's own dice. Conducts that are tried against them: `probes`.
Does not know: the match's dice; a bot's come from sha256(key, "bot", seat).
"""

from __future__ import annotations

import hashlib
from typing import Literal

from detente_wire.values import frozen

Name = Literal["dove", "mixed", "hawk"]
Takes = Literal["weighed", "anything", "nothing"]


@frozen
class Temper:
    """Percentages unless said."""

    name: Name
    level: int
    """Added to where it accepts, at the start."""
    press: int
    """Chance that a spare envoy presses."""
    press_high: tuple[int, int, int]
    """The same at rung 7, 8, 9: percent of that chance."""
    standstill: int
    """Chance to join a standstill from tension 85, a turn."""
    quiet_from: int
    """From this tension on it presses no more and stands down."""
    lies: int
    """Chance that a TELL is false."""
    force: int
    """Chance that pressing reaches for a show of force, where it has any."""
    restrained: bool = True
    """Whether it presses nobody while another does so every turn: what one nation alone raises counts half."""
    concedes: bool = True
    """Whether the clock and generous offers lower what it accepts."""
    takes: Takes = "weighed"
    """Whether it weighs what it is offered, or takes anything or nothing."""


TEMPERS: dict[str, Temper] = {
    "dove": Temper("dove", -4, 20, (100, 50, 0), 60, 80, 0, 0),
    "mixed": Temper("mixed", 0, 35, (100, 80, 50), 30, 80, 0, 20),
    "hawk": Temper("hawk", 4, 40, (100, 70, 50), 15, 101, 25, 45, restrained=False),
}


@frozen
class Chance:
    """A bot's dice: the same seed, turn and question give the same answer."""

    seed: bytes

    def percent(self, *question: object) -> int:
        """0..99."""
        return self.number(*question) % 100

    def number(self, *question: object) -> int:
        """A large number."""
        text = "\x1f".join(map(str, question)).encode()
        return int.from_bytes(hashlib.sha256(self.seed + b"\x1f" + text).digest()[:8], "big")
