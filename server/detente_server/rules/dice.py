"""Named rolls: every chance of the game, foretellable by nobody and checkable by everybody (rules, principle 2).

``roll(name) = uint64(sha256(key, rules digest, turn, kind, actor, target, n)[:8]) mod 100``, parts joined by 0x1f.
Actor and target are pack ids, never engine ids; `n` counts within that turn, kind, actor and target.
"""

from __future__ import annotations

import hashlib

from detente_wire.values import frozen


@frozen
class Dice:
    """The match's key and the rules digest; both are opened at the end."""

    key: bytes
    """sha256(seed, salt): 32 bytes."""
    rules_digest: str
    """Hex digest of the pack's compiled tables."""

    def number(self, turn: int, kind: str, actor: str = "", target: str = "", n: int = 0) -> int:
        """The uint64 behind a roll, for draws that need more than a percentage."""
        parts = (self.key.hex(), self.rules_digest, str(turn), kind, actor, target, str(n))
        return int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:8], "big")

    def roll(self, turn: int, kind: str, actor: str = "", target: str = "", n: int = 0) -> int:
        """0..99."""
        return self.number(turn, kind, actor, target, n) % 100


def match_key(seed: str, salt: bytes) -> bytes:
    """``sha256(seed, salt)``; an empty salt where nobody needs protecting (solo, tests, openly marked matches)."""
    return hashlib.sha256(seed.encode() + b"\x1f" + salt).digest()
