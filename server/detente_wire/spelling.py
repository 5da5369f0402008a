"""How ids and short strings are spelled, and the error that says what is wrong with a value and where.

Owns: the alphabets and lengths that a client must keep to.
Does not know: letters and other free text (`gate`), nor whether the thing that an id names exists.

An instrument's canonical text joins ids and words with commas and line breaks, so none of them may hold
either: else two texts that mean different things could have one hash.
"""

from __future__ import annotations

import re

from detente_wire.limits import ID_CHARACTERS, SHORT_CHARACTERS

IDENTIFIER = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._:-]{{0,{ID_CHARACTERS - 1}}}")
"""Ids of the pack and of the match."""
COMMAND_ID = re.compile(r"[a-z2-7]{26}|[0-9a-f]{32}")
"""128 bits in base32 or hex."""
REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")
SHORT_WORDS = re.compile(rf"(?:[A-Za-z0-9][A-Za-z0-9 .'-]{{0,{SHORT_CHARACTERS - 1}}})?")
"""A clause's object or place; may be empty."""
LINE_CHARACTERS = 256
"""Longest other string that is no free text: names, tokens, passwords."""

ROOM_KEY = re.compile(r"[!-~]{1,80}")
"""What a client calls a room of its own."""
BY_NEWTYPE: dict[str, re.Pattern[str]] = {
    "CommandId": COMMAND_ID, "RequestId": REQUEST_ID, "RoomKey": ROOM_KEY,
}  # fmt: skip
"""The ids with an alphabet of their own; all others are spelled as `IDENTIFIER`."""
BY_FIELD: dict[tuple[str, str], re.Pattern[str]] = {
    ("Clause", "object"): SHORT_WORDS,
    ("Clause", "place"): SHORT_WORDS,
}
"""Fields of type ``str`` that are held to a pattern."""
FREE = frozenset(
    {
        ("Command", "words"),
        ("Remark", "words"),
        ("Flag", "why"),
        ("Silence", "why"),
        ("Direct", "words"),
        ("DirectAll", "words"),
        ("CancelMatch", "why"),
        ("Password", "password"),
        ("SetPassword", "new"),
        ("SetPassword", "old"),
    }
)
"""Fields of type ``str`` that other rooms look at: the gate, and the password's hash."""


class Problem(ValueError):
    """What is wrong with a value, and the path to it from the outermost map, e.g. ``act.package.limit``."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.path: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{'.'.join(self.path)}: {self.problem}" if self.path else self.problem

    def within(self, name: str) -> Problem:
        """The same problem seen from one map or list further out."""
        self.path = (name, *self.path)
        return self


def spelled(value: object, pattern: re.Pattern[str]) -> str:
    """The string, if it is one and matches the whole pattern."""
    if type(value) is not str:
        raise Problem("must be a string")
    if pattern.fullmatch(value) is None:
        raise Problem("is not spelled as it must be")
    return value


def line(value: object) -> str:
    """The string, if it is one short printable line."""
    if type(value) is not str:
        raise Problem("must be a string")
    if len(value) > LINE_CHARACTERS:
        raise Problem(f"is longer than {LINE_CHARACTERS} characters")
    if not value.isprintable():
        raise Problem("has characters that cannot be printed")
    return value
