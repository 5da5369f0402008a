"""Questions to one's own view, and their answers."""

from __future__ import annotations

from typing import Literal

from detente_wire.acts import Act
from detente_wire.messages.ids import MatchId, RequestId
from detente_wire.messages.play import Denied
from detente_wire.terms import Choice, Hash, Instrument, NationId, Package
from detente_wire.values import frozen


@frozen
class Points:
    """What would this package be worth to me?"""

    package: Package


@frozen
class Validate:
    """What is wrong with this text?"""

    text: Instrument


@frozen
class Ratify:
    """Would my home ratify this text?"""

    text: Instrument


@frozen
class Exposure:
    """Who would see this?"""

    act: Act


Question = Points | Validate | Ratify | Exposure


@frozen
class Query:
    """A question to one's own view and the public pack; no receipt, never logged, not in the stream."""

    id: RequestId
    match: MatchId
    question: Question


@frozen
class PointsAnswer:
    """What a package is worth to the asker."""

    points: int
    batna: int
    red_lines: tuple[Choice, ...] = ()
    """Of the asker's, crossed by it."""


@frozen
class ValidateAnswer:
    """Everything that is wrong with a text, and its hash."""

    hash: Hash
    problems: tuple[str, ...] = ()


@frozen
class Term:
    """One summand, with its reason."""

    why: str
    amount: int


@frozen
class RatifyAnswer:
    """The asker's own ratification sum for a text."""

    total: int
    needs: int
    terms: tuple[Term, ...] = ()


@frozen
class Risk:
    """A way in which an act may reach others."""

    how: str
    """``leak``, ``intercept``, ``lost``, ``attribution``, ``spill``, ``detection``, ``gaffe``; ``success`` is the
    chance to go well."""
    percent: int
    """Base rate: it reckons with no rival's capacity."""
    shows: str = ""
    """What they would get: ``acts``, ``text`` …"""
    most: int = 0
    """Where it hangs on a rival's capacity: the highest that it may be, `percent` being the lowest; else 0."""


When = Literal[
    "now", "close", "each", "stands", "next", "later",
    "attributed", "spilled", "won", "lost", "well", "gaffe", "granted", "refused", "carried", "held", "found",
    "delayed", "kept", "broken", "yielded", "carried-out", "backed-down",
]  # fmt: skip
"""When a dial would move: at once, at this turn's end, at this and each later turn's end, for as long as the tool
stands, in the next turn, in later turns; or only if that happens. Of what is chosen when a threat falls due the whole
end is told, not the difference to its default."""


@frozen
class Prospect:
    """A dial that an act would move, against how it would come out without the act, as things stand now."""

    dial: Literal["tension", "standing", "word", "strain", "home", "trust", "grievance", "batna", "envoys"]
    least: int
    """The move that is nearest to the bottom of the dial: ``least <= move <= most``."""
    most: int
    of: NationId | None = None
    """Whose dial; None: the crisis's own."""
    toward: NationId | None = None
    why: str = ""
    """A word of causes."""
    when: When = "close"


@frozen
class ExposureAnswer:
    """Who would see an act, what it costs, and how it might come out."""

    sees: tuple[NationId, ...] = ()
    public: bool = False
    known: bool = False
    """That it happens is public, though not what is said."""
    sealed: bool = False
    """Nobody sees it before the turn closes; then these do."""
    perhaps_others: bool = False
    """Others may see it, too, of whom the asker cannot know: those before whom a text was tabled."""
    envoys: int = 0
    capital: int = 0
    risks: tuple[Risk, ...] = ()
    prospects: tuple[Prospect, ...] = ()
    """What it would do to the dials, from the asker's own view; nothing where the rules leave it to chance."""
    refused: str = ""
    """The refusal that it would meet now, as far as the asker's own view tells."""


AnswerBody = PointsAnswer | ValidateAnswer | RatifyAnswer | ExposureAnswer | Denied


@frozen
class QueryAnswer:
    """The answer to a `Query`."""

    id: RequestId
    answer: AnswerBody
