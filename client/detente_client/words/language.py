"""The language of slash commands: how a line is split, and how a word finds what it means.

Owns: tokens, the words after `` : ``, unique prefixes and short names, did-you-mean, the one error of this language.
Does not know: which commands there are (`catalogue`), what kinds of arguments exist (`slots`).

A line that begins with ``/`` is a command, anything else is said in the current channel. What stands after a lone
``:`` or ``--`` is the words that go with an act. Quotes hold a title together; ``\\n`` in words breaks the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from attrs import frozen

from detente_client.figures import either
from detente_client.i18n import spelled, tr
from detente_client.words.naming import count

_TOKEN = re.compile(r"(?:[^\s\"“”]|[\"“][^\"”]*[\"”]?)+")
_QUOTES = re.compile('["“”]')
_BOUND = re.compile(r"'(\w+)' must be (<=|>=) (-?\d+): (-?\d+)$")
_WORDS = re.compile(r"(?:^|\s)(?::|--)(?:\s+|$)")


class Misunderstood(Exception):
    """The line cannot be made sense of; the text says why and what would do."""


def out_of_bounds(problem: ValueError) -> str:
    """What the vocabulary has against a number that was typed, as a sentence; empty: it was something else."""
    found = _BOUND.match(str(problem))
    if found is None:
        return ""
    what, way, bound, given = found.groups()
    name, unit = (what[:-2], _seconds) if what.endswith("_s") else (what, str)
    typed, limit, what = unit(int(given)), unit(int(bound)), spelled(name.replace("_", "-"))
    if way == "<=":
        return tr(
            "{typed} does not fit here: {what} is {limit} at most.", typed=typed, what=what, limit=limit
        )
    return tr("{typed} does not fit here: {what} is {limit} at least.", typed=typed, what=what, limit=limit)


def _seconds(seconds: int) -> str:
    days, rest = divmod(seconds, 86_400)
    return count(days, "day") if days and not rest else count(seconds, "second")


@frozen
class Line:
    """A command line, split."""

    command: str
    """Without the slash, small letters; empty: free text."""
    tokens: tuple[str, ...]
    words: str
    """What goes with the act as written, or the free text."""
    rest: str = ""
    """Everything behind the command as it was written, quotes and colons too."""


@frozen
class Candidate:
    """Something that a word can mean."""

    id: str
    titles: tuple[str, ...] = ()
    """Other names for it; prefixes of them do as well."""


def split(text: str) -> Line:
    """The line in its parts."""
    text = text.strip()
    if not text.startswith("/"):
        return Line("", (), written(text))
    head, rest = (*text[1:].split(None, 1), "", "")[:2]
    cut = _WORDS.search(rest)
    arguments, words = (rest[: cut.start()], rest[cut.end() :]) if cut else (rest, "")
    return Line(head.lower(), tokens(arguments), written(words), written(rest))


def tokens(text: str) -> tuple[str, ...]:
    """Words by spaces; quotes hold together and fall away; a comma at the end of a word does too."""
    found = (_QUOTES.sub("", token).rstrip(",") for token in _TOKEN.findall(text))
    return tuple(token for token in found if token)


def written(text: str) -> str:
    """Words as a person typed them on one line: ``\\n`` becomes a line break."""
    return text.strip().replace("\\n", "\n")


def slug(text: str) -> str:
    """Small letters and digits, everything between them one hyphen: how titles are typed."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


def meant(word: str, candidates: Sequence[Candidate], what: str) -> str:
    """The id of the one candidate that the word names: by number, by id, by title, by unique prefix of either.

    `what` names the kind of thing in the error, e.g. ``nation``.
    """
    if word.isdigit() and 1 <= int(word) <= len(candidates):
        return candidates[int(word) - 1].id
    if not word and candidates:
        ids = either([candidate.id for candidate in candidates])
        raise Misunderstood(tr("Name the {what}: it can be {ids}.", what=what, ids=ids))
    wanted = slug(word)
    names = [(name, candidate.id) for candidate in candidates for name in _names(candidate)]
    exact = _unique(id for name, id in names if name == wanted)
    starting = _unique(id for name, id in names if wanted and name.startswith(wanted))
    within = _unique(id for name, id in names if wanted and f"-{wanted}" in f"-{name}")
    for found in (exact, starting, within):
        if len(found) == 1:
            return found[0]
        if found:
            raise Misunderstood(
                tr("{word} could be {either}. Write more of it.", word=word, either=either(found))
            )
    raise Misunderstood(_nothing(word, candidates, what))


def nearest(word: str, known: Iterable[str]) -> str:
    """The closest known word; empty if none is close."""
    return next(iter(get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)), "")


def _names(candidate: Candidate) -> list[str]:
    return [slug(candidate.id), *(slug(title) for title in candidate.titles)]


def _unique(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _nothing(word: str, candidates: Sequence[Candidate], what: str) -> str:
    if not candidates:
        return tr("There is no {what} here yet.", what=what)
    by_name = {name: candidate.id for candidate in candidates for name in _names(candidate)}
    by_name |= {name.split("-")[0]: id for name, id in by_name.items() if name.split("-")[0] not in by_name}
    close = get_close_matches(slug(word), list(by_name), n=1, cutoff=0.6)
    ids = either([candidate.id for candidate in candidates])
    if close:
        return tr(
            "There is no {what} {word}. Did you mean {close}? It can be {ids}.",
            what=what,
            word=word,
            close=by_name[close[0]],
            ids=ids,
        )
    return tr("There is no {what} {word}. It can be {ids}.", what=what, word=word, ids=ids)
