"""What can be wrong with a pack, said to its author.

Owns: `PackProblem`, the table of codes, the collector, "did you mean".
Does not know: what is checked, or how a position is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from attrs import frozen

CODES: Mapping[str, str] = {
    "pack-missing": "there is no such folder or zip",
    "file-missing": "a file that every pack has is not there",
    "file-unknown": "a file that format 1 knows nothing of",
    "file-name": "a name that leads out of the pack, or that not every system can store",
    "file-link": "a link or a special file; packs hold plain files only",
    "file-unreadable": "the system would not give the file",
    "file-size": "a file over its limit",
    "pack-size": "the whole pack over its limit of bytes or files",
    "pack-exhausts": "reading it took more memory or time than a pack may",
    "zip-broken": "no zip file, or one with encryption, doubled names or an unusual compression",
    "zip-ratio": "packed more than a hundredfold: looks like a bomb",
    "not-utf8": "a file that is not UTF-8",
    "text-control": "a control, bidi or invisible character",
    "text-long": "a text over its limit",
    "text-empty": "nothing where there should be words",
    "text-missing": "a text that the pack needs is not there",
    "toml-syntax": "not TOML",
    "toml-depth": "nested deeper than a pack needs",
    "key-unknown": "a key that the format does not have",
    "key-missing": "a key that has no default",
    "wrong-type": "e.g. text where a number belongs",
    "wrong-value": "a word that is not on the list",
    "out-of-range": "a number, or a count of things, outside its bounds",
    "bad-id": "not 2 to 32 small letters, digits and hyphens",
    "id-doubled": "two of a kind with one id",
    "id-unknown": "a name that nothing in the pack has",
    "id-folder": "pack id and folder name differ",
    "doubled": "the same thing twice in a list",
    "self-pair": "a nation paired with itself",
    "rules-core": "the list of rules lacks core",
    "dates-count": "not one date for every turn",
    "turn-late": "a turn after the last one",
    "at-least": "at_least and at_least_of do not fit",
    "clause-verify": "an inspection without inspector",
    "card-missing": "a nation without instruction card",
    "points-missing": "an option without points",
    "points-sum": "the best options do not sum to 100",
    "red-lines": "not one to three red lines",
    "medium-kind": "a key that this kind of medium does not have",
    "medium-none": "neither meeting nor letter: nobody could talk on the record",
    "body-module": "institutions.toml in a pack whose rules do not have the module",
    "body-chair": "no such chair, or an agenda that nobody could set",
    "body-members": "weights or vetoes of a nation that is no member, or an officer who is one",
    "body-seats": "seats, votes needed and votes from outside that do not fit together",
    "body-means": "a power without the facility that it works with",
    "legacy-circle": "a crisis whose legacy leads back to itself",
    "legacy-module": "[legacy] in a pack whose rules do not have the module",
    "heir": "an heir of a nation that is still there, or the second heir of one",
    "wrongs": "an option that wrongs from afar a nation which is at the table",
    "effect-keys": "an effect with too few or too many keys for its verb",
    "language-own": "words in the language of the originals, in a file of their own",
    "language-unlisted": "a file in a language that pack.toml does not list",
    "language-silent": "a language that is listed and has no file",
    "language-no-original": "words for what the originals do not have",
    "language-no-words": "a number, an id or a choice in a file of a language",
    "language-count": "a list of words with more or fewer entries than in the original",
    "inject-never": "an inject without turn and without condition",
    "condition": "a condition that does not compile",
    "historical-incomplete": "the historical package leaves an issue open",
    "historical-points": "the historical points differ from the cards",
    "historical-infeasible": "the historical package is below a principal's BATNA",
    "deals-many": "more possible deals than can be enumerated",
    "feasible-share": "too few or too many feasible deals",
    "historical-text": "the historical package makes no text that the rules would let be tabled",
    "trial-empty": "a trial that expects nothing",
    "trial-many": "more trials than are tried",
    "trial-line": "a line of a trial that the notation does not know",
    "trial-failed": "a line of a trial that does not hold",
    "not-playable": "a match of bots did not come to its end",
}
"""Every code and what it means; docs/reference/pack-format.md prints this table."""

MAX_PER_FILE = 100
"""Problems of one file that are kept; the rest would say nothing new."""


@frozen(order=True)
class PackProblem:
    """One thing that the author has to mend."""

    file: str
    """Path inside the pack."""
    line: int
    """From 1; 1 where the file as a whole is meant."""
    column: int
    code: str
    message: str
    """What is wrong."""
    hint: str = ""
    """What to do; empty where the message says it."""

    def __str__(self) -> str:
        """``file:line:column: code: message (hint)``."""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {self.code}: {self.message}{hint}"


class Problems:
    """Collects the problems of one pack."""

    def __init__(self) -> None:
        self._found: dict[str, list[PackProblem]] = {}

    def add(self, file: str, place: tuple[int, int], code: str, message: str, hint: str = "") -> None:
        """Keep one problem; `place` is (line, column), `code` one of `CODES`."""
        assert code in CODES, code
        mine = self._found.setdefault(file, [])
        if len(mine) < MAX_PER_FILE:
            mine.append(PackProblem(file, *place, code, message, hint))

    def full(self, file: str) -> bool:
        """More problems of this file would not be kept."""
        return len(self._found.get(file, ())) >= MAX_PER_FILE

    def of(self, file: str) -> bool:
        """The file has problems."""
        return file in self._found

    def all(self) -> tuple[PackProblem, ...]:
        """All of them, by file and position."""
        return tuple(sorted({problem for found in self._found.values() for problem in found}))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or else the few that there are."""
    words = sorted(known)
    near = get_close_matches(word[:64], words, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]!r}?"
    return "there are: " + ", ".join(words) if 0 < len(words) <= 25 else ""
