"""Kinds of values that many keys share: titles, lines, shares of a hundred, names of nations and issues."""

from __future__ import annotations

from typing import Annotated

from detente_server.packs.marks import Distinct, Range, Refers, Shape, Words
from detente_wire.spelling import SHORT_WORDS

Title = Annotated[str, Words(80)]
Line = Annotated[str, Words(120)]
OptionalLine = Annotated[str, Words(120, empty=True)]
ClauseWords = Annotated[
    str,
    Shape(
        SHORT_WORDS.pattern,
        "up to 48 letters, digits, spaces, full stops, apostrophes and hyphens (no commas)",
    ),
]
"""A clause's object or place: spelled so that it can stand in an instrument's canonical text."""
Description = Annotated[str, Words(600)]
OptionalDescription = Annotated[str, Words(600, empty=True)]
Percent = Annotated[int, Range(0, 100)]
Risk = Annotated[int, Range(0, 50)]
Turn = Annotated[int, Range(1, 60)]
Id = Annotated[str, Shape(r"[a-z][a-z0-9-]{1,31}", "an id")]
Version = Annotated[str, Shape(r"(0|[1-9][0-9]{0,5})(\.(0|[1-9][0-9]{0,5})){2}", 'a version like "1.0.0"')]
Language = Annotated[str, Shape(r"[a-z]{2,3}(-[A-Z]{2})?", "a language tag")]
Nation = Annotated[str, Refers("nation")]
Issue = Annotated[str, Refers("issue")]
Option = Annotated[str, Refers("option")]
Nations = Annotated[tuple[Nation, ...], Distinct()]
