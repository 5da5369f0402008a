"""How a command is written: its row in the table, how its arguments are read, completed and explained.

Owns: `Command`, reading a line against a command's slots, usage lines, completion.
Does not know: which commands there are, what they do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from attrs import frozen

from detente_client.commands import slots as kinds
from detente_client.commands.answerable import waiting_refs
from detente_client.commands.deeds import Deed
from detente_client.commands.examples import sample
from detente_client.commands.motions import candidates as motion_words
from detente_client.commands.slots import WORD_READERS, Here, Slot, read_number, read_thing, read_tool
from detente_client.commands.statements import PHRASE_READERS
from detente_client.i18n import tr
from detente_client.words.handles import Thing
from detente_client.words.language import Candidate, Line, Misunderstood, meant
from detente_wire.terms import FAMILY_OF, TOOLS, Ref


@frozen
class Given:
    """The arguments as read; a slot that was not filled gives its default."""

    values: dict[str, Any]
    words: str = ""
    rest: str = ""
    """The line behind the command, as it was written."""

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a slot."""
        return self.values.get(name, default)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@frozen
class Command:
    """One row of the table of commands."""

    name: str
    group: str
    help: str
    """One sentence or two."""
    example: str
    """With ``{nation}``, ``{issue}``, ``{option}``, ``{other}``, ``{choice}`` and ``{choice2}`` of the pack."""
    run: Callable[[Here, Given], Deed]
    slots: tuple[Slot, ...] = ()
    aliases: tuple[str, ...] = ()
    rule: str = ""
    """What to know of the rules, said when the command is first used or asked about."""

    def usage(self) -> str:
        """How it is written."""
        return " ".join([f"/{self.name}", *(slot.usage() for slot in self.slots)])


# -- reading ----------------------------------------------------------------------------------------------------


def read(command: Command, here: Here, line: Line) -> Given:
    """The line's arguments by slot; `Misunderstood` says what is wrong and how it is written."""
    try:
        return Given(fill(command.slots, here, line.tokens), line.words, line.rest)
    except Misunderstood as problem:
        raise Misunderstood(f"{problem} {_written(here, command)}") from problem


def _written(here: Here, command: Command) -> str:
    """How the command is written, with an example if it takes anything."""
    if not command.slots:
        return tr("It is written: {usage}", usage=command.usage())
    example = sample(here.scene, command.example)
    return tr("It is written: {usage}, as in {example}", usage=command.usage(), example=example)


def fill(slots: Sequence[Slot], here: Here, tokens: Sequence[str]) -> dict[str, Any]:
    """The values of these slots by name; `Misunderstood` says what is wrong."""
    placed, segments = _segments(slots, tokens)
    values: dict[str, Any] = {}
    for slot in slots:
        if slot.keyword and slot.keyword in segments:
            values[slot.name] = _whole(slot, here, segments[slot.keyword])
    rest = _positional(slots, here, placed, values)
    missing = [slot for slot in slots if slot.needed and slot.name not in values]
    if missing:
        raise Misunderstood(tr("{argument} is missing.", argument=missing[0].name.upper()))
    if rest:
        raise Misunderstood(tr("I do not know what to do with {word}.", word=rest[0]))
    return values


def _segments(slots: Sequence[Slot], tokens: Sequence[str]) -> tuple[list[str], dict[str, list[str]]]:
    """Words that stand by their place, and those behind each keyword."""
    keywords = {slot.keyword: slot for slot in slots if slot.keyword}
    placed: list[str] = []
    segments: dict[str, list[str]] = {}
    filling = placed
    for token in tokens:
        slot = keywords.get(token.lower())
        if slot is not None and slot.keyword not in segments:
            filling = segments[slot.keyword] = []
            filling = placed if slot.kind == "flag" else filling
        else:
            filling.append(token)
            filling = placed if _is_full(keywords, segments, filling) else filling
    return placed, segments


def _is_full(keywords: dict[str, Slot], segments: dict[str, list[str]], filling: list[str]) -> bool:
    """Whether a keyword's words are complete: kinds of one word take one, so that places go on behind them."""
    slot = next((keywords[key] for key, words in segments.items() if words is filling), None)
    return slot is not None and not slot.many and slot.kind in (*WORD_READERS, "thing", "word")


def _whole(slot: Slot, here: Here, words: Sequence[str]) -> Any:
    """The value of a slot with a keyword, of exactly these words."""
    if slot.kind == "flag":
        return True
    if not words:
        raise Misunderstood(
            tr("{argument} is missing after {keyword}.", argument=slot.name.upper(), keyword=slot.keyword)
        )
    value, taken = _take(slot, here, words)
    if taken < len(words):
        raise Misunderstood(tr("I do not know what to do with {word}.", word=words[taken]))
    return value


def _positional(slots: Sequence[Slot], here: Here, words: list[str], values: dict[str, Any]) -> list[str]:
    """Fill the slots without keyword in order; gives the words that are left."""
    places = [slot for slot in slots if not slot.keyword]
    unknown: Misunderstood | None = None
    for n, slot in enumerate(places):
        if not words:
            break
        if slot.kind == "word" and words[0].isdigit() and any(later.kind == "number" for later in places[n:]):
            continue  # a number is meant as one, not as the place of a word in its list
        try:
            values[slot.name], taken = _take(slot, here, words)
        except Misunderstood as problem:
            if slot.needed or n == len(places) - 1:
                raise unknown or problem from None
            telling = slot.kind == "nation" or (
                slot.kind == "thing" and words[0][-1].isdigit() and "=" not in words[0]
            )
            unknown = unknown or (problem if telling else None)
            continue
        words = words[taken:]
    return words


