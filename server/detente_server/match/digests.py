"""By what a command id that is used for another command is noticed.

Owns: the digest of a command, how it is sealed before it is stored, and whether two are of one command.
Does not know: where salts are kept (beside the words, and erased with them).

A digest has two halves: of the command without its words, and of the words. The chain covers it, so the words' half is
sealed with their salt: once words and salt are erased, nobody can try guesses on it. From then on, and for words of a
refused command, which are kept nowhere, other words under the same id are not told apart from the first ones.
"""

from __future__ import annotations

import hashlib

from detente_wire.codec import MSGPACK
from detente_wire.messages import Command, CreateMatch, Direct, JoinMatch, LeaveMatch, NextMatch
from detente_wire.writer import plain

HALF = 16
NO_WORDS = b"\0" * HALF


def command_digest(command: Command | Direct | CreateMatch | NextMatch | JoinMatch | LeaveMatch) -> bytes:
    """Of everything that the command says; not to be stored where there are words (`sealed`)."""
    bare = plain(command)
    words = bare.pop("words", "")
    said = _half(words.encode()) if words else NO_WORDS
    return _half(MSGPACK.pack(bare)) + said


def sealed(digest: bytes, salt: bytes) -> bytes:
    """The digest as it is stored."""
    words = digest[HALF:]
    return digest if words == NO_WORDS else digest[:HALF] + _half(salt + words)


def is_same(stored: bytes, digest: bytes, salt: bytes | None) -> bool:
    """Whether the stored digest is this one's. `salt`: of the first command's words, None if it is not kept."""
    if stored[:HALF] != digest[:HALF]:
        return False
    if salt is not None:
        return stored == sealed(digest, salt)
    return (stored[HALF:] == NO_WORDS) == (digest[HALF:] == NO_WORDS)


def _half(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()[:HALF]
