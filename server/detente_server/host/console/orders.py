"""What an operator's order is, and how a typed line becomes one.

Owns: `Order`, the shape of its words, `Arguments`, `Told`, and the sentences for a line that cannot be read.
Does not know: which orders there are (`registry`), by which way a line came (`door`, or a player's request).
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

if TYPE_CHECKING:
    from detente_server.host.services import Services

_WORD = re.compile(r'\s*(?:"([^"]*)"?|(\S+))')
_UNIT_S = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_DURATION = re.compile(r"(?:\d{1,6}[smhd])+")
LONGEST_S = 366 * 86_400
"""Of a duration that is typed."""


CONSOLE = "console"
"""Who gives an order on the server's own machine."""


class BadOrder(Exception):
    """The order cannot be carried out; the message is a sentence for the operator, with the next step."""


@frozen
class Arguments:
    """What was typed after an order's name."""

    by: str
    """Who gave the order: ``console``, or a player's id."""
    said: Mapping[str, str] = field(factory=dict)

    def __getitem__(self, word: str) -> str:
        """What was typed for this word of the order; empty: nothing."""
        return self.said.get(word, "")


@frozen
class Told:
    """What an order answers."""

    lines: tuple[str, ...] = ()
    """For people."""
    data: Any = None
    """The same for programs: plain values that JSON has; None: the lines say it all."""


Handler = Callable[["Services", Arguments], Awaitable[Told]]


@frozen
class Order:
    """Something that an operator may ask of a running server."""

    name: str
    words: str
    """As usage shows them: ``PLAYER [DURATION] [WHY...]``; ``[X]`` may be missing, ``X...`` takes the rest."""
    help: str
    """One sentence."""
    handler: Handler
    changes: bool = True
    """Whether anything is another afterwards; such orders are audited."""
    about: str = ""
    """The word that names whom or what it concerns, for the audit."""
    why: str = "WHY"
    """The word that holds the reason, for the audit."""
    local: bool = False
    """Only on the server's own machine: it reaches files, or shows what people wrote."""

    @property
    def usage(self) -> str:
        """How it is typed."""
        return f"{self.name} {self.words}".rstrip()

    def arguments(self, typed: str, by: str) -> Arguments:
        """What was typed after the name, word by word; `BadOrder` if it does not fit."""
        said: dict[str, str] = {}
        rest = typed.strip()
        for word in self.words.split():
            name = word.strip("[]").removesuffix("...")
            if word.strip("[]").endswith("..."):
                value, rest = _unquoted(rest), ""
            else:
                value, rest = _first(rest)
            if not value and not word.startswith("["):
                raise BadOrder(f"{name} is missing. Type: {self.usage}")
            if value:
                said[name] = value
        if rest:
            raise BadOrder(f"{rest.split()[0]!r} is one word too many. Type: {self.usage}")
        return Arguments(by, said)


def split(line: str) -> tuple[str, str]:
    """The order's name, and what follows it."""
    name, _, rest = line.strip().partition(" ")
    return name, rest.strip()


def typed(words: tuple[str, ...]) -> str:
    """A line from words, such as a shell gives: those with spaces come between quotes; one alone is the line."""
    if len(words) == 1:
        return words[0]
    return " ".join(f'"{word}"' if " " in word or not word else word for word in words)


def duration_s(text: str) -> int:
    """Seconds of a duration such as ``90s``, ``10m`` or ``1h30m``; `BadOrder` for anything else."""
    if not _DURATION.fullmatch(text):
        raise BadOrder(f"{text!r} is no duration: type it as 90s, 10m, 1h30m or 2d.")
    total = sum(int(part[:-1]) * _UNIT_S[part[-1]] for part in re.findall(r"\d+[smhd]", text))
    if not 0 < total <= LONGEST_S:
        raise BadOrder(f"{text!r} is too short or too long: from 1s to 366d.")
    return total


def spelled(seconds: int) -> str:
    """A duration as people say it: ``1 h 30 min``."""
    parts = []
    for unit, size in (("d", 86_400), ("h", 3600), ("min", 60), ("s", 1)):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count} {unit}")
    return " ".join(parts[:2]) or "0 s"


def counted(number: int, thing: str) -> str:
    """A number of things: ``1 match``, ``2 matches``."""
    several = f"{thing}es" if thing.endswith("ch") else f"{thing}s"
    return f"{number} {thing if number == 1 else several}"


def table(heads: tuple[str, ...], rows: list[tuple[object, ...]]) -> tuple[str, ...]:
    """Lines of columns under their heads."""
    cells = [heads, *(tuple(str(cell) for cell in row) for row in rows)]
    widths = [max(len(row[n]) for row in cells) for n in range(len(heads))]
    return tuple("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in cells)


def _first(text: str) -> tuple[str, str]:
    """The first word, without its quotes, and the rest."""
    found = _WORD.match(text)
    if found is None:
        return "", ""
    quoted, plain = found.groups()
    return quoted if quoted is not None else plain, text[found.end() :].strip()


def _unquoted(text: str) -> str:
    """The rest of a line, without quotes around the whole of it."""
    inner = text[1:-1]
    return inner if len(text) > 1 and text[0] == text[-1] == '"' and '"' not in inner else text
