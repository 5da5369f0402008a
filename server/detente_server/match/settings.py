"""What a match was created with: a value in its first record.

Owns: `Settings`, and what is derived from it alone (dice key, commitment, references).
Does not know: the pack's contents.
"""

from __future__ import annotations

import hashlib

from detente_server.match.references import spelled
from detente_server.rules.dice import match_key
from detente_wire.legacy import Legacy
from detente_wire.messages import Calendar, MatchId, Mode, Tempo
from detente_wire.terms import NationId, Ref
from detente_wire.values import frozen

ENGINE_VERSION = 1
"""Raised whenever the same acts would give other facts or notices; every record names the one that decided it."""


@frozen
class Stage:
    """A match's place in a campaign."""

    campaign: MatchId
    """The id of its first match: that of the campaign."""
    packs: tuple[str, ...]
    """All its crises, by pack id, in order."""
    number: int = 1
    """Of this match, from 1."""

    @property
    def following(self) -> str | None:
        """The pack that comes next; None: this is the last."""
        return self.packs[self.number] if self.number < len(self.packs) else None


@frozen
class Settings:
    """Chosen at creation; never changed."""

    match: MatchId
    pack: str
    pack_version: str
    pack_digest: str
    """Of every file of the pack: a running match keeps its pack."""
    rules_digest: str
    mode: Mode
    tempo: Tempo
    turn_ms: int
    """How long the talks of a turn last, milliseconds; 0: until all are ready."""
    people: tuple[NationId, ...]
    """Seats reserved for people by name; others may take any free playable seat up to `seats`."""
    seats: int
    """How many seats are for people; the match begins when they are taken."""
    seed: str
    salt: bytes
    """256 bits; empty where the dice are open (solo, tests, openly marked matches)."""
    secret: bytes
    """Of the match's references; never told."""
    temper: str = ""
    """``dove``, ``mixed`` or ``hawk`` for every bot; empty: drawn by the key for each seat."""
    muster_ms: int = 0
    """Once the people's seats are taken all must confirm within so long, milliseconds; 0: they need not."""
    drawn: bool = False
    """The people are distributed over their seats by the key, at the beginning."""
    anonymous: bool = False
    """Names are told at the end."""
    umpire: bool = False
    """Somebody may read everything."""
    umpires: tuple[str, ...] = ()
    """Players who may, beside the creator."""
    pause_ms: int = 0
    """For how long in all the table may pause by vote, milliseconds."""
    calendar: Calendar = Calendar()
    """By which the host moves deadlines; the match is told the outcome."""
    quiet_ms: int = 30_000
    """Where two or more seats are held by people, the talks close no sooner than this after the last act."""
    language: str = ""
    """In which the pack is read; empty: that of its originals."""
    private: bool = False
    creator: str = ""
    stage: Stage | None = None
    """In a campaign."""
    legacy: Legacy | None = None
    """What the matches before it in a campaign left; None: it stands by itself, or is the first."""
    engine: int = 1
    """The `ENGINE_VERSION` that created the match, set when it is created. This default is never raised: what is at its
    default is left out of the log, and must mean the same for ever."""

    @property
    def key(self) -> bytes:
        """The dice key; opened at the end by opening seed and salt."""
        return match_key(self.seed, self.salt)

    @property
    def commitment(self) -> str:
        """What is shown before turn 1: sha256 of the salt; empty for open dice."""
        return hashlib.sha256(self.salt).hexdigest() if self.salt else ""

    def reference(self, author: str, cause: bytes, n: int) -> Ref:
        """80 bits of sha256(match secret, author, cause, n): tells nobody that anything else happened."""
        parts = b"\x1f".join((self.secret, author.encode(), cause, str(n).encode()))
        return Ref(spelled(hashlib.sha256(parts).digest()))

    def bot_seed(self, nation: NationId) -> bytes:
        """A bot's dice: sha256(key, "bot", seat), never the key itself."""
        return hashlib.sha256(b"\x1f".join((self.key, b"bot", nation.encode()))).digest()

    def temper_of(self, nation: NationId) -> str:
        """The bot's temper: as set, or by the key, a third each."""
        if self.temper:
            return self.temper
        number = int.from_bytes(hashlib.sha256(self.bot_seed(nation) + b"temper").digest()[:8], "big")
        return ("dove", "mixed", "hawk")[number % 3]