def _take(slot: Slot, here: Here, words: Sequence[str]) -> tuple[Any, int]:
    """The slot's value from the first words, and how many it took."""
    if slot.kind in PHRASE_READERS:
        return PHRASE_READERS[slot.kind](here, words), len(words)
    if slot.kind == "level-tool":
        return _leveled(words)
    if not slot.many:
        return _one(slot, here, words[0]), 1
    found = [_one(slot, here, words[0])]
    for word in words[1:]:
        try:
            found.append(_one(slot, here, word))
        except Misunderstood:
            if slot.kind == "choice" or "=" not in word:
                raise
            break
    return tuple(found), len(found)


def _leveled(words: Sequence[str]) -> tuple[tuple[str, int], int]:
    tool, level = read_tool(words[0])
    if len(words) > 1 and words[1].isdigit():
        return (tool, read_number(words[1])), 2
    return (tool, level or 1), 1


def _one(slot: Slot, here: Here, word: str) -> Any:
    if slot.kind == "thing":
        return read_thing(here, word, slot.things)
    if slot.kind == "word":
        return meant(word, [Candidate(choice) for choice in slot.words], slot.name)
    return WORD_READERS[slot.kind](here, word)


# -- completing -------------------------------------------------------------------------------------------------


def complete(command: Command, here: Here, before: Sequence[str], word: str) -> list[str]:
    """What the word being typed may become, after these complete words of the command's arguments."""
    keywords = {slot.keyword: slot for slot in command.slots if slot.keyword}
    last = keywords.get(before[-1].lower()) if before else None
    if last is not None and last.kind != "flag":
        found = _candidates(last, here, word)
    else:
        unused = [key for key in keywords if key not in before]
        found = [name for slot in _places(command, before) for name in _candidates(slot, here, word)] + unused
    return [name for name in dict.fromkeys(found) if name.lower().startswith(word.lower())]


def _places(command: Command, before: Sequence[str]) -> list[Slot]:
    """Slots without keyword that the next word may fill: the next one, and one before it that takes many."""
    places = [slot for slot in command.slots if not slot.keyword]
    done = min(len(before), len(places))
    many = [slot for slot in places[:done] if slot.many or slot.kind in PHRASE_READERS]
    return many + places[done : done + 1]


def _candidates(slot: Slot, here: Here, word: str) -> list[str]:
    if slot.kind == "thing":
        return [thing.name for thing in _things(slot, here)]
    if slot.kind == "word":
        return list(slot.words)
    source = _SOURCES.get(slot.kind)
    return source(here, word) if source else []


def _things(slot: Slot, here: Here) -> list[Thing]:
    """The newest first; where an answer is given, what waits for one, first that of the room one is in. Of claims
    those that others made: nobody says back or denounces his own."""
    found = list(reversed(here.scene.handles.all(*slot.things)))
    if slot.waiting:
        waiting = waiting_refs(here.scene.view)
        found = [thing for thing in found if thing.ref in waiting]
    elif slot.things == ("claim",):
        claims = here.scene.view.claims
        found = [thing for thing in found if claims[Ref(thing.ref)].by != here.scene.me]
    return sorted(found, key=lambda thing: thing.ref != here.channel)


def _ids(found: list[Candidate]) -> list[str]:
    return [candidate.id for candidate in found]


def _choices(here: Here, word: str) -> list[str]:
    issue, equals, _ = word.partition("=")
    if not equals:
        return [f"{candidate.id}=" for candidate in kinds.issues(here)]
    return [f"{issue}={candidate.id}" for candidate in kinds.options(here, issue)]


def _channels(here: Here, word: str) -> list[str]:
    return [here.scene.handles.name(seen.id) for seen in here.scene.view.open_channels()] + ["public"]


def _claims(here: Here, word: str) -> list[str]:
    return ["most", "least", "prefer", "never", "over", *_ids(kinds.issues(here)), *_choices(here, word)]


def _tools(here: Here, word: str) -> list[str]:
    return [*TOOLS, "alert", "mobilisation", "blockade", "embargo"]


_SOURCES: dict[str, Callable[[Here, str], list[str]]] = {
    "nation": lambda here, word: _ids(kinds.nations(here)),
    "party": lambda here, word: _ids(kinds.everybody(here)),
    "issue": lambda here, word: _ids(kinds.issues(here)),
    "choice": _choices,
    "channel": _channels,
    "tool": _tools,
    "level-tool": _tools,
    "claim": _claims,
    "promise": lambda here, word: [
        "never",
        "no-tool",
        "sign",
        "lift",
        "until",
        *_choices(here, word),
        *TOOLS,
    ],
    "demand": lambda here, word: ["end", "refrain", "initial", "sign", *TOOLS, *_ids(kinds.nations(here))],
    "meeting-medium": lambda here, word: _ids(kinds.media(here, "meeting")),
    "letter-medium": lambda here, word: _ids(kinds.media(here, "letter")),
    "medium": lambda here, word: _ids(kinds.media(here)),
    "venue": lambda here, word: _ids(kinds.venues(here)),
    "clause-type": lambda here, word: list(FAMILY_OF),
    "body": lambda here, word: _ids(kinds.bodies(here)),
    "motion": lambda here, word: motion_words(here),
}
