"""How fast one player may go: his buckets, which he keeps when he connects again.

Owns: `Pace`.
Does not know: what is sent to one who goes too fast.
"""

from __future__ import annotations

from attrs import define

from detente_server.host.sockets.limiting import Bucket
from detente_wire.limits import Limits


@define
class Pace:
    """Commands, letters (commands with words), and everything that is asked for."""

    commands: Bucket
    letters: Bucket
    queries: Bucket
    requests: Bucket
    """Attend, list, fetch and history: who goes too fast is made to wait."""

    @classmethod
    def of(cls, limits: Limits) -> Pace:
        """Full buckets."""
        return cls(
            Bucket(limits.commands_burst, limits.commands_per_s),
            Bucket(limits.letters_burst, 1 / limits.letter_every_s),
            Bucket(limits.queries_burst, limits.queries_per_s),
            Bucket(limits.queries_burst, limits.queries_per_s),
        )
