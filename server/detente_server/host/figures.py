"""What the host counts of its own work, for those who run it.

Owns: `Figures`, plain numbers that cost next to nothing to note. None is of one player or one match: whoever reads
them must not learn what anybody did.
Does not know: how they are shown (`site.metrics`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from attrs import Factory, define, field

SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of the classes in which times are counted."""


@define
class Spread:
    """How long something took, by classes."""

    counts: list[int] = field(factory=lambda: [0] * (len(SECONDS) + 1))
    """Of each class of `SECONDS`; the last: longer than all."""
    total_s: float = 0.0

    def note(self, seconds: float) -> None:
        """It took so long, once."""
        self.counts[bisect_left(SECONDS, seconds)] += 1
        self.total_s += seconds


@define
class Figures:
    """Since the server began; for the loop's thread alone."""

    commands: dict[str, Spread] = Factory(dict)
    """From a command's arrival to its answer, by the kind of its frame (never by the act: that would tell)."""
    receipts: Counter[str] = Factory(Counter)
    """Answers to commands: ``committed``, or the code of the refusal."""
    resumed: Counter[str] = Factory(Counter)
    """Streams that were asked for: ``recovered``, or why they began anew."""
    commits: Spread = Factory(Spread)
    """From a record's way to the store to its being durable."""
    lag: Spread = Factory(Spread)
    """How late the loop came to what was due."""
    closes: Counter[str] = Factory(Counter)
    """Connections that ended, by the name of the close code; ``left``: the client went by itself."""
    turned_away: Counter[int] = Factory(Counter)
    """Before a WebSocket stood, by HTTP status."""
    notifications: Counter[str] = Factory(Counter)
    """By what became of them."""

    def commanded(self, kind: str, seconds: float) -> None:
        """A command of this kind was answered after so long."""
        spread = self.commands.get(kind)
        if spread is None:
            spread = self.commands[kind] = Spread()
        spread.note(seconds)
